"""Lineage: where each block of a body stood in the body before it."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from articles import markup
from articles.comparing.blocks import ALIKE, bag, likeness

# Where more was rewritten, in blocks on one side times the other, it counts as new.
MANY = 400


class Ancestor(NamedTuple):
    """The place of a block in the older body, and whether it said the same there."""

    place: int
    same: bool


def ancestors(was: Sequence[markup.Block], now: Sequence[markup.Block]) -> dict[int, Ancestor]:
    """Place in the newer → place in the older. A block that is new has none.

    What says the same is found first, wherever it moved; then, of what is left, versions of
    one block, the likest first.
    """
    matcher = SequenceMatcher(None, [b.html for b in was], [b.html for b in now], autojunk=False)
    found = {
        match.b + n: Ancestor(match.a + n, True)
        for match in matcher.get_matching_blocks()
        for n in range(match.size)
    }
    found |= _matched(_moved, was, now, found)
    return found | _matched(_versions, was, now, found)


def _matched(
    match: Callable[[dict[int, markup.Block], dict[int, markup.Block]], dict[int, Ancestor]],
    was: Sequence[markup.Block],
    now: Sequence[markup.Block],
    found: Mapping[int, Ancestor],
) -> dict[int, Ancestor]:
    """What `match` makes of the blocks that are left on either side, by their places."""
    taken = {ancestor.place for ancestor in found.values()}
    return match(
        {place: block for place, block in enumerate(was) if place not in taken},
        {place: block for place, block in enumerate(now) if place not in found},
    )


def _moved(was: dict[int, markup.Block], now: dict[int, markup.Block]) -> dict[int, Ancestor]:
    """Blocks that stand elsewhere now; of equal ones the first is the first."""
    places: defaultdict[str, deque[int]] = defaultdict(deque)
    for place, block in was.items():
        places[block.html].append(place)
    return {
        place: Ancestor(places[block.html].popleft(), True)
        for place, block in now.items()
        if places[block.html]
    }


def _versions(was: dict[int, markup.Block], now: dict[int, markup.Block]) -> dict[int, Ancestor]:
    if len(was) * len(now) > MANY:
        return {}
    old, new = ({place: bag(block) for place, block in side.items()} for side in (was, now))
    alike = [(likeness(old[i], new[j]), -abs(i - j), i, j) for i in old for j in new]
    found: dict[int, Ancestor] = {}
    taken = set[int]()
    for share, _, i, j in sorted(alike, reverse=True):
        if share >= ALIKE and i not in taken and j not in found:
            found[j] = Ancestor(i, False)
            taken.add(i)
    return found
