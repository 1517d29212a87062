"""The stack of elements that have started and not ended, and what they do to text."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from articles.limits import HTML_DEPTH
from articles.markup.galley import Line
from articles.markup.runs import NONE, Marks

PARAGRAPH = Line()
# A line, a table's rows and the six marks may stand in the deepest block.
DEEPEST = HTML_DEPTH + 20


@dataclass(slots=True)
class Open:
    """An element that has started: what it does to text, and whether it is frame, line or mute.

    `inside` and `total` are what text in it will be and bear, by its own doing and that of
    the elements around it.
    """

    name: str
    marks: Marks = NONE
    lifted: Marks = NONE
    frame: bool = False
    line: bool = False
    mute: bool = False
    inside: Line = PARAGRAPH
    total: Marks = NONE


class Stack:
    """Open elements, the innermost last; `marks` are the text's, `muted` counts the mute ones."""

    def __init__(self) -> None:
        self.entries: list[Open] = []
        self.marks: Marks = NONE
        self.muted = 0

    def __len__(self) -> int:
        return len(self.entries)

    @property
    def line(self) -> Line:
        """What the text being written will be."""
        return self.entries[-1].inside if self.entries else PARAGRAPH

    def find(
        self, names: Collection[str], stop: Collection[str], *, within_frame: bool = False
    ) -> int:
        """Where the innermost element so named stands, looking no further than `stop`; else -1."""
        for i in range(len(self.entries) - 1, -1, -1):
            entry = self.entries[i]
            if entry.name in names:
                return i
            if entry.frame and (within_frame or entry.name in stop):
                break
        return -1

    def push(self, entry: Open) -> None:
        """Opens an element."""
        if self.entries and entry.inside == PARAGRAPH and not entry.frame:
            entry.inside = self.entries[-1].inside
        self.entries.append(entry)
        self.muted += entry.mute
        self._total(len(self.entries) - 1)

    def pop(self, i: int = -1) -> Open:
        """Closes one element, leaving open what was opened in it."""
        entry = self.entries.pop(i)
        self.muted -= entry.mute
        self._total(len(self.entries) if i < 0 else i)
        return entry

    def _total(self, start: int) -> None:
        """Works out the marks of the elements from `start` on, and with them the text's."""
        total = self.entries[start - 1].total if start else NONE
        for i in range(start, len(self.entries)):
            entry = self.entries[i]
            if entry.marks or entry.lifted:
                total = (total - entry.lifted) | entry.marks
            entry.total = total
        self.marks = _with_code_alone(total) if "code" in total else total


def _with_code_alone(marks: Marks) -> Marks:
    """Code bears no other mark, and is no code in a link: so the rich-text editor has it."""
    linked = any(mark.startswith("a ") for mark in marks)
    return marks - {"code"} if linked else frozenset(("code",))
