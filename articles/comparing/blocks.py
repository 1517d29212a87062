"""Blocks: two bodies aligned, first what is the same and then what is alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from articles import markup
from articles.comparing.words import (
    TOKEN,
    Piece,
    PieceKind,
    differences,
    text_and_marks,
    tokens,
)
from articles.limits import DIFF_CHARACTERS, DIFF_LINES

# Two blocks are versions of one when they share so much of their words.
ALIKE = 0.4
# Blocks this far apart within a rewritten stretch are not looked at as versions of one.
BAND = 40

BlockKind = Literal["same", "changed", "added", "removed", "moved"]


@dataclass(frozen=True, slots=True)
class Block:
    """A block of either body, in the order of the newer; `element` is the newer one's."""

    kind: BlockKind
    element: str
    pieces: tuple[Piece, ...]


def aligned_blocks(old: str, new: str) -> Iterator[Block]:
    """Blocks that did not change are found first; what lies between is aligned by likeness."""
    was, now = markup.blocks(old), markup.blocks(new)
    finely = max(len(old), len(new)) <= DIFF_CHARACTERS and max(len(was), len(now)) <= DIFF_LINES
    moved = _moved(was, now)
    matcher = SequenceMatcher(None, [b.html for b in was], [b.html for b in now], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield from (Block("same", b.kind, _whole("same", b)) for b in now[j1:j2])
        elif finely:
            yield from _aligned(was[i1:i2], now[j1:j2], moved)
        else:
            yield from (_alone("removed", block, moved) for block in was[i1:i2])
            yield from (_alone("added", block, moved) for block in now[j1:j2])


def _moved(was: Sequence[markup.Block], now: Sequence[markup.Block]) -> frozenset[str]:
    """Blocks that stand once on either side: where they are unmatched, they moved."""
    return frozenset(_once(was) & _once(now))


def _once(blocks: Iterable[markup.Block]) -> set[str]:
    return {html for html, times in Counter(block.html for block in blocks).items() if times == 1}


def _aligned(
    was: Sequence[markup.Block], now: Sequence[markup.Block], moved: frozenset[str]
) -> Iterator[Block]:
    """A rewritten stretch: versions of one block are paired, the others stand alone."""
    i = j = 0
    for pair_i, pair_j in [*_pairs(was, now, moved), (len(was), len(now))]:
        yield from (_alone("removed", block, moved) for block in was[i:pair_i])
        yield from (_alone("added", block, moved) for block in now[j:pair_j])
        if pair_i < len(was):
            yield _changed(was[pair_i], now[pair_j])
        i, j = pair_i + 1, pair_j + 1


def _pairs(
    was: Sequence[markup.Block], now: Sequence[markup.Block], moved: frozenset[str]
) -> list[tuple[int, int]]:
    """The alignment, in order on both sides, that keeps the most words together."""
    bags = [[None if b.html in moved else bag(b) for b in side] for side in (was, now)]
    best: dict[tuple[int, int], tuple[float, tuple[int, int] | None]] = {}

    def score(i: int, j: int) -> float:
        return best.get((i, j), (0.0, None))[0]

    for i in range(len(was) - 1, -1, -1):
        for j in range(len(now) - 1, -1, -1):
            together = likeness(bags[0][i], bags[1][j]) if abs(i - j) <= BAND else 0.0
            options = [(score(i + 1, j), (i + 1, j)), (score(i, j + 1), (i, j + 1))]
            if together >= ALIKE:
                options.append((together + score(i + 1, j + 1), (i + 1, j + 1)))
            best[i, j] = max(options, key=lambda option: option[0])
    return list(_walk(best))


def _walk(
    best: dict[tuple[int, int], tuple[float, tuple[int, int] | None]],
) -> Iterator[tuple[int, int]]:
    at: tuple[int, int] | None = (0, 0)
    while at in best:
        after = best[at][1]
        if after == (at[0] + 1, at[1] + 1):
            yield at
        at = after


def bag(block: markup.Block) -> Counter[str]:
    return Counter(word.strip().casefold() for word in TOKEN.findall(block.text))


def likeness(one: Counter[str] | None, other: Counter[str] | None) -> float:
    """The share of words two blocks have in common: 0 for none, 1 for all."""
    if not one or not other:
        return 0.0
    return 2 * (one & other).total() / (one.total() + other.total())


def _alone(kind: Literal["added", "removed"], block: markup.Block, moved: frozenset[str]) -> Block:
    if block.html not in moved:
        return Block(kind, block.kind, _whole(kind, block))
    return Block("moved", block.kind, _whole(kind, block))


def _whole(kind: PieceKind, block: markup.Block) -> tuple[Piece, ...]:
    return (Piece(kind, text_and_marks(block.html)[0]),)


def _changed(was: markup.Block, now: markup.Block) -> Block:
    pieces = differences(tokens(was.html), tokens(now.html))
    if was.kind != now.kind and all(piece.kind == "same" for piece in pieces):
        pieces = tuple(Piece("restyled", piece.text) for piece in pieces)
    return Block("changed", now.kind, pieces)
