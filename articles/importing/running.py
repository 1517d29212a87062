"""Running an import: find, decide, apply, a batch at a time, on record from first to last."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection
from django.utils import timezone

from articles.importing import crew, memory
from articles.importing.applying import apply
from articles.importing.batches import Batches
from articles.importing.found import Found
from articles.importing.intake import SourceFile
from articles.importing.likening import SAME_WORDS, liken
from articles.importing.options import Options
from articles.importing.pacing import Pace
from articles.importing.planning import SAME, Decision, plan
from articles.importing.terms import Terms
from articles.models.importing import ImportRun, RunState, Verdict

TRIES = 3
"""How often a batch is tried when the database is busy."""


def begin(options: Options) -> ImportRun:
    """A run on record. The caller holds the lock, so whatever was unfinished was killed."""
    now = timezone.now()
    ImportRun.objects.mark_interrupted()
    return ImportRun.objects.create(
        state=RunState.APPLYING,
        source=options.collection,
        options={**options.as_json(), "reading": memory.reading()},
        started_at=now,
        heartbeat_at=now,
    )


def carry_out(
    run: ImportRun, files: Iterable[SourceFile], options: Options
) -> Iterator[list[Decision]]:
    """Import the files; after each batch is committed, what was decided about it."""
    terms, pace = Terms(), Pace()
    with _ending(run):
        for batch in Batches(crew.found(memory.sift(files, options), options), pace):
            yield _applied(run, batch, options, terms, pace)


def rehearse(files: Iterable[SourceFile], options: Options) -> Iterator[list[Decision]]:
    """What an import of these files would decide. Nothing is written."""
    rehearsal = Rehearsal()
    for batch in Batches(crew.found(memory.sift(files, options), options), Pace()):
        yield [rehearsal.take(decision) for decision in liken(plan(batch, options))]


class Rehearsal:
    """What a rehearsal would have created, since no database remembers it."""

    def __init__(self) -> None:
        self._identities: set[str] = set()
        self._digests: dict[str, str] = {}
        self._wordings: dict[bytes, str] = {}

    def recall(self, source_id: str, digest: str) -> None:
        """What was taken in an earlier process."""
        self._identities.add(source_id)
        self._digests.setdefault(digest, source_id)

    def take(self, decision: Decision) -> Decision:
        """The decision as it would be, had those before it been carried out."""
        found = decision.found
        if decision.verdict == Verdict.CREATED:
            if found.source_id in self._identities:
                decision.verdict = Verdict.UPDATED
            elif found.digest in self._digests:
                decision.verdict = Verdict.DUPLICATE
                decision.reason = SAME.format(self._digests[found.digest])
            elif found.likeness.wording in self._wordings:
                decision.verdict = Verdict.DUPLICATE
                decision.reason = self._wordings[found.likeness.wording]
            self.recall(found.source_id, found.digest)
            if found.likeness.sketch:
                reason = SAME_WORDS.format(decision.document.headline, found.source_id)
                self._wordings.setdefault(found.likeness.wording, reason)
        return decision


def _applied(
    run: ImportRun, batch: list[Found], options: Options, terms: Terms, pace: Pace
) -> list[Decision]:
    for tried in range(1, TRIES + 1):
        decisions = liken(plan(batch, options))
        pace.make_room()
        try:
            apply(run, decisions, options, terms)
        except OperationalError:
            if tried == TRIES or connection.in_atomic_block:
                raise
            terms.forget()
            time.sleep(tried)
        else:
            break
    pace.wrote()
    return decisions


@contextmanager
def _ending(run: ImportRun) -> Iterator[None]:
    """However it ends, the run says how; what was committed stands."""
    state = RunState.FAILED
    try:
        yield
        state = RunState.DONE
    except (KeyboardInterrupt, GeneratorExit):
        state = RunState.CANCELLED
        raise
    finally:
        run.finish(state)
