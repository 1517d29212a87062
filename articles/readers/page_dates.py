"""Page dates: when a page says its story was published, in the order its places are believed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from articles.readers import stated_dates, written_dates
from articles.readers.dates import NotADate
from articles.readers.page import Page
from articles.readers.page_tree import Node

METAS = (
    "article:published_time", "article:published", "article.published", "datepublished",
    "citation_publication_date", "citation_date", "parsely-pub-date", "sailthru.date", "pubdate",
    "publishdate", "publish_date", "publish-date", "publication_date", "published_time", "date",
    "dc.date", "dc:date", "dc.date.issued", "dcterms.created", "dcterms.date", "dcterms.issued",
    "dc.date.created", "article:created", "og:pubdate", "created", "originalpublicationdate",
    "date_published",
)  # fmt: skip
LIKE = re.compile(r"publish(?:ed)?[_:.-]?(?:time|date|on)$|pub-?date$")
NAMES = re.compile(
    r"(?<![a-z])(?:date|datum|published|pubdate|posted|created|timestamp|entry-?meta|postmeta"
    r"|post-?(?:meta|info|date)|postinfo|meta|byline|submitted|dateline|author)(?![a-z])|datum|date$"
)
ADDRESS = re.compile(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?=[/.-]|$)")
OTHER = re.compile(
    r"exported|last|updated|modified|edited|accessed|retrieved|stand|zuletzt|aktualisiert|©|copyright",
    re.IGNORECASE,
)
LONGEST = 200  # characters of a line that says a date
NEAR = 12  # lines around a headline

Dated = date | datetime | None


def dated(page: Page, headline: str) -> Dated:
    """The day or the instant, or None where the page says none."""
    for written in _stated(page):
        if found := _parsed(written):
            return found
    return _shown(page) or _by_address(page.address) or _near(page, headline)


def _stated(page: Page) -> Iterator[str]:
    """What is written for machines."""
    yield from page.datum("datePublished")
    yield from page.meta(*METAS)
    yield from page.meta_like(LIKE)
    for node in page.marked("dt-published", "published", "entry-date", prop="datePublished"):
        given = node.attributes
        yield given.get("content") or given.get("datetime") or given.get("title") or ""
    yield from page.datum("dateCreated", "uploadDate")
    times = [node for node in page.where(lambda node: node.tag == "time") if not _is_update(node)]
    for node in sorted(times, key=lambda node: "pubdate" not in node.attributes):
        yield node.attributes.get("datetime", "")


def _is_update(node: Node) -> bool:
    return "updated" in node.classes and "published" not in node.classes


def _parsed(written: str) -> Dated:
    written = written.strip()
    if not written:
        return None
    try:
        return stated_dates.parse(written)
    except NotADate:
        return written_dates.find(written[:LONGEST])


def _shown(page: Page) -> Dated:
    """What stands where pages tell readers the date."""
    named = page.where(lambda node: node.tag == "time" or bool(NAMES.search(node.names)))
    return _first(n.text for n in named if n.letters <= LONGEST and not _is_update(n))


def _first(lines: Iterable[str]) -> Dated:
    found = (written_dates.find(line) for line in lines if len(line) <= LONGEST)
    return next(filter(None, found), None)


def _by_address(address: str) -> Dated:
    found = ADDRESS.search(address)
    return written_dates.find("-".join(found.groups())) if found else None


def _near(page: Page, headline: str) -> Dated:
    """A date in a line just above or below the headline."""
    lines = [node for node in page.body.nodes() if _is_line(node)]
    texts = [node.text for node in lines]
    at = next((n for n, text in enumerate(texts) if text.casefold() == headline.casefold()), 0)
    around = (*texts[at : at + NEAR], *reversed(texts[max(0, at - NEAR // 2) : at]))
    return _first(text for text in around if len(text) <= LONGEST // 2 and not OTHER.match(text))


def _is_line(node: Node) -> bool:
    words = any(isinstance(child, str) and child.strip() for child in node.children)
    return words and node.letters <= LONGEST
