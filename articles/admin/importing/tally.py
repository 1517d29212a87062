"""Tally: what became of a run's documents, in the order the newsroom reads it."""

from __future__ import annotations

from typing import NamedTuple

from articles.models import ImportRun, Verdict


class Count(NamedTuple):
    """A verdict and how many documents it was given to."""

    verdict: Verdict
    number: int


def counts(run: ImportRun) -> list[Count]:
    """Every verdict with its number."""
    return [Count(verdict, int(run.counts.get(verdict.value, 0))) for verdict in Verdict]


def outcome(run: ImportRun) -> list[Count]:
    """The verdicts there were."""
    return [count for count in counts(run) if count.number]
