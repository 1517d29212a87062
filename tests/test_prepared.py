"""Prepared questions give what their querysets give, and walk the indexes made for them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import clock, publishing
from articles.models import Edition, Section
from articles.models.edition import LAST_KEY
from articles.models.prepared import Prepared, prepared
from articles.site import reading
from tests import world

pytestmark = pytest.mark.django_db


class Headline(NamedTuple):
    id: int
    headline: str


@prepared(Headline)
def headlines(section: int, before: int) -> Any:
    return Edition.objects.in_section(section).older_than(before).newest()[:2]


def plan(question: Prepared[Any], **values: Any) -> str:
    """How the database goes about a question, in its own words."""
    with CaptureQueriesContext(connection) as captured:
        question(**values)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {captured[-1]['sql']}")
        return "\n".join(row[3] for row in cursor.fetchall())


def test_its_rows_are_those_of_the_queryset() -> None:
    editions = [world.make_edition(headline=f"Story {number}") for number in range(3)]
    section = editions[0].section_id

    rows = headlines(section=section, before=editions[2].pk)

    assert rows == [(edition.pk, edition.headline) for edition in (editions[1], editions[0])]


def test_what_is_live_is_asked_at_each_call() -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    edition = world.make_edition(at=tomorrow)

    assert headlines(section=edition.section_id, before=LAST_KEY) == []
    with clock.stopped_at(tomorrow):
        assert headlines(section=edition.section_id, before=LAST_KEY)


def test_it_asks_of_each_of_many_in_one_query(django_assert_num_queries: Any) -> None:
    for name in ("Council", "Harbour"):
        for number in range(3):
            world.make_edition(section=name, headline=f"{name} {number}")
    each = [
        {"section": key, "before": LAST_KEY} for key in Section.objects.values_list("pk", flat=True)
    ]

    with django_assert_num_queries(1):
        rows = headlines.of_each(each)

    assert sorted(row.headline for row in rows) == [
        "Council 1",
        "Council 2",
        "Harbour 1",
        "Harbour 2",
    ]


def test_what_becomes_visible_and_what_ends_is_the_next_change() -> None:
    tonight, tomorrow = (timezone.now() + timedelta(hours=hours) for hours in (5, 20))
    world.make_edition(until=tomorrow)

    assert reading.next_change() == tomorrow
    publishing.schedule(world.make_article(slug="later").pk, tonight, by=None)
    assert reading.next_change() == tonight


PLANS: list[tuple[Prepared[Any], dict[str, Any], str]] = [
    (reading.newest_in_section, {"section": 1, "before": 9}, "edition_section (section_id=? AND"),
    (reading.newest_tagged, {"of": 1, "before": 9}, "tag_newest (tag_id=? AND edition_id<?)"),
    (reading.newest_by, {"of": 1, "before": 9}, "author_newest (author_id=? AND edition_id<?)"),
    (reading.story_at, {"path": "x"}, "edition_path (path=?"),
    (reading.next_end, {"after": timezone.now()}, "edition_ends"),
]


@pytest.mark.parametrize(("question", "values", "index"), PLANS)
def test_lists_walk_their_index_and_sort_nothing(
    vendor: str, question: Prepared[Any], values: dict[str, Any], index: str
) -> None:
    if vendor != "sqlite":
        pytest.skip("SQLite's own words")

    told = plan(question, **values)

    assert index in told
    assert "TEMP B-TREE" not in told
