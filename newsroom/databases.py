"""The two databases, with the settings that were measured (see articles/README.md)."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

# The WAL-reset bug corrupts a database that several processes checkpoint; see sqlite.org/wal.html.
WAL_RESET_BUG = ((3, 7, 0), (3, 51, 2))
WAL_RESET_FIXED = {(3, 44): 6, (3, 50): 7}


def configure(url: str, data_dir: Path, *, wal_anyway: bool = False) -> dict[str, Any]:
    """DATABASES["default"] for a URL, or for SQLite in `data_dir` where there is none."""
    if not url:
        return sqlite(data_dir / "newsroom.sqlite3", wal_anyway=wal_anyway)
    try:
        parsed = dict(dj_database_url.parse(url))
    except (ValueError, KeyError) as error:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {error}") from None
    if parsed["ENGINE"] == "django.db.backends.sqlite3":
        return sqlite(Path(str(parsed["NAME"])), wal_anyway=wal_anyway)
    if parsed["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:// or postgres://.")
    return postgresql(parsed)


def sqlite(path: Path, *, wal_anyway: bool = False) -> dict[str, Any]:
    """IMMEDIATE transactions: a deferred one that must upgrade its lock fails at once."""
    journal = "WAL" if wal_anyway or wal_is_safe(sqlite3.sqlite_version_info) else "DELETE"
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


def postgresql(parsed: dict[str, Any]) -> dict[str, Any]:
    limits = "-c lock_timeout=5s -c idle_in_transaction_session_timeout=60s"
    options = parsed.get("OPTIONS", {})
    return {
        **parsed,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**options, "options": f"{options.get('options', '')} {limits}".strip()},
    }


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Whether this SQLite is outside the range of the WAL-reset bug."""
    first, last = WAL_RESET_BUG
    fixed = WAL_RESET_FIXED.get((version[0], version[1]))
    return not first <= version <= last or (fixed is not None and version[2] >= fixed)
