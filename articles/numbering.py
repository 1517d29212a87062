"""Numbering: with whatever readers may see, the impression's number rises (models/impression.py).

The database does it, in the transaction that changes something, so that no door and no
command can forget it. Every table counts as seen by readers but for those named here.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

# What only the desk reads; what is missing here costs readers nothing but time.
DESK = {
    "articles_article",
    "articles_articletag",
    "articles_auditentry",
    "articles_bulkact",
    "articles_bulkitem",
    "articles_byline",
    "articles_comment",
    "articles_delivery",
    "articles_endpoint",
    "articles_dismissal",
    "articles_habit",
    "articles_importitem",
    "articles_importrun",
    "articles_impression",
    "articles_mergedlink",
    "articles_pageversion",
    "articles_journalentry",
    "articles_requirement",
    "articles_previewlink",
    "articles_resemblance",
    "articles_revision",
    "articles_sheet",
    "articles_termmerge",
    "articles_versionname",
    "articles_worker",
}
APPS = ("articles", "newsroom")
SUFFIX = "_is_seen"
MOMENTS = ("INSERT", "UPDATE", "DELETE")
CHANNEL = "newsroom_impression"
RISE = "UPDATE articles_impression SET number = number + 1"
FIRST = """INSERT INTO articles_impression (id, number) VALUES (1, {number})
ON CONFLICT (id) DO UPDATE SET number = articles_impression.number + 1"""

# Run when the transaction commits, so that publishers wait for one another no longer than
# that; once, however many rows it wrote. The committing session hears of it as well.
POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION readers_see_otherwise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('newsroom.numbered', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
    {RISE};
    PERFORM pg_notify('{CHANNEL}', '');
    PERFORM set_config('newsroom.numbered', pg_current_xact_id()::text, true);
  END IF;
  RETURN NULL;
END $$
"""


def tables() -> list[str]:
    """Those whose rows readers may see."""
    models = [each for app in APPS for each in apps.get_app_config(app).get_models(True)]
    named = {each._meta.db_table for each in models if each._meta.managed}
    return sorted(named - DESK)


def names(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Trigger → table."""
    if connection.vendor == "sqlite":
        return {
            f"{table}_{moment.lower()}{SUFFIX}": table for table in tables() for moment in MOMENTS
        }
    return {f"{table}{SUFFIX}": table for table in tables()}


def install(connection: BaseDatabaseWrapper) -> Iterator[str]:
    """SQL that writes every trigger, and has the one row be there, at a number never used."""
    present = set(connection.introspection.table_names())
    if "articles_impression" not in present:
        return
    if connection.vendor == "postgresql":
        yield POSTGRESQL_FUNCTION
    for name, table in names(connection).items():
        if table in present:
            yield _create(connection, name, table)
    yield FIRST.format(number=time.time_ns() // 1000)


def remove(connection: BaseDatabaseWrapper) -> Iterator[str]:
    """SQL that takes away every trigger of this kind there is, whoever's table it was."""
    catalogue = (
        "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(catalogue)
        standing = cursor.fetchall()
    for name, table in standing:
        if name.endswith(SUFFIX):
            on = "" if connection.vendor == "sqlite" else f" ON {table}"
            yield f"DROP TRIGGER {name}{on}"


def _create(connection: BaseDatabaseWrapper, name: str, table: str) -> str:
    if connection.vendor == "sqlite":
        moment = next(each for each in MOMENTS if name == f"{table}_{each.lower()}{SUFFIX}")
        return f"CREATE TRIGGER {name} AFTER {moment} ON {table} BEGIN {RISE}; END"
    return (
        f"CREATE CONSTRAINT TRIGGER {name} AFTER {' OR '.join(MOMENTS)} ON {table}"
        " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION readers_see_otherwise()"
    )
