"""The index in SQLite: an FTS5 table that holds no text, its rowid the edition's key.

Key order is news order, so the newest twenty of a million matches are the first twenty
FTS5 comes to. The text is folded before it gets here, which leaves the tokenizer nothing
to do but to split it.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from articles.search.query import Choice, Query, Statement, Term
from articles.search.shelves import EDITIONS, Shelf
from articles.words.prepared import Row

KEY = "{table}.rowid"
MATCHES = "{table} WHERE {table} MATCH %s AND {table}.rowid < %s"
NEWEST_FIRST = "ORDER BY {table}.rowid DESC"
INSERT = (
    "INSERT INTO {table} (rowid, headline, names, dek, body, extra) VALUES (%s, %s, %s, %s, %s, %s)"
)
CLEAR = "INSERT INTO {table} ({table}) VALUES ('delete-all')"


def insert(rows: Iterable[Row], shelf: Shelf = EDITIONS) -> None:
    """In key order: FTS5 would write a segment for each step backwards."""
    sql = INSERT.format(table=shelf.table)
    with connection.cursor() as cursor:
        cursor.executemany(sql, [(key, *fields) for key, fields in sorted(rows)])


def clear(shelf: Shelf = EDITIONS) -> None:
    with connection.cursor() as cursor:
        cursor.execute(CLEAR.format(table=shelf.table))


def matches(query: Query, below: int, sign: str = "", shelf: Shelf = EDITIONS) -> Statement:
    """FROM and WHERE of the keys below one that match."""
    return MATCHES.format(table=shelf.table), (_expression(query, sign), below)


def _expression(query: Query, sign: str) -> str:
    """The query in FTS5's words, every one of ours in quotation marks."""
    wanted = " AND ".join(_choice(choice, sign) for choice in query.wanted)
    excluded = " OR ".join(_term(term) for term in query.excluded)
    return f"({wanted}) NOT ({excluded})" if excluded else wanted


def _choice(terms: Choice, sign: str) -> str:
    return f"({' OR '.join(_term(term, sign) for term in terms)})"


def _term(term: Term, sign: str = "") -> str:
    phrases = [" ".join(sign + word for word in spelling) for spelling in term.spellings]
    return " OR ".join(f'"{phrase}"*' if term.prefix else f'"{phrase}"' for phrase in phrases)
