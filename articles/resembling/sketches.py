"""Sketches: which stories have which shingle, in a table outside Django's models.

In SQLite its key is the table, which a model cannot say, and with that a story's sixteen
rows take a third of the room and of the time. There are two, see settling.py.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from django.db import connection

from articles.likeness import KEPT, shingles
from articles.resembling.settling import settle

COMMON = 12
"""Stories looked at for one shingle, the newest: what every story ends with finds no more."""

SQLITE_TABLES = ("articles_shingle", "articles_shingle_settled")
SQLITE_HOLDERS = """
    SELECT asked.value, held.article_id FROM json_each(%s) asked
    JOIN {table} held ON held.number = asked.value AND held.article_id IN (
        SELECT article_id FROM {table} WHERE number = asked.value
        ORDER BY article_id DESC LIMIT %s)"""
POSTGRESQL_HOLDERS = """
    SELECT asked.number, held.article_id FROM unnest(%s::bigint[]) asked (number)
    CROSS JOIN LATERAL (
        SELECT article_id FROM articles_shingle WHERE number = asked.number
        ORDER BY article_id DESC LIMIT %s) held"""

Entry = tuple[int, tuple[int, ...]]
"""An article's key and its sketch."""


def enter(entries: Iterable[Entry]) -> None:
    """Put sketches on record, within the caller's transaction. What is there already stays."""
    rows = sorted((number, key) for key, sketch in entries for number in sketch[:KEPT])
    if not rows:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany("INSERT OR IGNORE INTO articles_shingle VALUES (%s, %s)", rows)
            settle([number for number, _ in rows])
        else:
            numbers, keys = map(list, zip(*rows, strict=True))
            cursor.execute(
                "INSERT INTO articles_shingle SELECT * FROM unnest(%s::bigint[], %s::bigint[])"
                " ON CONFLICT DO NOTHING",
                [numbers, keys],
            )


def follow(article_id: int, was: str, now: str) -> None:
    """A body changed: its shingles change along. Within the caller's transaction.

    All of them are entered, for the story may be older than the table.
    """
    if was == now:
        return
    old, new = (shingles(body).sketch[:KEPT] for body in (was, now))
    if gone := set(old).difference(new):
        _strike(article_id, gone)
    enter([(article_id, new)])


def holders(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """(shingle, article) for the newest stories that have each of these, in one query."""
    if not numbers:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            asked = [SQLITE_HOLDERS.format(table=table) for table in SQLITE_TABLES]
            cursor.execute(" UNION ".join(asked), [json.dumps(numbers), COMMON] * len(asked))
        else:
            cursor.execute(POSTGRESQL_HOLDERS, [list(numbers), COMMON])
        return cursor.fetchall()


def clear() -> None:
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608


def _strike(article_id: int, numbers: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.executemany(
                f"DELETE FROM {table} WHERE number = %s AND article_id = %s",  # noqa: S608
                [(number, article_id) for number in numbers],
            )


def _tables() -> tuple[str, ...]:
    return SQLITE_TABLES if connection.vendor == "sqlite" else SQLITE_TABLES[:1]
