"""manage.py rebuild_likeness: know every article again by what it says."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from articles import resembling


class Command(BaseCommand):
    help = "Enters every article anew into the index by which stories that are alike are found."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--pairs",
            action="store_true",
            help="also put on record which stories are alike, for the desk to judge",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        done = 0
        for done in resembling.rebuild(pairs=options["pairs"]):
            self.stderr.write(f"\r{done}", ending="")
        self.stdout.write(f"Entered {done:,} articles")
