"""Cleaning: the one door through which HTML becomes a body."""

from __future__ import annotations

import re

import nh3

from articles.limits import BODY_CHARACTERS, ENTITIES_PER_TEXT, TooMuch
from articles.markup.setting import blocks_of

SUBSET = nh3.Cleaner(
    tags={
        "p",
        "h2",
        "h3",
        "ul",
        "ol",
        "li",
        "blockquote",
        "aside",
        "figure",
        "img",
        "figcaption",
        "table",
        "tbody",
        "tr",
        "th",
        "td",
        "a",
        "strong",
        "em",
        "s",
        "sup",
        "sub",
        "code",
        "pre",
        "br",
        "hr",
    },
    attributes={
        "a": {"href"},
        "img": {"src", "alt", "width", "height"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan"},
        "ol": {"start"},
    },
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)
PLAIN = re.compile(
    r"""(?: <(p|h2|h3)>
        (?! [ \u00a0\u200b\ufeff·•▪◦‣] )
        (?: [^<>&\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]++ | &(?:amp|lt|gt); )++
        (?<! [ \u00a0\u200b\ufeff] )
    </\1> )*+""",
    re.VERBOSE,
)
ENTITY = re.compile(r"[&\u00a0]")


def clean(html: str) -> str:
    """Any HTML in the house's subset and normal form: safe to show, `clean` of itself.

    Raises `TooMuch` before anything slow could happen.
    """
    _check_length(html)
    if is_plain(html):
        normal = html
    else:
        normal = "".join(blocks_of(html.encode("utf-8", "ignore").decode()))
        _check_length(normal)
    _check_entities(normal)
    safe = SUBSET.clean(normal).replace("&nbsp;", "\u00a0")
    return safe if safe == normal else clean(safe)


def is_plain(html: str) -> bool:
    """Whether this is already normal: paragraphs and headings of mere text.

    Most stories are, and need no setting.
    """
    return "  " not in html and PLAIN.fullmatch(html) is not None


def _check_length(html: str) -> None:
    if len(html) > BODY_CHARACTERS:
        raise TooMuch(
            f"The body is {len(html):,} characters long; the limit is {BODY_CHARACTERS:,}. "
            "Split the story."
        )


def _check_entities(html: str) -> None:
    if len(html) <= ENTITIES_PER_TEXT or len(ENTITY.findall(html)) <= ENTITIES_PER_TEXT:
        return
    if any(len(ENTITY.findall(stretch)) > ENTITIES_PER_TEXT for stretch in html.split("<")):
        raise TooMuch(
            f"One paragraph holds more than {ENTITIES_PER_TEXT:,} ampersands, angle brackets or "
            "no-break spaces. Remove them or split the paragraph."
        )
