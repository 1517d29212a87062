"""Body text: what a cell or a value holds as a story, whichever way it is written, as HTML."""

from __future__ import annotations

import re
from typing import Any

from articles.limits import TooMuch
from articles.readers import json_text, lexical, mobiledoc, ricos, wordpress_text
from articles.readers.json_text import NotJSON
from articles.readers.markdown import render
from articles.readers.plain_text import paragraphs
from articles.readers.shortcodes import reduced

HTML = re.compile(r"</?(?:p|div|br|h[1-6]|ul|ol|li|table|blockquote|figure|section|article|img|a"
                  r"|strong|em|b|i|span)\b[^<>]{0,2000}>", re.IGNORECASE)  # fmt: skip
FRAMED = re.compile(r"<(?:p|div|br|section|article|table)\b", re.IGNORECASE)
MARKDOWN = re.compile(
    r"^#{1,6} \S|\]\((?:https?:|/|#|mailto:)|\*\*\S|^```|^> \S|^[ \t]*[*+-] \S.*\n[ \t]*[*+-] \S"
    r"|(?<!\w)_\w[^_\n]*_(?!\w)|^1\. \S.*\n+2\. \S|\{\{[<%]",
    re.MULTILINE,
)
EDITORS = (("root", lexical.html), ("sections", mobiledoc.html), ("nodes", ricos.html))
TREES = ("rich_content", "lexical", "mobiledoc")


def html(name: str, value: Any) -> str:
    """The story in `value`; `name` is its column's. "" for what is no story."""
    if isinstance(value, list):
        return "".join(html(name, part) for part in value if isinstance(part, str))
    if not isinstance(value, str):
        return _tree(value)
    text = value.strip().replace("\r\n", "\n").replace("\r", "\n")
    if text.startswith("{") or name in TREES:
        made = _tree(_parsed(text))
        if made or name in TREES:
            return made
    if name in ("markdown", "md") or name.endswith("_markdown"):
        return _from_markdown(text)
    if HTML.search(text):
        return _from_html(text)
    return _from_markdown(text) if MARKDOWN.search(text) else paragraphs(text)


def _tree(value: object) -> str:
    """The story an editor keeps as a tree."""
    if isinstance(value, dict):
        for key, reader in EDITORS:
            if key in value:
                return reader(value)
    return ""


def _parsed(text: str) -> object:
    try:
        return json_text.parse(text)
    except NotJSON:
        return None


def _from_html(text: str) -> str:
    """HTML; without any paragraph of its own, blank lines part them. Markdown may hold HTML."""
    if wordpress_text.BLOCK_EDITOR in text:
        return wordpress_text.story(text, {}).html
    if FRAMED.search(text):
        return text
    return _from_markdown(text) if MARKDOWN.search(text) else wordpress_text.paragraphs(text)


def _from_markdown(text: str) -> str:
    try:
        return render(reduced(text).text)
    except TooMuch:
        return paragraphs(text)
