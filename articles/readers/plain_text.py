"""Plain text in a field of another format, as paragraphs."""

from __future__ import annotations

import re
from html import escape

BREAK = re.compile(r"\n[ \t]*\n\s*")


def paragraphs(text: str) -> str:
    """HTML paragraphs: cut at blank lines, or at line ends where there is no blank one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    pieces = BREAK.split(text)
    if len(pieces) == 1:
        pieces = text.split("\n")
    shown = (escape(piece.strip(), quote=False).replace("\n", "<br>") for piece in pieces)
    return "".join(f"<p>{piece}</p>" for piece in shown if piece)
