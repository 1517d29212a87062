"""Lineage: where each block of a body stood in the body before it."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from articles import markup
from articles.comparing.words import TOKEN

# Two blocks are versions of one when they share so much of their words.
ALIKE = 0.4
# Where more was rewritten, in blocks on one side times the other, it counts as new.
MANY = 400
# A word that stands in more blocks than this says nothing of which two belong together.
COMMON = 40
CANDIDATES = 6


class Ancestor(NamedTuple):
    """The place of a block in the older body, and whether it said the same there."""

    place: int
    same: bool


def ancestors(
    was: Sequence[markup.Block], now: Sequence[markup.Block], *, most: int = MANY
) -> dict[int, Ancestor]:
    """Place in the newer → place in the older. A block that is new has none.

    What says the same is found first, wherever it moved; then, of what is left, versions of
    one block, the likest first, unless that were more than `most` pairs to look at.
    """
    matcher = SequenceMatcher(None, [b.html for b in was], [b.html for b in now], autojunk=False)
    found = {
        match.b + n: Ancestor(match.a + n, True)
        for match in matcher.get_matching_blocks()
        for n in range(match.size)
    }
    found |= _matched(_moved, was, now, found)

    def versions(old: dict[int, markup.Block], new: dict[int, markup.Block]) -> dict[int, Ancestor]:
        return _versions(old, new) if len(old) * len(new) <= most else {}

    return found | _matched(versions, was, now, found)


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
    old, new = ({place: bag(block) for place, block in side.items()} for side in (was, now))
    alike = [(likeness(old[i], new[j]), -abs(i - j), i, j) for i, j in _candidates(old, new)]
    found: dict[int, Ancestor] = {}
    taken = set[int]()
    for share, _, i, j in sorted(alike, reverse=True):
        if share >= ALIKE and i not in taken and j not in found:
            found[j] = Ancestor(i, False)
            taken.add(i)
    return found


def _candidates(
    old: dict[int, Counter[str]], new: dict[int, Counter[str]]
) -> list[tuple[int, int]]:
    """Pairs worth a look: of few blocks all, of many those that share the most rarer words."""
    if len(old) * len(new) <= MANY:
        return [(i, j) for i in old for j in new]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for i, words in old.items():
        for word in words:
            holders[word].append(i)
    return [(i, j) for j, words in new.items() for i in _sharing(words, holders)]


def _sharing(words: Counter[str], holders: Mapping[str, list[int]]) -> list[int]:
    met = Counter[int]()
    for word in words:
        if word in holders and len(holders[word]) <= COMMON:
            met.update(holders[word])
    return [i for i, _ in met.most_common(CANDIDATES)]


def bag(block: markup.Block) -> Counter[str]:
    return Counter(word.strip().casefold() for word in TOKEN.findall(block.text))


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of words two blocks have in common: 0 for none, 1 for all."""
    if not one or not other:
        return 0.0
    return 2 * (one & other).total() / (one.total() + other.total())
