"""How tests import: files on disk, the command itself, and what it decided."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from articles.importing import changeset, steps
from articles.importing.changeset import Selection
from articles.importing.options import Options
from articles.models import ImportRun

LEDE = "The last ferry of the season left Tollhouse Quay on Sunday with eleven people aboard."


def seed(lede: str = LEDE, day: str = "2024-02-25", rest: str = "Nobody waved.") -> str:
    """A seed in the user's own shape."""
    return f" date {day} {lede}\n\nA Quiet Crossing\n\n{rest}\n"


def write(folder: Path, **texts: str) -> None:
    """A file a name: write(folder, a=seed()) makes a.txt."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def bring(*paths: Path | str, **options: Any) -> dict[str, Any]:
    """Run the command; its report, with `exit` and `said`, and only verdicts that occurred."""
    out = StringIO()
    report = Path(str(paths[0])).parent / "report.json"
    code = 0
    try:
        call_command("import_seeds", *map(str, paths), report=report, stdout=out, **options)
    except CommandError as error:
        code = error.returncode
    told = json.loads(report.read_text())
    report.unlink()
    counts = {verdict: n for verdict, n in told["counts"].items() if n}
    return told | {"counts": counts, "exit": code, "said": out.getvalue()}


def planned(*paths: Path, until: int | None = None, **options: Any) -> ImportRun:
    """A planned run over the paths, read to the end, or `until` so many checkpoints."""
    run = changeset.open_run(Options(**options), by=None, paths=map(str, paths))
    return worked(run, until=until)


def applied(run: ImportRun) -> ImportRun:
    """Everything in the plan approved and written."""
    changeset.approve(run, None, Selection())
    return worked(changeset.apply(run, None))


def worked(run: ImportRun, *, until: int | None = None) -> ImportRun:
    """The run as a worker leaves it, at its end or after so many checkpoints."""
    hand = steps.take(run, "test")
    while hand and until != 0 and hand.advance(0.0001):
        until = until - 1 if until else None
    if hand:
        hand.let_go()
    return ImportRun.objects.get(pk=run.pk)


def undone(run: ImportRun, by: User | None = None) -> ImportRun:
    """The run after its undoing, to the end."""
    return worked(changeset.undo(run, by))
