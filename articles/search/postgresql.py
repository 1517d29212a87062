"""The index in PostgreSQL: a tsvector for each edition, found through GIN.

The words are folded before they get here and the vector is spelt out, so that both
databases find the same stories and no parser of the server's has a say.

GIN knows no order: a common word would cost as much as the archive is large. Therefore
each vector also holds the day of its edition, and the blocks of 8, 64 and 512 days the
day is in. A search asks for the words and the current days, then for the words and the
blocks before, and so on, and ends when it has enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import connection

from articles import clock
from articles.models.edition import ROOM_IN_A_SECOND, first_key_of
from articles.search.query import Choice, Query, Statement, Term
from articles.search.shelves import EDITIONS, Shelf
from articles.words.prepared import WORD_CHARACTERS, Row

KEY = "found.key"
MATCHES = (
    "(VALUES {spans}) AS span (sought, below),"
    " LATERAL {table}_keys(sought, below) AS found (key) WHERE TRUE"
)
SPAN = "(%s::tsquery, %s::bigint)"
# The spans follow one another, newest first, and each gives its keys in that order.
NEWEST_FIRST = ""
INSERT = (
    "INSERT INTO {table} ({column}, vector) VALUES (%s, %s::tsvector)"
    " ON CONFLICT ({column}) DO UPDATE SET vector = EXCLUDED.vector"
)

BLOCK = 8
LEVELS = 4


def insert(rows: Iterable[Row], shelf: Shelf = EDITIONS) -> None:
    sql = INSERT.format(table=shelf.table, column=shelf.column)
    with connection.cursor() as cursor:
        cursor.executemany(sql, [(key, _vector(shelf, key, *fields)) for key, fields in rows])


def clear(shelf: Shelf = EDITIONS) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {shelf.table}")


def matches(query: Query, below: int, sign: str = "", shelf: Shelf = EDITIONS) -> Statement:
    """FROM and WHERE of the keys below one that match."""
    newest = min(below, first_key_of(clock.now()) + ROOM_IN_A_SECOND)
    spans = list(_spans(_expression(query, sign), shelf.block, newest, below))
    params = tuple(param for span in spans for param in span)
    return MATCHES.format(table=shelf.table, spans=", ".join([SPAN] * len(spans))), params


def _spans(expression: str, width: int, newest: int, below: int) -> Iterator[tuple[str, int]]:
    """(what to look for, below which key): some days, some blocks of days, …, all before."""
    block = newest // width
    for level in range(LEVELS):
        first = block - block % BLOCK
        blocks = " | ".join(f"'{_block(level, number)}'" for number in range(first, block + 1))
        yield f"{expression} & ({blocks})", below
        block = first // BLOCK - 1
    yield expression, min(below, (block + 1) * BLOCK**LEVELS * width)


def _block(level: int, number: int) -> str:
    return f"¤{level}.{number}"


def _expression(query: Query, sign: str) -> str:
    """The query as a tsquery, every word of ours in quotation marks."""
    wanted = [_choice(choice, sign) for choice in query.wanted]
    excluded = [f"!{_choice((term,))}" for term in query.excluded]
    return " & ".join([*wanted, *excluded])


def _choice(terms: Choice, sign: str = "") -> str:
    return (
        f"({' | '.join(_phrase(words, term, sign) for term in terms for words in term.spellings)})"
    )


def _phrase(words: tuple[str, ...], term: Term, sign: str) -> str:
    lexemes = [f"'{sign}{word[:WORD_CHARACTERS]}'" for word in words]
    return f"({' <-> '.join(lexemes)}{':*' if term.prefix else ''})"


def _vector(shelf: Shelf, key: int, lexemes: str) -> str:
    first = key // shelf.block
    days = [f"'{_block(level, first // BLOCK**level)}'" for level in range(LEVELS)]
    return f"{' '.join(days)} {lexemes}"
