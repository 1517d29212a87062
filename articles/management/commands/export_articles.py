"""manage.py export_articles TARGET: stories out of the newsroom, into files others can read."""

from __future__ import annotations

import argparse
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections import deque
from datetime import date, datetime
from datetime import time as time_of_day
from pathlib import Path
from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from articles import clock, exporting
from articles.exporting import Format, Selection, places, sending
from articles.exporting.sending import Tally
from articles.management.progress import telling

USAGE, TAKEN, BROKEN_OFF, INTERRUPTED = 2, 3, 4, 130
EXIT_CODES = """\
exit codes:
  0  everything asked for is there; what a format could not carry was said
  2  the command was misspelt, or there is no such section, tag or author
  3  something stands at the target already
  4  the database or the disk failed; nothing was left at the target
  130  interrupted; as 4
"""


class Command(BaseCommand):
    help = "Writes stories to a folder, a file, a .zip or standard output, for others or for us."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        formats = "\n".join(f"  {one.name:9} {one.title}. {one.because}" for one in FORMATS)
        kwargs["epilog"] = f"formats:\n{formats}\n\n{EXIT_CODES}"
        kwargs["formatter_class"] = RawDescriptionHelpFormatter
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        add = parser.add_argument
        add("target", metavar="TARGET", help="folder, file, .zip, or - for standard output")
        add("--format", choices=[one.name for one in FORMATS], default="jsonl")
        add("--live", action="store_true", help="what readers see now, not the working copies")
        add("--section", default="", help="of this section")
        add("--tag", default="", help="with this tag")
        add("--author", default="", help="by this author")
        add("--language", default="", help="in this language, as en or pt-BR")
        add(
            "--since",
            type=_day,
            metavar="DAY",
            help="changed that day or later; with --live, published",
        )
        add("--until", type=_day, metavar="DAY", help="the same before that day")
        add("--id", type=int, action="append", default=[], help="this article; may be repeated")
        add("--overwrite", action="store_true", help="write over files of the same name")

    def handle(self, *args: Any, **given: Any) -> None:
        format_ = next(one for one in FORMATS if one.name == given["format"])
        try:
            with clock.stopped_at(timezone.now()):
                tally = self._send(format_, given)
        except exporting.NobodyOfThatName as error:
            raise CommandError(str(error), returncode=USAGE) from error
        except places.Taken as error:
            raise CommandError(str(error), returncode=TAKEN) from error
        except (DatabaseError, OSError, places.TooManyForAnArchive) as error:
            text = f"Nothing was left at the target: {error}"
            raise CommandError(text, returncode=BROKEN_OFF) from error
        except KeyboardInterrupt as error:
            raise CommandError("Interrupted.", returncode=INTERRUPTED) from error
        self._conclude(tally, format_, given["target"])

    def _send(self, format_: Format, given: dict[str, Any]) -> Tally:
        stories = _selection(given).stories()
        if given["target"] == "-":
            tallies = sending.pour(stories, format_, cast(TextIO, self.stdout))
        else:
            target = Path(given["target"])
            tallies = sending.send(stories, format_, target, overwrite=given["overwrite"])
        told = telling(tallies, lambda tally: self.stderr.write(f"{tally.stories:,} stories", str))
        return next(iter(deque(told, maxlen=1)), Tally())

    def _conclude(self, tally: Tally, format_: Format, target: str) -> None:
        """On the error stream, because the other one may carry the stories."""
        number = f"{tally.stories:,} {'story' if tally.stories == 1 else 'stories'}"
        self.stderr.write(f"{number} exported as {format_.title} to {target}", str)
        if tally.losses:
            lost = ", ".join(f"{name} of {n:,}" for name, n in sorted(tally.losses.items()))
            self.stderr.write(f"Not carried whole: {lost}. {format_.because}", self.style.WARNING)


FORMATS = exporting.FORMATS


def _selection(given: dict[str, Any]) -> Selection:
    return Selection(
        live=given["live"],
        section=given["section"],
        tag=given["tag"],
        author=given["author"],
        language=given["language"],
        since=given["since"],
        until=given["until"],
        keys=tuple(given["id"]),
    )


def _day(written: str) -> datetime:
    """The newsroom's midnight with which the day begins."""
    try:
        day = date.fromisoformat(written)
    except ValueError as error:
        raise argparse.ArgumentTypeError("write the day as 2024-02-25") from error
    return timezone.make_aware(datetime.combine(day, time_of_day.min))
