"""Addresses that held a story once: moved, gone, or never heard of."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from articles import publishing
from articles.models import Edition, Redirect
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition() -> Edition:
    return world.make_edition(slug="last-ferry")


def test_a_changed_slug_leads_to_where_the_story_is_now(client: Client, edition: Edition) -> None:
    world.rewrite(edition.article, slug="ferry-leaves")
    publishing.publish(edition.article_id, by=None)

    response = client.get(edition.get_absolute_url())

    assert response.status_code == 301
    assert response["Location"].endswith("/ferry-leaves/")


def test_a_slug_not_yet_published_is_told_to_nobody(client: Client, edition: Edition) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    world.rewrite(edition.article, slug="ferry-leaves")
    scheduled = publishing.schedule(edition.article_id, tomorrow, by=None)

    assert client.get(edition.get_absolute_url()).status_code == 200
    assert client.get(scheduled.get_absolute_url()).status_code == 404
    with time_machine.travel(tomorrow + timedelta(seconds=1)):
        assert client.get(edition.get_absolute_url()).status_code == 301
        assert client.get(scheduled.get_absolute_url()).status_code == 200


def test_a_withdrawn_story_is_gone_and_says_why(client: Client, edition: Edition) -> None:
    publishing.withdraw(edition.article_id, by=None, reason="The ferry had not left.")

    response = client.get(edition.get_absolute_url())

    assert response.status_code == 410
    assert "The ferry had not left." in response.content.decode()
    assert edition.headline not in response.content.decode()


def test_a_story_withdrawn_tomorrow_is_here_today(client: Client, edition: Edition) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    publishing.withdraw(edition.article_id, by=None, reason="Not so.", at=tomorrow)

    assert "Not so." not in client.get(edition.get_absolute_url()).content.decode()
    with time_machine.travel(tomorrow):
        assert client.get(edition.get_absolute_url()).status_code == 410


def test_an_expired_story_is_gone(client: Client) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    edition = world.make_edition(until=tomorrow)

    with time_machine.travel(tomorrow):
        assert client.get(edition.get_absolute_url()).status_code == 410


def test_every_former_address_of_a_withdrawn_story_is_gone(
    client: Client, edition: Edition
) -> None:
    world.rewrite(edition.article, slug="ferry-leaves")
    second = publishing.publish(edition.article_id, by=None)
    publishing.withdraw(edition.article_id, by=None, reason="Wrong ferry.")

    for former in (edition, second):
        response = client.get(former.get_absolute_url())
        assert response.status_code == 410
        assert "Wrong ferry." in response.content.decode()


def test_a_story_published_again_is_back(client: Client, edition: Edition) -> None:
    publishing.withdraw(edition.article_id, by=None)
    publishing.publish(edition.article_id, by=None)

    assert client.get(edition.get_absolute_url()).status_code == 200


def test_a_renamed_term_leads_on(client: Client, edition: Edition) -> None:
    Redirect.objects.create(path="/tag/boats/", target="/tag/ferries/")

    assert client.get("/tag/boats/")["Location"] == "/tag/ferries/"


def test_an_older_sites_address_can_be_gone_for_good(client: Client) -> None:
    Redirect.objects.create(
        path="/2009/story.html/", answer=Redirect.Answer.GONE, reason="Retracted."
    )

    response = client.get("/2009/story.html/")

    assert response.status_code == 410
    assert "Retracted." in response.content.decode()


def test_no_cache_keeps_what_may_be_otherwise_in_a_second(client: Client, edition: Edition) -> None:
    publishing.withdraw(edition.article_id, by=None)

    for address in (edition.get_absolute_url(), "/nowhere/"):
        assert client.get(address)["Cache-Control"] == "no-cache"
