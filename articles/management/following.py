"""Following a run at the command line: worked on here unless a worker has it, and shown."""

from __future__ import annotations

import time

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from articles.importing import steps
from articles.importing.holders import new_name
from articles.importing.progress import progress
from articles.importing.steps import Hand
from articles.models.importing import AT_WORK, ImportRun, RunState

PIECE = 0.5
LOOK_EVERY = 0.5
EVERY = 10.0
"""Seconds between two plain lines, where there is no terminal."""


def follow(run: ImportRun, console: Console) -> ImportRun:
    """The run once nobody is at it any more. Waits its turn behind another import.

    Interrupted it lets go at the last checkpoint, for a worker or the next try to go on.
    """
    hand: Hand | None = None
    display = Display(console)
    with display.bar:
        try:
            while run.state in AT_WORK:
                hand = hand or steps.take(run, new_name())
                if hand is None:
                    time.sleep(LOOK_EVERY)
                elif not hand.advance(PIECE, wait=True):
                    hand.let_go()
                    hand = None
                run = ImportRun.objects.get(pk=run.pk)
                display.show(run)
        finally:
            if hand:
                hand.let_go()
    return run


class Display:
    """A bar on a terminal, a line now and then elsewhere."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._told = time.monotonic()
        self.bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.completed:,.0f} of {task.total:,.0f}"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self.bar.add_task("", total=1)

    def show(self, run: ImportRun) -> None:
        name = str(RunState(run.state).label)
        self.bar.update(self._task, description=name, completed=run.done, total=run.aim or 1)
        if not self._console.is_terminal and time.monotonic() - self._told > EVERY:
            self._told = time.monotonic()
            self._console.print(told(run), soft_wrap=True)


def told(run: ImportRun) -> str:
    """How far a run is, in a line."""
    far = progress(run)
    if not far.is_at_work:
        return f"{run}: {RunState(run.state).label}"
    left = f", {far.seconds_left:,.0f} s left" if far.seconds_left is not None else ""
    of = "files" if run.state == RunState.PLANNING else "documents"
    return f"{run}: {RunState(run.state).label}, {far.done:,} of {far.aim:,} {of}{left}"
