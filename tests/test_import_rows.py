"""The import's own way of writing many articles writes what the ordinary doors write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection, models, transaction

from articles import publishing, revising
from articles.documents import Document
from articles.importing import creating
from articles.importing.found import Found
from articles.importing.options import Options
from articles.importing.planning import plan
from articles.importing.terms import Terms
from articles.models import (
    Article,
    ArticleTag,
    Byline,
    Edition,
    EditionByline,
    EditionTag,
    Kind,
    Revision,
)
from articles.slugs import slugify
from articles.verifying import faults
from tests import world

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 3, 12, 0, 0, 250, tzinfo=UTC)
WRITTEN = (Article, Revision, ArticleTag, Byline, Edition, EditionTag, EditionByline)
# Keys differ from one attempt to the next, and so what is hashed with them.
KEYS = {"article_id", "revision_id", "hash", "head_hash", "previous_hash"}
TERMS = {"section", "tag", "author"}


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


def by_import(*documents: Document, publish: bool) -> None:
    options = Options(publish=publish)
    terms = Terms()
    terms.learn(documents)
    batch = [
        Found(path="", sha256="", source_id=f"/{n}.txt", document=document, digest=document.digest)
        for n, document in enumerate(documents)
    ]
    news = creating.prepare(plan(batch, options), options, terms, NOON)
    creating.write(news, options, reason="import run 1", at=NOON)


def by_hand(*documents: Document, publish: bool) -> None:
    """The ordinary doors, the slug being there before the first revision."""
    for n, document in enumerate(documents):
        slug = document.slug or slugify(document.headline, document.language)
        article = revising.begin(
            replace(document, slug=slug) if publish else document,
            by=None,
            kind=Kind.IMPORT,
            reason="import run 1",
            source="files",
            source_id=f"/{n}.txt",
            source_digest=document.digest,
            source_version=1,
        )
        if publish:
            publishing.publish(article.pk, by=None, accepted=False)


def written(write: Callable[..., None], *documents: Document, publish: bool) -> dict[str, Any]:
    """Every column of every row that is written, model by model; then it is undone."""
    with transaction.atomic():
        write(*documents, publish=publish)
        rows = {model.__name__: list(map(columns, everything(model))) for model in WRITTEN}
        rows["search"] = search_index()
        assert not list(faults())
        transaction.set_rollback(True)
    return rows


def everything(model: type[models.Model]) -> models.QuerySet[models.Model]:
    manager = getattr(model, "log", model._default_manager)
    return manager.order_by("pk")


def columns(row: models.Model) -> dict[str, Any]:
    """Terms by name: PostgreSQL gives no number twice, even after a rollback."""
    skipped = KEYS if isinstance(row, Edition) else KEYS | {"id"}
    return {
        field.attname: (
            str(getattr(row, field.name)) if field.name in TERMS else getattr(row, field.attname)
        )
        for field in row._meta.concrete_fields
        if field.attname not in skipped
    }


def search_index() -> Any:
    key = "rowid" if connection.vendor == "sqlite" else "*"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key} FROM articles_search ORDER BY 1")
        return cursor.fetchall()


@pytest.mark.parametrize("publish", [False, True])
@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"dated": date(2024, 2, 25)},
        {"dated": datetime(2024, 2, 25, 8, 30, tzinfo=UTC)},
        {"dated": NOON + timedelta(days=900)},
        {"headline_derived": True, "section": "", "tags": (), "bylines": ()},
        {"slug": "a-slug-of-its-own", "language": "fa", "source_url": "https://example.org/1"},
        {"tags": ("Trams", "trams ", "ferries"), "bylines": ("Mara Quill", "Ada Lovelace")},
    ],
    ids=["plain", "day", "instant", "future", "derived", "slug", "twice"],
)
def test_both_doors_write_the_same_rows(fields: dict[str, Any], publish: bool) -> None:
    document = world.make_document(**fields)

    assert written(by_import, document, publish=publish) == written(
        by_hand, document, publish=publish
    )


def test_stories_of_one_second_get_the_keys_publishing_one_by_one_would_give() -> None:
    day = date(2024, 2, 25)
    stories = [world.make_document(headline=f"Story {n}", dated=day) for n in range(4)]
    world.make_edition(headline="Already here", dated=day)

    assert written(by_import, *stories, publish=True) == written(by_hand, *stories, publish=True)


def test_equal_headlines_of_one_day_get_numbered_slugs() -> None:
    world.make_edition(headline="Storm", dated=date(2024, 2, 25))
    same = [
        world.make_document(headline="Storm", dated=date(2024, 2, 25), dek=f"{n}") for n in range(3)
    ]

    by_import(*same, publish=True)

    assert sorted(Edition.log.values_list("slug", flat=True)) == [
        "storm",
        "storm-2",
        "storm-3",
        "storm-4",
    ]


def test_an_address_that_is_taken_leaves_a_draft_that_says_so() -> None:
    world.make_edition(slug="storm", dated=date(2024, 2, 25))
    options = Options(publish=True)
    document = world.make_document(slug="storm", dated=date(2024, 2, 25), dek="Other")
    found = Found(path="", sha256="", source_id="/", document=document, digest=document.digest)
    terms = Terms()
    terms.learn([document])
    [decision] = plan([found], options)

    creating.write(creating.prepare([decision], options, terms, NOON), options, reason="", at=NOON)

    assert Edition.log.count() == 1
    assert "address" in decision.problems[0].message
