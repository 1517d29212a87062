"""Restoring: a takeout into an empty newsroom, all of it or nothing."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.core.management.color import no_style
from django.db import IntegrityError, connection, models, transaction

from articles import resembling, search, triggers, verifying
from articles.importing import tables as writing
from articles.takeout.layout import MANIFEST, VERSION, Damaged, NotEmpty, file_of, row, tables

CHUNK = 500


def restore(source: Path) -> Iterator[tuple[str, int]]:
    """Read the takeout back; yields each table's name and how many of its rows are in.

    Raises NotEmpty, or Damaged where it is not whole; then nothing was kept.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            files = _manifest(archive)
            with transaction.atomic():
                _require_empty()
                yield from _read(archive, files)
                yield from (("stories indexed", number) for number in search.rebuild())
                yield from (("articles recognised", n) for n in resembling.rebuild())
                _require_whole()
    except (zipfile.BadZipFile, KeyError, IntegrityError) as error:
        raise Damaged(f"“{source.name}” is no whole takeout: {error}") from error


def _manifest(archive: zipfile.ZipFile) -> Mapping[str, Any]:
    try:
        manifest = json.loads(archive.read(MANIFEST))
    except ValueError as error:
        raise Damaged(f"{MANIFEST} cannot be read") from error
    if manifest.get("newsroom_takeout") != VERSION:
        raise Damaged("It was taken by a version whose layout this one does not know")
    unknown = manifest["files"].keys() - set(map(file_of, tables()))
    if unknown:
        raise Damaged(f"It holds {', '.join(sorted(unknown))}, which this version does not know")
    files: Mapping[str, Any] = manifest["files"]
    return files


def _require_empty() -> None:
    for model in tables():
        if model._base_manager.exists():
            what = model._meta.verbose_name_plural
            raise NotEmpty(
                f"This newsroom has {what} already. Restore into an empty one: name a new DATA_DIR"
                " or database, run migrate, and nothing else, before."
            )


def _read(archive: zipfile.ZipFile, files: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """The triggers stand aside: they ask of each edition what `verify` asks of all at the end."""
    triggers.remove()
    for model in tables():
        if file_of(model) in files:
            yield from _table(archive, model, files[file_of(model)])
    connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)
    triggers.install()


def _table(
    archive: zipfile.ZipFile, model: type[models.Model], told: Mapping[str, Any]
) -> Iterator[tuple[str, int]]:
    digest, number = hashlib.sha256(), 0
    with archive.open(file_of(model)) as file:
        while chunk := list(islice(_hashed(file, digest), CHUNK)):
            writing.insert(model, [row(model, written) for written in chunk])
            number += len(chunk)
            yield str(model._meta.verbose_name_plural), number
    if (number, digest.hexdigest()) != (told["rows"], told["sha256"]):
        raise Damaged(f"{file_of(model)} is not what was taken")


def _hashed(file: IO[bytes], digest: Any) -> Iterator[bytes]:
    for written in file:
        digest.update(written)
        yield written


def _require_whole() -> None:
    fault = next(verifying.faults(), "")
    if fault:
        raise Damaged(f"History in it is not whole: {fault}")
