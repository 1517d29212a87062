"""Words: two texts side by side, a word with its marks at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from typing import Literal, NamedTuple

from articles.comparing.stretches import stretches

# Scripts without spaces are read by the character, with the signs that belong to it; in others
# a word is what stands between spaces, its space included.
IDEOGRAPH = (
    r"\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
SOUTH_EAST = r"\u0e01-\u0e4e\u0e81-\u0ecd\u1000-\u103f\u1780-\u17dd"
TOKEN = re.compile(
    rf"[{IDEOGRAPH}]\s*"
    r"|[\u0e40-\u0e44]?[\u0e01-\u0e2f][\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]*\s*"
    r"|[\u0ec0-\u0ec4]?[\u0e81-\u0eaf][\u0eb0-\u0ebc\u0ec8-\u0ecd]*\s*"
    r"|[\u1000-\u102a\u103f](?:[\u102b-\u1038\u103a-\u103e]|\u1039[\u1000-\u102a])*\s*"
    r"|[\u1780-\u17b3](?:[\u17b6-\u17d1\u17d3\u17dd]|\u17d2[\u1780-\u17b3])*\s*"
    rf"|[{SOUTH_EAST}]\s*"
    rf"|[^\s{IDEOGRAPH}{SOUTH_EAST}]+\s*|\s+"
)
PART = re.compile(r"<(/?)(\w+)([^>]*)>|([^<]+)")
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
MARKS = frozenset(("a", "strong", "em", "s", "sup", "sub", "code"))
BREAKS = frozenset(("br", "li", "tr", "p", "figcaption", "h2", "h3"))


PieceKind = Literal["same", "added", "removed", "restyled"]


class Piece(NamedTuple):
    """A stretch of text and what became of it; “restyled” is the same text in other marks."""

    kind: PieceKind
    text: str


class Token(NamedTuple):
    """A word with the space after it, and the marks it stands in."""

    text: str
    marks: tuple[tuple[int, frozenset[str]], ...]


def differences(was: Sequence[Token], now: Sequence[Token]) -> tuple[Piece, ...]:
    """Words that went, came, or stayed in other marks."""
    old_words, new_words = ([token.text.strip() for token in side] for side in (was, now))
    pieces = list[Piece]()
    for same, i1, i2, j1, j2 in stretches(old_words, new_words):
        if same:
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


def plain_tokens(text: str) -> list[Token]:
    return [Token(word, ()) for word in TOKEN.findall(text)]


def tokens(html: str) -> list[Token]:
    """The words of a block, each with the marks it stands in."""
    text, runs = text_and_marks(html)
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


def text_and_marks(html: str) -> tuple[str, list[tuple[int, frozenset[str]]]]:
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
