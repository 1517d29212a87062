"""What readers are told of a change: in the story, on a page, in a feed, and never too soon."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from articles import correcting, publishing
from articles.models import Article, Correction, Edition, Notice
from articles.models.revision import HistoryCannotChange
from tests import desk, world

pytestmark = pytest.mark.django_db
WRONG = "An earlier version said twelve people were aboard. It was eleven."
PAGES = [
    "/corrections/",
    "/corrections/feed/",
    "/corrections/feed/atom/",
    "/corrections/feed/json/",
]


def corrected(edition: Edition, kind: str = "correction", **fields: str) -> Edition:
    article = world.rewrite(Article.objects.get(pk=edition.article_id), dek="Eleven, not twelve.")
    return publishing.publish(article.pk, by=None, notice=Notice(kind, WRONG, **fields))


def shown(client: Client, address: str) -> bool:
    return WRONG in client.get(address).content.decode()


def test_a_correction_stands_in_the_story_on_its_page_and_in_its_feeds(client: Client) -> None:
    edition = corrected(world.make_edition())

    for address in (edition.get_absolute_url(), *PAGES):
        assert shown(client, address), address


def test_it_is_said_to_machines(client: Client) -> None:
    edition = corrected(world.make_edition())

    page = client.get(edition.get_absolute_url()).content.decode()
    data = json.loads(page.partition('application/ld+json">')[2].partition("</script>")[0])
    story = data["@graph"][0]
    assert story["correction"][0]["@type"] == "CorrectionComment"
    assert story["correction"][0]["text"] == WRONG


def test_it_is_bound_to_what_readers_had_and_have() -> None:
    first = world.make_edition()
    second = corrected(first)

    told = Correction.log.get()
    assert (told.before_id, told.after_id) == (first.revision_id, second.revision_id)


def test_it_stays_with_the_story_through_later_changes(client: Client) -> None:
    edition = corrected(world.make_edition())
    article = world.rewrite(Article.objects.get(pk=edition.article_id), kicker="Ferries")
    publishing.publish(article.pk, by=None, minor=True)

    assert shown(client, edition.get_absolute_url())


def test_a_minor_change_moves_no_date() -> None:
    edition = world.make_edition()
    article = world.rewrite(Article.objects.get(pk=edition.article_id), kicker="Ferries")
    after = publishing.publish(article.pk, by=None, minor=True)

    assert (after.updated_at, after.published_at) == (None, edition.published_at)


def test_it_appears_at_the_second_of_what_it_corrects(client: Client) -> None:
    edition = world.make_edition()
    article = world.rewrite(Article.objects.get(pk=edition.article_id), dek="Eleven.")
    at = timezone.now().replace(microsecond=0) + timedelta(hours=1)
    publishing.schedule(article.pk, at, by=None, notice=Notice("correction", WRONG))

    for moment, told in ((at - timedelta(seconds=1), False), (at, True)):
        with time_machine.travel(moment, tick=False):
            for address in (edition.get_absolute_url(), *PAGES):
                assert shown(client, address) is told, (moment, address)


def test_one_whose_publication_was_cancelled_is_never_told(client: Client) -> None:
    edition = world.make_edition()
    article = world.rewrite(Article.objects.get(pk=edition.article_id), dek="Eleven.")
    at = timezone.now() + timedelta(hours=1)
    publishing.schedule(article.pk, at, by=None, notice=Notice("correction", WRONG))
    publishing.publish(article.pk, by=None, minor=True)

    with time_machine.travel(at + timedelta(hours=1)):
        for address in (edition.get_absolute_url(), *PAGES):
            assert not shown(client, address), address


def test_withdrawn_it_is_told_no_more_and_stays_on_record(client: Client, publisher: User) -> None:
    edition = corrected(world.make_edition())
    correcting.withdraw(Correction.log.get().pk, by=publisher, why="It was twelve after all.")

    for address in (edition.get_absolute_url(), *PAGES):
        assert not shown(client, address), address
    assert Correction.log.get().withdrawn_by_name == "piers"


def test_those_of_a_withdrawn_story_are_told_nowhere(client: Client) -> None:
    edition = corrected(world.make_edition())
    publishing.withdraw(edition.article_id, by=None)

    for address in PAGES:
        assert not shown(client, address), address


def test_a_correction_is_neither_reworded_nor_erased() -> None:
    corrected(world.make_edition())
    told = Correction.log.get()

    for attempt in (told.delete, Correction.log.all().delete):
        with pytest.raises(HistoryCannotChange):
            attempt()
    for statement in (
        "DELETE FROM articles_correction",
        "UPDATE articles_correction SET text = 'All was well'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.parametrize(("change", "text"), [("", ""), ("correction", " ")])
def test_publishing_a_change_to_a_live_story_asks_what_it_is(
    client: Client, publisher: User, change: str, text: str
) -> None:
    edition = world.make_edition()
    client.force_login(publisher)

    answer = desk.write(
        client,
        Article.objects.get(pk=edition.article_id),
        dek="Eleven.",
        act="publish",
        change=change,
        notice=text,
    )

    assert "Eleven." in answer.text
    assert "alert" in answer.text
    assert Edition.objects.get().dek == edition.dek


def test_the_desk_publishes_a_correction(client: Client, publisher: User) -> None:
    edition = world.make_edition()
    client.force_login(publisher)
    desk.write(
        client,
        Article.objects.get(pk=edition.article_id),
        dek="Eleven.",
        act="publish",
        change="correction",
        notice=WRONG,
        placement="top",
    )

    told = Correction.objects.get()
    assert (told.text, told.placement, told.by_name) == (WRONG, "top", "piers")


def test_the_page_turns_and_is_narrowed_by_section(client: Client) -> None:
    for number in range(31):
        edition = world.make_edition(slug=f"story-{number}", headline=f"Story {number}")
        corrected(edition)
    corrected(world.make_edition(section="Council", slug="rates", headline="Rates"))

    first = client.get("/corrections/").content.decode()
    assert first.count('class="card') == 30
    before = first.partition("before=")[2].partition('"')[0]
    assert client.get(f"/corrections/?before={before}").content.decode().count('class="card') == 2
    assert client.get("/corrections/?section=council").content.decode().count('class="card') == 1
    for odd in ("?section=x", "?before=0", "?before=x", "?before=" + "9" * 40):
        assert client.get("/corrections/" + odd).status_code == 404
