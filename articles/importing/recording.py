"""Recording: what was decided goes on record in the transaction that does it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import Any

from articles.importing import tables
from articles.importing.planning import Decision
from articles.models.importing import ImportItem, ImportRun, Verdict
from articles.readers.reading import Problem

LONGEST_PATH = 600
"""Characters; an index of PostgreSQL takes no more than 2,700 bytes."""
LONGEST_REASON = 500
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
    """The run's counts, and an item for each decision; what is remembered is on record."""
    numbered = enumerate(decisions, run.total + 1)
    items = [_item(run, n, d, at) for n, d in numbered if not _is_on_record(d)]
    tables.insert(ImportItem, items)
    run.counts = dict(Counter(run.counts) + Counter(str(d.verdict) for d in decisions))
    run.total += len(decisions)
    run.heartbeat_at = at
    run.save(update_fields=["counts", "total", "heartbeat_at"])


def _is_on_record(decision: Decision) -> bool:
    return decision.found.is_remembered and decision.verdict == Verdict.UNCHANGED


def _item(run: ImportRun, position: int, decision: Decision, at: datetime) -> tables.Row:
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
        "content": decision.document.to_json() if decision.verdict == Verdict.HELD else "",
        "article_id": twin.article_id if twin else decision.article_id,
        "revision_number": decision.revision_number,
        "applied_at": at if decision.verdict in DONE else None,
    }


def as_json(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    return [asdict(problem) for problem in problems]
