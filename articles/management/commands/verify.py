"""manage.py verify: exit 0 when history is whole, 1 with the first faults named."""

from __future__ import annotations

from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.verifying import faults

SHOWN = 20


class Command(BaseCommand):
    help = (
        "Proves the hash chain, the intervals, and that every edition equals what its revision"
        " renders to. Names the first rows that are wrong; exit code 1 if any is."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(islice(faults(), SHOWN))
        for fault in found:
            self.stderr.write(self.style.ERROR(fault))
        if found:
            raise CommandError(f"History is not whole: {found[0]}")
        self.stdout.write(self.style.SUCCESS("History is whole."))
