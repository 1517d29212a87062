"""Shares: how much of each of two texts stands in the other."""

from __future__ import annotations

from typing import NamedTuple

from articles.likeness.shingles import Shingles

TELLING = 0.3
"""The share from which two stories are worth an editor's look."""


class Shares(NamedTuple):
    """How much of the one stands in the other, and how much of the other in the one: 0 to 1."""

    of_one: float
    of_other: float

    @property
    def tells(self) -> bool:
        return max(self) >= TELLING


def shares(one: Shingles, other: Shingles) -> Shares:
    """By the words that stand in a shingle of both."""
    if one.span != other.span:
        return Shares(0.0, 0.0)
    return Shares(_covered(one, set(other.numbers)), _covered(other, set(one.numbers)))


def may_tell(one: Shingles, other: Shingles) -> bool:
    """Whether either share can be telling, at a tenth of what it costs to work them out."""
    common = len(set(one.numbers).intersection(other.numbers))
    fewest = min(len(one.numbers), len(other.numbers)) + one.span - 1
    return one.span == other.span and common * one.span >= TELLING * fewest


def _covered(text: Shingles, shared: set[int]) -> float:
    """A word is covered when any of the shingles that span it is shared."""
    covered, until = 0, 0
    for at, number in enumerate(text.numbers):
        if number in shared:
            covered += text.span - max(until - at, 0)
            until = at + text.span
    return covered / (len(text.numbers) + text.span - 1) if text.numbers else 0.0
