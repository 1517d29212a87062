"""Arriving: files on their way from a browser to the disk, counted and looked at as they come.

Each is refused the moment it is larger than its format allows. Beyond its first bytes,
by which its format is told, nothing is read here.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from django.conf import settings
from django.contrib.auth.models import User
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from articles import limits, readers
from articles.importing.uploads import free_place

PREFIX = "arriving-"
KEPT_SECONDS = 24 * 60 * 60
SALT = "articles.admin.importing.arriving"


class Refusal(NamedTuple):
    """A file that was not taken, and why, with what to do."""

    name: str
    why: str

    def __str__(self) -> str:
        return f"{self.name}: {self.why}"


class Arrival:
    """The files of one upload, in a folder below IMPORT_ROOT.

    A token names it to whoever sent it, so that a form refused for another reason need
    not bring its files again. What is not kept is thrown away, and what is, in a day.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.is_kept = folder, False
        self.refused: list[Refusal] = []

    @classmethod
    def begin(cls) -> Arrival:
        settings.IMPORT_ROOT.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sweep(settings.IMPORT_ROOT)
        return cls(Path(tempfile.mkdtemp(prefix=PREFIX, dir=settings.IMPORT_ROOT)))

    @classmethod
    def named(cls, token: str, by: User) -> Arrival | None:
        """What a token of this person's names, while it is there."""
        try:
            name, owner = signing.loads(token, salt=SALT, max_age=KEPT_SECONDS)
        except signing.BadSignature:
            return None
        folder = settings.IMPORT_ROOT / name
        return cls(folder) if owner == by.pk and folder.is_dir() else None

    @property
    def files(self) -> list[Path]:
        return sorted(self.folder.iterdir())

    def token(self, by: User) -> str:
        """Keep it, under a name nobody else can use."""
        self.is_kept = True
        return signing.dumps([self.folder.name, by.pk], salt=SALT)

    def take(self, earlier: Arrival) -> None:
        """What came before, along with what is here."""
        for path in earlier.files:
            path.rename(free_place(self.folder, path.name))
        earlier.tidy()

    def hand_over(self) -> str:
        """The folder for a run, which looks after it from now on."""
        folder = self.folder.with_name(self.folder.name.removeprefix(PREFIX))
        self.folder.rename(folder)
        return folder.name

    def tidy(self) -> None:
        if not self.is_kept:
            shutil.rmtree(self.folder, ignore_errors=True)


class Gate(FileUploadHandler):
    """Django's door for uploads, leading to an arrival. Nothing goes on into request.FILES."""

    def __init__(self, request: Any, arrival: Arrival) -> None:
        super().__init__(request)
        self.arrival, self.left = arrival, limits.UPLOADS_BYTES
        self.stream: BinaryIO | None = None
        self.most = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.path = free_place(self.arrival.folder, self.file_name or "")
        self.stream = self.path.open("xb")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if not start:
            self.most = _most_bytes(self.path.name, raw_data)
        self.left -= len(raw_data)
        if self.left < 0:
            told = _("Together the files are larger than %s: import the rest by itself.")
            self._refuse(told % filesizeformat(limits.UPLOADS_BYTES))
            raise StopUpload(connection_reset=False)
        if start + len(raw_data) > self.most:
            self._refuse(_("It is larger than %s: split it.") % filesizeformat(self.most))
            raise SkipFile
        if self.stream:
            self.stream.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        self.upload_interrupted()
        if not file_size:
            self._refuse(_("It is empty."))
        return None

    def upload_interrupted(self) -> None:
        if self.stream:
            self.stream.close()

    def _refuse(self, why: str) -> None:
        self.upload_interrupted()
        self.path.unlink(missing_ok=True)
        self.arrival.refused.append(Refusal(self.file_name or self.path.name, why))


def _most_bytes(name: str, head: bytes) -> int:
    """How large a file may be, which its format says. What no reader takes may pass: the plan
    says why beside it."""
    format_ = readers.reader_for(name, head[: readers.HEAD])
    return format_.most_bytes if format_ else limits.SEED_FILE_BYTES


def _sweep(root: Path) -> None:
    """Take away what arrived a day ago and became no import."""
    for folder in root.glob(f"{PREFIX}*"):
        if folder.stat().st_mtime < time.time() - KEPT_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)
