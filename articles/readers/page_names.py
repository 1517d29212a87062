"""Page names: the headline, the people and the tags of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from articles import limits
from articles.readers import naming, titles
from articles.readers.page import Page
from articles.readers.page_tree import Node

HEADLINES = (
    "dc:title", "dc.title", "dcterm:title", "dcterms.title", "og:title", "citation_title",
    "headline", "parsely-title", "twitter:title",
)  # fmt: skip
AUTHORS = (
    "dc:creator", "dc.creator", "dcterm:creator", "dcterms.creator", "author", "article:author",
    "parsely-author", "citation_author", "sailthru.author", "byl", "byline", "authors",
    "article:author_name",
)  # fmt: skip
AUTHOR_CLASSES = (
    "p-author", "author-name", "author_name", "entry-author", "post-author", "byline-author",
    "byline__author", "byline-name", "article-author", "author", "byline", "submitted",
)  # fmt: skip
SEPARATOR = re.compile(r"(\s+(?:[|»›·•⋆—–«‹←~]|--?|::|/)\s+)")
BY = re.compile(
    r"(?:[^\W\d]+\s){0,3}?(?:by|von|par|por|di|door|autor(?:in)?|author)\b:?\s(?P<name>.{2,90})",
    re.IGNORECASE,
)
TAIL = re.compile(
    r"\s*(?:,?\s(?:on|am|le|el|at|vor|um|il|op|posted|published)\s|,?\s(?=\d)|\s?[|·•–—/(:]|\s-\s)"
    r".*$",
    re.IGNORECASE,
)
NOBODY = frozenset(("admin", "administrator", "webmaster", "root", "wordpress", "unknown", "gast"))
ADDRESS = re.compile(r"https?://|www\.|@\w+\.")
LONGEST_NAME = 60
LONGEST_TAG = 60
FEWEST_WORDS = 5  # left of a title when what may be the site's name is cut off
NEAR = 10  # lines after a headline


def headline(page: Page) -> str:
    """The title, without the site's name and in the spelling of the heading that says it."""
    sites = {_letters(name) for name in (*page.meta("og:site_name"), *page.datum("publisher"))}
    marked = list(page.marked("p-name", "entry-title", prop="headline"))
    heads = [*marked, *page.where(lambda node: node.tag == "h1")]
    shown = list(dict.fromkeys(filter(None, (titles.line(node.text) for node in heads))))
    for written in filter(None, map(titles.from_html, _stated(page))):
        if _letters(written) not in sites or not shown:
            return _without_site(written, sites, shown)
    return shown[0] if marked or len(shown) == 1 else ""


def _stated(page: Page) -> Iterator[str]:
    yield from page.datum("headline")
    yield from page.meta(*HEADLINES)
    title = page.parser.css_first("title")
    if title:
        yield title.text()


def _without_site(title: str, sites: set[str], shown: Sequence[str]) -> str:
    pieces = SEPARATOR.split(title)
    beginnings = ["".join(pieces[:end]) for end in range(len(pieces), 0, -2)]
    endings = ["".join(pieces[start:]) for start in range(0, len(pieces), 2)]
    said = {_letters(part) for part in (*beginnings, *endings)}
    for head in shown:
        if _letters(head) in said:
            return head
    if len(pieces) > 1 and _letters(pieces[0]) in sites:
        return endings[1]
    if len(pieces) > 1 and (
        _letters(pieces[-1]) in sites or len(beginnings[1].split()) >= FEWEST_WORDS
    ):
        return beginnings[1]
    return title


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def bylines(page: Page) -> tuple[str, ...]:
    """Who wrote it: as stated for machines, else as marked, else as a line near the top says."""
    stated = [*page.datum("author", "creator"), *page.meta(*AUTHORS)]
    ways = (stated, _marked_people(page), _named_in_lines(page))
    return next(filter(None, (naming.people(_names(way)) for way in ways)), ())


def _names(lines: Sequence[str] | Iterator[str]) -> Iterator[str]:
    for line in lines:
        name = titles.from_html(line)
        by = BY.fullmatch(name)
        name = TAIL.sub("", by["name"] if by else name).strip(" ,;|")
        is_somebody = name.casefold() not in NOBODY and not ADDRESS.search(name)
        if is_somebody and 1 < len(name) <= LONGEST_NAME:
            yield name


def _marked_people(page: Page) -> Iterator[str]:
    """The first mark that names somebody; inside it, what is marked as the name."""
    for node in (*page.marked(rel="author", prop="author"), *page.marked(*AUTHOR_CLASSES)):
        inside = [one for one in node.nodes() if "fn" in one.classes or _is_name(one)]
        if text := (inside[0] if inside else node).text:
            yield text
            return


def _is_name(node: Node) -> bool:
    return node.attributes.get("itemprop") == "name" or "author" in node.attributes.get("rel", "")


def _named_in_lines(page: Page) -> Iterator[str]:
    """“By Ada Lovelace on 3 May”, in one of the lines after the headline."""
    lines = [node for node in page.body.nodes() if _is_line(node)]
    at = next((n for n, node in enumerate(lines) if node.tag == "h1"), 0)
    for node in lines[at : at + NEAR]:
        text = node.text
        by = BY.fullmatch(text) if len(text) <= 2 * LONGEST_NAME else None
        if by and by["name"][:1].isupper():
            yield text
            return


def _is_line(node: Node) -> bool:
    return any(isinstance(child, str) and child.strip() for child in node.children)


def tags(page: Page) -> tuple[str, ...]:
    """As stated or linked with the story; the head's keywords only when there are no others."""
    linked = [node.text for node in page.marked("p-tag", "p-category", rel="tag")]
    stated = [*page.meta("article:tag", "parsely-tags"), *page.datum("keywords")]
    found = naming.distinct(_words((*linked, *stated)))
    found = found or naming.distinct(_words(page.meta("news_keywords", "keywords", "dc.subject")))
    return tuple(tag for tag in found if len(tag) <= LONGEST_TAG)[: limits.TAGS]


def _words(lines: Sequence[str] | Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield from (word.strip(" #") for word in re.split(r"[,;]", line))
