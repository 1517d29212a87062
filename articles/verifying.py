"""Is what is on record whole? Chain, intervals, and every edition against its revision."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from typing import TypeVar

from django.db.models import F, Model, QuerySet

from articles import search, triggers
from articles.composing import RENDERED, RENDERING, columns_of, path_of
from articles.models.article import Article
from articles.models.edition import ROOM_IN_A_SECOND, Edition, first_key_of
from articles.models.revision import Revision
from articles.models.taxonomy import Author, Tag, key_of

CHUNK = 500
T = TypeVar("T", bound=Model)


def faults() -> Iterator[str]:
    """Every row that is wrong, in a sentence naming it; nothing when all is well.

    Reads the whole history once, in constant memory.
    """
    yield from (f"The trigger {name} is missing: run migrate." for name in triggers.missing())
    if search.is_outdated():
        yield "The search index is of an older version: run rebuild_search."
    yield from _broken_chains()
    yield from _wrong_heads()
    yield from _wrong_notes()
    yield from _wrong_intervals("article_id")
    yield from _wrong_intervals("path")
    yield from _wrong_editions()


def _broken_chains() -> Iterator[str]:
    revisions = Revision.objects.order_by("article_id", "number").iterator(CHUNK)
    for _, chain in groupby(revisions, key=lambda revision: revision.article_id):
        before: Revision | None = None
        for revision in chain:
            yield from _broken_link(before, revision)
            before = revision


def _broken_link(before: Revision | None, revision: Revision) -> Iterator[str]:
    where = f"Revision {revision.pk} (article {revision.article_id}, № {revision.number})"
    if revision.number != (before.number + 1 if before else 1):
        yield f"{where}: the one before it is missing."
    if revision.previous_hash != (before.hash if before else ""):
        yield f"{where}: does not continue the chain."
    if revision.parent_id != (before.pk if before else None):
        yield f"{where}: is said to follow another."
    if revision.digest != hashlib.sha256(revision.content.encode()).hexdigest():
        yield f"{where}: its content is not what was signed."
    if revision.hash != revision.computed_hash():
        yield f"{where}: its hash does not cover what it says."


def _wrong_heads() -> Iterator[str]:
    for articles in _chunks(Article.objects.order_by("pk")):
        found = Revision.objects.filter(article__in=articles).order_by("article_id", "number")
        heads = {
            article_id: (number, hash_)
            for article_id, number, hash_ in found.values_list("article_id", "number", "hash")
        }
        for article in articles:
            if (article.version, article.head_hash) != heads.get(article.pk, (0, "")):
                yield f"Article {article.pk}: does not stand at its latest revision."


def _wrong_notes() -> Iterator[str]:
    """What articles say was published, against the editions that say so."""
    for articles in _chunks(Article.objects.order_by("pk")):
        given = Edition.log.filter(article__in=articles, live_from__lt=F("live_until"))
        last = dict(given.order_by("live_from").values_list("article_id", "revision__number"))
        for article in articles:
            if article.published_version != last.get(article.pk, 0):
                yield f"Article {article.pk}: notes another version than readers were given."


def _wrong_intervals(column: str) -> Iterator[str]:
    editions = Edition.log.order_by(column, "live_from").only(column, "live_from", "live_until")
    shown = (e for e in editions.iterator(CHUNK) if e.live_from < e.live_until)
    for earlier, later in pairwise(shown):
        same = getattr(earlier, column) == getattr(later, column)
        if same and later.live_from < earlier.live_until:
            yield f"Edition {later.pk}: begins before edition {earlier.pk} ended ({column})."


def _wrong_editions() -> Iterator[str]:
    for editions in _chunks(Edition.log.with_links().order_by("pk")):
        tags = _terms(editions, "tag", Tag)
        authors = _terms(editions, "author", Author)
        for edition in editions:
            yield from _wrong_edition(edition, tags, authors)


def _wrong_edition(
    edition: Edition, tags: dict[str, int], authors: dict[str, int]
) -> Iterator[str]:
    where, document = f"Edition {edition.pk}", edition.revision.document
    if edition.revision.article_id != edition.article_id:
        yield f"{where}: shows a revision of another article."
    if edition.pk - first_key_of(edition.published_at) not in range(ROOM_IN_A_SECOND):
        yield f"{where}: its key is not its place in the news."
    if edition.path not in _addresses(edition.published_at, document.slug):
        yield f"{where}: its address is not that of its date and slug."
    for name, value in columns_of(document).items():
        is_comparable = edition.rendering == RENDERING or name not in RENDERED
        if is_comparable and getattr(edition, name) != value:
            yield f"{where}: its {name} is not what revision {edition.revision_id} renders to."
    if not _are_those(document.tags, tags, [link.tag_id for link in edition.edition_tags.all()]):
        yield f"{where}: its tags are not those of revision {edition.revision_id}."
    linked = [link.author_id for link in edition.edition_bylines.all()]
    if not _are_those(document.bylines, authors, linked):
        yield f"{where}: its bylines are not those of revision {edition.revision_id}."


def _addresses(published_at: datetime, slug: str) -> set[str]:
    """Wherever the newsroom's clock stood then: its day is one of three."""
    return {path_of(published_at + timedelta(days=shift), slug) for shift in (-1, 0, 1)}


def _terms(editions: Iterable[Edition], name: str, model: type[Tag | Author]) -> dict[str, int]:
    field = {"tag": "tags", "author": "bylines"}[name]
    names = {n for e in editions for n in getattr(e.revision.document, field)}
    return {key: term.pk for key, term in model.objects.known({key_of(n) for n in names}).items()}


def _are_those(names: Iterable[str], known: dict[str, int], linked: list[int]) -> bool:
    """A name that nobody bears today was changed since: whose it was is not to be told."""
    terms = dict.fromkeys(known.get(key, key) for key in map(key_of, names) if key)
    return len(terms) == len(linked) and all(
        isinstance(term, str) or term == link for term, link in zip(terms, linked, strict=True)
    )


def _chunks(rows: QuerySet[T]) -> Iterator[list[T]]:
    """Keyset chunks by primary key: constant memory, prefetches kept."""
    last = None
    while chunk := list((rows if last is None else rows.filter(pk__gt=last))[:CHUNK]):
        yield chunk
        last = chunk[-1].pk
