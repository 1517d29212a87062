"""Blocks: two bodies aligned, and of each block what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from articles import markup
from articles.comparing.material import Material, materials
from articles.comparing.pairing import Pair, paired
from articles.comparing.words import (
    Piece,
    PieceKind,
    Token,
    differences,
    text_and_marks,
    tokens,
)
from articles.limits import DIFF_CHARACTERS, DIFF_LINES

BlockKind = Literal["same", "changed", "split", "joined", "added", "removed", "moved", "left"]
END = Token("¶\n", ())


@dataclass(frozen=True, slots=True)
class Block:
    """A block of either body, in the order of the newer; `element` is the newer one's.

    `was` and `now` are its places, counted from 0. What moved stands twice: “left” where it
    stood, “moved” where it stands, reworded perhaps.
    """

    kind: BlockKind
    element: str
    pieces: tuple[Piece, ...]
    was: int | None = None
    now: int | None = None
    materials: tuple[Material, ...] = ()

    @property
    def anchor(self) -> str:
        """Its name on a page."""
        return f"was-{self.was}" if self.kind in ("removed", "left") else f"now-{self.now}"

    @property
    def partner(self) -> str:
        """Where the other half of what moved stands."""
        return f"now-{self.now}" if self.kind == "left" else f"was-{self.was}"

    @property
    def before(self) -> tuple[Piece, ...]:
        """What the older said."""
        return tuple(piece for piece in self.pieces if piece.kind != "added")

    @property
    def after(self) -> tuple[Piece, ...]:
        """What the newer says."""
        return tuple(piece for piece in self.pieces if piece.kind != "removed")


def aligned_blocks(old: str, new: str) -> Iterator[Block]:
    """Blocks that belong together, and between them what went and what came."""
    was, now = markup.blocks(old), markup.blocks(new)
    finely = max(len(old), len(new)) <= DIFF_CHARACTERS and max(len(was), len(now)) <= DIFF_LINES
    pairs = paired(was, now, finely=finely)
    partners = {place: pair for pair in pairs for place in pair.was}
    arrivals = {pair.now[0]: pair for pair in pairs if pair.moved}
    paired_now = {place for pair in pairs for place in pair.now}
    i = j = 0
    for pair in [*(pair for pair in pairs if not pair.moved), None]:
        to_i, to_j = (pair.was[0], pair.now[0]) if pair else (len(was), len(now))
        for place in range(i, to_i):
            yield _gone(was[place], place, partners.get(place))
        for place in range(j, to_j):
            if place in arrivals:
                yield _together(was, now, arrivals[place])
            elif place not in paired_now:
                block = now[place]
                yield Block("added", block.kind, _whole("added", block), now=place)
        if pair:
            yield _together(was, now, pair)
            i, j = pair.was[-1] + 1, pair.now[-1] + 1


def _gone(block: markup.Block, place: int, pair: Pair | None) -> Block:
    if pair is None:
        return Block("removed", block.kind, _whole("removed", block), was=place)
    return Block("left", block.kind, _whole("removed", block), was=place, now=pair.now[0])


def _whole(kind: PieceKind, block: markup.Block) -> tuple[Piece, ...]:
    return (Piece(kind, text_and_marks(block.html)[0]),)


def _together(was: Sequence[markup.Block], now: Sequence[markup.Block], pair: Pair) -> Block:
    olds, news = [was[place] for place in pair.was], [now[place] for place in pair.now]
    kind = _kind(pair)
    if pair.same:
        pieces = _whole("same", news[0])
        return Block(kind, news[0].kind, pieces, pair.was[0], pair.now[0])
    pieces = differences(_tokens(olds), _tokens(news))
    if olds[0].kind != news[0].kind and all(piece.kind == "same" for piece in pieces):
        pieces = tuple(Piece("restyled", piece.text) for piece in pieces)
    found = materials(pieces, _html(olds), _html(news))
    return Block(kind, news[0].kind, pieces, pair.was[0], pair.now[0], found)


def _kind(pair: Pair) -> BlockKind:
    if pair.moved:
        return "moved"
    if pair.same:
        return "same"
    if len(pair.now) > 1:
        return "split"
    return "joined" if len(pair.was) > 1 else "changed"


def _html(blocks: Sequence[markup.Block]) -> str:
    return "".join(block.html for block in blocks)


def _tokens(blocks: Sequence[markup.Block]) -> list[Token]:
    """The words of neighbouring blocks, the end of each but the last among them."""
    found = tokens(blocks[0].html)
    for block in blocks[1:]:
        if found:
            found[-1] = found[-1]._replace(text=f"{found[-1].text.rstrip()} ")
        found += [END, *tokens(block.html)]
    return found
