"""Tally: what became of a run's documents, and what people said to them."""

from __future__ import annotations

from typing import NamedTuple

from articles.models import ImportItem, ImportRun, RunState, Verdict
from articles.models.importing import ImportItemQuerySet

MOST = 10_000


class Count(NamedTuple):
    """A verdict and how many documents it was given to."""

    verdict: Verdict
    number: int


class Approvals(NamedTuple):
    """How many proposals are undecided, and how many approved and not yet written: "9999+"
    stands for more than is worth counting."""

    undecided: str
    approved: str


class Undone(NamedTuple):
    """How many stories an undo took back, and how many it kept."""

    undone: str
    kept: str


def counts(run: ImportRun) -> list[Count]:
    """Every verdict with its number, in the order the newsroom reads them."""
    return [Count(verdict, int(run.counts.get(verdict.value, 0))) for verdict in Verdict]


def outcome(run: ImportRun) -> list[Count]:
    """The verdicts there were."""
    return [count for count in counts(run) if count.number]


def approvals(run: ImportRun) -> Approvals:
    items = ImportItem.objects.of(run)
    return Approvals(up_to(items.undecided()), up_to(items.approved()))


def unwritten(run: ImportRun) -> str:
    """How many proposals came to nothing, of a run that is over; its counts hold them too."""
    return up_to(ImportItem.objects.of(run).proposed()) if run.is_finished else "0"


def undone(run: ImportRun) -> Undone | None:
    if run.state != RunState.UNDONE:
        return None
    items = ImportItem.objects.of(run)
    return Undone(up_to(items.undone()), up_to(items.kept()))


def up_to(items: ImportItemQuerySet) -> str:
    """How many, counted no further than is worth it."""
    number = items.order_by()[:MOST].count()
    return str(number) if number < MOST else f"{MOST - 1}+"
