"""The time machine of the desk, and the page on which former versions are withheld."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles import correcting, publishing
from articles.models import Article, Correction, Edition, Notice, Takedown
from tests import desk, world

pytestmark = pytest.mark.django_db

FIRST = datetime(2026, 3, 3, 18, tzinfo=UTC)
SECOND, NOW, COMING = (FIRST + timedelta(hours=hours) for hours in (1, 2, 3))
MOMENT = timedelta(seconds=1)
SITE = f"{desk.LIST}ahead/"
WRONG = "It was eleven."


@pytest.fixture
def article() -> Article:
    """Live since the first instant, corrected at the second, to be replaced at the third."""
    with time_machine.travel(FIRST, tick=False):
        article = world.make_edition(headline="Twelve aboard", slug="ferry").article
    with time_machine.travel(SECOND, tick=False):
        world.rewrite(article, headline="Eleven aboard")
        publishing.publish(article.pk, by=None, notice=Notice("correction", WRONG))
    with time_machine.travel(SECOND + MOMENT, tick=False):
        world.rewrite(article, headline="Nobody aboard")
        publishing.schedule(article.pk, COMING, by=None)
        world.rewrite(article, headline="A draft aboard")
    return article


@pytest.fixture
def piers(client: Client, publisher: User) -> Client:
    client.force_login(publisher)
    return client


def at(instant: datetime) -> str:
    return f"{timezone.localtime(instant):%Y-%m-%dT%H:%M:%S}"


def test_each_page_is_as_readers_had_it_at_the_second(piers: Client, article: Article) -> None:
    pages = (SITE, f"{SITE}?page=/section/harbour/", desk.page(article, "as-read"))
    said = {
        FIRST - MOMENT: "",
        FIRST: "Twelve aboard",
        SECOND - MOMENT: "Twelve aboard",
        SECOND: "Eleven aboard",
        COMING - MOMENT: "Eleven aboard",
        COMING: "Nobody aboard",
    }
    heads = ("Twelve aboard", "Eleven aboard", "Nobody aboard", "A draft aboard")
    with time_machine.travel(NOW, tick=False):
        for page in pages:
            for instant, headline in said.items():
                answer = piers.get(page, {**_query(page), "at": at(instant)})
                told = {each for each in heads if each in answer.text}
                assert told == ({headline} if headline else set()), (page, instant)
                assert answer["Cache-Control"] == "private, no-store"


def _query(page: str) -> dict[str, str]:
    return {"page": "/section/harbour/"} if "section" in page else {}


def test_it_steps_from_change_to_change(piers: Client, article: Article) -> None:
    with time_machine.travel(NOW, tick=False):
        for page in (SITE, desk.page(article, "as-read")):
            text = piers.get(page).text
            assert f"at={at(SECOND)}".replace(":", "%3A") in text
            assert f"at={at(COMING)}".replace(":", "%3A") in text
            first = piers.get(page, {"at": at(FIRST)}).text
            assert "The change before" not in first
            assert "The change after" not in piers.get(page, {"at": at(COMING)}).text


def test_a_correction_withdrawn_since_was_told_then(piers: Client, article: Article) -> None:
    with time_machine.travel(NOW, tick=False):
        correcting.withdraw(Correction.log.get().pk, by=None, why="It was twelve.")
    with time_machine.travel(NOW + MOMENT, tick=False):
        told = [
            WRONG in piers.get(desk.page(article, "as-read"), {"at": at(instant)}).text
            for instant in (SECOND - MOMENT, SECOND, NOW - MOMENT, NOW, COMING)
        ]

    assert told == [False, True, True, False, False]


def test_an_odd_instant_is_no_page(piers: Client, article: Article) -> None:
    for odd in ("x", "0001-01-01T00:00", "9999-12-31T23:59:59", "2026-02-30T10:00", "\0"):
        for page in (SITE, desk.page(article, "as-read")):
            assert piers.get(page, {"at": odd}).status_code in (200, 404), odd


def test_links_lead_to_pages_of_the_same_instant(piers: Client, article: Article) -> None:
    text = piers.get(desk.page(article, "as-read"), {"at": at(FIRST)}).text

    assert f"{SITE}?at={at(FIRST)}&amp;page=%2Fsection%2Fharbour%2F".replace(":", "%3A") in text
    assert 'href="/section/harbour/"' not in text


def test_a_publisher_withholds_a_version_and_opens_it_again(
    piers: Client, article: Article
) -> None:
    page, former = desk.page(article, "editions"), Edition.log.order_by("live_from")[0]
    chosen = {"edition": former.pk, "act": "withhold"}
    with time_machine.travel(NOW, tick=False):
        assert "Say why" in piers.post(page, {**chosen, "why": " "}, follow=True).text
        assert "Withheld" in piers.post(page, {**chosen, "why": "Order."}, follow=True).text
        assert Takedown.objects.get().by_name == "piers"
        assert "Open again" in piers.get(page).text
        piers.post(page, {"edition": former.pk, "act": "reopen"})
    assert Takedown.objects.get().lifted_by_name == "piers"


def test_a_writer_withholds_nothing(client: Client, writer: User, article: Article) -> None:
    client.force_login(writer)
    former = Edition.log.order_by("live_from")[0]
    with time_machine.travel(NOW, tick=False):
        posted = client.post(
            desk.page(article, "editions"), {"edition": former.pk, "act": "withhold", "why": "x"}
        )
        assert posted.status_code == 403
        assert "Withhold…" not in client.get(desk.page(article, "editions")).text
    assert not Takedown.objects.exists()


def test_another_story_s_version_is_not_withheld_by_way_of_this(
    piers: Client, article: Article
) -> None:
    other = world.make_edition(slug="other")
    publishing.withdraw(other.article_id, by=None)

    for odd in (other.pk, "x", 10**30, ""):
        piers.post(desk.page(article, "editions"), {"edition": odd, "act": "withhold", "why": "x"})

    assert not Takedown.objects.exists()


def test_corrections_are_listed_by_section_and_by_whether_they_are_told(
    client: Client, article: Article
) -> None:
    client.force_login(User.objects.create_superuser("chief"))
    section = Edition.log.exclude(section=None)[0].section_id
    correcting.withdraw(Correction.log.get().pk, by=None)
    page = "/admin/articles/correction/"
    shown = {
        query: WRONG in client.get(page + query).text
        for query in (
            "",
            f"?section={section}",
            "?section=999",
            "?told=still",
            "?told=withdrawn",
            "?kind=note",
        )
    }

    assert list(shown.values()) == [True, True, False, False, True, False]
