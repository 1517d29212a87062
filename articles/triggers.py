"""Database triggers: what the models refuse, raw SQL is refused too.

Installed after every migrate, because SQLite drops a table's triggers whenever it
rebuilds the table; `verify` looks whether they are there.
"""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from articles import numbering
from articles.outbox import recording

OVERLAP = """EXISTS (SELECT 1 FROM articles_edition e WHERE e.{column} = NEW.{column}
  AND e.id <> NEW.id AND e.live_from < e.live_until AND NEW.live_from < NEW.live_until
  AND e.live_from < NEW.live_until AND NEW.live_from < e.live_until)"""
EMBARGOED = """EXISTS (SELECT 1 FROM articles_article a WHERE a.id = NEW.article_id
  AND a.embargo_until > NEW.live_from AND NEW.live_from < NEW.live_until)"""

# What may change on an edition: the end of its interval, and where it is filed.
EDITION_IS_FIXED = (
    "id, article_id, revision_id, live_from, published_at, published_day_only, updated_at, path,"
    " slug, headline, kicker, dek, byline, dateline, body_html, contents, summary, language,"
    " direction, words, lead, rendering, published_by_id, published_by_name, decided_at"
)

CORRECTION_IS_FIXED = "id, article_id, kind, text, placement, before_id, after_id, edition_id, at"
TAKEDOWN_IS_FIXED = "id, edition_id, at, by_id, by_name, why"

# name → (table, moment, condition, message)
RULES: dict[str, tuple[str, str, str, str]] = {
    "revision_is_never_changed": ("articles_revision", "UPDATE", "", "history cannot change"),
    "revision_is_never_erased": ("articles_revision", "DELETE", "", "history cannot be erased"),
    "audit_is_never_changed": ("articles_auditentry", "UPDATE", "", "the audit cannot change"),
    "audit_is_never_erased": ("articles_auditentry", "DELETE", "", "the audit cannot be erased"),
    "page_version_is_never_changed": (
        "articles_pageversion",
        "UPDATE",
        "",
        "what a page said cannot change",
    ),
    "page_version_is_never_erased": (
        "articles_pageversion",
        "DELETE",
        "",
        "what a page said cannot be erased",
    ),
    "journal_is_never_changed": ("articles_journalentry", "UPDATE", "", "the journal is fixed"),
    "journal_is_never_erased": ("articles_journalentry", "DELETE", "", "the journal is kept"),
    "comment_is_fixed": (
        "articles_comment",
        "UPDATE OF id, article_id, thread_id, text, by_name, at",
        "",
        "a comment cannot be reworded",
    ),
    "comment_is_never_erased": ("articles_comment", "DELETE", "", "a comment cannot be erased"),
    "correction_is_fixed": (
        "articles_correction",
        f"UPDATE OF {CORRECTION_IS_FIXED}",
        "",
        "a correction cannot be reworded",
    ),
    "correction_is_withdrawn_once": (
        "articles_correction",
        "UPDATE",
        "OLD.withdrawn_at IS NOT NULL",
        "a correction is withdrawn once",
    ),
    "correction_is_never_erased": (
        "articles_correction",
        "DELETE",
        "",
        "a correction cannot be erased",
    ),
    "takedown_is_fixed": (
        "articles_takedown",
        f"UPDATE OF {TAKEDOWN_IS_FIXED}",
        "",
        "a takedown cannot be rewritten",
    ),
    "takedown_is_lifted_once": (
        "articles_takedown",
        "UPDATE",
        "OLD.lifted_at IS NOT NULL",
        "a takedown is lifted once",
    ),
    "takedown_is_never_erased": (
        "articles_takedown",
        "DELETE",
        "",
        "a takedown cannot be erased",
    ),
    "edition_is_never_erased": ("articles_edition", "DELETE", "", "editions cannot be erased"),
    "edition_is_fixed": (
        "articles_edition",
        f"UPDATE OF {EDITION_IS_FIXED}",
        "",
        "an edition cannot change",
    ),
    "edition_overlaps_none": (
        "articles_edition",
        "INSERT",
        OVERLAP.format(column="article_id"),
        "two editions of one article at one instant",
    ),
    "edition_still_overlaps_none": (
        "articles_edition",
        "UPDATE OF live_until",
        OVERLAP.format(column="article_id"),
        "two editions of one article at one instant",
    ),
    "edition_has_its_path_alone": (
        "articles_edition",
        "INSERT",
        OVERLAP.format(column="path"),
        "two editions at one address at one instant",
    ),
    "edition_keeps_its_path_alone": (
        "articles_edition",
        "UPDATE OF live_until",
        OVERLAP.format(column="path"),
        "two editions at one address at one instant",
    ),
    "edition_respects_embargo": (
        "articles_edition",
        "INSERT",
        EMBARGOED,
        "no edition before its embargo ends",
    ),
}


def install(using: str = "default", **kwargs: Any) -> None:
    """Write every trigger anew; a receiver of post_migrate."""
    connection = connections[using]
    remove(using)
    with connection.cursor() as cursor:
        for name in _applicable(connection):
            for statement in _statements(connection, name):
                cursor.execute(statement)
        for statement in (*numbering.install(connection), *recording.install(connection)):
            cursor.execute(statement)


def remove(using: str = "default", **kwargs: Any) -> None:
    """Take them away while tables are rebuilt; a receiver of pre_migrate.

    SQLite will not rename a table that another table's trigger speaks of.
    """
    connection = connections[using]
    with connection.cursor() as cursor:
        for name in _applicable(connection):
            cursor.execute(_drop(connection, name))
        for statement in (*numbering.remove(connection), *recording.remove(connection)):
            cursor.execute(statement)


def missing(using: str = "default") -> list[str]:
    """The names of the triggers that ought to be at work and are not."""
    connection = connections[using]
    catalogue = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(catalogue)
        present = {name for (name,) in cursor.fetchall()}
    return sorted(
        (RULES.keys() | numbering.names(connection).keys() | recording.TRIGGERS.keys()) - present
    )


def _applicable(connection: BaseDatabaseWrapper) -> list[str]:
    tables = set(connection.introspection.table_names())
    return [name for name, (table, *_) in RULES.items() if table in tables]


def _statements(connection: BaseDatabaseWrapper, name: str) -> list[str]:
    create = _create_sqlite if connection.vendor == "sqlite" else _create_postgresql
    return create(name, *RULES[name])


def _drop(connection: BaseDatabaseWrapper, name: str) -> str:
    on = "" if connection.vendor == "sqlite" else f" ON {RULES[name][0]}"
    return f"DROP TRIGGER IF EXISTS {name}{on}"


def _create_sqlite(name: str, table: str, moment: str, condition: str, message: str) -> list[str]:
    when = f" WHEN {condition}" if condition else ""
    return [
        f"CREATE TRIGGER {name} BEFORE {moment} ON {table} FOR EACH ROW{when}"
        f" BEGIN SELECT RAISE(ABORT, '{message}'); END"
    ]


def _create_postgresql(
    name: str, table: str, moment: str, condition: str, message: str
) -> list[str]:
    row = "OLD" if moment == "DELETE" else "NEW"
    test = f"IF NOT ({condition}) THEN RETURN {row}; END IF;" if condition else ""
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN {test} RAISE EXCEPTION '{message}'"
        f" USING ERRCODE = 'integrity_constraint_violation';"
        f" END $$",
        f"CREATE TRIGGER {name} BEFORE {moment} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
