"""Rendering: a clean body → the HTML of its page, worked out once, at publish.

A function of its arguments alone: the same body and language give the same
bytes on any machine and any day, since `verify` compares them. Whoever changes
what comes out raises `composing.RENDERING`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple

from articles import markup
from articles.languages import direction
from articles.slugs import slugify

HEADING = re.compile(r"<h([23])([^>]*)>(.*?)</h\1>")
TAG = re.compile(r"<[^>]*>")
IMAGE = re.compile(r'<img src="([^"]*)" alt="([^"]*)"(?: width="(\d+)")?(?: height="(\d+)")?>')
TABLE = re.compile(
    r"<table><tbody>(<tr>(?:<th[ >](?:[^<]++|<(?!/?t[hdr][ >]))*+</th>)++</tr>)?+"
    r"(.*?)</tbody></table>"
)
TH = re.compile(r"<th(?=[ >])")
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U0001efff]")
DIRECTED = re.compile(
    r"<((?:p|h[23]|li|figcaption|t[dh])(?: [^>]*)?)>"
    r"(?=(?:&\w+;|</?(?:a|strong|em|s|sup|sub|code|br)(?: [^>]*)?>|[^<&\w]|[\d_])*+([^\W\d_]))"
)


class Heading(NamedTuple):
    """A line of the table of contents: the anchor in the page, plain text, level 2 or 3."""

    id: str
    text: str
    level: int


class Picture(NamedTuple):
    """A picture as the story names it; sizes in pixels, 0 when it does not say."""

    src: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Rendered:
    """A body as readers get it, and what lists and machines say about it."""

    html: str
    contents: tuple[Heading, ...]
    summary: str
    words: int
    minutes: int
    lead: Picture | None


def render(body: str, *, language: str = "") -> Rendered:
    """The page of a clean `body` in `language`, a BCP 47 tag or empty."""
    html = _with_directions(body, direction(language))
    contents: tuple[Heading, ...] = ()
    if "<h2" in html or "<h3" in html:
        html, contents = _with_anchors(html, language)
    html = html.replace('<a href="http', '<a rel="noopener" href="http')
    if "<figure" in html:
        html = _with_lazy_pictures(html)
    if "<table" in html:
        html = TABLE.sub(_framed_table, html)
    words = markup.words(markup.text(body))
    return Rendered(
        html=html,
        contents=contents,
        summary=markup.excerpt(body),
        words=words,
        minutes=markup.reading_minutes(words, language),
        lead=_lead(body),
    )


def _with_directions(html: str, page: str) -> str:
    """`dir` on each block whose first letter runs against the direction of the page."""
    if page == "ltr" and (html.isascii() or not RIGHT_TO_LEFT.search(html)):
        return html

    def directed(block: re.Match[str]) -> str:
        own = "rtl" if RIGHT_TO_LEFT.match(block[2]) else "ltr"
        return block[0] if own == page else f'<{block[1]} dir="{own}">'

    return DIRECTED.sub(directed, html)


def _with_anchors(html: str, language: str) -> tuple[str, tuple[Heading, ...]]:
    """Headings with ids: `h-` and the heading's slug, numbered from the second alike."""
    contents: list[Heading] = []
    seen: Counter[str] = Counter()

    def anchored(heading: re.Match[str]) -> str:
        text = unescape(TAG.sub("", heading[3]))
        anchor = _unique(f"h-{slugify(text, language)}", seen)
        contents.append(Heading(anchor, text, int(heading[1])))
        return f'<h{heading[1]} id="{anchor}"{heading[2]}>{heading[3]}</h{heading[1]}>'

    return HEADING.sub(anchored, html), tuple(contents)


def _unique(anchor: str, seen: Counter[str]) -> str:
    """The anchor, or its first numbered form that is not on the page yet."""
    numbered = anchor
    while seen[numbered]:
        seen[anchor] += 1
        numbered = f"{anchor}-{seen[anchor]}"
    seen[numbered] += 1
    return numbered


def _with_lazy_pictures(html: str) -> str:
    """Pictures fetched when they come near; one that opens the story, at once."""
    lazy = html.replace("<figure><img ", '<figure><img loading="lazy" decoding="async" ')
    if html.startswith("<figure>"):
        return lazy.replace(' loading="lazy"', "", 1)
    return lazy


def _framed_table(table: re.Match[str]) -> str:
    """A table that scrolls by itself on a small screen, by keyboard too, its headers scoped."""
    head = TH.sub('<th scope="col"', table[1] or "")
    rows = TH.sub('<th scope="row"', table[2])
    head = f"<thead>{head}</thead>" if head else ""
    body = f"<tbody>{rows}</tbody>" if rows else ""
    return f'<div class="table" role="group" tabindex="0"><table>{head}{body}</table></div>'


def _lead(body: str) -> Picture | None:
    """The first picture of the story."""
    if "<img" not in body or not (image := IMAGE.search(body)):
        return None
    src, alt, width, height = image.groups()
    return Picture(unescape(src), unescape(alt), int(width or 0), int(height or 0))
