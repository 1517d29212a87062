"""manage.py takeout FILE.zip: the whole newsroom in one file."""

from __future__ import annotations

import os
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from articles import takeout
from articles.management.progress import telling
from articles.takeout import layout

TAKEN, BROKEN_OFF, INTERRUPTED = 3, 4, 130


class Command(BaseCommand):
    help = "Writes everything the newsroom holds to one file, which restore_takeout reads back."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        kwargs |= {"epilog": layout.README, "formatter_class": RawDescriptionHelpFormatter}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.zip")
        parser.add_argument("--overwrite", action="store_true", help="replace the file")

    def handle(self, *args: Any, file: Path, overwrite: bool, **options: Any) -> None:
        if os.path.lexists(file) and not overwrite:
            text = f"“{file}” exists already. Name another file, or add --overwrite."
            raise CommandError(text, returncode=TAKEN)
        try:
            rows = dict(telling(takeout.take(file), self._say))
        except (DatabaseError, OSError) as error:
            text = f"Nothing was left at “{file}”: {error}"
            raise CommandError(text, returncode=BROKEN_OFF) from error
        except KeyboardInterrupt as error:
            raise CommandError("Interrupted.", returncode=INTERRUPTED) from error
        told = ", ".join(f"{number:,} {name}" for name, number in rows.items() if number)
        self.stdout.write(f"Taken out to {file}: {told or 'an empty newsroom'}")

    def _say(self, step: tuple[str, int]) -> None:
        self.stderr.write(f"{step[1]:,} {step[0]}", str)
