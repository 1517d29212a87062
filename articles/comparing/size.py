"""Size: how much of a story a change came to, in words."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from articles import markup
from articles.comparing.words import TOKEN
from articles.documents import Document


class Size(NamedTuple):
    """Words that came and words that went, wherever they stand."""

    came: int
    went: int


def size(old: Document, new: Document) -> Size:
    was, now = _words(old), _words(new)
    return Size((now - was).total(), (was - now).total())


def _words(document: Document) -> Counter[str]:
    lines = (document.headline, document.kicker, document.dek, markup.text(document.body))
    return Counter(word.strip() for line in lines for word in TOKEN.findall(line))
