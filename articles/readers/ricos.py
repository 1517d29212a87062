"""Ricos: the tree in which Wix keeps a story, and the addresses of its pictures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from articles.readers.cards import Payload, figure, listed, said
from articles.readers.embeds import link

DEEPEST = 100
BLOCKS = {
    **{"PARAGRAPH": "p", "BLOCKQUOTE": "blockquote", "BULLETED_LIST": "ul", "ORDERED_LIST": "ol"},
    **{"LIST_ITEM": "li", "CODE_BLOCK": "pre", "TABLE": "table", "TABLE_ROW": "tr"},
    **{"TABLE_CELL": "td", "CAPTION": "p"},
}
MARKS = {"BOLD": "strong", "ITALIC": "em", "STRIKETHROUGH": "s"}
WIX_IMAGE = re.compile(r"(?:wix:)?image://v1/([^/#?]+)")
MEDIA = "https://static.wixstatic.com/media/"


def html(document: Mapping[str, Any]) -> str:
    """The story in `document` as HTML that is not yet clean."""
    return _inside(document, 0)


def picture_address(source: str) -> str:
    """Where a picture is on the web; Wix writes its own as wix:image://."""
    found = WIX_IMAGE.match(source)
    return MEDIA + found[1] if found else source


def _inside(node: Payload, depth: int) -> str:
    if depth > DEEPEST:
        return ""
    return "".join(_node(child, depth + 1) for child in listed(node, "nodes"))


def _node(node: Payload, depth: int) -> str:
    kind = said(node, "type")
    if kind == "TEXT":
        return _text(_part(node, "textData"))
    if kind == "HEADING":
        level = _part(node, "headingData").get("level")
        name = f"h{level}" if isinstance(level, int) and 1 <= level <= 6 else "h2"
        return f"<{name}>{_inside(node, depth)}</{name}>"
    if kind in BLOCKS:
        return f"<{BLOCKS[kind]}>{_inside(node, depth)}</{BLOCKS[kind]}>"
    if kind == "DIVIDER":
        return "<hr>"
    if kind == "IMAGE":
        return _picture(_part(node, "imageData"), _inside(node, depth))
    return _elsewhere(node) or _inside(node, depth)


def _picture(data: Payload, caption: str) -> str:
    source = _part(_part(data, "image"), "src")
    address = said(source, "url") or (MEDIA + said(source, "id") if said(source, "id") else "")
    caption = caption or escape(said(data, "caption"))
    return figure(
        {"src": picture_address(address), "alt": said(data, "altText"), "caption": caption}
    )


def _elsewhere(node: Payload) -> str:
    """A film, a post or a preview as a link to it."""
    for name in (
        "videoData",
        "audioData",
        "embedData",
        "linkPreviewData",
        "htmlData",
        "buttonData",
    ):
        data = _part(node, name)
        inner = _part(_part(data, "video"), "src") or _part(data, "link")
        address = said(data, "url", "src") or said(inner, "url") or said(_part(data, "link"), "url")
        if address.startswith(("http://", "https://")):
            return link(address, said(data, "title", "text"))
    return ""


def _text(data: Payload) -> str:
    words = escape(said(data, "text") or str(data.get("text") or ""), quote=False)
    for decoration in listed(data, "decorations"):
        kind = said(decoration, "type")
        if kind in MARKS:
            words = f"<{MARKS[kind]}>{words}</{MARKS[kind]}>"
        elif address := said(_part(_part(decoration, "linkData"), "link"), "url"):
            words = f'<a href="{escape(address)}">{words}</a>'
    return words


def _part(node: Payload, name: str) -> Payload:
    part = node.get(name)
    return part if isinstance(part, dict) else {}
