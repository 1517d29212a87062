"""Page names: the headline, the people and the tags of a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from articles import limits
from articles.readers import naming, titles
from articles.readers.page import Page
from articles.readers.page_tree import BLOCKS, Node

HEADLINES = (
    "dc:title", "dc.title", "dcterm:title", "dcterms.title", "og:title", "citation_title",
    "headline", "parsely-title", "twitter:title",
)  # fmt: skip
AUTHORS = (
    "dc:creator", "dc.creator", "dcterm:creator", "dcterms.creator", "article:author",
    "parsely-author", "citation_author", "sailthru.author", "byl", "byline", "authors",
    "article:author_name",
)  # fmt: skip
AUTHOR_CLASSES = (
    "p-author", "author-name", "author_name", "entry-author", "post-author", "byline-author",
    "byline__author", "byline-name", "article-author", "author", "byline", "submitted",
)  # fmt: skip
SEPARATOR = re.compile(
    r"(\s+(?:[|»›·•⋆—–«‹←~]|--?|::?|/)\s+|\s?[｜丨]\s?|(?<=[\u3000-\uffdc])[_|—–-](?=[\u3000-\uffdc]))"
)
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
ADDRESS = re.compile(r"https?://|www\.|@\w+\.|\[at\]|\(at\)")
LIKE_AUTHOR = re.compile(r"[:._-]author[:._-]?(?:name)?$")
AUTHOR_LINK = re.compile(r"/(?:authors?|autor|autoren|auteurs?)/[^/]+/?$")
TAG_LINK = re.compile(r"/(?:tags?|page-tags/tag|stichwort|schlagwort|etiqueta|mot-cle)/[^/]+/?$")
TAG_LISTS = re.compile(
    r"(?<![a-z])(?:category-link|cat-links|tags?-links?|(?:post|entry|article)-tags|field-tags)(?![a-z])"
)
MOST_BETWEEN_TAGS = 40  # characters in a list of tags that are no links
LONGEST_NAME = 60
LONGEST_TAG = 60
LONGEST = 500  # characters of a headline
MOST_HEADS = 40
FEWEST_WORDS = 5  # left of a title when what may be the site's name is cut off
NEAR = 10  # lines after a headline


def headline(page: Page) -> str:
    """The title, without the site's name and in the spelling of the heading that says it."""
    sites = set(map(_letters, page.site_names()))
    marked = list(page.marked("p-name", "entry-title", prop="headline"))
    named = (node for node in (*marked, *page.headings()) if 0 < node.letters <= LONGEST)
    heads = [node for node in named if _letters(node.text) not in sites]
    shown = list(dict.fromkeys(titles.line(node.text[:LONGEST]) for node in heads[:MOST_HEADS]))
    stated = [title for title in map(titles.from_html, _stated(page, marked)) if title]
    found = [_without_site(title, sites, shown) for title in stated if _letters(title) not in sites]
    confirmed = (title for title in found if title in shown)
    return next(confirmed, None) or next(iter(found), "") or _sole(heads)


def _stated(page: Page, marked: Sequence[Node]) -> Iterator[str]:
    yield from page.datum("headline", "name")
    yield from (escape(node.text) for node in marked if len(marked) == 1)
    yield from page.meta(*HEADLINES)
    title = page.parser.css_first("title")
    if title:
        yield title.text()


def _sole(heads: Sequence[Node]) -> str:
    """The one heading of the first level, where the page has no title."""
    first = [node for node in heads if node.tag == "h1"]
    return titles.line(first[0].text) if len(first) == 1 else ""


def _without_site(title: str, sites: set[str], shown: Sequence[str]) -> str:
    pieces = SEPARATOR.split(title[:LONGEST])
    beginnings = ["".join(pieces[:end]) for end in range(len(pieces), 0, -2)]
    endings = ["".join(pieces[start:]) for start in range(0, len(pieces), 2)]
    said = _shown_as((*beginnings, *endings), shown)
    if said:
        return said
    for site, rest in zip(reversed(endings[1:]), beginnings[1:], strict=True):
        if _letters(site) in sites:
            return rest
    for site, rest in zip(reversed(beginnings[1:]), endings[1:], strict=True):
        if _letters(site) in sites:
            return rest
    is_long = len(beginnings) > 1 and len(beginnings[1].split()) >= FEWEST_WORDS
    return beginnings[1] if is_long else title


def _shown_as(parts: Sequence[str], shown: Sequence[str]) -> str:
    """The longest heading that is one of the parts of a title, or nearly: titles are misspelt."""
    letters = {_letters(part) for part in parts}
    same = [head for head in shown if _letters(head) in letters]
    bags = [Counter(_words_of(part)) for part in parts]
    like = [head for head in shown if any(_is_like(Counter(_words_of(head)), bag) for bag in bags)]
    return max(same or like, key=len, default="")


def _is_like(one: Counter[str], other: Counter[str]) -> bool:
    return one.total() >= 4 and (one & other).total() >= 0.8 * max(one.total(), other.total())


def _words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def bylines(page: Page) -> tuple[str, ...]:
    """Who wrote it, by what is about the story before what may be about the site."""
    ways = (
        page.datum("author", "creator"),
        page.meta(*AUTHORS),
        _marked_people(page),
        page.meta("author"),
        page.meta_like(LIKE_AUTHOR),
        _named_in_lines(page),
    )
    return next(filter(None, (naming.people(_names(way)) for way in ways)), ())


def _names(lines: Sequence[str] | Iterator[str]) -> Iterator[str]:
    for line in lines:
        name = titles.from_html(line)
        if ADDRESS.search(name):
            continue
        by = BY.fullmatch(name)
        name = TAIL.sub("", by["name"] if by else name).strip(" ,;|")
        if name.casefold() not in NOBODY and 1 < len(name) <= LONGEST_NAME:
            yield name


def _marked_people(page: Page) -> Iterator[str]:
    """The first mark that names somebody; inside it, what is marked as the name."""
    linked = page.where(lambda node: bool(AUTHOR_LINK.search(node.attributes.get("href", ""))))
    stated = page.marked(rel="author", prop="author")
    for node in (*stated, *linked, *page.marked(*AUTHOR_CLASSES)):
        inside = [one for one in node.nodes() if "fn" in one.classes or _is_name(one)]
        text = (inside[0] if inside else node).text
        if text and not ADDRESS.search(text):
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
    words = any(isinstance(child, str) and child.strip() for child in node.children)
    return words and node.letters <= LONGEST


def tags(page: Page) -> tuple[str, ...]:
    """As stated or linked with the story; the head's keywords only when there are no others."""
    linked = [node.text for node in page.where(_is_tag, navs=True)]
    stated = [*page.meta("article:tag", "parsely-tags"), *page.datum("keywords")]
    found = naming.distinct(_words((*linked, *stated)))
    found = found or naming.distinct(_words(page.meta("news_keywords", "keywords", "dc.subject")))
    return tuple(tag for tag in found if len(tag) <= LONGEST_TAG)[: limits.TAGS]


def _is_tag(node: Node) -> bool:
    if node.tag != "a":
        return "p-category" in node.classes
    given = node.attributes
    around = next((one for one in node.ancestors() if one.tag in BLOCKS), None)
    if "tag" in given.get("rel", "").split() or "p-tag" in node.classes:
        return True
    if around is None or around.prose > MOST_BETWEEN_TAGS:
        return False
    return bool(TAG_LINK.search(given.get("href", "")) or TAG_LISTS.search(around.names))


def _words(lines: Sequence[str] | Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield from (word.strip(" #") for word in re.split(r"[,;]", line))
