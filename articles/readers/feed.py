"""Feeds: RSS of every age, RDF, Atom and CDF, each item a story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from html import escape
from html.entities import html5, name2codepoint
from io import BytesIO
from typing import Any

import feedparser

from articles import headlines, languages, limits, markup
from articles.documents import Document
from articles.limits import TooMuch
from articles.readers import deks, naming, prologue, stated_dates, titles
from articles.readers.bodies import absolute, cleaned, join
from articles.readers.encodings import Undecodable
from articles.readers.prologue import Unfit
from articles.readers.reading import Problem, Reading, Severity, refused

ROOTS = ("rss", "feed", "rdf", "channel")
MOST_BYTES = 10_000_000
MOST_REFERENCES = 1_000_000
KEPT_ENTITIES = ("amp", "lt", "gt", "quot", "apos")
REFERENCE = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?:([A-Za-z]\w{0,30});|#(\d{1,9}|[xX][0-9a-fA-F]{1,8});)?",
    re.DOTALL,
)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
TEXT_BREAK = re.compile(r"\n[ \t]*\n\s*")
KIND = "http://schemas.google.com/g/2005#kind"
STATES = {"yes": "draft", "draft": "draft", "scheduled": "scheduled", "soft_trashed": "trash"}
MALFORMED = "Ask the sender for a feed that passes a validator."
REFUSED = "Ask the sender for a plain feed, without a document type of its own."


def recognises(name: str, head: bytes) -> bool:
    """XML whose first element is a feed's; or one whose beginning hides its first element."""
    root = prologue.root(head)
    return root in ROOTS or (root == "?" and b"<!DOCTYPE html" not in head)


def read(data: bytes, name: str = "") -> Iterator[Reading]:
    """A reading for each item, in the feed's order; `source` is the feed's title."""
    try:
        text = _well_formed(prologue.guarded(data))
    except Unfit as unfit:
        yield refused(f"{unfit}.", REFUSED)
    except Undecodable as error:
        yield refused(f"The file cannot be read: {error.message}.", error.remedy)
    else:
        yield from _read(text)


