"""Places: where an export goes. Nothing is overwritten unasked; what is unfinished has no name."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TextIO

from articles import limits

A_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say: the same export has the same bytes
FOLDER_FILES = 1_000  # files a subfolder; file managers choke on a hundred thousand in one


class Taken(ValueError):
    """Something stands where the export is to go."""


class TooManyForAnArchive(ValueError):
    """More stories than an archive of ours may hold, as one file each."""


class Place(Protocol):
    """What takes files, one after another, by their path inside the export."""

    def add(self, path: str, text: str) -> None: ...


@contextmanager
def place(target: Path, *, overwrite: bool) -> Iterator[Place]:
    """A zip where the name says so, else a folder; it gets its name when all is written."""
    _require_free(target, overwrite)
    part = target.with_name(f".{target.name}.part")
    _remove(part)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with opened(part, is_zip=target.suffix.lower() == ".zip") as made:
            yield made
        _put_in_place(part, target)
    finally:
        _remove(part)


@contextmanager
def lone_file(target: Path, *, overwrite: bool) -> Iterator[TextIO]:
    """A single file, under its name once it is whole."""
    _require_free(target, overwrite)
    if target.is_dir():
        raise Taken(f"“{target}” is a folder. Name another place.")
    part = target.with_name(f".{target.name}.part")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            yield file
        _put_in_place(part, target)
    finally:
        _remove(part)


@contextmanager
def opened(part: Path, *, is_zip: bool) -> Iterator[Place]:
    if not is_zip:
        part.mkdir()
        yield Folder(part)
        return
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        yield Archive(archive)


class Folder:
    """Files on disk, a thousand to a subfolder where there are many."""

    def __init__(self, root: Path) -> None:
        self._root, self._files = root, 0

    def add(self, path: str, text: str) -> None:
        folder = self._root / f"{self._files // FOLDER_FILES:04}"
        folder.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="")
        self._files += 1


class Archive:
    """Files in a zip, as many as an import reads back."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive, self._files = archive, 0

    def add(self, path: str, text: str) -> None:
        self._files += 1
        if self._files > limits.ZIP_ENTRIES:
            raise TooManyForAnArchive(
                f"There are more than {limits.ZIP_ENTRIES:,} stories, and an archive of more could"
                " not be read back. Name a folder instead, or export as jsonl."
            )
        entry = zipfile.ZipInfo(path, A_DAY)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        self._archive.writestr(entry, text)


def _require_free(target: Path, overwrite: bool) -> None:
    if target.is_dir() and target.suffix.lower() == ".zip":
        raise Taken(f"“{target}” is a folder. Name another place.")
    is_free = not os.path.lexists(target) or (target.is_dir() and not any(target.iterdir()))
    if not is_free and not overwrite:
        raise Taken(f"“{target}” exists already. Name another place, or add --overwrite.")


def _put_in_place(part: Path, target: Path) -> None:
    """What stood there is replaced now that the new is whole; other files in a folder stay."""
    if not target.is_dir():
        part.replace(target)
        return
    for file in sorted(part.rglob("*")):
        if file.is_file():
            into = target / file.relative_to(part)
            into.parent.mkdir(parents=True, exist_ok=True)
            file.replace(into)


def _remove(part: Path) -> None:
    if part.is_dir():
        shutil.rmtree(part)
    else:
        part.unlink(missing_ok=True)
