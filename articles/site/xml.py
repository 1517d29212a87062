"""XML that every reader of XML takes."""

from __future__ import annotations

import re

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def legal(text: str) -> str:
    """Without the characters that no XML may hold."""
    return ILLEGAL.sub("", text)
