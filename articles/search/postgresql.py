"""The index in PostgreSQL: a tsvector for each edition, found through GIN.

The words are folded before they get here and the vector is spelt out, so that both
databases find the same stories and no parser of the server's has a say.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from articles.search.entry import Columns
from articles.search.folding import words
from articles.search.query import Query, Term

KEY = "articles_search.edition_id"
MATCHES = "articles_search.vector @@ %s::tsquery"
INSERT = (
    "INSERT INTO articles_search (edition_id, vector) VALUES (%s, %s::tsvector)"
    " ON CONFLICT (edition_id) DO UPDATE SET vector = EXCLUDED.vector"
)
WORD_CHARACTERS = 100
POSITIONS = 16_000
# Words of two fields are this far apart, so that no phrase spans both.
GAP = 10


def insert(rows: Iterable[Columns]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(INSERT, [(key, _vector(fields)) for key, *fields in rows])


def clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE articles_search")


def expression(query: Query, sign: str = "") -> str:
    """The query as a tsquery, every word of ours in quotation marks."""
    wanted = [_phrase(term, sign) for term in query.wanted]
    excluded = [f"!({_phrase(term)})" for term in query.excluded]
    return " & ".join([*wanted, *excluded])


def _phrase(term: Term, sign: str = "") -> str:
    lexemes = [f"'{sign}{word[:WORD_CHARACTERS]}'" for word in term.words]
    return f"({' <-> '.join(lexemes)}{':*' if term.prefix else ''})"


def _vector(fields: Iterable[str]) -> str:
    """'word':1,7 'other':2 …"""
    places: dict[str, list[str]] = {}
    start = 1
    for field in fields:
        found = words(field)
        for place, word in enumerate(found, start):
            places.setdefault(word[:WORD_CHARACTERS], []).append(str(min(place, POSITIONS)))
        start += len(found) + GAP
    return " ".join(f"'{word}':{','.join(at)}" for word, at in places.items())
