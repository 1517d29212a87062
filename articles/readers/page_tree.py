"""Page tree: an HTML page as plain nodes one can measure, prune and write out again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape

from selectolax.lexbor import LexborNode

from articles.limits import TooMuch

DEEPEST = 250
LONGEST_VALUE = 2_000
MOST_NODES = 150_000
NAMES = ("class", "id", "data-component", "data-testid")
VOID = frozenset(("area", "br", "col", "hr", "img", "input", "source", "track", "wbr"))
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip


@dataclass(slots=True, eq=False)
class Node:
    """An element with what it holds in order.

    After `measure`: `letters` counts the characters of its text (white space runs as one),
    `linked` those inside links, `commas` the commas.
    """

    tag: str
    attributes: dict[str, str]
    parent: Node | None = None
    children: list[Node | str] = field(default_factory=list)
    letters: int = 0
    linked: int = 0
    commas: int = 0

    @property
    def names(self) -> str:
        """Class, id and their like in lower case, by which authors tell what a part is for."""
        return " ".join(self.attributes.get(key, "") for key in NAMES).lower()

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").lower().split()

    @property
    def elements(self) -> list[Node]:
        """The children that are elements."""
        return [child for child in self.children if isinstance(child, Node)]

    @property
    def link_share(self) -> float:
        """How much of the text is links, from 0 to 1."""
        return self.linked / self.letters if self.letters else 0.0

    @property
    def prose(self) -> int:
        """Characters of text outside links."""
        return self.letters - self.linked

    @property
    def text(self) -> str:
        """All text on one line, blocks apart."""
        pieces: list[str] = []
        for node in self.walk(strings=True):
            if isinstance(node, str):
                pieces.append(node)
            elif node.tag in BLOCKS or node.tag == "br":
                pieces.append(" ")
        return " ".join("".join(pieces).split())

    def walk(self, *, strings: bool = False) -> Iterator[Node | str]:
        """Itself and all inside, in the order of the page."""
        stack: list[Node | str] = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, Node):
                yield node
                stack.extend(reversed(node.children))
            elif strings:
                yield node

    def nodes(self) -> list[Node]:
        """Itself and the elements inside, in the order of the page."""
        return [node for node in self.walk() if isinstance(node, Node)]

    def ancestors(self) -> Iterator[Node]:
        """The elements around it, the nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def remove(self) -> None:
        """Takes it out of the page."""
        if self.parent is not None:
            self.parent.children = [one for one in self.parent.children if one is not self]
            self.parent = None

    def measure(self) -> None:
        """Counts text, links and commas of everything inside."""
        for node in reversed(self.nodes()):
            node.letters = node.linked = node.commas = 0
            for child in node.children:
                if isinstance(child, Node):
                    node.letters += child.letters
                    node.linked += child.letters if child.tag == "a" else child.linked
                    node.commas += child.commas
                else:
                    node.letters += len(" ".join(child.split()))
                    node.commas += sum(child.count(comma) for comma in ",،、，")

    def html(self) -> str:
        """The HTML of what stands inside."""
        pieces: list[str] = []
        stack: list[Node | str | tuple[str]] = list(reversed(self.children))
        while stack:
            node = stack.pop()
            if isinstance(node, tuple):
                pieces.append(node[0])
            elif isinstance(node, str):
                pieces.append(escape(node, quote=False))
            else:
                pieces.append(_tag(node))
                if node.tag not in VOID:
                    stack.append((f"</{node.tag}>",))
                    stack.extend(reversed(node.children))
        return "".join(pieces)


def _tag(node: Node) -> str:
    given = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes.items())
    return f"<{node.tag}{given}>"


def grow(root: LexborNode, drops: Callable[[Node], bool]) -> Node:
    """The nodes below a parsed element; those that `drops` names are left out with all inside.

    Raises TooMuch for pages no person wrote.
    """
    top = Node(root.tag or "body", _attributes(root))
    stack: list[tuple[LexborNode, Node, int]] = [(root, top, 0)]
    number = 0
    while stack:
        source, parent, depth = stack.pop()
        child = source.first_child
        while child is not None:
            number += 1
            _check_size(depth, number)
            if child.is_text_node:
                parent.children.append(child.text_content or "")
            elif child.is_element_node:
                node = Node(child.tag or "", _attributes(child), parent)
                if not drops(node):
                    parent.children.append(node)
                    stack.append((child, node, depth + 1))
            child = child.next
    return top


def _attributes(node: LexborNode) -> dict[str, str]:
    """As written; but for addresses no more of a value than tells what it is about."""
    return {
        name: (value or "") if name in ("href", "src") else (value or "")[:LONGEST_VALUE]
        for name, value in node.attributes.items()
    }


def _check_size(depth: int, number: int) -> None:
    if depth > DEEPEST:
        raise TooMuch(f"The page nests more than {DEEPEST} elements in one another. Flatten it.")
    if number > MOST_NODES:
        raise TooMuch(f"The page has more than {MOST_NODES:,} parts. Save the story alone.")
