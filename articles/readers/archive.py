"""Archives: zip, tar and what is packed with gzip, bzip2 or xz, each file by its own reader."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import PurePosixPath

from articles.limits import TooMuch
from articles.readers import folders, html, members, substack
from articles.readers.formats import Format
from articles.readers.members import Member, Unsafe
from articles.readers.reading import Problem, Reading, refused
from articles.readers.unpacking import Broken, is_packed, unpacked

ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
USTAR, USTAR_AT = b"ustar", 257
HEAD = 8 * 1024
PACKED = re.compile(r"\.(?:gz|gzip|xz|bz2?)$", re.IGNORECASE)
ARCHIVES = (".zip", ".tar", ".tgz", ".tbz", ".tbz2", ".txz", ".gz", ".xz", ".bz2", ".7z", ".rar")
NAME = "archive"
OFFICE = ("[Content_Types].xml", "mimetype")
AGAIN = "Make the archive again, and import that one."
UNPACK = "Unpack it, and import what is in it."

ReaderFor = Callable[[str, bytes], Format | None]


def recognises(name: str, head: bytes) -> bool:
    """By the first bytes alone: text that is called .zip is text."""
    return head.startswith(ZIP) or is_packed(head) or _is_tar(head)


def read(data: bytes, name: str, reader_for: ReaderFor) -> Iterator[Reading]:
    """The readings of every file in the archive, in its order, each naming its `member`.

    One file that was only packed is read under its name without `.gz`.
    """
    try:
        yield from _read(data, name, reader_for)
    except Unsafe as fault:
        yield refused(f"The archive is refused: {fault}", fault.remedy)
    except Broken as fault:
        yield refused(f"The archive cannot be read: {fault}.", AGAIN)
    except TooMuch as limit:
        message, _, remedy = str(limit).partition(". ")
        yield refused(f"{message}.", remedy or "Split it.")


def _read(data: bytes, name: str, reader_for: ReaderFor) -> Iterator[Reading]:
    stream = unpacked(data) if is_packed(data) else BytesIO(data)
    head = stream.getvalue()[:HEAD]
    if _is_tar(head):
        yield from _archived(members.in_tar(stream), reader_for)
    elif is_packed(data):
        whole = stream.getvalue()
        file = Member(PACKED.sub("", name), len(whole), lambda most: whole[:most])
        yield from _file(file, reader_for)
    else:
        yield from _archived(members.in_zip(data), reader_for)


def _is_tar(head: bytes) -> bool:
    return head[USTAR_AT:].startswith(USTAR)


def _archived(files: Sequence[Member], reader_for: ReaderFor) -> Iterator[Reading]:
    _check(files)
    wanted = set(folders.stories(file.path for file in files))
    files = [file for file in files if file.path in wanted]
    pictures = Counter(suffix for suffix in map(_suffix, files) if suffix in folders.MEDIA)
    files = [file for file in files if _suffix(file) not in folders.MEDIA]
    yield from _told(_each(files, reader_for), _passed_over(pictures))


def _check(files: Sequence[Member]) -> None:
    if any(file.path in OFFICE for file in files):
        raise Unsafe("It is an office document or a book.", "Save it as .docx, HTML or text.")
    nested = next((file.path for file in files if _suffix(file) in ARCHIVES), "")
    if nested:
        raise Unsafe(f"It holds another archive, “{nested}”.", UNPACK)


def _suffix(file: Member) -> str:
    return folders.suffix(file.path)


def _each(files: Sequence[Member], reader_for: ReaderFor) -> Iterator[Reading]:
    """The files in turn; a newsletter's table of posts takes its texts along."""
    by_path = {file.path: file for file in files}
    sheets = [path for path, file in by_path.items() if _is_sheet(file)]
    for path in sheets:
        texts = {PurePosixPath(name).name: by_path.pop(name) for name in _texts(path, by_path)}
        sheet = by_path.pop(path)
        fetch = {
            name: partial(text.take, html.MOST_BYTES)
            for name, text in texts.items()
            if name.endswith(".html")  # beside them stand tables of who opened what
        }
        for reading in substack.read(sheet.take(substack.MOST_BYTES), fetch):
            yield reading.within(_beside(path, reading.member or substack.SHEET))
    for file in by_path.values():
        for reading in _file(file, reader_for):
            yield reading.within(file.path)


def _is_sheet(file: Member) -> bool:
    named = PurePosixPath(file.path).name == substack.SHEET
    return named and substack.is_sheet(file.take(substack.HEAD))


def _texts(sheet: str, paths: Iterable[str]) -> list[str]:
    folder = PurePosixPath(sheet).parent / substack.TEXTS
    return [path for path in paths if PurePosixPath(path).parent == folder]


def _beside(path: str, name: str) -> str:
    return str(PurePosixPath(path).parent / name)


def _file(file: Member, reader_for: ReaderFor) -> Iterator[Reading]:
    """What a file says to the reader its first bytes and its name call for."""
    try:
        head = file.take(HEAD)
        reader = None if _suffix(file) in folders.CODE else reader_for(file.path, head)
        if recognises(file.path, head) and (reader is None or reader.name == NAME):
            yield refused("It is an archive within an archive.", UNPACK)
        elif reader is None:
            yield refused("No reader knows this kind of file.", "Convert it to text.")
        elif file.size > reader.most_bytes:
            what = f"The file is larger than {reader.most_bytes:,} bytes"
            yield refused(f"{what}, the limit for {reader.name}.", "Split it.")
        else:
            name = folders.telling_name(file.path)
            yield from reader.read(file.take(reader.most_bytes), name)
    except Broken as fault:
        yield refused(f"The file cannot be read: {fault}.", AGAIN)


def _passed_over(pictures: Counter[str]) -> tuple[Problem, ...]:
    if not pictures:
        return ()
    named = ", ".join(f"{number:,} {suffix}" for suffix, number in pictures.most_common(8))
    message = f"Files that hold no story were passed over: {named}."
    return (Problem(message=message, remedy="Add the pictures that are wanted by hand."),)


def _told(readings: Iterator[Reading], problems: tuple[Problem, ...]) -> Iterator[Reading]:
    """The readings, the first with a word on the whole archive; a refusal where there is none."""
    first = next(readings, None)
    if first is None:
        what = problems[0].message if problems else ""
        yield refused(f"There is no story in this archive. {what}".strip(), "Check what it holds.")
    else:
        yield replace(first, problems=(*first.problems, *problems))
        yield from readings
