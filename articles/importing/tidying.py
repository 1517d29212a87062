"""Tidying: uploads go some days after their run is over; what nobody came for goes in a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from articles.importing import uploads
from articles.models.importing import ImportRun

UNCLAIMED = timedelta(days=1)
"""How long a folder that no run knows is left alone: somebody may be about to open one."""


def throw_away_old_uploads() -> int:
    """Remove what is not needed any more; how many folders that were."""
    if not settings.IMPORT_ROOT.is_dir():
        return 0
    folders = {path.name: path for path in settings.IMPORT_ROOT.iterdir() if path.is_dir()}
    runs = {run.folder: run for run in ImportRun.objects.with_folder(folders)}
    old = [
        name
        for name, path in folders.items()
        if _is_over(runs.get(name), datetime.fromtimestamp(path.stat().st_mtime, UTC))
    ]
    for name in old:
        uploads.remove(name)
    return len(old)


def _is_over(run: ImportRun | None, written_at: datetime) -> bool:
    now = timezone.now()
    if run is None:
        return written_at < now - UNCLAIMED
    kept = timedelta(days=settings.IMPORT_KEPT_DAYS)
    return run.finished_at is not None and run.finished_at < now - kept
