"""Pairing: which blocks of two bodies belong together, which stayed, and which moved."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from articles import markup
from articles.comparing.lineage import Ancestor, ancestors, bag, likeness
from articles.limits import DIFF_LINES

# Elsewhere and reworded: only what is still this much the same is called moved.
STILL_IT = 0.6
# Of a neighbour's words so many were in the paragraph it was split from, or joined to.
CAME_ALONG = 0.7
FEW_WORDS = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """Blocks of the older and what became of them, by place: one to one, split or joined."""

    was: tuple[int, ...]
    now: tuple[int, ...]
    same: bool
    moved: bool


def paired(was: Sequence[markup.Block], now: Sequence[markup.Block], *, finely: bool) -> list[Pair]:
    """In the order of the newer. With `finely`, versions of one block are paired as well."""
    found = ancestors(was, now, most=DIFF_LINES**2 if finely else 0)
    stayed = _stayed(found, now)
    pairs = {
        place: ancestor
        for place, ancestor in found.items()
        if place in stayed or _is_recognised(was[ancestor.place], now[place], ancestor)
    }
    taken = {ancestor.place for ancestor in pairs.values()}
    free = (set(range(len(was))) - taken, set(range(len(now))) - pairs.keys())
    return [
        _pair(ancestor, place, place not in stayed, (was, now), free)
        for place, ancestor in sorted(pairs.items())
    ]


def _is_recognised(old: markup.Block, new: markup.Block, ancestor: Ancestor) -> bool:
    if ancestor.same:
        return bool(new.text.strip())
    return likeness(bag(old), bag(new)) >= STILL_IT


def _stayed(found: dict[int, Ancestor], now: Sequence[markup.Block]) -> set[int]:
    """The places whose blocks kept their order, with as much text as can be; others moved."""
    places, weights, tails = list[int](), list[int](), list[int]()
    before: dict[int, int | None] = {}
    for place, ancestor in sorted(found.items()):
        at = bisect_left(places, ancestor.place)
        before[place] = tails[at - 1] if at else None
        weight = len(now[place].text) + 1 + (weights[at - 1] if at else 0)
        end = at
        while end < len(places) and weights[end] <= weight:
            end += 1
        places[at:end], weights[at:end], tails[at:end] = [ancestor.place], [weight], [place]
    stayed, here = set[int](), tails[-1] if tails else None
    while here is not None:
        stayed.add(here)
        here = before[here]
    return stayed


Sides = tuple[Sequence[markup.Block], Sequence[markup.Block]]
Free = tuple[set[int], set[int]]


def _pair(ancestor: Ancestor, place: int, moved: bool, sides: Sides, free: Free) -> Pair:
    if ancestor.same:
        return Pair((ancestor.place,), (place,), True, moved)
    was, now = bag(sides[0][ancestor.place]), bag(sides[1][place])
    split = _parts(place, was - now, sides[1], free[1])
    if len(split) > 1:
        return Pair((ancestor.place,), split, False, moved)
    return Pair(_parts(ancestor.place, now - was, sides[0], free[0]), (place,), False, moved)


def _parts(
    place: int, missing: Counter[str], blocks: Sequence[markup.Block], free: set[int]
) -> tuple[int, ...]:
    """A block with those of its neighbours that hold the words it is missing."""
    parts = [place]
    for step in (1, -1):
        neighbour = place + step
        while neighbour in free and blocks[neighbour].kind == blocks[place].kind:
            words = bag(blocks[neighbour])
            shared = (missing & words).total()
            if words.total() < FEW_WORDS or shared < CAME_ALONG * words.total():
                break
            missing = missing - words
            free.remove(neighbour)
            parts.append(neighbour)
            neighbour += step
    return tuple(sorted(parts))
