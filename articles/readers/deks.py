"""Deks: a summary that adds to its story; one that only repeats how it begins is none."""

from __future__ import annotations

import re
from collections import Counter

from articles import limits

WORD = re.compile(r"\w+")
SHARE = 0.8  # of its words in the opening of the story, and it repeats it


def dek(summary: str, text: str) -> str:
    """`summary` as the dek of the story in `text`, or "" when it says what the story opens with."""
    summary = summary[: limits.DEK]
    words = Counter(WORD.findall(summary.casefold()))
    opening = Counter(WORD.findall(text[: 2 * len(summary) + 200].casefold()))
    shared = (words & opening).total()
    return "" if shared >= SHARE * words.total() else summary
