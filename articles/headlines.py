"""Working headlines: what a copy editor would write above a story that came without one."""

from __future__ import annotations

import re

LONGEST = 90


def derive(text: str) -> str:
    """A working headline from the text of a story or its lede."""
    sentence = re.split(r"(?<=[.!?])\s", text.strip(), maxsplit=1)[0].rstrip(".")
    words = sentence.split()
    while len(" ".join(words)) > LONGEST:
        words.pop()
    return " ".join(words)
