"""Comparing: what changed between two documents, block by block and then word by word. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from articles.comparing.blocks import Block, aligned_blocks
from articles.comparing.lineage import Ancestor, ancestors
from articles.comparing.material import Material, materials
from articles.comparing.size import Size, size
from articles.comparing.words import Piece, Token, differences, plain_tokens
from articles.documents import Document

__all__ = [
    "Ancestor",
    "Block",
    "Comparison",
    "Field",
    "Material",
    "Piece",
    "Size",
    "ancestors",
    "compare",
    "materials",
    "size",
]

LINES = ("headline", "kicker", "dek", "dateline")
COMMA = Token(", ", ())
TERMS = ("bylines", "section", "tags", "dated", "language", "slug", "source_url")


@dataclass(frozen=True, slots=True)
class Field:
    """A field that changed, by its name in Document."""

    name: str
    pieces: tuple[Piece, ...]
    materials: tuple[Material, ...] = ()

    @property
    def before(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.kind != "added")

    @property
    def after(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.kind != "removed")


class Call(NamedTuple):
    """Something material, and the name of its place on a page."""

    anchor: str
    material: Material


@dataclass(frozen=True, slots=True)
class Comparison:
    """Fields that changed, and every block of the body, changed or not."""

    fields: tuple[Field, ...]
    blocks: tuple[Block, ...]

    @property
    def changed_blocks(self) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.kind != "same")

    @property
    def calls(self) -> tuple[Call, ...]:
        """All that is material, in order, with the places it stands at."""
        return (
            *(Call(f"field-{f.name}", material) for f in self.fields for material in f.materials),
            *(Call(b.anchor, material) for b in self.blocks for material in b.materials),
        )

    @property
    def tally(self) -> Counter[str]:
        """How many blocks became what; one that moved counts once."""
        return Counter(block.kind for block in self.blocks if block.kind not in ("same", "left"))

    def __bool__(self) -> bool:
        return bool(self.fields or self.changed_blocks)


def compare(old: Document, new: Document) -> Comparison:
    """What the newer says otherwise than the older."""
    return Comparison(tuple(_fields(old, new)), tuple(aligned_blocks(old.body, new.body)))


def _fields(old: Document, new: Document) -> Iterator[Field]:
    for name in LINES:
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            pieces = differences(plain_tokens(was), plain_tokens(now))
            yield Field(name, pieces, materials(pieces))
    for name in TERMS:
        was, now = _terms(getattr(old, name)), _terms(getattr(new, name))
        if was != now:
            yield Field(name, differences(was, now))


def _terms(value: object) -> list[Token]:
    """A list of names, or one value, each a token of its own; so is the comma between them."""
    if isinstance(value, date | datetime):
        value = value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    names = value if isinstance(value, tuple) else (value,) if value else ()
    separated = (part for name in names for part in (COMMA, Token(str(name), ())))
    return list(separated)[1:]
