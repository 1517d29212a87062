"""Blocks of the house subset as Markdown; what Markdown has no sign for stays HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape

from articles.markup import Block

TOKEN = re.compile(r"<(/?)(\w+)([^>]*)>|[^<]+")
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
VOID = {"br", "hr", "img"}
SIGNS = re.compile(r"[\\`*\[\]<~]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)|\{(?=[{%#:.])")
PLAIN_ADDRESS = re.compile(r"[\w:/.?=&%#~+,;@!$-]+")
OPENING = re.compile(r"(?:#{1,6}(?=\s|$)|[+>=|-]|\{|\d{1,9}(?=[.)]))")
MARKS = {"strong": "**", "em": "*", "s": "~~"}
READ_TWICE = str.maketrans({"[": "&#91;", "{": "&#123;", "`": "&#96;"})
"""Signs our reader looks for before it knows what is HTML."""


@dataclass(slots=True)
class Node:
    """An element of a clean body with what is in it; text stands as HTML has it."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list[Node | str] = field(default_factory=list)

    @property
    def nodes(self) -> list[Node]:
        return [child for child in self.inside if isinstance(child, Node)]


def as_html(block: Block, number: int) -> str:
    """The block as it is kept, on lines no reader of Markdown looks into."""
    return block.html.translate(READ_TWICE)


def as_markdown(block: Block, number: int) -> str:
    """The block in Markdown; lists that follow one another differ in their `number`'s sign."""
    node = _tree(block.html).nodes[0]
    spell = SPELLINGS.get(node.name)
    return spell(node, number) if spell else as_html(block, number)


def _tree(html: str) -> Node:
    root = Node("")
    path = [root]
    for token in TOKEN.finditer(html):
        closing, name, attributes = token.groups()
        if not name:
            path[-1].inside.append(token[0])
        elif closing:
            path.pop()
        else:
            node = Node(name, dict(ATTRIBUTE.findall(attributes)))
            path[-1].inside.append(node)
            path += [] if name in VOID else [node]
    return root


def _inline(inside: Sequence[Node | str]) -> str:
    return "".join(map(_piece, inside))


def _piece(piece: Node | str) -> str:
    if isinstance(piece, str):
        return SIGNS.sub(r"\\\g<0>", unescape(piece))
    inner = _inline(piece.inside)
    if piece.name in MARKS:
        return f"{MARKS[piece.name]}{inner}{MARKS[piece.name]}"
    if piece.name == "a":
        return f"[{inner}]({_address(piece.attributes['href'])})"
    if piece.name == "br":
        return "\\\n"
    if piece.name == "code":
        return _code(_plain(piece))
    return f"<{piece.name}>{inner}</{piece.name}>"


def _address(written: str) -> str:
    address = unescape(written)
    return address if PLAIN_ADDRESS.fullmatch(address) else f"<{address}>"


def _code(text: str) -> str:
    ticks = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    room = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{room}{text}{room}{ticks}"


def _plain(node: Node) -> str:
    return "".join(
        _plain(child) if isinstance(child, Node) else unescape(child) for child in node.inside
    )


def _paragraph(node: Node, number: int) -> str:
    return OPENING.sub(_escaped, _inline(node.inside), count=1)


def _escaped(found: re.Match[str]) -> str:
    """A sign at the beginning of a line means nothing behind a backslash; after a number, its dot
    does not."""
    if found.start():
        return found[0]
    return f"{found[0]}\\" if found[0][0].isdigit() else f"\\{found[0]}"


def _heading(node: Node, number: int) -> str:
    return f"{'#' * int(node.name[1])} {_inline(node.inside)}"


def _list(node: Node, number: int) -> str:
    if node.name == "ul":
        signs: Iterator[str] = iter(["-*"[number % 2]] * len(node.nodes))
    else:
        first = int(node.attributes.get("start", "1"))
        signs = (f"{at}{'.)'[number % 2]}" for at in range(first, first + len(node.nodes)))
    items = [_item(item, sign) for item, sign in zip(node.nodes, signs, strict=True)]
    return ("\n\n" if any("\n\n" in item for item in items) else "\n").join(items)


def _item(node: Node, sign: str) -> str:
    """Text first, then its own paragraphs and lists, each indented under it."""
    flow = [Node("p", inside=list(run)) for run in (_leading(node),) if run]
    flow += [child for child in node.nodes if child.name in SPELLINGS]
    parts = [SPELLINGS[child.name](child, at) for at, child in enumerate(flow)]
    is_close = len(flow) == 2 and flow[1].name in ("ul", "ol") and bool(_leading(node))
    text = ("\n" if is_close else "\n\n").join(parts)
    return f"{sign} " + text.replace("\n", "\n" + " " * (len(sign) + 1))


def _leading(node: Node) -> list[Node | str]:
    return [child for child in node.inside if isinstance(child, str) or child.name not in SPELLINGS]


def _quotation(node: Node, number: int) -> str:
    parts = [
        SPELLINGS[child.name](child, at)
        for at, child in enumerate(node.nodes)
        if child.name in SPELLINGS
    ]
    return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(parts).split("\n"))


def _preformatted(node: Node, number: int) -> str:
    text = _plain(node)
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence}\n{text}\n{fence}"


def _picture(node: Node, number: int) -> str:
    """A picture alone; with a caption or a size `as_html` takes over, as this reads otherwise."""
    img = node.nodes[0].attributes
    alt = SIGNS.sub(r"\\\g<0>", unescape(img.get("alt", "")))
    return f"![{alt}]({_address(img['src'])})"


def _table(node: Node, number: int) -> str:
    rows = [[_cell(cell) for cell in row.nodes] for part in node.nodes for row in part.nodes]
    ruler = ["---"] * len(rows[0]) if rows else []
    return "\n".join(f"| {' | '.join(row)} |" for row in [*rows[:1], ruler, *rows[1:]])


def _cell(cell: Node) -> str:
    return _inline(cell.inside).replace("|", "\\|")


SPELLINGS: dict[str, Callable[[Node, int], str]] = {
    "p": _paragraph,
    "h2": _heading,
    "h3": _heading,
    "ul": _list,
    "ol": _list,
    "blockquote": _quotation,
    "pre": _preformatted,
    "figure": _picture,
    "table": _table,
    "hr": lambda node, number: "***",
}
