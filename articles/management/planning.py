"""A plan made at the command line: what `import_seeds --plan` does."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

from rich.console import Console

from articles.importing import changeset, intake, uploads
from articles.importing.intake import STDIN
from articles.importing.options import Options
from articles.management import listing
from articles.management.following import follow
from articles.models.importing import ImportRun, RunState

CHUNK = 1 << 20


class StandardInput:
    """What is piped in, kept like an upload: it cannot be read twice."""

    name: str | None = "standard-input"

    def chunks(self) -> Iterator[bytes]:
        while chunk := sys.stdin.buffer.read(CHUNK):
            yield chunk


def plan(paths: list[str], options: Options, console: Console) -> ImportRun:
    """A planned run over the paths, read to the end and shown. Raises NoSuchPath."""
    run = follow(_opened(paths, options), console)
    listing.show_run(console, run)
    if run.state == RunState.PLANNED:
        console.print(f"To look: imports show {run.pk} --diff", soft_wrap=True)
        console.print(f"Then: imports approve {run.pk} --all, imports apply {run.pk}")
    return run


def _opened(paths: list[str], options: Options) -> ImportRun:
    if STDIN in paths:
        if len(paths) > 1:
            raise intake.NoSuchPath("Standard input is planned by itself, without other paths.")
        return changeset.open_run(options, by=None, folder=uploads.store([StandardInput()]))
    intake.files(paths)  # says now what is not there
    return changeset.open_run(options, by=None, paths=map(os.path.abspath, paths))
