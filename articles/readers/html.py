"""HTML: a page saved from the web, or a piece of one, as the story it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath

from articles import headlines, languages, markup
from articles.documents import Document
from articles.limits import TooMuch
from articles.readers import deks, naming, page_dates, page_names, titles, written_dates
from articles.readers.bodies import absolute, cleaned
from articles.readers.encodings import Undecodable, decode
from articles.readers.main_text import main_text
from articles.readers.page import Page
from articles.readers.page_tree import BLOCKS
from articles.readers.reading import Reading, refused
from articles.slugs import slugify

DEKS = (
    "p-summary", "standfirst", "article-standfirst", "article__standfirst", "dek", "deck",
    "article__dek", "subtitle", "entry-subtitle", "post-subtitle", "article-subtitle",
)  # fmt: skip
SUMMARIES = ("og:description", "description", "dc.description", "twitter:description")
MOST_BYTES = 10_000_000
NAMES = (".html", ".htm", ".xhtml", ".shtml")
OTHERS = (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".txt", ".csv", ".jsonl", ".json")
WHOLE = re.compile(
    rb"(?:<!--.*?-->|<\?xml[^>]*>|\s)*<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])",
    re.I | re.S,
)
PIECE = re.compile(
    rb"(?:<!--.*?-->|\s)*<(?:article|div|section|main|h[1-6]|p|title|meta|table)[\s>]", re.I | re.S
)
CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
XML_CHARSET = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""")
EMBEDDED = re.compile(r"""\bdata:[\w/+.;=-]{1,60},[^"'\s<>]{100,}""")

RULES = re.compile(r"^(?:<hr>)+|(?:<hr>)+$")
EXPORTED = re.compile(
    r"(?:(?P<day>\d{4}-\d\d-\d\d)_|(?P<draft>draft)_|\d{3,}\.)(?P<slug>.+?)(?:-+[0-9a-f]{10,12})?"
)
"""A file's name as Medium or Substack write it."""

TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)[^<>]*>?")
UNCOUNTED = frozenset((
    "p", "li", "td", "th", "tr", "dt", "dd", "option", "thead", "tbody", "tfoot", "colgroup",
    "html", "head", "body", "br", "hr", "img", "input", "meta", "link", "area", "base", "col",
    "embed", "source", "track", "wbr", "param", "path",
))  # fmt: skip
NESTING = BLOCKS | {"span", "a", "b", "i", "u", "s", "em", "strong", "font", "small", "big", "code"}
DEEPEST = 2_000
MOST_TAGS = 100_000
MOST_ATTRIBUTES = 1_000
LONG_TAG = 5_000


def recognises(name: str, head: bytes) -> bool:
    """A page by how it begins; or a piece of one, unless its name says it is something else."""
    start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    if WHOLE.match(start):
        return True
    suffix = PurePosixPath(name.lower()).suffix
    return (suffix in NAMES and b"<" in start) or (
        suffix not in OTHERS and bool(PIECE.match(start))
    )


def read(data: bytes, name: str = "") -> Iterator[Reading]:
    """One reading: the story of the page in `data`."""
    try:
        head = data[:4_000].replace(b"\0", b"")
        declared = CHARSET.search(head) or XML_CHARSET.search(head)
        yield _read(decode(data, declared[1].decode() if declared else "").text, name)
    except Undecodable as error:
        yield refused(f"The file cannot be read: {error.message}.", error.remedy)
    except TooMuch as limit:
        message, _, remedy = str(limit).partition(". ")
        yield refused(f"{message}.", remedy or "Save the story alone.")


def _read(text: str, name: str) -> Reading:
    text = EMBEDDED.sub("data:,", text.removeprefix("\ufeff"))
    _check_shape(text)
    page = Page(text)
    headline = page_names.headline(page)
    exported = EXPORTED.fullmatch(PurePosixPath(name).stem)
    dated = page_dates.dated(page, headline) or _day_of(exported)
    bylines, tags = page_names.bylines(page), page_names.tags(page)
    story = main_text(page.body, headline)
    body, problems = cleaned(absolute(story.html(), page.base))
    body = RULES.sub("", body)
    if not body:
        return refused("There is no text on this page.", "Check that it was saved whole.")
    prose = markup.text(body)
    document = Document(
        headline=headline or headlines.derive(prose),
        headline_derived=not headline,
        dek=deks.dek(_summary(page), prose),
        body=body,
        bylines=bylines,
        section=titles.plain(next(_sections(page), "")),
        tags=tags,
        dated=dated,
        language=_language(page) or languages.guess(prose),
        slug=slugify(exported["slug"]) if exported else "",
        source_url=page.address,
    )
    source = next(page.meta("og:site_name"), "") or next(page.datum("publisher"), "")
    status = _state(exported) if exported else ""
    return Reading(document=document, problems=problems, source=titles.plain(source), status=status)


def _day_of(exported: re.Match[str] | None) -> date | None:
    return written_dates.find(exported["day"] or "") if exported else None


def _state(exported: re.Match[str]) -> str:
    return "draft" if exported["draft"] else "published" if exported["day"] else ""


def _summary(page: Page) -> str:
    marked = (node.text for node in page.marked(*DEKS, prop="description"))
    stated = (*page.datum("alternativeHeadline", "description"), *page.meta(*SUMMARIES))
    return next((titles.from_html(text) for text in (*marked, *stated) if text), "")


def _sections(page: Page) -> Iterator[str]:
    yield from page.meta("article:section")
    yield from page.datum("articleSection")


def _language(page: Page) -> str:
    stated = (
        page.attribute("html[lang]", "lang") or page.attribute("html", "xml:lang"),
        *page.datum("inLanguage"),
        *page.meta("content-language", "language", "dc.language", "og:locale"),
    )
    return next(filter(None, map(naming.language, stated)), "")


def _check_shape(text: str) -> None:
    """Before it is parsed: a browser's algorithm takes time squared in depth and attributes."""
    depth = number = 0
    for tag in TAG.finditer(text):
        name = tag[2].lower()
        number += not tag[1]
        if name not in UNCOUNTED and (name in NESTING or not tag[0].endswith("/>")):
            depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > DEEPEST:
            raise TooMuch(f"The page leaves more than {DEEPEST:,} elements open. Save it again.")
        if number > MOST_TAGS:
            raise TooMuch(f"The page has more than {MOST_TAGS:,} tags. Save the story alone.")
        if len(tag[0]) > LONG_TAG and tag[0].count("=") > MOST_ATTRIBUTES:
            raise TooMuch(f"A tag has more than {MOST_ATTRIBUTES:,} attributes. Save it again.")
