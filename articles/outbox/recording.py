"""Recording: what is to be told, written down in the transaction that makes it so.

Triggers do it, so that no door, no import and no raw SQL can forget it. They write when it
becomes true, and the worker asks at that second whether it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE, ENDPOINTS = "articles_edition", "articles_endpoint"
NEWS = 2 * 24 * 3600
"""Seconds: a story that is older when it comes in is archive, and nobody is told of it."""

INSERT = """INSERT INTO articles_delivery
 (endpoint_id, edition_id, event, due_at, next_try_at, state, attempts, token, problem)
 SELECT e.id, NEW.id, '{event}', {at}, {at}, 'waiting', 0, '', '' FROM articles_endpoint e
 WHERE e.is_on AND NEW.live_from < NEW.live_until AND {condition}
 ON CONFLICT (endpoint_id, edition_id, event) DO UPDATE SET due_at = excluded.due_at,
 next_try_at = excluded.next_try_at, state = 'waiting', attempts = 0, token = ''
 WHERE articles_delivery.state IN ('waiting', 'void')"""
BEGINS = "(NEW.updated_at IS NOT NULL OR {begins} - NEW.id / 1048576 < {news})"
ENDS = "NEW.live_until < '9999-01-01'"
SECONDS = {
    "sqlite": "CAST(strftime('%s', NEW.live_from) AS INTEGER)",
    "postgresql": "extract(epoch FROM NEW.live_from)",
}
# name → the moment, and what it writes
TRIGGERS = {
    "edition_begins_is_told": ("INSERT", "begins"),
    "edition_ends_is_told": ("INSERT", "ends"),
    "edition_end_moved_is_told": ("UPDATE OF live_until", "ends"),
}


def install(connection: BaseDatabaseWrapper) -> Iterator[str]:
    """SQL that writes every trigger."""
    if not {TABLE, ENDPOINTS} <= set(connection.introspection.table_names()):
        return
    for name, (moment, event) in TRIGGERS.items():
        yield from _create(connection.vendor, name, moment, _written(connection.vendor, event))


def remove(connection: BaseDatabaseWrapper) -> Iterator[str]:
    if TABLE not in connection.introspection.table_names():
        return
    on = "" if connection.vendor == "sqlite" else f" ON {TABLE}"
    for name in TRIGGERS:
        yield f"DROP TRIGGER IF EXISTS {name}{on}"


def _written(vendor: str, event: str) -> str:
    if event == "ends":
        return INSERT.format(event=event, at="NEW.live_until", condition=ENDS)
    condition = BEGINS.format(begins=SECONDS[vendor], news=NEWS)
    return INSERT.format(event=event, at="NEW.live_from", condition=condition)


def _create(vendor: str, name: str, moment: str, written: str) -> Iterator[str]:
    if vendor == "sqlite":
        yield f"CREATE TRIGGER {name} AFTER {moment} ON {TABLE} FOR EACH ROW BEGIN {written}; END"
        return
    yield (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN {written}; RETURN NULL; END $$"
    )
    yield (
        f"CREATE TRIGGER {name} AFTER {moment} ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )
