"""Keys: which editions match, found by walking the index from the newest match backwards.

What is visible is asked of one match after another, in the database and in the site's own
words, so that the walk ends with the last match wanted and no text of the rest is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log2
from typing import Any, Protocol

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from articles.models.edition import LAST_KEY, ROOM_IN_A_SECOND, EditionQuerySet
from articles.search import postgresql, sqlite
from articles.search.query import Query, Statement
from articles.search.shelves import EDITIONS, Shelf
from articles.words.entry import IN_HEADLINE, IN_NAMES
from articles.words.prepared import Row

# Which words must match → how many of the newest are ranked, and what that is worth.
CANDIDATES = {IN_HEADLINE: (100, 9.0), IN_NAMES: (100, 6.0), "": (200, 0.0)}
WEEK = 7 * 24 * 60 * 60


class Backend(Protocol):
    """What a database's module offers."""

    KEY: str
    NEWEST_FIRST: str

    def insert(self, rows: Iterable[Row], shelf: Shelf = EDITIONS) -> None: ...
    def clear(self, shelf: Shelf = EDITIONS) -> None: ...
    def matches(
        self, query: Query, below: int, sign: str = "", shelf: Shelf = EDITIONS
    ) -> Statement: ...


def backend() -> Backend:
    return sqlite if connection.vendor == "sqlite" else postgresql


def newest(
    query: Query, among: QuerySet[Any], below: int, limit: int, shelf: Shelf = EDITIONS
) -> list[int]:
    """The keys of so many matches among the editions, or what else the shelf is of; newest
    first."""
    if among.query.is_empty():
        return []
    sql, params = _walk(backend().matches(query, below, "", shelf), among, limit, shelf)
    return [key for (key,) in _rows(sql, params)]


def ranked(query: Query, editions: EditionQuerySet) -> list[int]:
    """The keys of the candidates, best first: worth one less for each doubling of age."""
    if editions.query.is_empty():
        return []
    walks = [_candidates(query, editions, sign) for sign in CANDIDATES]
    sql = " UNION ALL ".join(sql for sql, _ in walks)
    worths: dict[int, float] = {}
    for key, worth in _rows(sql, tuple(param for _, params in walks for param in params)):
        worths[key] = max(worths.get(key, 0.0), float(worth))
    return _best_first(worths)


def counts(
    queries: Sequence[Query], editions: EditionQuerySet, *, most: int, sign: str = ""
) -> list[int]:
    """How many matches each has, as far as `most`, in one query."""
    if not queries or editions.query.is_empty():
        return [0] * len(queries)
    parts: list[str] = []
    params: list[Any] = []
    for place, query in enumerate(queries):
        walk, given = _walk(backend().matches(query, LAST_KEY, sign), editions, most)
        parts.append(f"SELECT {place}, COUNT(*) FROM ({walk}) AS walk")  # noqa: S608
        params += given
    return [number for _, number in sorted(_rows(" UNION ALL ".join(parts), tuple(params)))]


def newest_of_each(
    queries: Sequence[Query], editions: EditionQuerySet, limit: int, sign: str
) -> list[list[int]]:
    """The keys of so many matches of each, in one query."""
    parts: list[str] = []
    params: list[Any] = []
    for place, query in enumerate(queries):
        walk, given = _walk(backend().matches(query, LAST_KEY, sign), editions, limit)
        parts.append(f"SELECT {place}, key FROM ({walk}) AS walk")  # noqa: S608
        params += given
    found: list[list[int]] = [[] for _ in queries]
    for place, key in _rows(" UNION ALL ".join(parts), tuple(params)) if parts else ():
        found[place].append(key)
    return found


def _candidates(query: Query, editions: EditionQuerySet, sign: str) -> Statement:
    count, worth = CANDIDATES[sign]
    walk, params = _walk(backend().matches(query, LAST_KEY, sign), editions, count)
    return f"SELECT key, {worth} FROM ({walk}) AS walk", params  # noqa: S608


def _best_first(worths: dict[int, float]) -> list[int]:
    """A key says when its edition was published; the newest match counts as new."""
    latest = max(worths, default=0)

    def score(key: int) -> tuple[float, int]:
        weeks = (latest - key) / ROOM_IN_A_SECOND / WEEK
        return worths[key] - log2(1 + weeks), key

    return sorted(worths, key=score, reverse=True)


def _walk(
    matches: Statement, among: QuerySet[Any], limit: int, shelf: Shelf = EDITIONS
) -> Statement:
    """IS TRUE keeps a planner from making a join of it, which would lose the order."""
    key, (found, found_params) = backend().KEY.format(table=shelf.table), matches
    newest_first = backend().NEWEST_FIRST.format(table=shelf.table)
    visible = among.filter(pk=RawSQL(key, ())).order_by().values("pk")  # noqa: S611
    exists, visible_params = visible.query.sql_with_params()
    sql = (
        f"SELECT {key} AS key FROM {found} AND (EXISTS ({exists})) IS TRUE"  # noqa: S608
        f" {newest_first} LIMIT %s"
    )
    return sql, (*found_params, *visible_params, limit)


def _rows(sql: str, params: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())
