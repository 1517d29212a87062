"""Runs: the text of one paragraph as stretches that share their marks.

`<b>a</b><b>b</b>`, `<em><b>ab</b></em>` and what an editor's widget makes of
them differ as HTML and not as text. Read as runs and set again by one rule,
they come out the same, so that nobody's "no change" makes a revision.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

Marks = frozenset[str]
"""The open inline elements, each as it stands in its start tag: `em`, `a href="/x"`."""

NONE: Marks = frozenset()
BREAK = "\n"
EDGE = " \n\u00a0\u200b\ufeff"
RANK = {mark: rank for rank, mark in enumerate(("a", "strong", "em", "s", "sup", "sub", "code"))}


class Run(NamedTuple):
    """Text, its white space collapsed, `\\n` for a line break."""

    text: str
    marks: Marks


def paragraphs(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs of each paragraph: edges trimmed, spaces joined, cut at empty lines."""
    if len(runs) == 1 and BREAK not in runs[0].text:
        text = runs[0].text.strip(EDGE)
        return [[Run(text, runs[0].marks)]] if text else []
    found: list[list[Run]] = [[]]
    for line in _lines(runs):
        line = _tidied(line)
        if not line:
            found.append([])
        elif found[-1]:
            found[-1] += [Run(BREAK, found[-1][-1].marks & line[0].marks), *line]
        else:
            found[-1] += line
    return [_merged(paragraph) for paragraph in found if paragraph]


def markup(runs: Sequence[Run]) -> str:
    """The runs as HTML, the mark that lasts longest outermost, links never cut in two."""
    if len(runs) == 1 and not runs[0].marks:
        return escaped(runs[0].text)
    return "".join(_nested(runs, 0, len(runs), NONE))


def escaped(text: str) -> str:
    """Text as HTML text: `&`, `<`, `>` written out, line breaks as `<br>`."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text or ">" in text:
        text = text.replace("<", "&lt;").replace(">", "&gt;")
    return text.replace(BREAK, "<br>") if BREAK in text else text


def without(runs: Sequence[Run], *marks: str) -> list[Run]:
    """The same text without these marks."""
    return [Run(run.text, run.marks.difference(marks)) for run in runs]


def _lines(runs: Sequence[Run]) -> list[list[Run]]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        if BREAK not in run.text:
            lines[-1].append(run)
            continue
        first, *rest = run.text.split(BREAK)
        lines[-1].append(Run(first, run.marks))
        lines += ([Run(part, run.marks)] for part in rest)
    return lines


def _tidied(line: Sequence[Run]) -> list[Run]:
    """One line without doubled spaces, blank edges and marks on mere space."""
    kept: list[Run] = []
    for run in line:
        text = run.text.lstrip(" ") if kept and kept[-1].text[-1] == " " else run.text
        text = text if kept else text.lstrip(EDGE)
        if text:
            kept.append(run if text == run.text else Run(text, run.marks))
    while kept and not (text := kept[-1].text.rstrip(EDGE)):
        kept.pop()
    if kept:
        kept[-1] = Run(text, kept[-1].marks)
    return _merged(_unmarked_spaces(_merged(kept)))


def _unmarked_spaces(line: list[Run]) -> list[Run]:
    """A run of nothing but space keeps only the marks of both its neighbours."""
    for i, (text, marks) in enumerate(line):
        if marks and not text.strip(EDGE):
            line[i] = Run(text, marks & line[i - 1].marks & line[i + 1].marks)
    return line


def _merged(line: list[Run]) -> list[Run]:
    if all(one.marks != other.marks for one, other in pairwise(line)):
        return line
    return [
        Run("".join(run.text for run in alike), marks)
        for marks, alike in groupby(line, key=attrgetter("marks"))
    ]


def _nested(runs: Sequence[Run], start: int, end: int, opened: Marks) -> list[str]:
    pieces: list[str] = []
    while start < end:
        waiting = runs[start].marks - opened
        if not waiting:
            pieces.append(escaped(runs[start].text))
            start += 1
            continue
        mark, until = _outermost(runs, start, end, waiting)
        inner = _nested(runs, start, until, opened | {mark})
        pieces += [f"<{mark}>", *inner, f"</{_element(mark)}>"]
        start = until
    return pieces


def _outermost(runs: Sequence[Run], start: int, end: int, waiting: Marks) -> tuple[str, int]:
    """Which waiting mark opens first, and where it closes."""
    lasts = {mark: _lasts(runs, start, end, mark) for mark in waiting}
    mark = min(waiting, key=lambda mark: (-lasts[mark], RANK[_element(mark)]))
    until = lasts[mark]
    link = _link(runs[until - 1].marks)
    if until < end and link and link in runs[until].marks and link not in runs[start].marks:
        while link in runs[until - 1].marks:
            until -= 1
    return mark, until


def _lasts(runs: Sequence[Run], start: int, end: int, mark: str) -> int:
    until = start
    while until < end and mark in runs[until].marks:
        until += 1
    return until


def _link(marks: Marks) -> str:
    return next((mark for mark in marks if _element(mark) == "a"), "")


def _element(mark: str) -> str:
    return mark.partition(" ")[0]
