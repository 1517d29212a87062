"""manage.py work: does what waits in the database, until it is told to stop."""

from __future__ import annotations

import os
import signal
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.working.loop import Loop
from newsroom import startup


def _look_over() -> None:
    """The same last look as before serving; `start` has had it."""
    try:
        startup.refuse_or_warn()
    except ImproperlyConfigured as error:
        raise CommandError(str(error)) from None


class Command(BaseCommand):
    help = (
        "Reads, applies and undoes planned imports, tells other sites of what is published, and"
        " throws old uploads away. Run one beside the server, or several; each may be killed at"
        " any moment, and another goes on."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--beside",
            type=int,
            metavar="PID",
            help="stop when this process, which started it, is gone",
        )

    def handle(self, *, beside: int | None, verbosity: int, **options: Any) -> None:
        if beside is None:
            _look_over()
        loop = Loop()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *caught: loop.stop())
        if verbosity and not beside:
            self.stdout.write(f"Worker {loop.name} is at work. Press Ctrl+C to stop.")
        loop.run(lambda: beside is None or os.getppid() == beside)
