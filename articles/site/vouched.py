"""The site's one place that vouches for markup of its own making; all else is escaped."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.search import Piece

# Inside a script element these end it, or begin a comment, or are line ends to old parsers.
ESCAPES = [(char, f"\\u{ord(char):04x}") for char in "<>&\u2028\u2029"]
ENCODE = json.JSONEncoder(ensure_ascii=False).encode


def json_in_script(value: Any) -> SafeString:
    """JSON that no text in it can lead out of the script element it stands in."""
    text = ENCODE(value)
    for char, replacement in ESCAPES:
        text = text.replace(char, replacement)
    return mark_safe(text)  # noqa: S308


def hole(name: str) -> SafeString:
    """A place in a template to be filled later, with text that is escaped then."""
    return mark_safe(f"\ue000{name}\ue001")  # noqa: S308


def marked(pieces: Iterable[Piece]) -> SafeString:
    """Text with what was searched for in <mark>."""
    return mark_safe(  # noqa: S308
        "".join(
            f"<mark>{escape(text)}</mark>" if is_match else escape(text)
            for text, is_match in pieces
        )
    )
