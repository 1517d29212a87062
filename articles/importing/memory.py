"""Memory: files that were read before and are the same to the byte need not be read again."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from django.db.models import Max

from articles.importing.found import Found
from articles.importing.intake import SourceFile
from articles.importing.options import Options
from articles.importing.recording import LONGEST_PATH
from articles.models.importing import ImportItem, ImportRun, RunState, Verdict

STRETCH = 200
"""Files asked about at a time."""
SETTLED = {Verdict.CREATED, Verdict.UPDATED, Verdict.UNCHANGED}
APP = Path(__file__).resolve().parent.parent
CODE = (
    *("readers", "markup", "headlines", "documents.py", "languages.py", "limits.py"),
    *("romanising.py", "slugs.py", "importing/fitting.py", "importing/identity.py"),
)
"""What of our own code decides what is made of a file."""


class Remembered(NamedTuple):
    """A file that holds what it held when it was last read, and what that was."""

    file: SourceFile
    found: list[Found]


class Item(NamedTuple):
    """What is on record of a document, and of the article it became."""

    path: str
    run_id: int
    sha256: str
    source_id: str
    first_line: int | None
    last_line: int | None
    verdict: str
    digest: str
    article__source: str | None
    article__source_id: str | None
    article__source_digest: str | None
    article__published_version: int | None

    def holds(self, options: Options) -> bool:
        """Whether the article still stands as this document brought it, and need not change."""
        brought = (self.article__source, self.article__source_id, self.article__source_digest)
        as_then = (options.collection, self.source_id, self.digest)
        is_out = not options.publish or self.article__published_version
        return self.verdict in SETTLED and brought == as_then and bool(is_out)


def sift(files: Iterable[SourceFile], options: Options) -> Iterator[SourceFile | Remembered]:
    """The files in order, those remembered with what is in them."""
    files = iter(files)
    while stretch := list(islice(files, STRETCH)):
        remembered = _remembered(stretch, options)
        for file in stretch:
            yield remembered.get(file.path, file)


@cache
def reading() -> str:
    """A name for the code that reads: another one may make something else of a file."""
    seen = hashlib.sha256()
    for room in CODE:
        paths = [APP / room] if room.endswith(".py") else sorted((APP / room).rglob("*.py"))
        for path in paths:
            seen.update(path.read_bytes())
    return seen.hexdigest()[:16]


def _remembered(stretch: Iterable[SourceFile], options: Options) -> dict[str, Remembered]:
    files = {file.shown: file for file in stretch if len(file.shown) <= LONGEST_PATH}
    remembered = {}
    for path, items in _last_items(files).items():
        file = files[path]
        # In a named collection a place depends on the folders given, as identity does.
        same_place = not options.source or any(item.source_id == file.place for item in items)
        if same_place and all(item.holds(options) for item in items) and _is_same(file, items):
            found = [_found(item, number) for number, item in enumerate(items)]
            remembered[file.path] = Remembered(file, found)
    return remembered


def _last_items(paths: Iterable[str]) -> dict[str, list[Item]]:
    """For each path all items of the last run that finished and read as we do."""
    done = ImportItem.objects.filter(path__in=list(paths), run__state=RunState.DONE)
    last = dict(done.values_list("path").annotate(run=Max("run_id")).order_by())
    runs = ImportRun.objects.filter(pk__in=set(last.values()))
    alike = {run.pk for run in runs if run.options.get("reading") == reading()}
    rows = ImportItem.objects.filter(path__in=list(last), run__in=alike).order_by("position")
    items = defaultdict(list)
    for item in map(Item._make, rows.values_list(*Item._fields) if alike else []):
        if last[item.path] == item.run_id:
            items[item.path].append(item)
    return items


def _is_same(file: SourceFile, items: list[Item]) -> bool:
    try:
        with open(file.path, "rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return False
    return all(item.sha256 == sha256 for item in items)


def _found(item: Item, number: int) -> Found:
    lines = (item.first_line, item.last_line) if item.first_line and item.last_line else None
    return Found(
        path=item.path,
        sha256=item.sha256,
        source_id=item.source_id,
        number=number,
        lines=lines,
        digest=item.digest,
        is_remembered=True,
    )
