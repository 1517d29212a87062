"""How an import shows itself: a bar on a terminal, plain lines elsewhere, a table at the end."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from articles.importing.intake import STDIN, SourceFile
from articles.importing.planning import Decision
from articles.models.importing import Verdict
from articles.readers.reading import Problem

EVERY = 10.0
"""Seconds between two plain lines."""
SHOWN = 200
"""Problems that are printed; the report has them all."""
STYLES = {
    Verdict.CREATED: "green",
    Verdict.UPDATED: "cyan",
    Verdict.UNCHANGED: "dim",
    Verdict.HELD: "yellow",
    Verdict.DUPLICATE: "yellow",
    Verdict.REJECTED: "red",
}


Step = TypeVar("Step")


def telling(steps: Iterable[Step], say: Callable[[Step], object]) -> Iterator[Step]:
    """The steps of something long, one of them said every few seconds."""
    last = time.monotonic()
    for step in steps:
        if time.monotonic() - last > EVERY:
            last = time.monotonic()
            say(step)
        yield step


class Display:
    """What a person at the command line sees of an import, while it runs and afterwards."""

    def __init__(self, console: Console, total_bytes: int | None) -> None:
        self.counts: Counter[Verdict] = Counter()
        self._console, self._problems = console, list[tuple[Decision, Problem]]()
        self._more_problems = 0
        self._sizes: dict[str, int] = {}
        self._began = self._last_line = time.monotonic()
        self._progress = Progress(
            TextColumn("Importing"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %  {task.fields[told]}"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task: TaskID = self._progress.add_task("", total=total_bytes, told="")

    def watching(self, files: Iterable[SourceFile]) -> Iterator[SourceFile]:
        """The files, whose sizes count once something was decided about them."""
        for file in files:
            self._sizes[file.shown] = max(file.size, 1)
            yield file

    def __enter__(self) -> Display:
        self._progress.start()
        return self

    def __exit__(self, *how: object) -> None:
        self._progress.stop()

    def add(self, decisions: Sequence[Decision]) -> None:
        """Count a batch, keep its problems for the end, and say how far things are."""
        done = 0
        for decision in decisions:
            self.counts[decision.verdict] += 1
            self._note_problems(decision)
            done += self._sizes.pop(decision.found.path, 0)
        self._progress.update(self._task, advance=done, told=self._told())
        if not self._console.is_terminal and time.monotonic() - self._last_line > EVERY:
            self._last_line = time.monotonic()
            self._console.print(self._told())

    def conclude(self, heading: str) -> None:
        """The problems one by one, then the table."""
        for decision, problem in self._problems:
            self._console.print(_sentence(decision, problem), soft_wrap=True)
        if self._more_problems:
            self._console.print(f"… and {self._more_problems:,} more: --report has them all.")
        self._console.print(f"{heading}: {self._told()}")
        self._console.print(self._table())

    def _told(self) -> str:
        done = self.counts.total()
        rate = done / max(time.monotonic() - self._began, 0.01)
        return f"{done:,} documents, {rate:,.0f} a second"

    def _note_problems(self, decision: Decision) -> None:
        for problem in _problems(decision):
            if len(self._problems) < SHOWN:
                self._problems.append((decision, problem))
            else:
                self._more_problems += 1

    def _table(self) -> Table:
        table = Table()
        table.add_column("verdict")
        table.add_column("documents", justify="right")
        for verdict, style in STYLES.items():
            table.add_row(str(verdict), f"{self.counts[verdict]:,}", style=style)
        return table


def _problems(decision: Decision) -> Iterable[Problem]:
    """Everything wrong with a document; a verdict that needs a person counts as well."""
    if decision.verdict == Verdict.HELD:
        yield Problem(message=decision.reason, remedy="Open the article and merge by hand.")
    if decision.verdict == Verdict.DUPLICATE:
        yield Problem(message=decision.reason, remedy="Nothing, if that is meant.")
    if decision.verdict != Verdict.UNCHANGED:  # those were told when it came
        yield from decision.all_problems()


def _sentence(decision: Decision, problem: Problem) -> Text:
    found = decision.found
    line = problem.line or (found.lines[0] if found.lines else None)
    where = shown_path(found.path) + (f":{line}" if line else "")
    style = STYLES[decision.verdict]
    return Text.assemble(
        (f"{decision.verdict}  ", style), (where, "bold"), f"  {problem.message} ",
        (f"→ {problem.remedy}", "italic"),
    )  # fmt: skip


def shown_path(path: str) -> str:
    """A path as the person typed it, near enough: from here, if it is below here."""
    if path == STDIN:
        return "standard input"
    relative = os.path.relpath(path)
    return path if relative.startswith("..") else relative
