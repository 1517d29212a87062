"""A file → what is found in it. No database here: this runs in processes of its own too."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import BinaryIO

from django.utils import timezone

from articles import composing, readers
from articles.documents import Document
from articles.importing.fitting import fit
from articles.importing.found import Found
from articles.importing.identity import Identities
from articles.importing.intake import NO_FILE, STDIN, SourceFile
from articles.importing.options import Options
from articles.importing.proof import pulled
from articles.likeness import UNLIKE, likeness
from articles.limits import TooMuch
from articles.readers import folders, html, substack
from articles.readers.formats import Format
from articles.readers.reading import Problem, Reading, Severity, refused

UNREADABLE = "Check that it is a file, and that the newsroom may read it."
A_DAY = timedelta(days=1)  # newsrooms west of ours may be that far behind
BROKEN = "Import the rest without it, and report the file: no file should do this."


class Refused(Exception):
    """Why a file is not read at all; `remedy` says what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


def found_in(file: SourceFile, options: Options) -> Iterator[Found]:
    """Every document of a file in order, and every refusal: at least one, never an exception."""
    sha256 = ""
    try:
        data, reader = _opened(file)
        sha256 = hashlib.sha256(data).hexdigest()
        readings = _readings(file, data, reader)
    except Refused as refusal:
        readings = iter([refused(str(refusal), refusal.remedy)])
    except OSError as error:
        readings = iter([refused(f"The file cannot be read: {error.strerror}.", UNREADABLE)])
    place = f"stdin:{sha256}" if file.path == STDIN else file.place
    identities = Identities(place, named_collection=bool(options.source))
    for number, reading in enumerate(_unfailing(readings)):
        source_id = identities.of(reading.source_id, reading.member)
        yield _found(file, sha256, number, source_id, reading, options)


def refusal_of(file: SourceFile, message: str, remedy: str) -> Found:
    """The whole of a file refused, by whoever found that it cannot be read."""
    [problem] = refused(message, remedy).problems
    return Found(path=file.shown, sha256="", source_id=file.place, problems=(problem,))


def _opened(file: SourceFile) -> tuple[bytes, Format]:
    """The bytes of a file and the format that reads them; no more is read than it takes."""
    if file.size == NO_FILE:
        raise Refused("This is not a file that can be read.", UNREADABLE)
    if file.path == STDIN:
        return _taken(sys.stdin.buffer, STDIN)
    with open(file.path, "rb", opener=_without_waiting) as stream:
        return _taken(stream, Path(file.path).name)


def _without_waiting(path: str, flags: int) -> int:
    """Should a pipe have taken the file's place since, opening it does not block."""
    return os.open(path, flags | os.O_NONBLOCK)


def _taken(stream: BinaryIO, name: str) -> tuple[bytes, Format]:
    head = stream.read(readers.HEAD)
    reader = readers.reader_for(name, head)
    if reader is None:
        raise Refused("No reader knows this kind of file.", "Convert it to text.")
    data = head
    if len(head) == readers.HEAD:  # else that was all, and room for the most is not worth making
        data += stream.read(reader.most_bytes - len(head) + 1)
    if len(data) > reader.most_bytes:
        raise Refused(
            f"The file is larger than {reader.most_bytes:,} bytes, the limit for {reader.name}.",
            "Split it into one file a story.",
        )
    return data, reader


def _readings(file: SourceFile, data: bytes, reader: Format) -> Iterator[Reading]:
    if reader.name == substack.NAME and file.path != STDIN:
        return substack.read(data, _texts_beside(file.path))
    return reader.read(data, folders.telling_name(file.path))


def _texts_beside(sheet: str) -> dict[str, Callable[[], bytes]]:
    folder = Path(sheet).parent / substack.TEXTS
    if folder.is_symlink() or not folder.is_dir():
        return {}
    pages = [path for path in sorted(folder.glob("*.html")) if path.is_file()]
    return {path.name: partial(_page, path) for path in pages if not path.is_symlink()}


def _page(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(html.MOST_BYTES)


def _unfailing(readings: Iterator[Reading]) -> Iterator[Reading]:
    """The readings; what the reader does not survive becomes a refusal. Never none at all."""
    for number in count():
        try:
            reading = next(readings)
        except StopIteration:
            if number == 0:
                yield refused("There is no story in this file.", "Check that it is the right one.")
            return
        except TooMuch as limit:
            yield refused(str(limit), "Split it into smaller files.")
            return
        except Exception as error:  # whatever a reader trips over must not end the import
            yield refused(f"The reader failed: {type(error).__name__}: {error}"[:300], BROKEN)
            return
        yield reading


def _found(
    file: SourceFile,
    sha256: str,
    number: int,
    source_id: str,
    reading: Reading,
    options: Options,
) -> Found:
    problems = reading.problems
    document, proof = reading.document, None
    if document is not None:
        document, cuts = _fitted(document)
        problems += (*cuts, *_still_to_come(document))
    if document is not None:
        proof = pulled(options.filed(document), publish=options.publish)
    path = f"{file.shown}/{reading.member}" if reading.member else file.shown
    return Found(
        path=path,
        sha256=sha256,
        source_id=source_id,
        own_id=reading.source_id,
        credit=reading.source,
        number=number,
        lines=reading.lines,
        status=reading.status or folders.status(path),
        is_titled=reading.is_titled,
        problems=problems,
        document=document,
        digest=document.digest if document else "",
        proof=proof,
        likeness=likeness(document.body) if document else UNLIKE,
    )


def _fitted(document: Document) -> tuple[Document | None, tuple[Problem, ...]]:
    try:
        return fit(document)
    except TooMuch as limit:
        message, _, remedy = str(limit).partition(". ")
        return None, (Problem(message=message, remedy=remedy, severity=Severity.ERROR),)


def _still_to_come(document: Document | None) -> Iterator[Problem]:
    dated = composing.dated_instant(document) if document else None
    if dated and dated > timezone.now() + A_DAY:
        yield Problem(
            message=f"The story is dated {dated:%Y-%m-%d}, which is still to come.",
            remedy="Mend the date, or schedule the story for it on the desk.",
        )
