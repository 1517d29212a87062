"""The loop of a worker: each kind of work in turn, a piece at a time, until it is told to stop."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta

from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from articles.importing.holders import new_name
from articles.models.worker import Worker
from articles.working.kinds import Kind, kinds

IDLE = 1.0
"""Seconds between two looks while there is nothing to do."""
SEEN_EVERY = 10.0
"""Seconds between two signs of life."""
AGAIN_AFTER = 15.0
"""Seconds a kind of work is left alone after it failed."""
FORGOTTEN = timedelta(days=1)
log = logging.getLogger(__name__)


class Loop:
    """A worker. `run` it until `stop` is called, from a signal or another thread."""

    def __init__(self, kinds_of: Callable[[str], list[Kind]] = kinds) -> None:
        self.name = new_name()
        self._kinds = kinds_of(self.name)
        self._stopping = threading.Event()
        self._resting: dict[str, float] = {}
        self._seen = float("-inf")

    def stop(self) -> None:
        """After the piece under way."""
        self._stopping.set()

    def run(self, is_wanted: Callable[[], bool] = lambda: True) -> None:
        """Work until it is stopped, or not `is_wanted` any more."""
        try:
            while not self._stopping.is_set() and is_wanted():
                close_old_connections()
                if not self.turn():
                    self._stopping.wait(IDLE)
        finally:
            self._leave()

    def turn(self) -> bool:
        """Ask every kind for one piece; whether any had something to do."""
        self._show()
        done = [self._piece(kind) for kind in self._kinds]
        return any(done)

    def _piece(self, kind: Kind) -> bool:
        if time.monotonic() < self._resting.get(kind.name, 0.0):
            return False
        try:
            return kind.piece()
        except Exception:
            log.exception("Work on %s failed; it is tried again.", kind.name)
            self._resting[kind.name] = time.monotonic() + AGAIN_AFTER
            return False

    def _show(self) -> None:
        """Let everybody see that we are here, and forget those long silent."""
        if time.monotonic() < self._seen + SEEN_EVERY:
            return
        now = timezone.now()
        try:
            Worker.objects.update_or_create(
                {"seen_at": now}, {"name": self.name, "started_at": now, "seen_at": now},
                name=self.name,
            )  # fmt: skip
            Worker.objects.silent_since(now - FORGOTTEN).delete()
        except DatabaseError as error:
            log.warning("The database does not answer: %s", error)
        else:
            self._seen = time.monotonic()

    def _leave(self) -> None:
        try:
            for kind in self._kinds:
                kind.let_go()
            Worker.objects.filter(name=self.name).delete()
        except DatabaseError as error:
            log.warning("What was in hand is taken up once it is missed: %s", error)
