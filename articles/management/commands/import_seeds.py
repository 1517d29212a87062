"""manage.py import_seeds PATH…: stories from files into the newsroom."""

from __future__ import annotations

import os
from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from rich.console import Console

from articles.importing import dumping, intake, lock, running
from articles.importing.fitting import NAME, TURNING, UNFIT
from articles.importing.intake import SourceFile
from articles.importing.options import COLLECTION, Options
from articles.importing.planning import Decision
from articles.importing.report import Report
from articles.management import planning
from articles.management.progress import Display
from articles.models.importing import Verdict

USAGE, BUSY, BROKEN_OFF, INTERRUPTED = 2, 3, 4, 130
EXIT_CODES = """\
exit codes:
  0  every document is in: created, updated, unchanged, or a duplicate of one that is
  1  some were rejected, or held because the desk has changed them too; the rest is in
  2  the command was misspelt, or there is nothing at a path
  3  another import is running
  4  the database failed; what was committed stands, and running it again goes on from there
  130  interrupted; as 4
"""


class Command(BaseCommand):
    help = "Reads stories from files, folders or standard input and files them on the desk."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        kwargs |= {"epilog": EXIT_CODES, "formatter_class": RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        add = parser.add_argument
        add("paths", nargs="+", metavar="PATH", help="file, folder, quoted glob, or - for stdin")
        kind = parser.add_mutually_exclusive_group()
        add_kind = kind.add_argument
        add_kind("--dry-run", action="store_true", help="say what would happen, and write nothing")
        add_kind("--plan", action="store_true", help="only plan: approve and apply with `imports`")
        add("--publish", action="store_true", help="publish what is new or was live before")
        add("--section", default="", type=_name, help="the section of stories that name none")
        add(
            "--tag",
            action="append",
            default=[],
            type=_name,
            help="a tag for every one; may be repeated",
        )
        add(
            "--source",
            default="",
            type=_title,
            help="the collection's name: files may then be moved",
        )
        add("--wait", action="store_true", help="wait for another import to end")
        add("--report", type=Path, metavar="FILE.json", help="write what became of each")
        add_kind("--dump", type=Path, metavar="FILE.jsonl", help="only write what was read")

    def handle(self, *args: Any, **given: Any) -> None:
        options = Options(
            publish=given["publish"],
            section=given["section"],
            tags=tuple(given["tag"]),
            source=given["source"],
        )
        try:
            if given["plan"]:
                self._plan(given["paths"], options, given)
            else:
                self._import(given["paths"], options, given)
        except intake.NoSuchPath as error:
            raise CommandError(str(error), returncode=USAGE) from error
        except lock.AnotherImport as error:
            raise CommandError(str(error), returncode=BUSY) from error
        except DatabaseError as error:
            text = f"The database failed: {error}. Run it again to go on from here."
            raise CommandError(text, returncode=BROKEN_OFF) from error
        except KeyboardInterrupt as error:
            text = "Interrupted. Run it again to go on from here."
            raise CommandError(text, returncode=INTERRUPTED) from error

    def _plan(self, paths: list[str], options: Options, given: dict[str, Any]) -> None:
        if given["report"]:
            raise CommandError("A plan is its own report: see imports show.", returncode=USAGE)
        run = planning.plan(paths, options, self._console(given))
        followed = Counter(run.counts)
        _require_nobody(followed[Verdict.REJECTED] + followed[Verdict.HELD])

    def _console(self, given: dict[str, Any]) -> Console:
        self.stdout.ending = ""
        return Console(
            file=cast(TextIO, self.stdout),
            quiet=given["verbosity"] == 0,
            highlight=False,
            markup=False,
        )

    def _import(self, paths: list[str], options: Options, given: dict[str, Any]) -> None:
        files = intake.files(paths, in_collection=bool(options.source))
        if given["dump"]:
            _dump(files, paths, options, given["dump"])
            return
        console = self._console(given)
        display = Display(console, _bytes_in(paths) if console.is_terminal else None)
        report = Report(given["report"]) if given["report"] else None
        run = None
        if given["dry_run"]:
            _follow(running.rehearse(display.watching(files), options), display, report)
        else:
            with lock.held(wait=given["wait"]):
                run = running.begin(options)
                _follow(running.carry_out(run, display.watching(files), options), display, report)
        if report:
            report.close(run)
        display.conclude(str(run) if run else "Dry run: nothing was written")
        _require_nobody(display.counts[Verdict.REJECTED] + display.counts[Verdict.HELD])


def _name(text: str) -> str:
    return _line(text, NAME)


def _title(text: str) -> str:
    return _line(text, COLLECTION)


def _line(text: str, most: int) -> str:
    """What is given as one line: a name that the database would refuse is refused here."""
    line = TURNING.sub("", " ".join(UNFIT.sub(" ", text).split()))
    if len(line) > most:
        raise ArgumentTypeError(f"it is {len(line)} characters long; the limit is {most}.")
    return line


def _bytes_in(paths: list[str]) -> int:
    return sum(max(file.size, 1) for file in intake.files(paths))


def _follow(batches: Iterator[list[Decision]], display: Display, report: Report | None) -> None:
    with display:
        for decisions in batches:
            display.add(decisions)
            if report:
                report.add(decisions)


def _require_nobody(waiting: int) -> None:
    """Exit code 1 where a person has to look; everything else is in all the same."""
    if waiting:
        raise CommandError(f"{waiting:,} of them need a person: see above.", returncode=1)


def _dump(files: Iterator[SourceFile], paths: list[str], options: Options, path: Path) -> None:
    folder = paths[0] if os.path.isdir(paths[0]) else os.path.dirname(paths[0])
    with path.open("w", encoding="utf-8") as out:
        dumping.dump(files, os.path.realpath(folder), options, out)
