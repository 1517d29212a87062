"""Comparing: what changed between two documents, block by block and then word by word. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher
from html import unescape
from typing import Literal, NamedTuple

from articles import markup
from articles.documents import Document
from articles.limits import DIFF_CHARACTERS, DIFF_LINES

LINES = ("headline", "kicker", "dek", "dateline")
TERMS = ("bylines", "section", "tags", "dated", "language", "slug", "source_url")
# Two blocks are versions of one when they share so much of their words.
ALIKE = 0.4
# Blocks this far apart within a rewritten stretch are not looked at as versions of one.
BAND = 40
MANY_TOKENS = 1_500

# One ideograph, kana or the like is a word; else what stands between spaces, its space included.
TOKEN = re.compile(
    r"[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]\s*"
    r"|[^\s\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
    r"\s*|\s+"
)
PART = re.compile(r"<(/?)(\w+)([^>]*)>|([^<]+)")
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
MARKS = frozenset(("a", "strong", "em", "s", "sup", "sub", "code"))
BREAKS = frozenset(("br", "li", "tr", "p", "figcaption", "h2", "h3"))

PieceKind = Literal["same", "added", "removed", "restyled"]
BlockKind = Literal["same", "changed", "added", "removed", "moved"]


class Piece(NamedTuple):
    """A stretch of text and what became of it; “restyled” is the same text in other marks."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field that changed, by its name in Document."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A block of either body, in the order of the newer; `element` is the newer one's."""

    kind: BlockKind
    element: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Fields that changed, and every block of the body, changed or not."""

    fields: tuple[Field, ...]
    blocks: tuple[Block, ...]

    @property
    def changed_blocks(self) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.kind != "same")

    def __bool__(self) -> bool:
        return bool(self.fields or self.changed_blocks)


class Token(NamedTuple):
    """A word with the space after it, and the marks it stands in."""

    text: str
    marks: tuple[tuple[int, frozenset[str]], ...]


def compare(old: Document, new: Document) -> Comparison:
    """What the newer says otherwise than the older."""
    return Comparison(tuple(_fields(old, new)), tuple(_blocks(old.body, new.body)))


def _fields(old: Document, new: Document) -> Iterator[Field]:
    for name in LINES:
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            yield Field(name, _words(_plain_tokens(was), _plain_tokens(now)))
    for name in TERMS:
        was, now = _terms(getattr(old, name)), _terms(getattr(new, name))
        if was != now:
            yield Field(name, _words(was, now))


def _terms(value: object) -> list[Token]:
    """A list of names, or one value, each a token of its own."""
    if isinstance(value, date | datetime):
        value = value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    names = value if isinstance(value, tuple) else (value,) if value else ()
    return [Token(f"{name}{', ' if name is not names[-1] else ''}", ()) for name in names]


def _plain_tokens(text: str) -> list[Token]:
    return [Token(word, ()) for word in TOKEN.findall(text)]


def _blocks(old: str, new: str) -> Iterator[Block]:
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
    bags = [[None if b.html in moved else _bag(b) for b in side] for side in (was, now)]
    best: dict[tuple[int, int], tuple[float, tuple[int, int] | None]] = {}

    def score(i: int, j: int) -> float:
        return best.get((i, j), (0.0, None))[0]

    for i in range(len(was) - 1, -1, -1):
        for j in range(len(now) - 1, -1, -1):
            together = _likeness(bags[0][i], bags[1][j]) if abs(i - j) <= BAND else 0.0
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


def _bag(block: markup.Block) -> Counter[str]:
    return Counter(word.strip().casefold() for word in TOKEN.findall(block.text))


def _likeness(one: Counter[str] | None, other: Counter[str] | None) -> float:
    """The share of words two blocks have in common: 0 for none, 1 for all."""
    if not one or not other:
        return 0.0
    return 2 * (one & other).total() / (one.total() + other.total())


def _alone(kind: Literal["added", "removed"], block: markup.Block, moved: frozenset[str]) -> Block:
    if block.html not in moved:
        return Block(kind, block.kind, _whole(kind, block))
    return Block("moved", block.kind, _whole(kind, block))


def _whole(kind: PieceKind, block: markup.Block) -> tuple[Piece, ...]:
    return (Piece(kind, _text_and_marks(block.html)[0]),)


def _changed(was: markup.Block, now: markup.Block) -> Block:
    pieces = _words(_tokens(was.html), _tokens(now.html))
    if was.kind != now.kind and all(piece.kind == "same" for piece in pieces):
        pieces = tuple(Piece("restyled", piece.text) for piece in pieces)
    return Block("changed", now.kind, pieces)


def _words(was: Sequence[Token], now: Sequence[Token]) -> tuple[Piece, ...]:
    """Words that went, came, or stayed in other marks."""
    old_words, new_words = ([token.text.strip() for token in side] for side in (was, now))
    junk = max(len(was), len(now)) > MANY_TOKENS
    matcher = SequenceMatcher(None, old_words, new_words, autojunk=junk)
    pieces = list[Piece]()
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            for old, new in zip(was[i1:i2], now[j1:j2], strict=True):
                kind: PieceKind = "same" if old.marks == new.marks else "restyled"
                pieces.append(Piece(kind, new.text))
        else:
            pieces += (Piece("removed", token.text) for token in was[i1:i2])
            pieces += (Piece("added", token.text) for token in now[j1:j2])
    return _joined(pieces)


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Neighbours of one kind as one piece."""
    joined = list[Piece]()
    for piece in pieces:
        if joined and joined[-1].kind == piece.kind:
            joined[-1] = Piece(piece.kind, joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return tuple(joined)


def _tokens(html: str) -> list[Token]:
    text, runs = _text_and_marks(html)
    tokens, at = list[Token](), 0
    for word in TOKEN.finditer(text):
        while at + 1 < len(runs) and runs[at + 1][0] <= word.start():
            at += 1
        within = [run for run in _runs_from(runs, at) if run[0] < word.end()]
        marks = tuple((max(start - word.start(), 0), marks) for start, marks in within)
        tokens.append(Token(word[0], marks))
    return tokens


def _runs_from(
    runs: Sequence[tuple[int, frozenset[str]]], at: int
) -> Iterator[tuple[int, frozenset[str]]]:
    return (runs[index] for index in range(at, min(at + 8, len(runs))))


def _text_and_marks(html: str) -> tuple[str, list[tuple[int, frozenset[str]]]]:
    """The text of a block, and where in it which marks begin to hold."""
    text, open_marks, runs = "", list[str](), [(0, frozenset[str]())]
    for closing, element, attributes, plain in PART.findall(html):
        if element in MARKS:
            if closing:
                open_marks.pop()
            else:
                open_marks.append(f"{element}{attributes}")
            runs.append((len(text), frozenset(open_marks)))
        elif element == "img":
            text += _picture(attributes)
        elif element in BREAKS and text and not closing and not text.endswith("\n"):
            text += "\n"
        elif element in ("td", "th") and closing:
            text += "\t"
        text += unescape(plain)
    return text.rstrip(), runs


def _picture(attributes: str) -> str:
    found = dict(ATTRIBUTE.findall(attributes))
    alt, src = unescape(found.get("alt", "")), unescape(found.get("src", ""))
    return f"[{alt or src}]({src})" if alt else f"[{src}]"
