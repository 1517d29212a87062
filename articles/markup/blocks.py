"""Blocks: a body cut at its top level, for comparing, merging and blame."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from articles.markup.plain import text

OPENING = re.compile(r"<(\w+)")
NESTING = {name: re.compile(rf"<(/?){name}[ >]") for name in ("ul", "ol", "blockquote")}


@dataclass(frozen=True, slots=True)
class Block:
    """One block: its element, its HTML as stored, its visible text."""

    kind: str
    html: str
    text: str


def blocks(html: str) -> list[Block]:
    """The top-level blocks of a clean body, in order."""
    return [Block(kind, block, text(block)) for kind, block in pieces(html)]


def pieces(html: str) -> list[tuple[str, str]]:
    """The element and the HTML of each top-level block of a clean body."""
    found, here = [], 0
    while opening := OPENING.match(html, here):
        end = _end(html, here, opening[1])
        found.append((opening[1], html[here:end]))
        here = end
    return found


def join(blocks: Iterable[Block]) -> str:
    """The body made of these blocks."""
    return "".join(block.html for block in blocks)


def _end(html: str, start: int, name: str) -> int:
    if name == "hr":
        return start + len("<hr>")
    if name not in NESTING:
        return html.index(f"</{name}>", start) + len(f"</{name}>")
    depth = 0
    for tag in NESTING[name].finditer(html, start):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    raise ValueError(f"<{name}> never ends; was this body cleaned?")
