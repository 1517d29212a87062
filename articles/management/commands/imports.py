"""manage.py imports: planned runs looked at, approved, applied, paused and undone."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from collections.abc import Callable
from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from rich.console import Console

from articles.importing import changeset
from articles.importing.changeset import NotNow, Selection
from articles.management import listing
from articles.management.following import follow
from articles.models.importing import AT_WORK, ImportItem, ImportRun, RunState, Verdict

USAGE, BROKEN_OFF, INTERRUPTED = 2, 4, 130
SHOWN = 50
PLACES = re.compile(r"\d{1,9}(-\d{1,9})?(,\d{1,9}(-\d{1,9})?)*", re.ASCII)
EPILOG = """\
A run is made by `import_seeds --plan PATH…` or on the desk; `show` numbers its documents.

  manage.py imports show 12 --verdict updated --diff
  manage.py imports approve 12 --verdict created --without-problems
  manage.py imports apply 12

exit codes:
  0  done, or left to a worker
  1  some documents were rejected, held, or kept by an undo: a person has to look
  2  the command was misspelt, there is no such run, or its state does not allow it
  4  the database failed; what was committed stands, and running it again goes on from there
  130  interrupted; as 4, and a worker goes on with it if there is one
"""
Act = Callable[["Command", ImportRun, dict[str, Any]], None]


class Command(BaseCommand):
    help = "Lists imports; shows, approves, applies, pauses, resumes, cancels or undoes one."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        kwargs |= {"epilog": EPILOG, "formatter_class": RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
        acts.add_parser("list", help="the latest runs")
        for name, (_, telling) in ACTS.items():
            act = acts.add_parser(name, help=telling)
            act.add_argument("run", type=int, metavar="RUN")
            if name in ("show", "approve", "decline"):
                _add_selection(act, is_needed=name != "show")
            if name == "show":
                act.add_argument("--diff", action="store_true", help="what updates would change")
                act.add_argument("--after", type=int, default=0, help="go on after this document")
            if name in ("apply", "resume", "undo"):
                act.add_argument("--leave", action="store_true", help="leave it to a worker")

    def handle(self, *args: Any, **given: Any) -> None:
        self.stdout.ending = ""
        self.console = Console(file=cast(TextIO, self.stdout), highlight=False, markup=False)
        try:
            if given["act"] == "list":
                listing.show_runs(self.console, ImportRun.objects.listed("", 0, SHOWN)[:SHOWN])
            else:
                ACTS[given["act"]][0](self, _run_of(given["run"]), given)
        except NotNow as error:
            raise CommandError(str(error), returncode=USAGE) from error
        except DatabaseError as error:
            text = f"The database failed: {error}. Run it again to go on from here."
            raise CommandError(text, returncode=BROKEN_OFF) from error
        except KeyboardInterrupt as error:
            text = "Interrupted. Run it again to go on from here, or leave it to a worker."
            raise CommandError(text, returncode=INTERRUPTED) from error

    def show(self, run: ImportRun, given: dict[str, Any]) -> None:
        listing.show_run(self.console, run)
        chosen = _selection(given).of(run).after(given["after"])
        items = list(chosen.select_related("article")[:SHOWN])
        listing.show_items(self.console, items, differences=given["diff"])
        if len(items) == SHOWN:
            self.console.print(f"… for more: --after {items[-1].position}")

    def approve(self, run: ImportRun, given: dict[str, Any]) -> None:
        number = changeset.approve(run, None, _selection(given))
        self.console.print(f"{number:,} documents are approved. Next: imports apply {run.pk}")

    def decline(self, run: ImportRun, given: dict[str, Any]) -> None:
        number = changeset.decline(run, None, _selection(given))
        self.console.print(f"{number:,} documents are declined.")

    def apply(self, run: ImportRun, given: dict[str, Any]) -> None:
        if run.state != RunState.APPLYING:
            run = changeset.apply(run, None)
        self._go_on(run, given)

    def pause(self, run: ImportRun, given: dict[str, Any]) -> None:
        changeset.pause(run, None)
        self.console.print(f"{run} is paused. Next: imports resume {run.pk}")

    def resume(self, run: ImportRun, given: dict[str, Any]) -> None:
        self._go_on(run if run.state in AT_WORK else changeset.resume(run, None), given)

    def cancel(self, run: ImportRun, given: dict[str, Any]) -> None:
        changeset.cancel(run, None)
        self.console.print(f"{run} is cancelled. What it has written stands: imports undo {run.pk}")

    def undo(self, run: ImportRun, given: dict[str, Any]) -> None:
        if run.state != RunState.UNDOING:
            run = changeset.undo(run, None)
        self._go_on(run, given)
        kept = ImportItem.objects.of(run).kept()[:SHOWN]
        for item in kept:
            self.console.print(f"kept  {item.path}  {item.note}", soft_wrap=True)
        if kept:
            raise CommandError("Some articles were kept: see above.", returncode=1)

    def _go_on(self, run: ImportRun, given: dict[str, Any]) -> None:
        if given["leave"]:
            self.console.print(f"{run} is left to a worker. To look: imports show {run.pk}")
            return
        run = follow(run, self.console)
        listing.show_run(self.console, run)
        require_nobody(run)


def require_nobody(run: ImportRun) -> None:
    """Exit code 1 where a person has to look; everything else is in all the same."""
    if run.state == RunState.FAILED:
        raise CommandError(f"{run} broke off: {run.reason}", returncode=1)
    waiting = run.counts.get(Verdict.REJECTED, 0) + run.counts.get(Verdict.HELD, 0)
    if waiting and run.state == RunState.DONE:
        raise CommandError(f"{waiting:,} of them need a person.", returncode=1)


def _run_of(number: int) -> ImportRun:
    run = ImportRun.objects.filter(pk=number).first()
    if run is None:
        raise CommandError(f"There is no import run {number}: see imports list.", returncode=USAGE)
    return run


def _add_selection(parser: ArgumentParser, *, is_needed: bool) -> None:
    which = parser.add_argument_group("which documents")
    if is_needed:
        which.add_argument("--all", action="store_true", help="every one")
    which.add_argument("--verdict", action="append", choices=Verdict.values, default=[])
    which.add_argument("--items", metavar="3,5-9", type=_positions, help="by number")
    which.add_argument("--section", help="of this section; empty for those of none")
    which.add_argument("--path", default="", help="whose path contains this")
    troubles = which.add_mutually_exclusive_group()
    troubles.add_argument("--with-problems", action="store_const", const=True, dest="problems")
    troubles.add_argument("--without-problems", action="store_const", const=False, dest="problems")
    parser.set_defaults(is_selecting=is_needed)


def _positions(text: str) -> frozenset[int | range]:
    """The numbers and stretches in “3,5-9”."""
    if not PLACES.fullmatch(text):
        raise ArgumentTypeError(f"“{text}” is not of the form 3,5-9.")
    pairs = (part.partition("-") for part in text.split(","))
    return frozenset(
        range(int(first), int(last) + 1) if dash else int(first) for first, dash, last in pairs
    )


def _selection(given: dict[str, Any]) -> Selection:
    selection = Selection(
        positions=given["items"],
        verdicts=given["verdict"],
        section=given["section"],
        path=given["path"],
        with_problems=given["problems"],
    )
    if given["is_selecting"] and selection == Selection(verdicts=[]) and not given["all"]:
        raise CommandError("Which documents? Add --all, or say which.", returncode=USAGE)
    return selection


ACTS: dict[str, tuple[Act, str]] = {
    "show": (Command.show, "where a run stands, and its documents"),
    "approve": (Command.approve, "say yes to documents that would be created or updated"),
    "decline": (Command.decline, "say no to them"),
    "apply": (Command.apply, "write what is approved"),
    "pause": (Command.pause, "stop it after the checkpoint under way"),
    "resume": (Command.resume, "go on with what is paused, broke off, or has no worker"),
    "cancel": (Command.cancel, "end it; what it has written stands"),
    "undo": (Command.undo, "take back what it did to articles nobody has touched since"),
}
