"""Uploads: the files of planned runs, and the folders of the server editors may read.

Nothing here is executed, served or unpacked. An upload lies in a folder of its own below
IMPORT_ROOT until its run is over; on several hosts IMPORT_ROOT is one they share.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import limits
from articles.importing.intake import NoSuchPath, SourceFile, readable
from articles.limits import TooMuch

UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\ud800-\udfff]+')
LONGEST_NAME = 200
"""Bytes; no file system takes more than 255."""
CHUNK = 1 << 20


class NotAllowed(Exception):
    """A folder nobody may import from. The message is for a person."""


class Upload(Protocol):
    """What a form or a command hands over; Django's UploadedFile is one."""

    name: str | None

    def chunks(self) -> Iterable[bytes]: ...


def store(uploads: Iterable[Upload]) -> str:
    """Put files into a new folder below IMPORT_ROOT; its name, for `open_run`.

    All or none: raises TooMuch where a file, or all together, pass a limit.
    """
    folder = f"{timezone.now():%Y%m%d}-{secrets.token_hex(8)}"
    place = settings.IMPORT_ROOT / folder
    place.mkdir(mode=0o700, parents=True)
    try:
        _write_all(uploads, place)
    except BaseException:
        remove(folder)
        raise
    return folder


def files(folder: str, *, in_collection: bool) -> Iterator[SourceFile]:
    """What was stored, in order of name.

    In a named collection a file is known by its name. Without one, by its bytes: two
    people's “untitled.txt” are two stories. Raises NoSuchPath where they are gone.
    """
    place = settings.IMPORT_ROOT / folder
    if not place.is_dir():
        raise NoSuchPath(_("Its files are not on the server any more: import them again."))
    for name in sorted(os.listdir(place)):
        path = place / name
        known_as = readable(name) if in_collection else f"upload:{_sha256(path)}"
        yield SourceFile(str(path), known_as, path.stat().st_size, name=readable(name))


def remove(folder: str) -> None:
    """Throw a folder of uploads away; nothing is there afterwards, nor need it be before."""
    if folder:
        shutil.rmtree(settings.IMPORT_ROOT / folder, ignore_errors=True)


def allowed(path: str) -> str:
    """The folder or file at `path`, every link followed, if it is in one of IMPORT_FOLDERS.

    Raises NotAllowed.
    """
    resolved = os.path.realpath(path)
    for folder in settings.IMPORT_FOLDERS:
        root = os.path.realpath(folder)
        if os.path.commonpath([root, resolved]) == root and os.path.exists(resolved):
            return resolved
    raise NotAllowed(_("%(path)s is in none of the folders to import from.") % {"path": path})


def _write_all(uploads: Iterable[Upload], place: Path) -> None:
    total = number = 0
    for number, upload in enumerate(uploads, 1):
        if number > limits.UPLOADS:
            raise TooMuch(
                _("More than %(most)s files at once: put them into one archive.")
                % {"most": f"{limits.UPLOADS:,}"}
            )
        total += _write(upload, place, limits.UPLOADS_BYTES - total)
    if not number:
        raise NotAllowed(_("No file was given."))


def _write(upload: Upload, place: Path, room: int) -> int:
    """Write one file, counting; how many bytes that were."""
    written, path = 0, free_place(place, upload.name or "")
    with path.open("xb") as stream:
        for chunk in upload.chunks():
            written += len(chunk)
            if written > limits.ZIP_BYTES:
                raise TooMuch(
                    _("“%(name)s” is larger than %(most)s MB: split it.")
                    % {"name": upload.name, "most": limits.ZIP_BYTES >> 20}
                )
            if written > room:
                raise TooMuch(
                    _("The files are larger than %(most)s MB together: import them in parts.")
                    % {"most": limits.UPLOADS_BYTES >> 20}
                )
            stream.write(chunk)
    return written


def free_place(place: Path, name: str) -> Path:
    """Where a file of this name goes; a second one of that name is numbered."""
    stem, ending = os.path.splitext(_safe(name))
    number, path = 1, place / f"{stem}{ending}"
    while path.exists():
        number += 1
        path = place / f"{stem}-{number}{ending}"
    return path


def _safe(name: str) -> str:
    """The name alone, without what a file system trips over and within what it takes."""
    name = UNSAFE.sub("-", name.replace("\\", "/").rpartition("/")[2]).lstrip(". ") or "file"
    stem, ending = os.path.splitext(name)
    ending = ending if len(ending.encode()) <= 20 else ""
    return stem.encode()[: LONGEST_NAME - len(ending.encode())].decode(errors="ignore") + ending


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
