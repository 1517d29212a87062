"""manage.py restore_takeout FILE.zip: a takeout into an empty newsroom, all of it or nothing."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from articles import takeout
from articles.management.progress import telling

DAMAGED, USAGE, NOT_EMPTY, BROKEN_OFF, INTERRUPTED = 1, 2, 3, 4, 130


class Command(BaseCommand):
    help = "Reads a takeout into an empty newsroom. Kept only if verify finds it whole."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.zip")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            rows = dict(telling(takeout.restore(file), self._say))
        except takeout.Damaged as error:
            raise CommandError(f"Nothing was kept. {error}", returncode=DAMAGED) from error
        except takeout.NotEmpty as error:
            raise CommandError(str(error), returncode=NOT_EMPTY) from error
        except OSError as error:
            raise CommandError(f"“{file}” cannot be read: {error}", returncode=USAGE) from error
        except DatabaseError as error:
            raise CommandError(f"The database failed: {error}", returncode=BROKEN_OFF) from error
        except KeyboardInterrupt as error:
            raise CommandError("Interrupted.", returncode=INTERRUPTED) from error
        told = ", ".join(f"{number:,} {name}" for name, number in rows.items())
        self.stdout.write(f"Restored and verified: {told}")

    def _say(self, step: tuple[str, int]) -> None:
        self.stderr.write(f"{step[1]:,} {step[0]}", str)
