"""Pages kept in memory are given to the next reader, and never a moment too long."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone

from articles import numbering, publishing, triggers
from articles.models import Author, Edition, Impression, Redirect, Section, Tag
from tests import world
from tests.newsstand import Reader

pytestmark = pytest.mark.usefixtures("committed")

HEADLINE = "Last ferry leaves the quay"


@pytest.fixture
def edition() -> Edition:
    return world.make_edition()


@pytest.fixture
def reader(edition: Edition) -> Reader:
    """Somebody who has the front page already, so that it is kept."""
    reader = Reader()
    assert HEADLINE in reader.get("/").text
    return reader


def numbers() -> list[int]:
    return list(Impression.objects.values_list("number", flat=True))


CHANGES: dict[str, Callable[[Edition], Any]] = {
    "a story published": lambda _: world.make_edition(headline="Ferry back again"),
    "a story withdrawn": lambda e: publishing.withdraw(e.article_id, by=None),
    "a section renamed": lambda e: Section.objects.get().save() or rename(Section),
    "a tag renamed": lambda _: rename(Tag),
    "an author renamed": lambda _: rename(Author),
    "an address sent elsewhere": lambda _: Redirect.objects.forward("/old/", "/new/"),
    "an update nobody announced": lambda _: Edition.log.update(end_reason="None"),
    "a link taken away": lambda e: e.edition_tags.all().delete(),
}


def rename(kind: Any) -> None:
    kind.objects.update(name="Renamed")


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_is_kept_over(reader: Reader, edition: Edition, change: str) -> None:
    assert reader.get("/").was_kept
    before = numbers()

    CHANGES[change](edition)

    assert numbers() > before
    assert not reader.get("/").was_kept
    assert reader.get("/").was_kept


def test_a_withdrawn_story_is_gone_on_the_next_request(reader: Reader, edition: Edition) -> None:
    address = edition.get_absolute_url()
    assert reader.get(address).status == 200
    assert reader.get(address).was_kept

    publishing.withdraw(edition.article_id, by=None)

    assert reader.get(address).status == 410
    assert HEADLINE not in reader.get("/").text


def test_work_on_the_desk_leaves_readers_pages_be(reader: Reader) -> None:
    article = world.make_article(headline="Not for you yet", slug="later", tags=(), bylines=())
    before = numbers()

    world.rewrite(article, dek="Nor this.")

    assert numbers() == before
    assert reader.get("/").was_kept


def test_what_is_rolled_back_was_never_another_impression(reader: Reader) -> None:
    before = numbers()

    with transaction.atomic():
        Tag.objects.update(name="Renamed")
        transaction.set_rollback(True)

    assert numbers() == before


def test_a_scheduled_story_appears_and_goes_at_its_second() -> None:
    noon = datetime(2026, 5, 4, 12, tzinfo=UTC)
    with time_machine.travel(noon - timedelta(seconds=20), tick=False) as clock:
        world.make_edition(at=noon, until=noon + timedelta(minutes=1))
        reader = Reader()
        reader.get("/")
        clock.move_to(noon - timedelta(milliseconds=1))
        assert reader.get("/").was_kept
        assert HEADLINE not in reader.get("/").text

        clock.move_to(noon)
        assert HEADLINE in reader.get("/").text
        assert reader.get("/").was_kept

        clock.move_to(noon + timedelta(minutes=1))
        assert HEADLINE not in reader.get("/").text


def test_shared_caches_are_told_of_the_end_that_is_near_now() -> None:
    now = timezone.now()
    with time_machine.travel(now, tick=False) as clock:
        world.make_edition(until=now + timedelta(seconds=100))
        reader = Reader()
        reader.get("/")
        clock.move_to(now + timedelta(seconds=99.5))

        assert reader.get("/").was_kept
        assert "s-maxage=0" in reader.get("/").headers["Cache-Control"]


def test_the_day_in_the_masthead_turns_at_midnight(edition: Edition) -> None:
    midnight = datetime(2030, 5, 4, tzinfo=UTC)
    with time_machine.travel(midnight - timedelta(seconds=1), tick=False) as clock:
        reader = Reader()
        assert "3 May 2030" in reader.get("/").text
        assert reader.get("/").was_kept

        clock.move_to(midnight)
        assert "4 May 2030" in reader.get("/").text


def test_a_page_printed_while_something_changed_is_not_kept(reader: Reader) -> None:
    """Else what it was before the change would lie among what is so after it."""
    press = reader.stand.press

    def slow(*asked: Any) -> Any:
        answer = press(*asked)
        world.make_edition(headline="Ferry back again", slug="again")
        return answer

    reader.stand.press = slow
    reader.get("/archive/")
    reader.stand.press = press

    assert not reader.get("/archive/").was_kept
    assert "Ferry back again" in reader.get("/archive/").text


def test_the_database_out_of_reach_is_no_reason_for_an_old_page(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader.stand, "watch", type("Blind", (), {"current": lambda _: None})())

    assert not reader.get("/").was_kept


def test_every_table_counts_unless_it_is_the_desks(edition: Edition) -> None:
    assert not triggers.missing()
    assert {"articles_edition", "articles_section", "articles_redirect"} <= set(numbering.tables())
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TRIGGER articles_tag_update_is_seen"
            if connection.vendor == "sqlite"
            else "DROP TRIGGER articles_tag_is_seen ON articles_tag"
        )

    assert len(triggers.missing()) == 1


def test_a_date_is_given_once_it_is_settled_and_holds_until_a_change(edition: Edition) -> None:
    now = timezone.now()
    with time_machine.travel(now, tick=False) as clock:
        reader = Reader()
        assert "Last-Modified" not in reader.get("/").headers
        clock.move_to(now + timedelta(seconds=5))
        date = reader.get("/").headers["Last-Modified"]
        assert reader.get("/", HTTP_IF_MODIFIED_SINCE=date).status == 304
        assert reader.get("/", HTTP_IF_MODIFIED_SINCE="nonsense").status == 200

        Tag.objects.update(name="Renamed")
        assert reader.get("/", HTTP_IF_MODIFIED_SINCE=date).status == 200
