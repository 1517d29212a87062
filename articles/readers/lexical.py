"""Lexical: the tree in which Ghost's editor, and others built on it, keep a story."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from articles.readers.cards import Payload, card, listed, said

DEEPEST = 100
"""Nodes in one another; what is deeper is left out."""

MARKS = ((1, "strong"), (2, "em"), (4, "s"), (16, "code"), (32, "sub"), (64, "sup"))
BLOCKS = {
    **dict.fromkeys(("paragraph", "extended-paragraph"), "p"),
    **dict.fromkeys(("quote", "extended-quote"), "blockquote"),
    **{"aside": "aside", "listitem": "li"},
    **dict.fromkeys(("table",), "table"),
    **{"tablerow": "tr", "tablecell": "td"},
}
TEXT = ("text", "extended-text", "code-highlight", "hashtag", "tk")


def html(document: Mapping[str, Any]) -> str:
    """The story in `document`, the editor's state, as HTML that is not yet clean."""
    root = document.get("root")
    return _inside(root, 0) if isinstance(root, dict) else ""


def _inside(node: Payload, depth: int) -> str:
    if depth > DEEPEST:
        return ""
    return "".join(_node(child, depth + 1) for child in listed(node, "children"))


def _node(node: Payload, depth: int) -> str:
    kind = said(node, "type")
    if kind in TEXT:
        return _text(node)
    if kind in BLOCKS:
        return f"<{BLOCKS[kind]}>{_inside(node, depth)}</{BLOCKS[kind]}>"
    if kind in ("heading", "extended-heading"):
        return _tagged(node, depth, said(node, "tag"), ("h1", "h2", "h3", "h4", "h5", "h6"), "h2")
    if kind == "list":
        named = "ol" if said(node, "listType") == "number" else said(node, "tag")
        return _tagged(node, depth, named, ("ol", "ul"), "ul")
    if kind in ("link", "autolink", "at-link"):
        return f'<a href="{escape(said(node, "url"))}">{_inside(node, depth)}</a>'
    if kind in ("linebreak", "tab"):
        return "<br>" if kind == "linebreak" else " "
    if kind == "code":
        return f"<pre>{_inside(node, depth)}</pre>"
    made = card(kind, node)
    return _inside(node, depth) if made is None else made


def _tagged(node: Payload, depth: int, name: str, known: tuple[str, ...], usual: str) -> str:
    name = name if name in known else usual
    return f"<{name}>{_inside(node, depth)}</{name}>"


def _text(node: Payload) -> str:
    words = escape(said(node, "text") or str(node.get("text") or ""), quote=False)
    bits = node.get("format")
    for bit, name in MARKS:
        if isinstance(bits, int) and bits & bit:
            words = f"<{name}>{words}</{name}>"
    return words
