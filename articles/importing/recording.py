"""Recording: what was decided goes on record in the transaction that does it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import Any

from articles.importing import tables
from articles.importing.planning import Decision
from articles.models.importing import Approval, ImportItem, ImportRun, RunState, Verdict
from articles.readers.reading import Problem

LONGEST_PATH = 600
"""Characters; an index of PostgreSQL takes no more than 2,700 bytes."""
LONGEST_REASON = 500
LONGEST_STATUS = 100
OUTCOME = (
    *("verdict", "reason", "problems", "content", "article", "revision_number", "applied_at"),
    *("base_version", "base_digest", "approval"),
)
NONE = "[]"
DONE = {Verdict.CREATED, Verdict.UPDATED}


@contextmanager
def undone_on_failure(run: ImportRun) -> Iterator[None]:
    """Counts go back with the transaction that wrote them."""
    before = run.counts, run.total
    try:
        yield
    except BaseException:
        run.counts, run.total = before
        raise


def record(run: ImportRun, decisions: Sequence[Decision], at: datetime) -> None:
    """The run's counts, and an item for each decision; what is remembered is on record.

    A planned run's documents wait with all that it takes to carry the decision out.
    """
    if run.is_planned and run.state == RunState.APPLYING:
        _note_outcomes(run, decisions, at)
        return
    keeping = {Verdict.HELD, *(DONE if run.is_planned else ())}
    numbered = enumerate(decisions, run.total + 1)
    items = [_item(run, n, d, keeping) for n, d in numbered if not _is_on_record(d)]
    if not run.is_planned:
        for item in items:
            item["applied_at"] = at if item["verdict"] in DONE else None
    tables.insert(ImportItem, items)
    run.counts = dict(Counter(run.counts) + Counter(str(d.verdict) for d in decisions))
    run.total += len(decisions)
    run.heartbeat_at = at
    run.save(update_fields=["counts", "total", "heartbeat_at"])


def _note_outcomes(run: ImportRun, decisions: Sequence[Decision], at: datetime) -> None:
    """What came of documents that were planned, in the items that stand for them."""
    counts = Counter(run.counts)
    items = {item.pk: item for item in ImportItem.objects.filter(pk__in=_planned_as(decisions))}
    for decision in decisions:
        item = items[decision.found.item_id]
        counts[item.verdict] -= 1
        counts[str(decision.verdict)] += 1
        _note_outcome(item, decision, at)
    ImportItem.objects.bulk_update(items.values(), OUTCOME)
    run.counts = dict(+counts)


def _planned_as(decisions: Sequence[Decision]) -> list[int]:
    return [decision.found.item_id for decision in decisions]


def _note_outcome(item: ImportItem, decision: Decision, at: datetime) -> None:
    twin, is_done = decision.twin, decision.verdict in DONE
    item.verdict, item.reason = decision.verdict, decision.reason[:LONGEST_REASON]
    item.problems = as_json(dict.fromkeys(decision.all_problems()))
    item.content = decision.document.to_json() if decision.verdict == Verdict.HELD else ""
    item.article_id = twin.article_id if twin else decision.article_id
    item.revision_number = decision.revision_number
    item.base_version, item.base_digest = decision.version, decision.base_digest
    item.applied_at = at if is_done else None
    if decision.verdict == Verdict.HELD:
        item.approval = Approval.UNDECIDED  # of what was approved nobody knew


def _is_on_record(decision: Decision) -> bool:
    return decision.found.is_remembered and decision.verdict == Verdict.UNCHANGED


def _item(
    run: ImportRun, position: int, decision: Decision, keeping: Collection[Verdict]
) -> tables.Row:
    found = decision.found
    first_line, last_line = found.lines or (None, None)
    twin, problems = decision.twin, decision.all_problems()
    return {
        "run_id": run.pk,
        "position": position,
        "path": found.path[-LONGEST_PATH:],
        "sha256": found.sha256,
        "first_line": first_line,
        "last_line": last_line,
        "source_id": found.source_id,
        "verdict": str(decision.verdict),
        "reason": decision.reason[:LONGEST_REASON],
        "problems": as_json(problems) if problems else NONE,
        "digest": found.digest,
        "content": decision.document.to_json() if decision.verdict in keeping else "",
        "section": decision.document.section if run.is_planned else "",
        "status": found.status[:LONGEST_STATUS],
        "base_version": decision.version,
        "base_digest": decision.base_digest,
        "article_id": twin.article_id if twin else decision.article_id,
        "revision_number": decision.revision_number,
    }


def as_json(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    return [asdict(problem) for problem in problems]
