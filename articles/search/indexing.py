"""Indexing: every edition once, when it is written; what is visible is asked when searching."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.db import connection, transaction

from articles.models.article import Article
from articles.models.edition import LAST_KEY, Edition, EditionTag
from articles.models.vocabulary import IndexForm
from articles.search import desk, vocabulary
from articles.search.keys import backend
from articles.words.entry import DESK_FORM, FORM, Entry
from articles.words.prepared import Row, prepared

STRETCH = 500


def index(entries: Iterable[Entry]) -> None:
    """Make editions findable, from the instant they are live. Within the caller's transaction."""
    insert([(entry.key, prepared(entry.columns(), connection.vendor)) for entry in entries])


def insert(rows: Sequence[Row]) -> None:
    """`index` for entries that were prepared beforehand."""
    backend().insert(rows)
    vocabulary.learn_on_commit(rows)


def rebuild() -> Iterator[int]:
    """Index everything anew, the newest first, a stretch of editions and a transaction at a time;
    then what the desk has not printed.

    Yields how many are done. Killed half-way, the rest is missing until it is run again.
    """
    backend().clear()
    done, oldest = 0, LAST_KEY
    while stretch := _stretch(oldest):
        with transaction.atomic():
            rows = [(entry.key, prepared(entry.columns(), connection.vendor)) for entry in stretch]
            backend().insert(rows)
            vocabulary.learn(rows)
        done, oldest = done + len(stretch), stretch[-1].key
        yield done
    yield from (done + number for number in desk.rebuild())
    for number in (FORM, DESK_FORM):
        IndexForm.objects.get_or_create(number=number)


def is_outdated() -> bool:
    """Whether stories were indexed by an older version, so that `rebuild` is needed."""
    forms = set(IndexForm.objects.values_list("number", flat=True))
    if FORM not in forms and Edition.log.exists():
        return True
    return DESK_FORM not in forms and Article.objects.exists()


def _stretch(before: int) -> list[Entry]:
    fields = ("pk", "headline", "dek", "body_html", "byline", "section__name", "language")
    rows = Edition.log.newest().older_than(before).values_list(*fields)[:STRETCH]
    tags = _tags([row[0] for row in rows])
    return [
        Entry(
            key=key,
            headline=headline,
            dek=dek,
            body=body,
            language=language,
            names=(*tags[key], *byline.split("\n"), section or ""),
        )
        for key, headline, dek, body, byline, section, language in rows
    ]


def _tags(keys: list[int]) -> defaultdict[int, list[str]]:
    tags: defaultdict[int, list[str]] = defaultdict(list)
    rows = EditionTag.objects.filter(edition__in=keys).values_list("edition_id", "tag__name")
    for key, name in rows:
        tags[key].append(name)
    return tags
