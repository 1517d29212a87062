"""Phrases: the runs of words in a text that might be a tag's name, and where each stands; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from articles.models.taxonomy import key_of
from articles.words.folding import MARK_TAG, TAG, UNSPACED

CHARACTERS = 20_000
"""Of a text so many are looked at."""
LONGEST = 5
MOST = 10_000
CONSIDERED = 500
UNSPACED_CHARACTERS = 1_500
UNSPACED_LONGEST = 8
TOKEN = re.compile(r"&|\w+(?:['’.]\w+)*")
GAP = re.compile(r"[^\S\n]*[\-‐]?[^\S\n]*")
POSSESSIVE = re.compile(r"['’]s?$")


class Phrase(NamedTuple):
    """Where it stands first, and how often it does."""

    start: int
    end: int
    number: int


def text_of(headline: str, dek: str, body: str) -> str:
    """What a reader reads, a line for each block."""
    plain = unescape(TAG.sub("\n", MARK_TAG.sub("", body)))
    return "\n".join((headline, dek, plain))[:CHARACTERS]


def phrases(text: str) -> dict[str, Phrase]:
    """By the key a tag of that name would have."""
    found: dict[str, Phrase] = {}
    for key, start, end in (*_spaced(text), *_unspaced(text)):
        if key in found:
            found[key] = found[key]._replace(number=found[key].number + 1)
        elif len(found) < MOST:
            found[key] = Phrase(start, end, 1)
    return found


def longest(found: dict[str, Phrase]) -> dict[str, Phrase]:
    """Without those that stand first inside a longer one."""
    ordered = sorted(found.items(), key=lambda each: each[1].start - each[1].end)
    kept: dict[str, Phrase] = {}
    for key, phrase in ordered[:CONSIDERED]:
        if not any(
            other.start <= phrase.start and phrase.end <= other.end for other in kept.values()
        ):
            kept[key] = phrase
    return kept


def _spaced(text: str) -> Iterator[tuple[str, int, int]]:
    tokens = list(TOKEN.finditer(text))
    for place, first in enumerate(tokens):
        end = first.start()
        for last in tokens[place : place + LONGEST]:
            if not GAP.fullmatch(text, end, last.start()):
                break
            end = last.end()
            words = POSSESSIVE.sub("", text[first.start() : end])
            yield key_of(words), first.start(), first.start() + len(words)


def _unspaced(text: str) -> Iterator[tuple[str, int, int]]:
    for run in UNSPACED.finditer(text[:UNSPACED_CHARACTERS]):
        for start in range(run.start(), run.end()):
            for end in range(start + 2, min(start + UNSPACED_LONGEST, run.end()) + 1):
                yield key_of(text[start:end]), start, end
