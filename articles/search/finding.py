"""Finding: what readers may see that has the words, newest first or best first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models.functions import Left

from articles.models.edition import LAST_KEY, Edition, EditionQuerySet
from articles.search import keys
from articles.search.query import Query, Term, parse
from articles.search.snippets import Marker, Piece, Pieces
from articles.words.entry import IN_NAMES
from articles.words.folding import fold, plain
from articles.words.folding import words as found_in

# Of each match so many characters of HTML are looked through for a snippet.
SNIPPET_SOURCE = 30_000
# Letters of a word that says something of its story.
TELLING = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """A story found. Its edition has neither body nor contents loaded."""

    edition: Edition
    headline: Pieces
    snippet: Pieces


@dataclass(frozen=True, slots=True)
class Page:
    """Hits, and what to ask with for those that come after (`before`, `skip`); None at the end."""

    hits: tuple[Hit, ...] = ()
    further: int | None = None


def find(
    text: str,
    *,
    before: int = LAST_KEY,
    limit: int = 20,
    among: EditionQuerySet | None = None,
    languages: Iterable[str] = (),
) -> Page:
    """The newest editions that have the words, from before the one with that key.

    Two queries, whatever the size of the archive. `among` narrows down what is looked
    through (a section's editions, say); it is made from Edition.objects. Other forms of the
    words will do, by the grammar of the newsroom's language and of these `languages`.
    """
    query, editions = _understood(text, languages), _visible(among)
    if not query:
        return Page()
    below = max(-LAST_KEY // 2, min(before, LAST_KEY))
    found = keys.newest(query, editions, below, limit + 1)
    further = found[limit - 1] if len(found) > limit else None
    return Page(_hits(query, editions, found[:limit]), further)


def best(
    text: str,
    *,
    skip: int = 0,
    limit: int = 20,
    among: EditionQuerySet | None = None,
    languages: Iterable[str] = (),
) -> Page:
    """As find, but what has the words in its headline or its tags comes first, if not too old.

    Ranked are the newest few hundred of each kind, so that a common word costs no more
    than a rare one; beyond them there is nothing further, and find goes on.
    """
    query, editions = _understood(text, languages), _visible(among)
    if not query:
        return Page()
    found = keys.ranked(query, editions)
    end = skip + limit
    return Page(_hits(query, editions, found[skip:end]), end if len(found) > end else None)


def matching(
    text: str,
    *,
    limit: int,
    among: EditionQuerySet | None = None,
    languages: Iterable[str] = (),
) -> list[int]:
    """The keys of the newest editions that have the words: find, without what a page shows."""
    query = _understood(text, languages)
    return keys.newest(query, _visible(among), LAST_KEY, limit) if query else []


def sharing(headline: str, *, words: int, limit: int) -> dict[str, list[int]]:
    """Of the first few longer words of a headline each, the keys of the newest editions that
    have it in headline, tags or names. One query."""
    telling = dict.fromkeys(word for word in found_in(fold(headline)) if len(word) >= TELLING)
    asked = list(telling)[:words]
    queries = [Query(((Term((word,)),),)) for word in asked]
    found = keys.newest_of_each(queries, Edition.objects.all(), limit, IN_NAMES)
    return dict(zip(asked, found, strict=True))


def _understood(text: str, languages: Iterable[str]) -> Query:
    """By the grammar of these languages and of the newsroom's own."""
    return parse(text, [settings.LANGUAGE_CODE, *languages])


def _visible(among: EditionQuerySet | None) -> EditionQuerySet:
    return Edition.objects.all() if among is None else among


def _hits(query: Query, editions: EditionQuerySet, found: list[int]) -> tuple[Hit, ...]:
    """The editions with these keys, in this order."""
    if not found:
        return ()
    openings = Left("body_html", SNIPPET_SOURCE)
    rows = editions.filter(pk__in=found).defer("body_html", "contents").order_by()
    by_key = {edition.pk: edition for edition in rows.annotate(opening=openings)}
    marker = Marker(query)
    return tuple(_hit(marker, by_key[key]) for key in found if key in by_key)


def _hit(marker: Marker, edition: Edition) -> Hit:
    opening: str = edition.opening  # type: ignore[attr-defined]
    whole = opening if len(opening) < SNIPPET_SOURCE else opening[: opening.rfind(">") + 1]
    snippet = marker.snippet(plain(whole)) or marker.snippet(edition.dek)
    return Hit(
        edition,
        marker.mark(edition.headline),
        snippet or (Piece(edition.dek or edition.summary, False),),
    )
