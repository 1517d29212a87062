"""Taking: every table, row by row, into one zip."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connections, models
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from articles.takeout.layout import (
    MANIFEST,
    README,
    VERSION,
    columns,
    file_of,
    key_of,
    line,
    tables,
)
from articles.takeout.snapshot import snapshot

CHUNK = 500


def take(target: Path) -> Iterator[tuple[str, int]]:
    """Write the takeout; yields each table's name and how many of its rows are written.

    The target gets its name when all is written.
    """
    part = target.with_name(f".{target.name}.part")
    try:
        with snapshot(target.parent) as alias, zipfile.ZipFile(part, "w") as archive:
            yield from _write(archive, alias)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _write(archive: zipfile.ZipFile, alias: str) -> Iterator[tuple[str, int]]:
    taken_at = timezone.now()
    files: dict[str, dict[str, Any]] = {}
    archive.writestr(_entry("README.txt"), README)
    for model in tables():
        rows, digest = 0, hashlib.sha256()
        with archive.open(_entry(file_of(model)), "w", force_zip64=True) as file:
            for written in _lines(model, alias):
                file.write(written)
                digest.update(written)
                rows += 1
                if rows % CHUNK == 0:
                    yield str(model._meta.verbose_name_plural), rows
        yield str(model._meta.verbose_name_plural), rows
        files[file_of(model)] = {"rows": rows, "sha256": digest.hexdigest()}
    manifest = {
        "newsroom_takeout": VERSION,
        "taken_at": taken_at.isoformat(),
        "migration": _last_migration(alias),
        "files": files,
    }
    archive.writestr(_entry(MANIFEST), json.dumps(manifest, indent=2) + "\n")


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
    return entry


def _lines(model: type[models.Model], alias: str) -> Iterator[bytes]:
    """By key, some at a time, so that memory stays flat."""
    names = columns(model)
    key = names.index(key_of(model))
    rows = model._base_manager.using(alias).order_by("pk").values_list(*names)
    chunk = list(rows[:CHUNK])
    while chunk:
        yield from (line(names, values) for values in chunk)
        chunk = list(rows.filter(pk__gt=chunk[-1][key])[:CHUNK])


def _last_migration(alias: str) -> str:
    applied = MigrationRecorder(connections[alias]).applied_migrations()
    return max((name for app, name in applied if app == "articles"), default="")
