"""Resembling: have we run this already? The one door to the index of shingles and to the pairs.

Every story's smallest shingles stand in a table of their own, kept by whoever writes a body:
`revising` one at a time, an import many. What meets there is compared word by word before
anybody hears of it.
"""

from articles.resembling.finding import LOOKED_AT, MEETINGS, Alike, Text, alike, alike_each
from articles.resembling.pairs import (
    Pair,
    note,
    pair_of,
    pairs_in,
    pairs_of,
    refresh,
    seen_from_later,
)
from articles.resembling.rebuilding import rebuild
from articles.resembling.sketches import COMMON, enter, follow

__all__ = [
    "COMMON",
    "LOOKED_AT",
    "MEETINGS",
    "Alike",
    "Pair",
    "Text",
    "alike",
    "alike_each",
    "enter",
    "follow",
    "note",
    "pair_of",
    "pairs_in",
    "pairs_of",
    "rebuild",
    "refresh",
    "seen_from_later",
]
