"""Finding: what readers may see that has the words, newest first or best first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection
from django.db.models.expressions import RawSQL
from django.db.models.functions import Left

from articles import markup
from articles.models.edition import Edition, EditionQuerySet
from articles.search import postgresql, sqlite
from articles.search.entry import Columns
from articles.search.query import Query, parse
from articles.search.snippets import Marker, Piece, Pieces

# Of each match so many characters of HTML are looked through for a snippet.
SNIPPET_SOURCE = 30_000


class Backend(Protocol):
    """What a database's module offers."""

    KEY: str
    MATCHES: str

    def insert(self, rows: Iterable[Columns]) -> None: ...
    def clear(self) -> None: ...
    def expression(self, query: Query, mark: str = "") -> str: ...


@dataclass(frozen=True, slots=True)
class Hit:
    """A story found. Its edition has neither body nor contents loaded."""

    edition: Edition
    headline: Pieces
    snippet: Pieces


@dataclass(frozen=True, slots=True)
class Page:
    """Hits, and what to pass as `before` for those that come after; None at the end."""

    hits: tuple[Hit, ...] = ()
    older: int | None = None


def backend() -> Backend:
    return sqlite if connection.vendor == "sqlite" else postgresql


def find(
    text: str,
    *,
    before: int | None = None,
    limit: int = 20,
    among: EditionQuerySet | None = None,
) -> Page:
    """The newest editions that have the words, before the one with that key if given.

    Two queries, whatever the size of the archive. `among` narrows down what is looked
    through (a section's editions, say) and begins at Edition.objects.
    """
    query, editions = parse(text), Edition.objects.all() if among is None else among
    if not query:
        return Page()
    keys = _keys(backend().expression(query), editions, before, limit + 1)
    older = keys[limit - 1] if len(keys) > limit else None
    return Page(_hits(query, editions, keys[:limit]), older)


def _keys(expression: str, editions: EditionQuerySet, before: int | None, limit: int) -> list[int]:
    """Keys of matches that are among the editions, newest first.

    The editions' own condition is what decides; it is asked of one match after another,
    so that the search ends with the last one wanted.
    """
    key, matches = backend().KEY, backend().MATCHES
    visible = editions.filter(pk=RawSQL(key, ())).order_by().values("pk")  # noqa: S611
    exists, visible_params = visible.query.sql_with_params()
    sql = (
        f"SELECT {key} FROM articles_search WHERE {matches}"  # noqa: S608
        f"{f' AND {key} < %s' if before is not None else ''} AND EXISTS ({exists})"
        f" ORDER BY {key} DESC LIMIT %s"
    )
    bound = () if before is None else (before,)
    params: Sequence[Any] = (expression, *bound, *visible_params, limit)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [row[0] for row in cursor.fetchall()]


def _hits(query: Query, editions: EditionQuerySet, keys: list[int]) -> tuple[Hit, ...]:
    if not keys:
        return ()
    marker = Marker(query)
    openings = Left("body_html", SNIPPET_SOURCE)
    rows = editions.filter(pk__in=keys).defer("body_html", "contents").annotate(opening=openings)
    return tuple(_hit(marker, edition) for edition in rows.order_by("-pk"))


def _hit(marker: Marker, edition: Edition) -> Hit:
    opening: str = edition.opening  # type: ignore[attr-defined]
    whole = opening if len(opening) < SNIPPET_SOURCE else opening[: opening.rfind(">") + 1]
    snippet = marker.snippet(markup.text(whole)) or marker.snippet(edition.dek)
    return Hit(
        edition,
        marker.mark(edition.headline),
        snippet or (Piece(edition.dek or edition.summary, False),),
    )
