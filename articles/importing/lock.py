"""The lock: one import at a time a database. It goes with the process that held it."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from django.db import connection

ADVISORY_KEY = 0x4E455753
ASK_AGAIN = 0.5
"""Seconds between two looks whether the other import is done."""


class AnotherImport(Exception):
    """Somebody else is importing into this database just now."""

    def __init__(self) -> None:
        super().__init__("Another import is running. Wait for it, or add --wait.")


def held(*, wait: bool = False) -> AbstractContextManager[None]:
    """Nobody else imports while this is held. Raises AnotherImport, or waits its turn."""
    if connection.vendor == "postgresql":
        return _advisory(wait)
    name = str(connection.settings_dict["NAME"])
    if ":memory:" in name or "mode=memory" in name:
        return nullcontext()  # nobody else can see it
    return locked_file(beside(name), wait=wait)


def beside(database: Path | str) -> Path:
    """Where the lock of an SQLite database is."""
    return Path(f"{database}.import-lock")


@contextmanager
def locked_file(path: Path, *, wait: bool) -> Iterator[None]:
    """The kernel lets go of it however the process ends; the empty file stays."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _obtain(lambda: _flock(handle), wait)
        yield
    finally:
        os.close(handle)


def _flock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _advisory(wait: bool) -> Iterator[None]:
    _obtain(lambda: _ask("pg_try_advisory_lock"), wait)
    try:
        yield
    finally:
        if connection.is_usable():
            _ask("pg_advisory_unlock")


def _ask(function: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [ADVISORY_KEY])
        return bool(cursor.fetchone()[0])


def _obtain(attempt: Callable[[], bool], wait: bool) -> None:
    while not attempt():
        if not wait:
            raise AnotherImport
        time.sleep(ASK_AGAIN)
