"""Wrapping: which line ends of a plain text end a paragraph, and which only a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

WIDEST = 120  # columns; longer lines were not wrapped by anyone
SHARE_FILLED = 0.6  # of line ends that the next word would not have fitted before
_SENTENCE_END = re.compile(r"[.!?…:。！？।۔؟][\"'”’»)\]]*$")
_INNER_END = re.compile(r"[.!?][\"'”’)]* +[A-Z“\"]")
_HANGING_END = re.compile(
    r"[,;–—-]$|\b(?:a|an|and|as|at|by|das|de|der|die|el|et|for|from|in|la|le|of|on|or|the|to|und|with|y)$"
)
_INDENT = re.compile(r"(?:\t|  )")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u3001-\u303f\uff01-\uff60]")


class Wrapping:
    """How a text breaks its lines, judged from all its groups (lines without a blank one between).

    `width` is the column it was wrapped at, 0 if it was not.
    """

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        pairs = [pair for group in groups for pair in pairwise(map(str.strip, group))]
        widths = sorted(len(line) for line, _ in pairs)
        widest = widths[len(widths) * 9 // 10] if widths else 0
        filled = sum(_fills(line, following, widest) for line, following in pairs)
        wrapped = len(pairs) > 1 and widest <= WIDEST and filled >= SHARE_FILLED * len(pairs)
        self.width = widest if wrapped else 0

    def paragraphs(self, lines: Sequence[str]) -> list[str]:
        """The paragraphs in one group of lines."""
        soft = self._is_soft(lines)
        found: list[list[str]] = []
        for before, line in pairwise(("", *lines)):
            if found and self._continues(before, line, soft):
                found[-1].append(line.strip())
            else:
                found.append([line.strip()])
        return ["".join(_glued(paragraph)) for paragraph in found]

    def _is_soft(self, lines: Sequence[str]) -> bool:
        """Whether lines end where sentences do, as some write prose, one sentence a line."""
        return not any(len(line) > WIDEST * 2 or _INNER_END.search(line) for line in lines)

    def _continues(self, before: str, line: str, soft: bool) -> bool:
        if _INDENT.match(line) and not _INDENT.match(before):
            return False
        before, line = before.strip(), line.strip()
        if line[0].islower() or _HANGING_END.search(before):
            return True
        if self.width:
            return _fills(before, line, self.width)
        return soft and bool(_SENTENCE_END.search(before) and _SENTENCE_END.search(line))


def _fills(line: str, following: str, width: int) -> bool:
    """Whether the next word would have passed the width: the line ended for want of room."""
    word = following[:1] if _CJK.match(following) else following.split(maxsplit=1)[0]
    return len(line) + 1 + len(word) > width


def _glued(lines: Iterable[str]) -> Iterator[str]:
    before = ""
    for line in lines:
        if before and not _meet(before, line):
            yield " "
        yield line
        before = line


def _meet(before: str, line: str) -> bool:
    """Whether two lines join without a space: a word cut at its hyphen, a dash, Chinese."""
    cut = before[-1] == "-" and before[-2:-1].isalpha() and line[0].islower()
    dash = before[-1] == "—" and not before[-2:-1].isspace()
    return cut or dash or bool(_CJK.match(before[-1]) and _CJK.match(line))
