"""Lineage: where each block of a body stood in the body before it."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from articles import markup
from articles.comparing.blocks import pairs

# Rewritten stretches larger than this, in blocks on one side times the other, are new.
MANY = 2_500


class Ancestor(NamedTuple):
    """The place of a block in the older body, and whether it said the same there."""

    place: int
    same: bool


def ancestors(was: Sequence[markup.Block], now: Sequence[markup.Block]) -> dict[int, Ancestor]:
    """Place in the newer → place in the older. A block that is new has none.

    What stands unchanged is found first, wherever it moved; then, within what was rewritten,
    versions of one block.
    """
    found: dict[int, Ancestor] = {}
    rewritten = []
    matcher = SequenceMatcher(None, [b.html for b in was], [b.html for b in now], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            found |= {j1 + n: Ancestor(i1 + n, True) for n in range(i2 - i1)}
        else:
            rewritten.append((range(i1, i2), range(j1, j2)))
    found |= _moved(was, now, rewritten)
    taken = {ancestor.place for ancestor in found.values()}
    for places, new_places in rewritten:
        left = [place for place in places if place not in taken]
        right = [place for place in new_places if place not in found]
        if len(left) * len(right) <= MANY:
            found |= dict(_versions(was, now, left, right))
    return found


def _moved(
    was: Sequence[markup.Block],
    now: Sequence[markup.Block],
    rewritten: Sequence[tuple[range, range]],
) -> dict[int, Ancestor]:
    """Blocks that stand elsewhere now, the first of equal ones first."""
    left: defaultdict[str, deque[int]] = defaultdict(deque)
    for places, _ in rewritten:
        for place in places:
            left[was[place].html].append(place)
    return {
        place: Ancestor(left[now[place].html].popleft(), True)
        for _, new_places in rewritten
        for place in new_places
        if left.get(now[place].html)
    }


def _versions(
    was: Sequence[markup.Block], now: Sequence[markup.Block], left: list[int], right: list[int]
) -> Iterator[tuple[int, Ancestor]]:
    old, new = [was[place] for place in left], [now[place] for place in right]
    for i, j in pairs(old, new, frozenset()):
        yield right[j], Ancestor(left[i], False)
