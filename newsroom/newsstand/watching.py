"""Watching: which impression readers have at this very moment, for a few microseconds."""

from __future__ import annotations

import time
import weakref
from collections import deque
from collections.abc import Callable
from threading import Lock
from typing import Any, Protocol

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections

from articles.site import impression
from articles.site.impression import Impression
from newsroom import bell

# How long another host's change may go unseen here.
ASK_SECONDS = 0.5


class Watch(Protocol):
    """`current` is None where nothing can be known: then nothing is kept either."""

    def current(self) -> Impression | None: ...


class Watcher:
    """Reads the impression when it has to; `renewed` is told of each new one, in order."""

    def __init__(self, renewed: Callable[[Impression], None]) -> None:
        self._renewed = renewed
        self._impression: Impression | None = None
        self._lock = Lock()

    def current(self) -> Impression | None:
        """Nothing that was committed before this was called is unknown to the answer."""
        try:
            return self._current()
        except DatabaseError:
            return None

    def _current(self) -> Impression | None:
        raise NotImplementedError

    def _read(self) -> Impression | None:
        """From the database; under the lock."""
        fresh = impression.read()
        if fresh and not fresh.is_of(self._impression):
            self._renewed(fresh)
            self._impression = fresh
        elif not fresh:
            self._impression = None
        return self._impression

    def _known(self) -> Impression | None:
        """What was read last, unless something has begun or ended since."""
        known = self._impression
        return known if known and known.holds(time.time()) else None


class OnSQLite(Watcher):
    """`PRAGMA data_version` tells a connection whether any other has committed anything.

    So each asks on connections of its own, on which nothing is ever written.
    """

    def __init__(self, renewed: Callable[[Impression], None]) -> None:
        super().__init__(renewed)
        self._idle: deque[tuple[Any, int]] = deque()
        weakref.finalize(self, _closed, self._idle)

    def _current(self) -> Impression | None:
        kept, version = self._taken()
        ((present,),) = kept.connection.execute("PRAGMA data_version")
        known = self._known() if present == version else None
        if known is None:
            with self._lock:
                known = self._read()
        self._idle.append((kept, present))
        return known

    def _taken(self) -> tuple[Any, int]:
        try:
            return self._idle.pop()
        except IndexError:
            kept = connections[DEFAULT_DB_ALIAS].copy()
            kept.connect()
            return kept, -1


def _closed(idle: deque[tuple[Any, int]]) -> None:
    for kept, _ in idle:
        kept.connection.close()


class OnPostgreSQL(Watcher):
    """The bell tells what this host has committed; what others have is asked for twice a second."""

    def __init__(self, renewed: Callable[[Impression], None]) -> None:
        super().__init__(renewed)
        self._stroke, self._asked = b"", 0.0

    def _current(self) -> Impression | None:
        came = time.monotonic()
        is_quiet = bell.of_this_host().stroke() == self._stroke
        known = self._known() if is_quiet and came - self._asked < ASK_SECONDS else None
        return known or self._ask(came)

    def _ask(self, came: float) -> Impression | None:
        with self._lock:
            known = self._known()
            if known and self._asked > came:  # somebody else has, while this one waited
                return known
            stroke, asked = bell.of_this_host().stroke(), time.monotonic()
            known = self._read()
            self._stroke, self._asked = stroke, asked
            return known


def watcher(renewed: Callable[[Impression], None]) -> Watch:
    """For the database at hand."""
    return (OnSQLite if connection.vendor == "sqlite" else OnPostgreSQL)(renewed)
