"""Snippets: the words of a story around what was searched for, as pieces a page can mark."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import partial
from itertools import chain, islice
from typing import NamedTuple

from articles.search.query import Query, Term
from articles.words.folding import NOT_ASCII, UNSPACED, WORD, fold_run
from articles.words.stems import stems

SNIPPET = 220
BEFORE = 60
# Wider classes of characters take the engine milliseconds to compile; `_stands_alone` has them.
ASCII_LETTER = "[a-z0-9]"
BETWEEN_WORDS = r"[\x00-/:-`{-\x7f]+"


class Piece(NamedTuple):
    """A stretch of plain text, and whether it is what was searched for."""

    text: str
    is_match: bool


Pieces = tuple[Piece, ...]


class Marker:
    """Finds a query's words in text as it was written: “Łódź” for lodz."""

    def __init__(self, query: Query) -> None:
        self._languages = query.languages
        self._terms = [(term, re.compile(_pattern(term))) for term in query.terms]

    def mark(self, text: str) -> Pieces:
        """The whole text, in pieces."""
        pieces, done, folded = [], 0, Folded(text)
        for match in sorted(chain.from_iterable(self._matches(folded)), key=re.Match.start):
            start, end = max(done, folded.start(match.start())), folded.end(match.end())
            pieces += [Piece(text[done:start], False), Piece(text[start:end], True)]
            done = max(done, end)
        return tuple(piece for piece in [*pieces, Piece(text[done:], False)] if piece.text)

    def snippet(self, text: str) -> Pieces | None:
        """About SNIPPET characters around the first match; None where there is none."""
        folded = Folded(text)
        firsts = [match.start() for found in self._matches(folded) for match in islice(found, 1)]
        return self.mark(_around(text, folded.start(min(firsts)))) if firsts else None

    def _matches(self, folded: Folded) -> Iterator[Iterator[re.Match[str]]]:
        """For each term, where it stands. A plain beginning is what makes a pattern fast."""
        for term, pattern in self._terms:
            found = filter(_stands_alone, pattern.finditer(folded.folded))
            yield filter(partial(self._is_form, term), found) if term.stems else found

    def _is_form(self, term: Term, match: re.Match[str]) -> bool:
        """Whether it is the word itself or another form of it."""
        return match[0] == term.words[0] or not {*term.stems}.isdisjoint(
            stems(match[0], self._languages)
        )


class Folded:
    """A text folded, with the way back from places in `folded` to places in the text."""

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []  # in the folded text, of runs that became longer or shorter
        self._runs: list[tuple[int, int, int]] = []  # their end there; start and end in the text
        self._growth = 0
        self.folded = (text if text.isascii() else NOT_ASCII.sub(self._fold_run, text)).lower()

    def start(self, place: int) -> int:
        return self._in_text(place, place)

    def end(self, place: int) -> int:
        return self._in_text(place, place - 1)

    def _in_text(self, place: int, inside: int) -> int:
        """A run of another length is one thing: a place inside it is its start or its end."""
        number = bisect_right(self._starts, inside) - 1
        if number < 0:
            return place
        end, start_in_text, end_in_text = self._runs[number]
        if inside < end:
            return start_in_text if inside == place else end_in_text
        return end_in_text + place - end

    def _fold_run(self, match: re.Match[str]) -> str:
        run = match[0]
        folded = fold_run(run)
        if len(folded) != len(run):
            start = match.start() + self._growth
            self._starts.append(start)
            self._runs.append((start + len(folded), match.start(), match.end()))
            self._growth += len(folded) - len(run)
        return folded


def _around(text: str, place: int) -> str:
    """Whole words, with “…” where something is left out."""
    start = text.find(" ", place - BEFORE, place) + 1 or place if place > BEFORE else 0
    end = len(text)
    if end > start + SNIPPET:
        end = max(text.rfind(" ", place + 1, start + SNIPPET), place + BEFORE)
    cut = " ".join(text[start:end].split())
    return ("…" if start else "") + (f"{cut.rstrip('.,;: ')}…" if end < len(text) else cut)


def _pattern(term: Term) -> str:
    if UNSPACED.match(term.words[0]):
        return term.words[0] + "".join(pair[1] for pair in term.words[1:])
    if term.stems:  # the last letter of a stem may be another one in the text: ferri, ferry
        return rf"{_beginning([*term.words, *term.stems])}[^\W_]*"
    return BETWEEN_WORDS.join(term.words) + ("" if term.prefix else f"(?!{ASCII_LETTER})")


def _beginning(words: list[str]) -> str:
    """What all of them begin with, but for one letter."""
    first, last = min(words), max(words)
    differing = (place for place, letter in enumerate(first) if last[place] != letter)
    return first[: max(1, next(differing, len(first)) - 1)]


def _stands_alone(match: re.Match[str]) -> bool:
    """Whether it begins and ends a word, in scripts that have words."""
    if UNSPACED.match(match[0]):
        return True
    before = match.string[max(0, match.start() - 1) : match.start()]
    after = match.string[match.end() : match.end() + 1]
    return not _is_of_word(before) and (after.isascii() or not _is_of_word(after))


def _is_of_word(char: str) -> bool:
    return bool(WORD.match(char)) and not UNSPACED.match(char)
