"""Words: two texts side by side, a word with its marks at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from html import unescape
from typing import Literal, NamedTuple

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
