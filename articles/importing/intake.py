"""Paths → the files to read: folders walked in order, what is no document passed over."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from articles.readers import folders, substack

STDIN = "-"
NO_FILE = -1
"""The size of what was named, or stood in a folder, and cannot be read as a file."""


class NoSuchPath(Exception):
    """A path given that leads nowhere. The message is for a person."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read. `path` is absolute, or "-" for standard input; `size` in bytes.

    `place` is its identity: the path, or the path within a named collection. `name` is
    what people know it by, where that is not the path.
    """

    path: str
    place: str
    size: int
    name: str = ""

    @property
    def shown(self) -> str:
        return self.name or readable(self.path)


def files(paths: Sequence[str], *, in_collection: bool = False) -> Iterator[SourceFile]:
    """Every file the paths lead to, once each: folders recursively, in order of name.

    Dot files, `~` leftovers and what file managers leave behind are passed over, and so
    are links inside a folder, pipes and devices, which are never opened. Paths may be
    globs. Raises NoSuchPath before the first file.
    """
    paths = sorted(paths, key=lambda path: path != STDIN)  # what is piped in comes first
    roots = _apart([root for path in paths for root in _matches(path)])
    shared = _shared_folder(roots) if in_collection else ""
    return (
        SourceFile(path, _place(path, shared), size) for root in roots for path, size in _walk(root)
    )


def readable(path: str) -> str:
    """A path as text: a byte that is no UTF-8 stays visible as \\xNN."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _matches(path: str) -> list[str]:
    if path == STDIN:
        return [STDIN]
    if os.path.lexists(path):
        return [os.path.realpath(path)]
    matches = sorted(glob.glob(path, recursive=True)) if glob.has_magic(path) else []
    if not matches:
        raise NoSuchPath(f"There is nothing at {path}.")
    return [
        os.path.realpath(match)
        for match in matches
        if not folders.is_left_behind(os.path.basename(match))
    ]


def _apart(roots: Iterable[str]) -> list[str]:
    """The roots without those named twice or standing inside another."""
    distinct = dict.fromkeys(roots)
    return [
        root
        for root in distinct
        if not any(str(parent) in distinct for parent in PurePath(root).parents)
    ]


def _shared_folder(roots: Iterable[str]) -> str:
    folders = [root if Path(root).is_dir() else str(Path(root).parent) for root in roots]
    return os.path.commonpath(folders) if folders else ""


def _place(path: str, shared: str) -> str:
    within = os.path.relpath(path, shared) if shared and path != STDIN else path
    return readable(within)


def _walk(root: str) -> Iterator[tuple[str, int]]:
    if root == STDIN:
        yield STDIN, 0
    elif os.path.isdir(root):
        yield from _walk_folder(root)
    else:
        yield root, _size(root)


def _walk_folder(folder: str) -> Iterator[tuple[str, int]]:
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        yield folder, NO_FILE
        return
    for name in folders.kept(names):
        path = os.path.join(folder, name)
        if os.path.islink(path) or (name == substack.TEXTS and _has_sheet(folder)):
            continue
        if os.path.isdir(path):
            yield from _walk_folder(path)
        elif (size := _size(path)) != NO_FILE:
            yield path, size


def _has_sheet(folder: str) -> bool:
    """Whether the texts here come with their table of posts."""
    path = os.path.join(folder, substack.SHEET)
    if _size(path) == NO_FILE:
        return False
    try:
        with open(path, "rb") as stream:
            return substack.is_sheet(stream.read(substack.HEAD))
    except OSError:
        return False


def _size(path: str) -> int:
    try:
        found = os.lstat(path)
    except OSError:
        return NO_FILE
    return found.st_size if stat.S_ISREG(found.st_mode) else NO_FILE
