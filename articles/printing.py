"""Printing: an edition made of a revision, with its links and its place in the index."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from articles import search
from articles.composing import columns_of, dated_instant, is_day_only, path_of
from articles.documents import Document
from articles.models.article import Article
from articles.models.edition import (
    ROOM_IN_A_SECOND,
    Edition,
    EditionByline,
    EditionTag,
    first_key_of,
)
from articles.models.revision import Revision, name_of
from articles.models.taxonomy import Author, Section, Tag

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def print_edition(
    article: Article,
    revision: Revision,
    live_from: datetime,
    live_until: datetime,
    decided_at: datetime,
    *,
    by: User | None,
    minor: bool,
) -> Edition:
    document = revision.document
    published_at = first_published_at(article, document, live_from)
    edition = Edition(
        article=article,
        revision=revision,
        live_from=live_from,
        live_until=live_until,
        published_at=published_at,
        published_day_only=is_day_only(document, published_at),
        updated_at=_updated_at(article, live_from, minor),
        path=path_of(published_at, document.slug),
        section=next(iter(Section.objects.named([document.section])), None),
        published_by=by,
        published_by_name=name_of(by),
        decided_at=decided_at,
        **columns_of(document),
    )
    _insert(edition)
    _relate(edition, document)
    search.index([entry_of(edition, document)])
    return edition


def _insert(edition: Edition) -> None:
    """At the next key; whoever publishes in that second as well may be quicker."""
    while edition._state.adding:
        edition.pk = next_key(edition.published_at)
        try:
            with transaction.atomic():
                edition.save(force_insert=True)
        except IntegrityError:
            if not Edition.log.filter(pk=edition.pk).exists():
                raise


def next_key(published_at: datetime) -> int:
    """The next free key of that second (see Edition)."""
    first = first_key_of(published_at)
    second = Edition.log.filter(pk__gte=first, pk__lt=first + ROOM_IN_A_SECOND)
    highest: int | None = second.aggregate(highest=Max("pk"))["highest"]
    return first if highest is None else highest + 1


def entry_of(edition: Edition, document: Document) -> search.Entry:
    """What search looks through."""
    return search.Entry(
        key=edition.pk,
        headline=edition.headline,
        dek=edition.dek,
        names=(*document.tags, *document.bylines, document.section),
        body=edition.body_html,
        language=edition.language,
    )


def first_published_at(article: Article, document: Document, live_from: datetime) -> datetime:
    """The date readers see: what they saw before, else the source's own, else live_from."""
    seen = Edition.log.of(article).seen_by(timezone.now()).order_by("live_from").first()
    if seen:
        return seen.published_at
    return min(dated_instant(document) or live_from, live_from)


def _updated_at(article: Article, live_from: datetime, minor: bool) -> datetime | None:
    before = Edition.log.of(article).seen_by(live_from).order_by("-live_from").first()
    if before is None:
        return None
    return before.updated_at if minor else live_from


def _relate(edition: Edition, document: Document) -> None:
    EditionTag.objects.bulk_create(
        EditionTag(edition=edition, tag=tag, position=position)
        for position, tag in enumerate(Tag.objects.named(document.tags))
    )
    EditionByline.objects.bulk_create(
        EditionByline(edition=edition, author=author, position=position)
        for position, author in enumerate(Author.objects.named(document.bylines))
    )
