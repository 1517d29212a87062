"""Carrying out: what was approved of a planned run is written, decided anew at that moment."""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence

from django.utils import timezone

from articles.importing import leases
from articles.importing.applying import apply
from articles.importing.batches import FIRST, LARGEST, SMALLEST
from articles.importing.found import Found
from articles.importing.leases import Lease
from articles.importing.options import Options
from articles.importing.pacing import Pace
from articles.importing.planning import Decision, plan
from articles.importing.terms import Terms
from articles.models.importing import ImportItem, ImportRun, RunState, Verdict
from articles.readers.reading import Problem

CHANGED = "It has changed since this was planned. Nothing was overwritten: look at both again."
APPEARED = "Another import has brought it since this was planned. Nothing was overwritten."


def steps(run: ImportRun, lease: Lease) -> Generator[None, None, None]:
    """Write what is approved, a checkpoint at a time, from where the run stands."""
    options = Options.from_json(run.options)
    terms, pace, size = Terms(), Pace(), FIRST
    while True:
        began = time.monotonic()
        with leases.checkpoint(lease) as run:
            items = _next(run, size)
            if not items:
                _finish(run)
                return
            apply(run, _decisions(run, items, options), options, terms)
            run.cursor = {"position": items[-1].position}
            took = time.monotonic() - began
            leases.advance(run, len(items), took)
        size = min(LARGEST, max(SMALLEST, int(len(items) * pace.stretch / max(took, 0.1))))
        yield
        pace.rest()


def _next(run: ImportRun, most: int) -> list[ImportItem]:
    """The next that are approved; no identity twice, so that the second finds the first."""
    approved = ImportItem.objects.of(run).approved().after(run.cursor.get("position", 0))
    items: dict[str, ImportItem] = {}
    for item in approved[:most]:
        if item.source_id in items:
            break
        items[item.source_id] = item
    return list(items.values())


def _decisions(run: ImportRun, items: Sequence[ImportItem], options: Options) -> list[Decision]:
    decisions = plan([_found(item) for item in items], options)
    ours = _left_by(run, decisions)
    for item, decision in zip(items, decisions, strict=True):
        _hold_what_nobody_saw(item, decision, ours)
    return decisions


def _found(item: ImportItem) -> Found:
    lines = (item.first_line, item.last_line) if item.first_line and item.last_line else None
    return Found(
        path=item.path,
        sha256=item.sha256,
        source_id=item.source_id,
        lines=lines,
        status=item.status,
        problems=tuple(Problem(**problem) for problem in item.problems),
        document=item.document,
        digest=item.digest,
        item_id=item.pk,
    )


def _left_by(run: ImportRun, decisions: Sequence[Decision]) -> dict[int, int]:
    """article → the version this run has left it at, of those it has written already."""
    articles = [decision.article_id for decision in decisions if decision.article_id]
    written = ImportItem.objects.of(run).standing().filter(article__in=articles)
    rows = written.order_by("position").values_list("article_id", "revision_number")
    return {article_id or 0: number or 0 for article_id, number in rows}


def _hold_what_nobody_saw(item: ImportItem, decision: Decision, ours: dict[int, int]) -> None:
    """What was approved was a change of one version; another is for a person to look at."""
    if decision.article_id is None or decision.verdict not in (Verdict.UPDATED, Verdict.CREATED):
        return
    was_seen = (item.article_id, item.base_version) == (decision.article_id, decision.version)
    if not was_seen and ours.get(decision.article_id) != decision.version:
        decision.verdict = Verdict.HELD
        decision.reason = CHANGED if item.article_id else APPEARED


def _finish(run: ImportRun) -> None:
    """Done, unless some documents still wait to be approved or declined."""
    waits = ImportItem.objects.of(run).undecided().exists()
    run.state = RunState.PLANNED if waits else RunState.DONE
    run.finished_at = None if waits else timezone.now()
    run.worker, run.cursor = "", {}
