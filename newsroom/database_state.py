"""What the database says of itself: whether it answers, fits the code and is set as asked."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth import get_user_model
from django.core import checks
from django.core.checks import CheckMessage
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from articles import search
from newsroom import databases

KNOWN_PASSWORDS = ("admin", "password", "admin123", "changeme", "newsroom", "editor")
CLOCK_MAY_DIFFER = 2.0
LACKS_MIGRATIONS = "newsroom.E031"


def doubts() -> Iterator[CheckMessage]:
    """Why not to serve from it, and what is doubtful."""
    try:
        yield from (_sqlite() if connection.vendor == "sqlite" else _postgresql())
        missing, unknown = missing_and_unknown()
        yield from _fit(missing, unknown)
        yield from () if missing else _known_passwords()
        yield from () if missing else _index()
    except DatabaseError as error:
        yield checks.Error(
            f"The database cannot be used: {str(error).splitlines()[0]}.",
            hint="See that it runs, that DATABASE_URL or DATA_DIR names it, and that this user"
            " may write to it.",
            id="newsroom.E030",
        )


def missing_and_unknown() -> tuple[list[str], list[str]]:
    """Migrations the database lacks, and those it has which this code does not know."""
    loader = MigrationLoader(connection)
    known, applied = set(loader.graph.nodes), set(loader.applied_migrations)
    replaced = {old for migration in loader.disk_migrations.values() for old in migration.replaces}
    unknown = {name for name in applied - known - replaced if name[0] in loader.migrated_apps}
    return _spelled(known - applied), _spelled(unknown)


def _spelled(names: set[tuple[str, str]]) -> list[str]:
    return sorted(".".join(name) for name in names)


def _fit(missing: list[str], unknown: list[str]) -> Iterator[CheckMessage]:
    if missing:
        yield checks.Error(
            f"The database lacks {len(missing)} migrations, {missing[0]} first.",
            hint="Run manage.py migrate.",
            id=LACKS_MIGRATIONS,
        )
    if unknown:
        yield checks.Error(
            f"The database is newer than the code: it has {', '.join(unknown)}.",
            hint="Start the newer code, or restore the backup made before the upgrade.",
            id="newsroom.E032",
        )


def _sqlite() -> Iterator[CheckMessage]:
    asked = databases.journal_asked(connection.settings_dict)
    # A transaction takes the write lock at once, so it fails where nothing can be written.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        found = cursor.fetchone()[0]
    if found != asked:
        yield checks.Error(
            f"SQLite's journal mode is {found}, and {asked} was asked for.",
            hint="Set DATA_DIR to a local disk, and see that no other program has the file open.",
            id="newsroom.E033",
        )
    if asked == "delete":
        yield checks.Warning(
            "This SQLite may have the WAL-reset bug, so the slower rollback journal is used.",
            hint="Set WAL_ANYWAY=1 if you know it to be patched (sqlite.org/wal.html).",
            id="newsroom.W030",
        )


def _postgresql() -> Iterator[CheckMessage]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT clock_timestamp(), current_setting('data_checksums'), pg_is_in_recovery()"
        )
        instant, checksums, read_only = cursor.fetchone()
    drift = abs((timezone.now() - instant).total_seconds())
    if read_only:
        yield checks.Error(
            "The database is a standby and cannot be written to.",
            hint="Point DATABASE_URL at the primary.",
            id="newsroom.E034",
        )
    if drift > CLOCK_MAY_DIFFER:
        yield checks.Warning(
            f"This machine's clock and the database's differ by {drift:.0f} seconds.",
            hint="Set them by NTP: stories appear by the clock.",
            id="newsroom.W031",
        )
    if checksums != "on":
        yield checks.Warning(
            "PostgreSQL keeps no checksums, so a rotten disk goes unseen.",
            hint="Stop it and run pg_checksums --enable.",
            id="newsroom.W032",
        )


def _index() -> Iterator[CheckMessage]:
    if search.is_outdated():
        yield checks.Warning(
            "Stories were indexed by an older version, so searches find less than they could.",
            hint="Run manage.py rebuild_search; readers can go on searching meanwhile.",
            id="newsroom.W033",
        )


def _known_passwords() -> Iterator[CheckMessage]:
    admin = get_user_model().objects.filter(username="admin", is_active=True).first()
    if admin and any(map(admin.check_password, KNOWN_PASSWORDS)):
        yield checks.Error(
            "The user “admin” has a password that everybody knows.",
            hint="Run manage.py changepassword admin.",
            id="newsroom.E035",
        )
