"""JSON Feed (jsonfeed.org, versions 1 and 1.1): each item a story."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from articles import headlines, languages, limits, markup
from articles.documents import Document
from articles.limits import TooMuch
from articles.readers import deks, naming, stated_dates, titles
from articles.readers.bodies import absolute, cleaned, join
from articles.readers.encodings import Undecodable, decode
from articles.readers.reading import Problem, Reading, Severity, refused

MOST_BYTES = 10_000_000
VERSION = re.compile(rb'"version"\s*:\s*"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org(?:\\?/)')
BREAK = re.compile(r"\n[ \t]*\n\s*")
NO_ITEMS = "Check that it is the right file."


def recognises(name: str, head: bytes) -> bool:
    """JSON that names the version of the feed format."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and bool(VERSION.search(head))


def read(data: bytes, name: str = "") -> Iterator[Reading]:
    """A reading for each item, in the feed's order; `source` is the feed's title."""
    try:
        feed = json.loads(decode(data).text.removeprefix("\ufeff"))
    except Undecodable as error:
        yield refused(f"The file cannot be read: {error.message}.", error.remedy)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        yield refused(f"The feed is not JSON: {str(error)[:80]}.", "Ask for it again.", line)
    else:
        yield from _items(feed if isinstance(feed, dict) else {})


def _items(feed: Mapping[str, Any]) -> Iterator[Reading]:
    title, listed = titles.line(_text(feed, "title")), feed.get("items")
    items = listed if isinstance(listed, list) else []
    for item in items:
        if isinstance(item, dict):
            yield _guarded(item, feed, title)
        else:
            yield refused("An item of the feed is no object.", "Ask the sender to mend the feed.")
    if not items:
        message = f"The feed “{title}” has no items."
        problem = Problem(message=message, remedy=NO_ITEMS, severity=Severity.ERROR)
        yield Reading(document=None, problems=(problem,), source=title)


def _guarded(item: Mapping[str, Any], feed: Mapping[str, Any], title: str) -> Reading:
    try:
        return _reading(item, feed, title)
    except TooMuch as limit:
        message, _, remedy = str(limit).partition(". ")
        shown = titles.line(_text(item, "title") or _text(item, "url"))[:60]
        return refused(f"“{shown}”: {message}.", remedy or "Split the story.")


def _reading(item: Mapping[str, Any], feed: Mapping[str, Any], title: str) -> Reading:
    home = _text(feed, "home_page_url")
    address = _text(item, "url") or _text(item, "external_url")
    link = join(home, address) if address else ""
    body, problems = cleaned(absolute(_html(item), link or home))
    prose = markup.text(body)
    headline = titles.plain(_text(item, "title"))
    dated, odd = stated_dates.read(_text(item, "date_published") or _text(item, "date_modified"))
    document = Document(
        headline=headline or headlines.derive(prose),
        headline_derived=not headline,
        dek=deks.dek(titles.plain(_text(item, "summary")), prose),
        body=body,
        bylines=_bylines(item) or _bylines(feed),
        tags=_tags(item),
        dated=dated,
        language=naming.language(_text(item, "language") or _text(feed, "language"))
        or languages.guess(prose),
        source_url=link if link.startswith(("http://", "https://")) else "",
    )
    return Reading(
        document=document,
        problems=(*problems, *odd),
        source_id=_text(item, "id") or link,
        source=title,
    )


def _html(item: Mapping[str, Any]) -> str:
    """The HTML of an item; else its text, or its summary, in paragraphs."""
    paragraphs = BREAK.split(escape(_text(item, "content_text"), quote=False))
    return _text(item, "content_html") or "".join(f"<p>{one}</p>" for one in paragraphs if one)


def _bylines(table: Mapping[str, Any]) -> tuple[str, ...]:
    """Version 1.1 lists authors, version 1 has one."""
    authors = table.get("authors")
    listed = authors if isinstance(authors, list) else [table.get("author")]
    return naming.people(_text(one, "name") for one in listed if isinstance(one, dict))


def _tags(item: Mapping[str, Any]) -> tuple[str, ...]:
    tags = item.get("tags")
    words = tags if isinstance(tags, list) else ()
    return naming.distinct(word for word in words if isinstance(word, str))[: limits.TAGS]


def _text(table: Mapping[str, Any], key: str) -> str:
    """A string or a number as text; anything else is none."""
    value = table.get(key)
    return str(value).strip() if isinstance(value, str | int | float) else ""
