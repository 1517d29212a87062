"""Progress: how far a run is, as pages and commands show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from articles.models.importing import AT_WORK, ImportRun
from articles.models.worker import Worker

SILENCE = timedelta(seconds=30)
"""A worker not heard of for so long is taken for dead, and its run is taken up by another."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    `done` of `aim` are files while it is read, documents afterwards; `documents` is how
    many it has found so far, `rate` how many of `aim` a second, `seconds_left` None where
    that cannot be told. `is_in_hand` says that somebody is at it, `has_worker` that there
    is a worker at all, who would take it up again.
    """

    state: str
    done: int
    aim: int
    documents: int
    counts: dict[str, int]
    rate: float
    seconds_left: float | None
    is_at_work: bool
    is_in_hand: bool
    has_worker: bool

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return min(self.done / self.aim, 1.0) if self.aim else 0.0

    def as_json(self) -> dict[str, Any]:
        names = [name for name in self.__slots__ if name != "counts"]
        plain = {name: getattr(self, name) for name in names}
        return {**plain, "counts": dict(self.counts), "share": self.share}


def progress(run: ImportRun) -> Progress:
    """How far the run is, by its row as it was read; one query, for the workers."""
    since = timezone.now() - SILENCE
    is_at_work = run.state in AT_WORK
    remaining = max(run.aim - run.done, 0)
    return Progress(
        state=run.state,
        done=run.done,
        aim=run.aim,
        documents=run.total,
        counts=run.counts,
        rate=run.rate,
        seconds_left=remaining / run.rate if is_at_work and run.rate else None,
        is_at_work=is_at_work,
        is_in_hand=is_at_work and run.heartbeat_at > since and bool(run.worker),
        has_worker=Worker.objects.heard_since(since).exists(),
    )
