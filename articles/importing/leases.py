"""Leases: who has a run in hand. Several processes may want it; one at a time gets anything done.

A lease is a token on the run's row. Each checkpoint is a transaction that first locks the
row and looks whether the token and the state are still there: who was paused, cancelled
or taken for dead writes nothing any more.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from articles.importing import holders
from articles.importing.progress import SILENCE
from articles.models.importing import ImportRun, ImportRunQuerySet

EVEN = 0.3
"""How much the newest checkpoint weighs in the rate that is shown."""


class Lost(Exception):
    """The run is somebody else's by now, or was paused or cancelled."""


@dataclass(frozen=True, slots=True)
class Lease:
    """A run in hand: `token` stands in its row as long as it is."""

    run_id: int
    token: str
    state: str


def claim(run: ImportRun, name: str) -> Lease | None:
    """Take the run in hand, if it wants work and nobody living has it."""
    stands = ImportRun.objects.for_workers().filter(pk=run.pk, state=run.state)
    seen = stands.first()
    if seen is None or not _is_free(seen):
        return None
    token = f"{name}#{secrets.token_hex(4)}"
    as_seen = stands.filter(worker=seen.worker, heartbeat_at=seen.heartbeat_at)
    if not as_seen.update(worker=token, heartbeat_at=timezone.now()):
        return None  # somebody was quicker
    return Lease(run.pk, token, run.state)


def _is_free(run: ImportRun) -> bool:
    is_silent = run.heartbeat_at < timezone.now() - SILENCE
    return not run.worker or is_silent or holders.is_gone(run.worker)


def beat(lease: Lease) -> None:
    """Say that we live, between two checkpoints that are far apart."""
    _held(lease).update(heartbeat_at=timezone.now())


def release(lease: Lease) -> None:
    """Let others have it."""
    _held(lease).update(worker="")


@contextmanager
def checkpoint(lease: Lease) -> Iterator[ImportRun]:
    """A transaction in which the run is ours; what is changed on it is saved. Raises Lost."""
    with transaction.atomic():
        held = _held(lease).select_for_update().filter(state=lease.state)
        run = held.first()
        if run is None:
            raise Lost
        yield run
        run.heartbeat_at = timezone.now()
        run.save()


def advance(run: ImportRun, number: int, seconds: float) -> None:
    """Count what a checkpoint has got done, and in how many seconds."""
    rate = number / max(seconds, 0.001)
    run.rate = rate if not run.rate else EVEN * rate + (1 - EVEN) * run.rate
    run.done += number


def _held(lease: Lease) -> ImportRunQuerySet:
    return ImportRun.objects.filter(pk=lease.run_id, worker=lease.token)
