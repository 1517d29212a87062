"""Snippets: the words of a story around what was searched for, as pieces a page can mark."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from articles.search.folding import UNSPACED, fold_whole
from articles.search.query import Query, Term

SNIPPET = 220
BEFORE = 60
LATIN_LETTERS = [*map(chr, range(0xC0, 0x250)), *map(chr, range(0x1E00, 0x1F00))]
LONG_FORMS = ("ss", "ae", "oe", "th", "ij", "ffi", "ffl", "ff", "fi", "fl")
INSIDE_WORD = r"[\u0300-\u036f\u00ad]*"


class Piece(NamedTuple):
    """A stretch of plain text, and whether it is what was searched for."""

    text: str
    is_match: bool


Pieces = tuple[Piece, ...]


class Marker:
    """Finds a query's words in text as it was written: “Łódź” for lodz."""

    def __init__(self, query: Query) -> None:
        self._pattern = re.compile("|".join(map(_pattern, query.wanted)) or r"(?!)", re.IGNORECASE)

    def mark(self, text: str) -> Pieces:
        """The whole text, in pieces."""
        pieces, start = [], 0
        for match in self._pattern.finditer(text):
            pieces += [Piece(text[start : match.start()], False), Piece(match[0], True)]
            start = match.end()
        return tuple(piece for piece in [*pieces, Piece(text[start:], False)] if piece.text)

    def snippet(self, text: str) -> Pieces | None:
        """About SNIPPET characters around the first match; None where there is none."""
        match = self._pattern.search(text)
        return self.mark(_around(text, match.start())) if match else None


def _around(text: str, place: int) -> str:
    """Whole words, with “…” where something is left out."""
    start = text.find(" ", place - BEFORE, place) + 1 or place if place > BEFORE else 0
    end = len(text)
    if end > start + SNIPPET:
        end = max(text.rfind(" ", place + 1, start + SNIPPET), place + BEFORE)
    cut = " ".join(text[start:end].split())
    return ("…" if start else "") + cut + ("…" if end < len(text) else "")


def _pattern(term: Term) -> str:
    if UNSPACED.match(term.words[0]):
        return re.escape(term.words[0] + "".join(pair[1] for pair in term.words[1:]))
    phrase = r"[\W_]+".join(map(_spellings, term.words))
    return rf"(?<![^\W_]){phrase}" + ("" if term.prefix else r"(?![^\W_])")


def _spellings(word: str) -> str:
    """Every way of writing a folded word."""
    parts, place = [], 0
    while place < len(word):
        long = next((form for form in LONG_FORMS if word.startswith(form, place)), "")
        letters = "".join(map(_letter, word[place : place + (len(long) or 1)]))
        single = _written_as().get(long, "") if long else ""
        parts.append(f"(?:{letters}|[{single}])" if single else letters)
        place += len(long) or 1
    return "".join(parts)


def _letter(letter: str) -> str:
    others = _written_as().get(letter, "")
    return (f"[{letter}{others}]" if others else re.escape(letter)) + INSIDE_WORD


@cache
def _written_as() -> dict[str, str]:
    """Folded form → the characters that fold to it."""
    forms: dict[str, str] = {}
    for letter in LATIN_LETTERS:
        folded = fold_whole(letter).strip()
        if folded and folded != letter:
            forms[folded] = forms.get(folded, "") + letter
    return forms
