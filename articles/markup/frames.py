"""Frames: the blocks that hold blocks, and how each is set when it closes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import chain
from typing import NamedTuple

from articles.markup.elements import LISTS
from articles.markup.pasting import Item, folded
from articles.markup.runs import EDGE, Run

NESTED_LIST = re.compile(r"<[uo]l[ >]")
WHOLE = re.compile(r"[1-9]\d{0,3}", re.ASCII)
BLOCK_TAG = re.compile(
    r"</?(?:p|[uo]l|li|blockquote|pre|table|tbody|tr|t[dh]|figure|img)(?: [^>]*)?>"
)


class Cell(NamedTuple):
    """A table cell: `td` or `th`, its spans as written in the tag, its blocks."""

    name: str
    spans: str
    blocks: list[str]


@dataclass(slots=True, eq=False)
class Frame:
    """One open block that holds blocks: `name` is its element, "" the story itself.

    `blocks` are finished, `runs` are the paragraph being written. `images` wait
    for its end, or for their figure's, as `captions` do. `items` are a list's,
    `rows` a table's.
    """

    name: str
    attributes: Mapping[str, str]
    parent: Frame | None
    blocks: list[str | Item] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    items: list[list[str]] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    depth: int = 0

    def __post_init__(self) -> None:
        """Finds how deep the frame will stand, with the item a list's stray content gets."""
        if self.parent:
            stray = self.parent.name in LISTS and self.name != "li"
            self.depth = self.parent.depth + 1 + stray

    def put(self, *blocks: str | Item) -> None:
        """Adds finished blocks; what stands in a list outside its items becomes one."""
        if self.name in LISTS:
            _add_item(self, folded(blocks))
        else:
            self.blocks += blocks


def close(frame: Frame, parent: Frame) -> None:
    """Puts what a frame held into the frame around it, in the normal form."""
    blocks = folded(frame.blocks)
    if frame.name == "li" and parent.name in LISTS:
        _add_item(parent, blocks)
    elif frame.name in ("td", "th"):
        parent.rows[-1].append(Cell(frame.name, _spans(frame.attributes), blocks))
    elif frame.name == "figcaption":
        parent.captions += map(_inline, blocks)
        parent.images += frame.images
    else:
        parent.put(*SETTERS.get(frame.name, _unwrap)(frame, blocks))


def _unwrap(frame: Frame, blocks: list[str]) -> list[str]:
    return blocks


def _quotation(frame: Frame, blocks: list[str]) -> list[str]:
    return [f"<blockquote>{''.join(blocks)}</blockquote>"] if blocks else []


def _pull_quote(frame: Frame, blocks: list[str]) -> list[str]:
    """An aside among the story's own blocks; one of more than paragraphs is no pull quote."""
    whole = frame.depth == 1 and all(block.startswith("<p>") for block in blocks)
    return [f"<aside>{''.join(blocks)}</aside>"] if blocks and whole else blocks


def _preformatted(frame: Frame, blocks: list[str]) -> list[str]:
    text = "".join(run.text for run in frame.runs).strip("\n")
    return [f"<pre>{escape(text, quote=False)}</pre>"] if text.strip(EDGE) else []


def _list(frame: Frame, blocks: list[str]) -> list[str]:
    numbering = _numbers(frame.attributes, "start") if frame.name == "ol" else ""
    items = "".join(f"<li>{''.join(_bare(item))}</li>" for item in frame.items)
    return [*blocks, f"<{frame.name}{numbering}>{items}</{frame.name}>"] if items else blocks


def _add_item(parent: Frame, blocks: list[str]) -> None:
    """An item opens with a paragraph; what does not belongs to the item before.

    Without an item before it stands before the list. (The rich-text editor can
    hold nothing else, and would change it unasked.)
    """
    if blocks and blocks[0].startswith("<p>"):
        parent.items.append(blocks)
    elif parent.items:
        parent.items[-1] += blocks
    else:
        parent.blocks += blocks


def _bare(blocks: Sequence[str]) -> Sequence[str]:
    """`<p>` left off where one paragraph, perhaps with lists below, is all there is."""
    if blocks[:1] and blocks[0].startswith("<p>") and all(map(NESTED_LIST.match, blocks[1:])):
        return [blocks[0][3:-4], *blocks[1:]]
    return blocks


def _table(frame: Frame, blocks: list[str]) -> list[str]:
    """The table below its caption; a layout table (one cell, or one inside) leaves its text."""
    rows = [row for row in frame.rows if row]
    cells = list(chain.from_iterable(rows))
    held = [block for cell in cells for block in cell.blocks]
    if not held or len(cells) < 2 or any("<table>" in block for block in held):
        return blocks + held
    return [*blocks, f"<table><tbody>{''.join(map(_row, rows))}</tbody></table>"]


def _row(cells: Sequence[Cell]) -> str:
    inner = (f"<{name}{spans}>{''.join(_bare(blocks))}</{name}>" for name, spans, blocks in cells)
    return f"<tr>{''.join(inner)}</tr>"


def _spans(attributes: Mapping[str, str]) -> str:
    return _numbers(attributes, "colspan", "rowspan")


def _numbers(attributes: Mapping[str, str], *names: str) -> str:
    """These attributes where they say a whole number other than one."""
    found = ((name, attributes.get(name, "")) for name in names)
    return "".join(f' {name}="{n}"' for name, n in found if n != "1" and WHOLE.fullmatch(n))


def _figures(frame: Frame, blocks: list[str]) -> list[str]:
    """One figure a picture, the caption under the last; without a picture, the contents."""
    caption = "<br>".join(frame.captions)
    if not frame.images:
        return blocks + ([f"<p>{caption}</p>"] if caption else [])
    *before, last = (f"<figure>{image}</figure>" for image in frame.images)
    captioned = f"<figcaption>{caption}</figcaption></figure>" if caption else "</figure>"
    return [*before, last.removesuffix("</figure>") + captioned, *blocks]


def _inline(block: str) -> str:
    return BLOCK_TAG.sub("", block)


SETTERS = {
    "ul": _list,
    "ol": _list,
    "table": _table,
    "figure": _figures,
    "blockquote": _quotation,
    "aside": _pull_quote,
    "pre": _preformatted,
}
