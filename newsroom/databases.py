"""The two databases, with the settings that were measured (see articles/README.md)."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import Any

import dj_database_url

# The WAL-reset bug corrupts a database that several processes checkpoint; see sqlite.org/wal.html.
WAL_RESET_BUG = ((3, 7, 0), (3, 51, 2))
WAL_RESET_FIXED = {(3, 44): 6, (3, 50): 7}
SHAPE = "write postgres://user:password@host:5432/name, reserved characters percent-encoded"


def configure(url: str, data_dir: Path, *, wal_anyway: bool = False) -> dict[str, Any]:
    """DATABASES["default"] for a URL, or for SQLite in `data_dir` where there is none.

    Raises ValueError for a URL that means neither, without repeating it: it holds a password.
    """
    if not url:
        return sqlite(data_dir / "newsroom.sqlite3", wal_anyway=wal_anyway)
    try:
        parsed = dict(dj_database_url.parse(url))
    except (ValueError, KeyError):
        raise ValueError(SHAPE) from None
    if parsed.get("ENGINE") == "django.db.backends.sqlite3":
        return sqlite(_file_of(parsed), wal_anyway=wal_anyway)
    if parsed.get("ENGINE") != "django.db.backends.postgresql" or not parsed.get("NAME"):
        raise ValueError(SHAPE)
    return parsed | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def sqlite(path: Path, *, wal_anyway: bool = False) -> dict[str, Any]:
    """IMMEDIATE transactions: a deferred one that must upgrade its lock fails at once."""
    journal = "wal" if wal_anyway or wal_is_safe(sqlite3.sqlite_version_info) else "delete"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                f"PRAGMA journal_mode={journal};"
                "PRAGMA synchronous=FULL;"
                "PRAGMA journal_size_limit=67108864"
            ),
        },
    }


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Whether this SQLite is outside the range of the WAL-reset bug."""
    first, last = WAL_RESET_BUG
    fixed = WAL_RESET_FIXED.get((version[0], version[1]))
    return not first <= version <= last or (fixed is not None and version[2] >= fixed)


def journal_asked(database: dict[str, Any]) -> str:
    """The journal mode a SQLite database's settings ask for, as SQLite spells it."""
    found = re.search(r"journal_mode=(\w+)", database.get("OPTIONS", {}).get("init_command", ""))
    return found[1].lower() if found else ""


def _file_of(parsed: dict[str, Any]) -> Path:
    if parsed["NAME"] in {"", ":memory:"}:
        raise ValueError("a database in memory is lost at the end: name a file, sqlite:////path")
    return Path(parsed["NAME"])
