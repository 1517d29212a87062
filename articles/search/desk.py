"""What the desk writes, found by every word before it is printed.

As with editions, every revision is entered once and none is taken out: which of those found is
an article's latest is asked when searching. What is printed as it is written (an import that
publishes) is found by its edition, and is not entered here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, F, Max, OuterRef, Q

from articles import clock
from articles.models.edition import LAST_KEY, Edition
from articles.models.revision import Revision, RevisionQuerySet
from articles.search import keys
from articles.search.query import parse
from articles.search.shelves import WRITTEN
from articles.words.entry import Entry
from articles.words.prepared import Row, prepared

STRETCH = 500


def note(revision: Revision) -> None:
    """Make a version findable on the desk. Within the caller's transaction."""
    enter([_row(revision)])


def enter(rows: Iterable[Row]) -> None:
    """`note` for versions whose words were prepared beforehand, by their keys."""
    keys.backend().insert(rows, WRITTEN)


def articles_with(text: str, *, limit: int) -> set[int]:
    """The keys of articles that say so now, or in an edition of whatever time: of each kind the
    latest so many. Never for readers."""
    query = parse(text, [settings.LANGUAGE_CODE])
    if not query:
        return set()
    latest = (Revision.objects.aggregate(latest=Max("pk"))["latest"] or 0) + 1
    heads = Revision.objects.latest_of_their_articles()
    written = keys.newest(query, heads, latest, limit, WRITTEN)
    printed = keys.newest(query, Edition.log.all(), LAST_KEY, limit)
    return {
        *Revision.objects.filter(pk__in=written).values_list("article_id", flat=True),
        *Edition.log.these(printed).values_list("article_id", flat=True),
    }


def rebuild() -> Iterator[int]:
    """Enter anew what is not printed, a stretch and a transaction at a time; yields how many."""
    keys.backend().clear(WRITTEN)
    done, last = 0, 0
    while stretch := list(_heads_not_printed().after_article(last)[:STRETCH]):
        with transaction.atomic():
            enter(map(_row, stretch))
        done, last = done + len(stretch), stretch[-1].article_id
        yield done


def _heads_not_printed() -> RevisionQuerySet:
    """What articles say now and readers do not have; what is scheduled is not found by its edition
    before its day."""
    ahead = Q(article__version__gt=F("article__published_version"))
    to_come = Edition.log.scheduled(clock.now()).of(OuterRef("article"))
    return Revision.objects.latest_of_their_articles().filter(ahead | Exists(to_come))


def _row(revision: Revision) -> Row:
    document = revision.document
    entry = Entry(
        headline=document.headline,
        dek=document.dek,
        names=(*document.tags, *document.bylines, document.section),
        body=document.body,
        language=document.language,
    )
    return revision.pk, prepared(entry.columns(), connection.vendor)
