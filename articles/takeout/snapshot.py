"""Snapshot: the database as it stood at one instant, while the desk goes on writing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

ALIAS = "takeout"


@contextmanager
def snapshot(beside: Path) -> Iterator[str]:
    """The alias of a database that stands still. SQLite's is a copy, in a folder `beside`."""
    if connection.vendor == "sqlite":
        with TemporaryDirectory(prefix=".takeout-", dir=beside) as folder:
            yield from _copy(Path(folder) / "copy.sqlite3")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield DEFAULT_DB_ALIAS


def _copy(path: Path) -> Iterator[str]:
    """By SQLite's own backup, which locks nobody out for longer than the copying takes: a long
    read would, where there is no write-ahead log."""
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
    standing = connection.copy(ALIAS)
    standing.settings_dict["NAME"] = str(path)
    connections[ALIAS] = standing
    try:
        yield ALIAS
    finally:
        standing.close()
        del connections[ALIAS]
