"""Proposing: the files of a planned run read, and what would become of each put on record."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Generator, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.importing import crew, intake, leases, memory, recording, uploads
from articles.importing.batches import Batches
from articles.importing.found import Found
from articles.importing.intake import SourceFile
from articles.importing.leases import Lease
from articles.importing.likening import liken
from articles.importing.options import Options
from articles.importing.pacing import Pace
from articles.importing.planning import Decision, plan
from articles.importing.running import Rehearsal
from articles.models.importing import ImportItem, ImportRun, RunState, Verdict

OUT = "It was a draft, and would be published."


class FilesChanged(Exception):
    """The files are not those that were being read. The message is for a person."""


def steps(run: ImportRun, lease: Lease) -> Generator[None, None, None]:
    """Read and decide, a checkpoint at a time, from where the run stands."""
    options = Options.from_json(run.options)
    reading = replace(options, publish=False)  # nobody needs the pages of what may be declined
    place = Place(run.cursor, files_of(run, options))
    rehearsal, pace = _rehearsal(run), Pace()
    if not run.cursor:
        with leases.checkpoint(lease) as run:
            run.aim = sum(1 for _ in files_of(run, options))
    found = crew.found(memory.sift(place.files(), options), reading)
    began = time.monotonic()
    for batch in Batches(islice(found, place.documents, None), pace):
        decisions = [_shown(rehearsal.take(decision)) for decision in liken(plan(batch, options))]
        with leases.checkpoint(lease) as run:
            recording.record(run, decisions, timezone.now())
            run.cursor = place.after(batch)
            leases.advance(run, place.read - run.done, time.monotonic() - began)
        began = time.monotonic()
        yield
        pace.rest()
    with leases.checkpoint(lease) as run:
        _finish(run)


def files_of(run: ImportRun, options: Options) -> Iterator[SourceFile]:
    """The files the run was given, in an order that stays."""
    if run.folder:
        return uploads.files(run.folder, in_collection=bool(options.source))
    return intake.files(run.paths, in_collection=bool(options.source))


class Place:
    """How far the reading has come: `read` files whole, then `documents` of the next one."""

    def __init__(self, cursor: dict[str, Any], files: Iterator[SourceFile]) -> None:
        self.read, self.documents = cursor.get("files", 0), cursor.get("documents", 0)
        self._current = cursor.get("file", "")
        self._files, self._ahead = files, deque[SourceFile]()

    def files(self) -> Iterator[SourceFile]:
        """Those still to read, the one under way first."""
        for number, file in enumerate(islice(self._files, self.read, None)):
            if number == 0 and self._current not in ("", file.shown):
                raise FilesChanged(_("The files were changed while they were read."))
            self._ahead.append(file)
            yield file

    def after(self, batch: list[Found]) -> dict[str, Any]:
        """The cursor once these, which follow what came before, are on record."""
        for found in batch:
            while not _is_in(found, self._ahead[0]):
                self._ahead.popleft()
                self.read += 1
                self.documents = 0
            self.documents += 1
        return {"files": self.read, "file": self._ahead[0].shown, "documents": self.documents}


def _is_in(found: Found, file: SourceFile) -> bool:
    return found.path == file.shown or found.path.startswith(f"{file.shown}/")


def _rehearsal(run: ImportRun) -> Rehearsal:
    """One that remembers what was proposed before the reading was interrupted."""
    rehearsal = Rehearsal()
    created = ImportItem.objects.of(run).with_verdict(Verdict.CREATED)
    for source_id, digest in created.order_by("position").values_list("source_id", "digest"):
        rehearsal.recall(source_id, digest)
    return rehearsal


def _shown(decision: Decision) -> Decision:
    """As it will be reported once it is carried out."""
    if decision.verdict == Verdict.UNCHANGED and decision.publishes:
        decision.verdict, decision.reason = Verdict.UPDATED, OUT
    return decision


def _finish(run: ImportRun) -> None:
    waits = ImportItem.objects.of(run).undecided().exists()
    run.state = RunState.PLANNED if waits else RunState.DONE
    run.finished_at = None if waits else timezone.now()
    run.done, run.worker, run.cursor = run.aim, "", {}
