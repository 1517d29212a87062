"""Spelling: what a mistyped word may have been meant to be."""

from __future__ import annotations

import re
from collections.abc import Iterator

# The words that are worth suggesting and worth correcting.
SPELT = re.compile(r"[^\W\d_]{4,24}")
VOWELS = re.compile("[aeiouy]+")
TWICE = re.compile(r"(.)\1+")
# Letters as they are left by folding. Those of a word's own script are tried.
ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдежзиклмнопрстуфхцчшщъыьэюяіїєґјљњћџђ",
    "αβγδεζηθικλμνξοπρστυφχψως",
    "אבגדהוזחטיכלמנסעפצקרשתםןףץ",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءآأإؤئ",
    "अआइईउऊएऐओऔकखगघचछजझटठडढणतथदधनपफबभमयरलवशषसह",
)


def skeleton(word: str) -> str:
    """Its first letter and its consonants, none twice in a row: what survives most mistakes."""
    return TWICE.sub(r"\1", word[:1] + VOWELS.sub("", word[1:]))


def one_off(word: str) -> set[str]:
    """Every word that one letter more, less, other, or changed places with the next makes."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    return set(_one_off(cuts, _alphabet(word))) - {word}


def _one_off(cuts: list[tuple[str, str]], alphabet: str) -> Iterator[str]:
    for head, tail in cuts:
        yield head + tail[1:]
        yield head + tail[1:2] + tail[:1] + tail[2:]
        for letter in alphabet:
            yield head + letter + tail
            yield head + letter + tail[1:]


def distance(word: str, other: str) -> int:
    """How many such mistakes lie between two words."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(word, start=1):
        row, before, above = [place], row, before
        for column, facing in enumerate(other, start=1):
            costs = [row[-1] + 1, before[column] + 1, before[column - 1] + (letter != facing)]
            if above and column > 1 and _change_places(word, place, other, column):
                costs.append(above[column - 2] + 1)
            row.append(min(costs))
    return row[-1]


def _change_places(word: str, place: int, other: str, column: int) -> bool:
    return word[place - 2 : place] == other[column - 2 : column][::-1]


def _alphabet(word: str) -> str:
    return next((each for each in ALPHABETS if word[0] in each), "")
