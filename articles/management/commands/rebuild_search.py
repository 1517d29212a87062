"""manage.py rebuild_search: index every story anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from articles import search


class Command(BaseCommand):
    help = "Index every story anew. Readers can go on searching, and find what is done so far."

    def handle(self, *args: Any, **options: Any) -> None:
        done = 0
        for done in search.rebuild():
            self.stderr.write(f"\r{done}", ending="")
        self.stdout.write(f"Indexed {done:,} stories")
