"""Prepared: an entry as a database's index takes it, worked out before its key is known."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain, repeat

from articles.words.entry import Columns
from articles.words.folding import words

# The columns for SQLite, the lexemes of a tsvector for PostgreSQL.
Prepared = tuple[str, ...]
# The edition's key, and what is found under it.
Row = tuple[int, Prepared]

WORD_CHARACTERS = 100
POSITIONS = 16_000
PLACES = [str(place) for place in range(POSITIONS + 1)]
# Words of two fields are this far apart, so that no phrase spans both.
GAP = 10


def prepared(columns: Columns, vendor: str) -> Prepared:
    """For the database of a vendor, as Django calls it."""
    return (_lexemes(columns),) if vendor == "postgresql" else tuple(columns)


def _lexemes(columns: Columns) -> str:
    """'word':1,7 'other':2 …"""
    places: defaultdict[str, list[str]] = defaultdict(list)
    start = 1
    for field in columns:
        found = words(field)
        for word, place in zip(found, chain(PLACES[start:], repeat(PLACES[-1])), strict=False):
            places[word[:WORD_CHARACTERS]].append(place)
        start += len(found) + GAP
    return " ".join([f"'{word}':{','.join(at)}" for word, at in places.items()])
