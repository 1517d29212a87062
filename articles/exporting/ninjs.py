"""ninjs 3.1: the IPTC's news in JSON, an item a file, in a profile of the newsroom's own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Any

from articles import markup
from articles.documents import Document
from articles.exporting.formats import Written
from articles.exporting.returning import losses, returned
from articles.exporting.story import Story
from articles.readers import ninjs_profile

LOSES = frozenset(("headline", "headline_derived", "body"))
BECAUSE = "A story without headline or text is given one; a headline repeated above the text goes."
STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
}


def write(story: Story) -> Written:
    item = {name: value for name, value in _item(story) if value}
    text = json.dumps(item, ensure_ascii=False, indent=2) + "\n"
    return Written(text, losses(story.document, returned(text, "story.json")))


def _item(story: Story) -> Iterator[tuple[str, Any]]:
    """Field and value; what is only kept for ourselves stands in roles and `altIds`."""
    document = story.document
    yield "uri", story.uri
    yield "type", "text"
    yield "standard", STANDARD
    yield "profile", ninjs_profile.NAME
    yield "pubStatus", "usable" if story.status == "published" else "withheld"
    yield "versionCreated", _instant(story.published_at or story.changed_at)
    yield "contentCreated", _instant(document.dated) if document.dated else ""
    yield "language", document.language or "und"
    yield "headlines", list(_headlines(document))
    yield "descriptions", _plain("summary", document.dek)
    yield "by", ", ".join(document.bylines)
    yield "people", [{"name": name, "rel": "author"} for name in document.bylines]
    yield "located", document.dateline
    yield "subjects", list(_subjects(document))
    yield "altIds", list(_other_ids(document))
    yield "bodies", list(_bodies(document.body))


def _headlines(document: Document) -> Iterator[dict[str, str]]:
    yield from _plain("working" if document.headline_derived else "main", document.headline)
    yield from _plain("kicker", document.kicker)


def _plain(role: str, value: str) -> list[dict[str, str]]:
    return [{"role": role, "contentType": "text/plain", "value": value}] if value else []


def _subjects(document: Document) -> Iterator[dict[str, str]]:
    if document.section:
        yield {"name": document.section, "rel": "section"}
    yield from ({"name": tag, "rel": "about"} for tag in document.tags)


def _other_ids(document: Document) -> Iterator[dict[str, str]]:
    """`date` is the source's own, which may be no more than a day; ninjs wants a time."""
    dated = document.dated.isoformat() if document.dated else ""
    known = {"slug": document.slug, "source": document.source_url, "date": dated}
    return ({"role": role, "value": value} for role, value in known.items() if value)


def _bodies(body: str) -> Iterator[dict[str, Any]]:
    if body:
        text = markup.text(body)
        counts = {"charCount": len(text), "wordCount": markup.words(text)}
        yield {"role": "main", "contentType": "text/html", **counts, "value": body}


def _instant(moment: Any) -> str:
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time.min, UTC)
    return str(moment.isoformat())
