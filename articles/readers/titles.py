"""Titles: a headline as a source marks it up, as the plain line it is."""

from __future__ import annotations

import re
from html import escape, unescape

from articles import markup
from articles.limits import TooMuch

LONGEST = 5_000  # characters; what is longer is no title, and is cut before it is read
INLINE = re.compile(
    r"</?(?:a|abbr|b|big|br|cite|code|del|div|em|font|i|img|ins|mark|p|q|s|small|span|strong|sub|sup"
    r"|u|wbr)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
REFERENCE = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);")
EATEN = re.compile(r"^[\"'#]|[\"']$|^~$|^n(?=ull$)")
"""What headers mean as quotation marks, as a hashtag's sign, or as nothing."""
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff\s]+")


def plain(title: str) -> str:
    """A title that is mostly text: the tags of inline markup go, other angle brackets stay."""
    text = INLINE.sub("", title[:LONGEST])
    return line(REFERENCE.sub(lambda found: unescape(found[0]), text))


def from_html(title: str) -> str:
    """A title that is HTML, as its text."""
    if "<" not in title:
        return line(unescape(title[:LONGEST]))
    try:
        return line(markup.text(markup.clean(title[:LONGEST])))
    except TooMuch:
        return ""


def line(text: str) -> str:
    """Text on one line, without what cannot be seen at its ends or controls anywhere."""
    return UNSEEN.sub(" ", text[:LONGEST]).strip(" \u200b\ufeff")


def verbatim(text: str) -> str:
    """Plain text spelled so that `plain`, and readers of names, give back just that text."""
    text = text if plain(text) == text else escape(text, quote=False)
    return EATEN.sub(lambda found: f"&#{ord(found[0])};", text)
