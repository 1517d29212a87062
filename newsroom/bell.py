"""The bell: what one process of a host does, the others hear, though the database calls nobody.

A few bytes of memory that all of them share, as a file in DATA_DIR. Whoever commits
something that readers may see writes other bytes there, before the commit returns to the
program that asked for it: PostgreSQL tells the committing session itself (see numbering.py).
"""

from __future__ import annotations

import mmap
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

from articles import numbering

LENGTH = 8


class Bell:
    """Rung by writing what was never there before."""

    def __init__(self, path: Path) -> None:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            os.ftruncate(file, LENGTH)
            self._memory = mmap.mmap(file, LENGTH)
        finally:
            os.close(file)

    def ring(self) -> None:
        self._memory[:] = os.urandom(LENGTH)

    def stroke(self) -> bytes:
        """The same as before if nobody has rung since."""
        return self._memory[:]


@lru_cache(maxsize=1)
def of_this_host() -> Bell:
    return Bell(settings.DATA_DIR / "bell")


def listen(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Have this connection ring whenever it commits what readers see; a receiver of
    connection_created."""
    if connection.vendor == "postgresql":
        connection.connection.add_notify_handler(lambda _: of_this_host().ring())
        with connection.cursor() as cursor:
            cursor.execute(f"LISTEN {numbering.CHANNEL}")
