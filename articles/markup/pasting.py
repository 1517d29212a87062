"""Pasting: what Word and Google Docs say in style attributes, said in elements.

Word writes a list as paragraphs with `mso-list` and a bullet as text; Google
Docs wraps everything in a `<b>` that is not bold and marks words by spans.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

STYLE = re.compile(
    r"(?:^|[;\s])(font-weight|font-style|vertical-align|text-decoration(?:-line)?)\s*:\s*([\w-]+)",
    re.IGNORECASE,
)
MEANING = {
    "font-weight": {"strong": re.compile(r"bold(?:er)?|[6-9]00")},
    "font-style": {"em": re.compile(r"italic|oblique")},
    "vertical-align": {"sup": re.compile(r"super"), "sub": re.compile(r"sub")},
    "text-decoration": {"s": re.compile(r"line-through")},
}
MEANING["text-decoration-line"] = MEANING["text-decoration"]
LEVEL = re.compile(r"mso-list:[^;]*?level(\d)", re.IGNORECASE)
NUMBERED = re.compile(r"\s*\(?\w{1,5}[.)]")
BULLET = re.compile(r"(?:[·•▪◦‣][ \u00a0]+)+")


class Item(NamedTuple):
    """A paragraph that is a list item and does not know its list."""

    level: int
    ordered: bool
    html: str


def marks_in_style(style: str) -> dict[str, bool]:
    """The marks a style attribute turns on (True) or off (False)."""
    return {
        mark: bool(pattern.fullmatch(value.lower()))
        for name, value in STYLE.findall(style)
        for mark, pattern in MEANING[name.lower()].items()
    }


def list_level(style: str) -> int:
    """The list level Word gave a paragraph, from 1; 0 when it is in no list."""
    level = LEVEL.search(style)
    return int(level[1]) if level else 0


def is_marker(style: str) -> bool:
    """Whether this is the bullet or number that Word wrote before an item's text."""
    return "mso-list:ignore" in style.lower().replace(" ", "")


def is_numbered(marker: str) -> bool:
    """Whether the bullet Word wrote before an item counts: `1.`, `a)`, `iv.`, not `o` or `·`."""
    return bool(NUMBERED.match(marker))


def folded(blocks: Sequence[str | Item]) -> list[str]:
    """Blocks with each row of items made into the list it was."""
    found: list[str] = []
    row: list[Item] = []
    for block in blocks:
        if isinstance(block, Item):
            row.append(block)
            continue
        found += _lists(row)
        row = []
        found.append(block)
    return found + _lists(row)


def _lists(row: Sequence[Item]) -> list[str]:
    """One list, or several where the kind changes at the outermost level."""
    lists: list[list[Item]] = []
    for item in row:
        first = lists[-1][0] if lists else None
        if first and (item.level > first.level or item.ordered == first.ordered):
            lists[-1].append(item)
        else:
            lists.append([item])
    return [_list(items) for items in lists]


def _list(row: Sequence[Item]) -> str:
    kind = "ol" if row[0].ordered else "ul"
    items: list[tuple[str, list[Item]]] = []
    for item in row:
        if items and item.level > row[0].level:
            items[-1][1].append(item)
        else:
            items.append((item.html, []))
    inner = (f"<li>{html}{''.join(_lists(below))}</li>" for html, below in items)
    return f"<{kind}>{''.join(inner)}</{kind}>"
