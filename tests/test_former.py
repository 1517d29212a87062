"""What readers may look back on: what changed, and the text as it stood at an instant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.test import Client

from articles import correcting, publishing, withholding
from articles.models import Article, AuditEntry, Correction, Edition, Notice, Section, Takedown
from articles.models.revision import HistoryCannotChange
from tests import world

pytestmark = pytest.mark.django_db

FIRST = datetime(2026, 3, 3, 18, tzinfo=UTC)
SECOND, THIRD, LATER = (FIRST + timedelta(hours=hours) for hours in (1, 2, 3))
NOW = FIRST + timedelta(hours=4)
WRONG = "An earlier version said twelve people were aboard. It was eleven."
MOMENT = timedelta(seconds=1)
CANARY = "zyxomma"


class Past(NamedTuple):
    """A story that readers were given three times, and are to be given a fourth."""

    article: Article
    path: str

    @property
    def page(self) -> str:
        return f"/{self.path}/"

    @property
    def changes(self) -> str:
        return f"/{self.path}/changes/"

    def at(self, instant: datetime) -> str:
        return f"/{self.path}/at/{instant:%Y-%m-%dT%H:%M:%SZ}/"

    @property
    def editions(self) -> list[Edition]:
        return list(Edition.log.of(self.article).order_by("live_from"))


@pytest.fixture
def past() -> Past:
    with time_machine.travel(FIRST, tick=False):
        edition = world.make_edition(dek="Twelve people made the final crossing.", slug="ferry")
        Section.objects.update(shows_changes=True)
    article = Article.objects.get(pk=edition.article_id)
    with time_machine.travel(FIRST + timedelta(minutes=9), tick=False):
        world.rewrite(article, dek=CANARY, kicker=CANARY, source_url=f"https://{CANARY}.example/")
    with time_machine.travel(SECOND + timedelta(milliseconds=400), tick=False):
        world.rewrite(article, dek="Eleven made the final crossing.", kicker="", source_url="")
        publishing.publish(article.pk, by=None, notice=Notice("correction", WRONG))
    with time_machine.travel(THIRD, tick=False):
        world.rewrite(article, kicker="Ferries")
        publishing.publish(article.pk, by=None, minor=True)
        world.rewrite(article, dek="Nobody at all.", headline="Sunk")
        publishing.schedule(article.pk, LATER, by=None)
    return Past(article, edition.path)


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def status(client: Client, address: str) -> int:
    return client.get(address).status_code


def test_each_version_is_read_as_it_stood_from_its_second_on(client: Client, past: Past) -> None:
    said = {FIRST: "Twelve people", SECOND: "Eleven made", THIRD: "Ferries", LATER: "Nobody at all"}
    with time_machine.travel(NOW, tick=False):
        for instant, words in said.items():
            assert words in text(client, past.at(instant))
            assert client.get(past.at(instant + MOMENT)).url == past.at(instant)  # type: ignore[attr-defined]
        for before, instant in ((FIRST, SECOND), (SECOND, THIRD), (THIRD, LATER)):
            assert client.get(past.at(instant - MOMENT)).url == past.at(before)  # type: ignore[attr-defined]
        for odd in (
            past.at(FIRST - MOMENT),
            past.at(NOW + MOMENT),
            f"{past.page}at/2026-02-30T18:00:00Z/",
        ):
            assert status(client, odd) == 404
        assert client.get(f"{past.page}at/2026-03-03T19:00:00+01:00/").url == past.at(FIRST)  # type: ignore[attr-defined]


def test_nothing_scheduled_is_looked_up_before_its_second(client: Client, past: Past) -> None:
    for moment, told in ((LATER - MOMENT, False), (LATER, True)):
        with time_machine.travel(moment, tick=False):
            assert ("Nobody at all" in text(client, past.changes)) is told
            assert (status(client, past.at(LATER)) == 200) is told


def test_a_former_version_says_what_it_is_and_leads_to_the_present(
    client: Client, past: Past
) -> None:
    with time_machine.travel(NOW, tick=False):
        answer = client.get(past.at(FIRST))
        assert "This is a former version." in answer.content.decode()
        assert (
            f'<link rel="canonical" href="http://testserver{past.page}">' in answer.content.decode()
        )
        assert 'name="robots" content="noindex' in answer.content.decode()
        assert "ld+json" not in answer.content.decode()
        assert answer["Cache-Control"].startswith("public, max-age=0")
        assert "This is what the story says now." in text(client, past.at(LATER))
        for listing in (
            "/feed/",
            "/sitemap/2026-03.xml",
            "/sitemap/news.xml",
            "/sitemap/pages.xml",
        ):
            assert "/at/" not in text(client, listing)
            assert "/changes/" not in text(client, listing)


def test_the_log_tells_each_change_and_no_word_of_the_desk(client: Client, past: Past) -> None:
    with time_machine.travel(LATER - MOMENT, tick=False):
        log = text(client, past.changes)
        assert "<del>Twelve people </del><ins>Eleven </ins>" in log
        assert "A small change" in log
        assert "First published" in log
        assert WRONG in log
        assert "Published 3 times" in text(client, past.page)
        for address in (past.changes, past.page, past.at(FIRST), past.at(SECOND), past.at(THIRD)):
            assert CANARY not in text(client, address), address


def test_only_sections_that_let_readers_look_back_do(client: Client, past: Past) -> None:
    Section.objects.update(shows_changes=False)
    with time_machine.travel(NOW, tick=False):
        assert status(client, past.changes) == status(client, past.at(FIRST)) == 404
        assert "see what changed" not in text(client, past.page)


def test_what_is_withdrawn_is_gone_in_every_version_for_good(client: Client, past: Past) -> None:
    with time_machine.travel(NOW, tick=False):
        publishing.withdraw(past.article.pk, by=None)
        for address in (past.changes, past.at(FIRST), past.at(LATER)):
            assert status(client, address) == 410
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        world.rewrite(past.article, headline="A ferry left", slug="ferry-left")
        again = publishing.publish(past.article.pk, by=None)
        moved = past._replace(path=again.path)
        log = text(client, moved.changes)
        assert "<details" not in log
        assert "Twelve" not in log
        assert client.get(past.changes).url == moved.changes  # type: ignore[attr-defined]
        assert client.get(past.at(FIRST)).url == moved.at(FIRST)  # type: ignore[attr-defined]
        for taken in (moved.at(FIRST), moved.at(NOW + MOMENT)):
            assert status(client, taken) == 410
        assert status(client, moved.at(NOW + timedelta(hours=1))) == 200


def test_a_withheld_version_is_shown_nowhere_and_stays_on_record(
    client: Client, past: Past, publisher: User
) -> None:
    with time_machine.travel(NOW, tick=False):
        second = past.editions[1]
        withholding.withhold(past.article.pk, second.pk, by=publisher, why="The court’s order.")
        withholding.withhold(past.article.pk, second.pk, by=publisher, why="Again.")

        assert status(client, past.at(SECOND)) == status(client, past.at(THIRD - MOMENT)) == 410
        log = text(client, past.changes)
        assert log.count("This version is withheld") == 1
        assert past.at(SECOND) not in log
        assert "the last version that is shown" in log
        assert "court" not in log
        assert "court" not in text(client, past.at(SECOND))
        assert AuditEntry.objects.filter(verb="withheld").count() == 1

        withholding.reopen(past.article.pk, second.pk, by=publisher)
        assert status(client, past.at(SECOND)) == 200


def test_what_readers_have_or_never_had_cannot_be_withheld(past: Past) -> None:
    with time_machine.travel(LATER - MOMENT, tick=False):
        *_, present, scheduled = past.editions
        for edition in (present, scheduled):
            with pytest.raises(withholding.NotWithholdable):
                withholding.withhold(past.article.pk, edition.pk, by=None, why="x")
        with pytest.raises(withholding.NotWithholdable):
            withholding.withhold(past.article.pk, past.editions[0].pk, by=None, why=" ")


def test_a_takedown_is_neither_rewritten_nor_erased(past: Past) -> None:
    withholding.withhold(past.article.pk, past.editions[0].pk, by=None, why="The court’s order.")

    for attempt in (Takedown.objects.get().delete, Takedown.objects.all().delete):
        with pytest.raises(HistoryCannotChange):
            attempt()
    for statement in ("DELETE FROM articles_takedown", "UPDATE articles_takedown SET why = 'x'"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_withdrawn_correction_is_told_in_no_version(client: Client, past: Past) -> None:
    with time_machine.travel(NOW, tick=False):
        assert WRONG in text(client, past.at(SECOND))
        assert WRONG not in text(client, past.at(FIRST))
        correcting.withdraw(Correction.log.get().pk, by=None)
        assert WRONG not in text(client, past.at(SECOND))
        assert WRONG not in text(client, past.changes)


def test_a_long_log_is_turned_and_costs_the_same(
    client: Client, django_assert_max_num_queries
) -> None:
    article = world.make_edition().article
    Section.objects.update(shows_changes=True)
    for number in range(11):
        world.rewrite(article, dek=f"{number} made the crossing.")
        edition = publishing.publish(article.pk, by=None)

    address, seen = f"{edition.get_absolute_url()}changes/", 0
    while address:
        with django_assert_max_num_queries(9):
            page = text(client, address)
        seen += page.count('<p class="facts"><strong>')
        address = page.partition('rel="next" href="')[2].partition('"')[0]
    assert seen == 12
