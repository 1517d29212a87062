"""Steps: a run advanced from one checkpoint to the next, by whoever has it in hand."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.db import DatabaseError, OperationalError, connection

from articles.importing import carrying, leases, lock, proposing, undoing
from articles.importing.intake import NoSuchPath
from articles.importing.leases import Lease, Lost
from articles.importing.proposing import FilesChanged
from articles.models.importing import ImportRun, RunState

BEAT = 5.0
"""Seconds between two signs of life while a checkpoint takes long."""
KINDS = {
    RunState.PLANNING: proposing.steps,
    RunState.APPLYING: carrying.steps,
    RunState.UNDOING: undoing.steps,
}
log = logging.getLogger(__name__)


class Hand:
    """A run in hand. `advance` it until it says that there is no more to do; then `let_go`."""

    def __init__(self, run: ImportRun, lease: Lease) -> None:
        self.lease = lease
        self._steps = KINDS[RunState(lease.state)](run, lease)

    def advance(self, seconds: float, *, wait: bool = False) -> bool:
        """Work for about so long, one checkpoint at least; whether there is more to do.

        Only one import writes at a time: raises AnotherImport, unless it is to `wait`.
        """
        writes = self.lease.state == RunState.APPLYING
        until = time.monotonic() + seconds
        with lock.held(wait=wait) if writes else nullcontext(), self._alive():
            while self._step():
                if time.monotonic() > until:
                    return True
        return False

    def let_go(self) -> None:
        """Leave the run to others, at the last checkpoint."""
        self._steps.close()
        leases.release(self.lease)

    def _step(self) -> bool:
        try:
            next(self._steps)
        except (StopIteration, Lost):
            return False
        except (NoSuchPath, FilesChanged, OSError) as error:
            self._fail(str(error))
            return False
        except OperationalError:
            raise
        except Exception as error:
            log.exception("Import run %s broke off.", self.lease.run_id)
            self._fail(f"{type(error).__name__}: {error}")
            return False
        return True

    def _fail(self, reason: str) -> None:
        """Put on record why it cannot go on; what was committed stands, and it may be resumed."""
        try:
            with leases.checkpoint(self.lease) as run:
                run.resumes, run.reason, run.worker = run.state, reason[:500], ""
                run.state, run.finished_at = RunState.FAILED, run.heartbeat_at
        except Lost:
            log.warning("Import run %s: %s", self.lease.run_id, reason)

    @contextmanager
    def _alive(self) -> Iterator[None]:
        """Somebody reading a large archive is not dead: a thread says so meanwhile."""
        done = threading.Event()
        beating = threading.Thread(target=_beat, args=(self.lease, done), daemon=True)
        beating.start()
        try:
            yield
        finally:
            done.set()
            beating.join()


def take(run: ImportRun, name: str) -> Hand | None:
    """The run in hand, unless it wants nothing or somebody else has it."""
    lease = leases.claim(run, name)
    return Hand(run, lease) if lease else None


def _beat(lease: Lease, done: threading.Event) -> None:
    try:
        while not done.wait(BEAT):
            _try_to_beat(lease)
    finally:
        connection.close()


def _try_to_beat(lease: Lease) -> None:
    try:
        leases.beat(lease)
    except DatabaseError as error:
        log.warning("Import run %s: no sign of life could be given: %s", lease.run_id, error)