def _read(text: str) -> Iterator[Reading]:
    try:
        parsed = feedparser.parse(
            BytesIO(text.encode()),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # ill-formed feeds trip feedparser in ways it does not name
        yield refused(f"The feed is too ill-formed to be read ({type(error).__name__}).", MALFORMED)
        return
    feed = Feed(parsed)
    items = [entry for entry in parsed.entries if _kind(entry) in ("post", "page")]
    for entry in items:
        yield feed.reading(entry)
    if not items:
        yield _without_items(feed.title)


def _without_items(title: str) -> Reading:
    message = f"The feed “{title}” has no items." if title else "There is no item in this feed."
    problem = Problem(
        message=message, remedy="Check that it is the right file.", severity=Severity.ERROR
    )
    return Reading(document=None, problems=(problem,), source=title)


def _well_formed(text: str) -> str:
    """Mends what keeps a strict parser from reading: HTML's entities, bare `&`, controls."""
    if text.count("&") > MOST_REFERENCES:
        raise Unfit(f"The feed has more than {MOST_REFERENCES:,} ampersands")
    return REFERENCE.sub(_mended, CONTROLS.sub("", text))


def _mended(found: re.Match[str]) -> str:
    name, number = found.groups()
    if found[0].startswith("<!") or name in KEPT_ENTITIES:
        return found[0]
    if number:
        return found[0] if _is_character(number.lower()) else ""
    if name in name2codepoint:
        return chr(name2codepoint[name])
    if name and f"{name};" in html5:
        return html5[f"{name};"]
    return f"&amp;{found[0][1:]}"


def _is_character(number: str) -> bool:
    point = int(number[1:], 16) if number.startswith("x") else int(number)
    return point in (9, 10, 13) or 0x20 <= point < 0xD800 or 0xE000 <= point <= 0x10FFFF


class Feed:
    """What the items of one feed share: title, address, language, author."""

    def __init__(self, parsed: Any) -> None:
        feed = parsed.feed
        self.is_atom = str(parsed.get("version", "")).startswith("atom")
        self.title = self._title(feed)
        self.link = str(feed.get("link") or "")
        self.language = str(feed.get("language") or "")
        self.bylines = _bylines(feed) if self.is_atom else ()

    def reading(self, entry: Any) -> Reading:
        """The story of an item, or why there is none."""
        try:
            return self._reading(entry)
        except TooMuch as limit:
            message, _, remedy = str(limit).partition(". ")
            shown = self._title(entry)[:60] or str(entry.get("link", ""))[:60]
            return refused(f"“{shown}”: {message}.", remedy or "Split the story.")

    def _reading(self, entry: Any) -> Reading:
        link = join(self.link, str(entry["link"])) if entry.get("link") else ""
        html, summary = self._body_and_summary(entry, link)
        body, problems = cleaned(html)
        dated, odd = _dated(entry)
        text = markup.text(body)
        headline = self._title(entry)
        document = Document(
            headline=headline or headlines.derive(text),
            headline_derived=not headline,
            dek=deks.dek(summary, text),
            body=body,
            bylines=_bylines(entry) or self.bylines,
            tags=_tags(entry),
            dated=dated,
            language=self._language(entry) or languages.guess(text),
            source_url=link if link.startswith(("http://", "https://")) else "",
        )
        if not body:
            problems += (EMPTY,)
        return Reading(
            document=document,
            problems=(*problems, *odd),
            source_id=str(entry.get("id") or link),
            source=self.title,
            status=_status(entry),
        )

    def _title(self, entry: Any) -> str:
        """Atom says whether a title is text or HTML; in RSS it is what it looks like."""
        detail = entry.get("title_detail") or {}
        title = str(entry.get("title") or "")
        if "html" in str(detail.get("type", "")):
            return titles.from_html(title)
        return titles.line(title) if self.is_atom else titles.plain(title)

    def _body_and_summary(self, entry: Any, link: str) -> tuple[str, str]:
        """The longest text an item has; a summary beside it is the dek."""
        contents = [one for one in entry.get("content", ()) if _is_text(one)]
        summary = entry.get("summary_detail") or {}
        best = max(contents, key=lambda one: len(one.get("value") or ""), default=summary)
        base = str(best.get("base") or "") or link or self.link
        html = absolute(_html(best), base)
        return html, titles.from_html(_html(summary)) if contents and summary else ""

    def _language(self, entry: Any) -> str:
        contents = entry.get("content") or [entry.get("summary_detail") or {}]
        return naming.language(str(contents[0].get("language") or self.language))


EMPTY = Problem(message="The item has no text.", remedy="Follow its link to see what it was about.")


def _is_text(content: Mapping[str, Any]) -> bool:
    kind = str(content.get("type") or "")
    return bool(content.get("value")) and ("text" in kind or "html" in kind or "xml" in kind)


def _html(detail: Mapping[str, Any]) -> str:
    """What an item holds as HTML: text is set in paragraphs."""
    value = str(detail.get("value") or "")
    if detail.get("type") != "text/plain":
        return value
    paragraphs = TEXT_BREAK.split(escape(value.strip(), quote=False))
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs if paragraph)


def _bylines(entry: Any) -> tuple[str, ...]:
    authors = [*entry.get("authors", ()), {"name": entry.get("author")}]
    names = (author.get("name") or author.get("email") for author in authors)
    return naming.people(titles.plain(str(name)) for name in names if name)


def _tags(entry: Any) -> tuple[str, ...]:
    tags = (tag for tag in entry.get("tags", ()) if tag.get("scheme") != KIND)
    words = (str(tag.get("label") or tag.get("term") or "") for tag in tags)
    return naming.distinct(words)[: limits.TAGS]


def _dated(entry: Any) -> tuple[date | datetime | None, Sequence[Problem]]:
    """When it was published; else created, else changed."""
    written = (dict.get(entry, key) for key in ("published", "created", "updated"))
    return stated_dates.read(str(next(filter(None, written), "")))


def _kind(entry: Any) -> str:
    """Blogger keeps comments, settings and templates beside posts and pages: which this is."""
    terms = (tag.get("term") for tag in entry.get("tags", ()) if tag.get("scheme") == KIND)
    kind = str(next(terms, None) or entry.get("blogger_type") or "post")
    return kind.rpartition("#")[2].lower()


def _status(entry: Any) -> str:
    state = str(entry.get("blogger_status") or entry.get("app_draft") or "").lower()
    return STATES.get(state, "")
