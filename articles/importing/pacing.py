"""Pacing: an import makes room for whoever else wants to write.

SQLite has one writer at a time, and one that waits looks every 0.1 s whether it may. An
import that began its next transaction at once would keep an editor waiting for seconds.
"""

from __future__ import annotations

import time

from django.db import connection

PAUSE = 0.12
"""Seconds: longer than SQLite's longest sleep between two tries."""
SHORT, LONG = 0.2, 0.4
"""Seconds a batch may take beside somebody who writes, and alone."""
POLITE = 5.0
"""Seconds after somebody else wrote in which every batch is followed by a pause."""
ALONE = 2.0
"""Seconds of importing before a pause in which somebody who waits to write shows."""
CACHE = 32 * 1024
"""Kilobytes of pages an import keeps: a batch that outgrew them would lock readers out."""


class Pace:
    """Full speed while nobody else writes; room after every batch while somebody does.

    `writing` is how many seconds the last batch took, what was worked out before it aside.
    """

    def __init__(self) -> None:
        _keep_pages()
        self._version = _data_version()
        self._polite_until = 0.0
        self._wrote = self._rested = self._began = time.monotonic()
        self.writing = 0.0

    @property
    def stretch(self) -> float:
        """Seconds the next batch may take."""
        return SHORT if time.monotonic() < self._polite_until else LONG

    def rest(self) -> None:
        """Called after a batch by who goes on with the next at once."""
        self.wrote()
        self.make_room()

    def wrote(self) -> None:
        """Called after a batch by who calls `make_room` before the next."""
        self._wrote = time.monotonic()
        self.writing = self._wrote - self._began

    def make_room(self) -> None:
        """Rest, what has gone by since the last batch being part of it.

        PostgreSQL's writers need none.
        """
        if connection.vendor == "sqlite":
            self._rest()
        self._began = time.monotonic()

    def _rest(self) -> None:
        now, version = time.monotonic(), _data_version()
        if version != self._version:
            self._version, self._polite_until = version, now + POLITE
        if now < self._polite_until or now - self._rested > ALONE:
            time.sleep(max(0.0, self._wrote + PAUSE - now))
        if (rested := time.monotonic()) >= self._wrote + PAUSE:
            self._rested = rested


def _data_version() -> int:
    """A number that changes when another connection has written; ours never changes it."""
    if connection.vendor != "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA data_version")
        return int(cursor.fetchone()[0])


def _keep_pages() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = -{CACHE}")
