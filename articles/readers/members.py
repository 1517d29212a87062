"""Members: the files in a zip or a tar, read in memory one by one, never written anywhere.

An archive with one member that would go astray is none we trust: it is refused whole.
"""

from __future__ import annotations

import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, Self, cast

from articles import limits
from articles.readers.unpacking import PIECE, Broken, check_growth

ENTRY = b"PK\x01\x02"
BLOCK = 512
UTF8_NAME, ENCRYPTED = 0x800, 0x1
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
LONGEST_EXTENSION = 2 * 1024
"""Bytes of a tar's extended header, which holds a long name or a fraction of a second."""
NUMBER = re.compile(rb"\d{40}")
"""Longer than any length or time in such a header; Python takes the square of one to read it."""
EXTENSIONS = (
    *(tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE),
    *(tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK),
)
ASTRAY = re.compile(r"/|\\|[A-Za-z]:|.*[\x00-\x1f\x7f\\]", re.DOTALL)


class Unsafe(ValueError):
    """Why an archive is refused as a whole; `remedy` says what its sender can do."""

    def __init__(self, message: str, remedy: str = "Pack the stories themselves again.") -> None:
        super().__init__(message)
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: its path there, its size as stated, and the way to its bytes.

    `take(most)` gives no more than so many bytes. Raises Broken when they are not as stated.
    """

    path: str
    size: int
    take: Callable[[int], bytes]


def in_zip(data: bytes) -> list[Member]:
    """The files of a zip, in its order. Raises Unsafe, Broken and TooMuch."""
    _check_number(data.count(ENTRY))
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Broken(f"it is damaged or cut short ({error})") from error
    entries = archive.infolist()
    for entry in entries:
        _check_entry(entry)
    check_growth(len(data), sum(entry.file_size for entry in entries), limits.ZIP_UNPACKED_BYTES)
    return _distinct(
        Member(_path(_name(entry)), entry.file_size, _taking(archive, entry))
        for entry in entries
        if not entry.is_dir()
    )


def in_tar(stream: BytesIO) -> list[Member]:
    """The files of a tar, in its order. Raises Unsafe and Broken."""
    members = []
    try:
        archive = tarfile.open(fileobj=stream, mode="r:", tarinfo=Header)  # noqa: SIM115
        for number, header in enumerate(archive):
            _check_number(number + 1)
            path = _path(header.name)
            if header.isreg() and not header.issparse():
                members.append(Member(path, header.size, _reading(archive, header)))
            elif not header.isdir():
                raise Unsafe(f"“{path}” is a link or a device, not a file.")
    except (tarfile.TarError, EOFError, OSError, OverflowError) as error:
        raise Broken(f"it is damaged or cut short ({error})") from error
    return _distinct(iter(members))


class Header(tarfile.TarInfo):
    """A header of a tar that says no more of itself than is good for us."""

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> Self:
        stream = cast(BinaryIO, archive.fileobj)
        start = stream.tell()
        header = cls.frombuf(stream.read(BLOCK), "utf-8", "surrogateescape")
        if header.type in EXTENSIONS:
            said = stream.read(LONGEST_EXTENSION)[: header.size]
            if header.size > LONGEST_EXTENSION or NUMBER.search(said):
                raise Unsafe("A header in it is longer than any honest one.")
        stream.seek(start)
        return super().fromtarfile(archive)


def _check_number(entries: int) -> None:
    if entries > limits.ZIP_ENTRIES:
        raise Unsafe(f"It holds more than {limits.ZIP_ENTRIES:,} files.", "Split it.")


def _check_entry(entry: zipfile.ZipInfo) -> None:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise Unsafe(f"“{entry.filename}” is a link or a device, not a file.")
    if entry.flag_bits & ENCRYPTED:
        raise Unsafe("It is encrypted.", "Unpack it with its password, and import the files.")
    if entry.compress_type not in METHODS:
        raise Unsafe(f"“{entry.filename}” is compressed in an unusual way.")


def _name(entry: zipfile.ZipInfo) -> str:
    """The name as it is written: UTF-8 that does not say so is taken for it all the same."""
    if entry.flag_bits & UTF8_NAME or entry.orig_filename.isascii():
        return entry.orig_filename
    try:
        return entry.orig_filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.orig_filename


def _path(name: str) -> str:
    """A member's path, which stays within the archive."""
    shown = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    parts = [part for part in shown.split("/") if part not in ("", ".")]
    if ASTRAY.match(name) or ".." in parts:
        raise Unsafe(f"“{shown[:100]}” is not the name of a file within it.")
    return "/".join(parts)


def _distinct(members: Iterator[Member]) -> list[Member]:
    by_path: dict[str, Member] = {}
    for member in members:
        if member.path in by_path:
            raise Unsafe(f"“{member.path}” stands in it twice.")
        by_path[member.path] = member
    return list(by_path.values())


def _taking(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Callable[[int], bytes]:
    def take(most: int) -> bytes:
        try:
            with archive.open(entry) as stream:
                return _at_most(cast(BinaryIO, stream), most)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise Broken(f"it is damaged, or not as long as it says ({error})") from error

    return take


def _reading(archive: tarfile.TarFile, header: tarfile.TarInfo) -> Callable[[int], bytes]:
    def take(most: int) -> bytes:
        stream = archive.extractfile(header)
        data = _at_most(cast(BinaryIO, stream), most) if stream else b""
        if len(data) < min(header.size, most):
            raise Broken("it is cut short")
        return data

    return take


def _at_most(stream: BinaryIO, most: int) -> bytes:
    """A piece at a time: asked for more at once, a zip unpacks more than it says it holds."""
    pieces, left = [], most
    while left and (piece := stream.read(min(PIECE, left))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)
