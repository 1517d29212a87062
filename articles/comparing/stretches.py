"""Stretches: two sequences of words cut into what is the same in both and what is not."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

# Longer texts are cut first at runs of words that stand once in either.
MANY = 1_500
RUN = 4

Stretch = tuple[bool, int, int, int, int]


def stretches(was: Sequence[str], now: Sequence[str]) -> Iterator[Stretch]:
    """(same, from and to in the older, from and to in the newer), in order.

    The time is nearly linear in the length: what is rewritten from end to end over more than
    `MANY` words is one stretch.
    """
    if max(len(was), len(now)) <= MANY:
        yield from _matched(was, now, 0, 0)
        return
    cuts = [(0, 0), *_landmarks(was, now), (len(was), len(now))]
    for (i1, j1), (i2, j2) in pairwise(cuts):
        if max(i2 - i1, j2 - j1) <= MANY:
            yield from _matched(was[i1:i2], now[j1:j2], i1, j1)
        else:
            yield False, i1, i2, j1, j2


def _matched(was: Sequence[str], now: Sequence[str], i: int, j: int) -> Iterator[Stretch]:
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        yield tag == "equal", i + i1, i + i2, j + j1, j + j2


def _landmarks(was: Sequence[str], now: Sequence[str]) -> list[tuple[int, int]]:
    """Where runs that stand once in either begin: as many as keep their order."""
    old, new = _single_runs(was), _single_runs(now)
    meetings = [(old[run], j) for run, j in new.items() if run in old]
    tails, ends = list[int](), list[int]()
    before: dict[int, int | None] = {}
    for index, (i, _) in enumerate(meetings):
        at = bisect_left(tails, i)
        before[index] = ends[at - 1] if at else None
        tails[at : at + 1], ends[at : at + 1] = [i], [index]
    here, kept = ends[-1] if ends else None, list[tuple[int, int]]()
    while here is not None:
        kept.append(meetings[here])
        here = before[here]
    return kept[::-1]


def _single_runs(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Runs that stand once, in order, and where."""
    found, again = dict[tuple[str, ...], int](), set[tuple[str, ...]]()
    for place in range(len(words) - RUN + 1):
        run = tuple(words[place : place + RUN])
        if run in found:
            again.add(run)
        found[run] = place
    return {run: place for run, place in found.items() if run not in again}
