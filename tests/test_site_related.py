"""What stands at the foot of a story: what it is related to, and readers may see."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from articles import publishing
from articles.models import Edition
from articles.site import related
from tests import world

pytestmark = pytest.mark.django_db
MAY = datetime(2024, 5, 3, 18, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> None:
    related._nearest.cache_clear()


def publish(headline: str, day: int = 0, **fields: object) -> Edition:
    defaults = {"dated": MAY + timedelta(days=day), "tags": (), "section": f"Of {headline}"}
    return world.make_edition(headline=headline, **(defaults | fields))


def read_next(client: Client, edition: Edition) -> list[str]:
    page = client.get(edition.get_absolute_url()).content.decode()
    cards = page.partition("Read next</h2>")[2].split('class="headline">')[1:]
    return [card.split("</a>")[0].split(">")[1] for card in cards]


def test_stories_that_share_tags_are_read_next(client: Client) -> None:
    story = publish("Seal sleeps", tags=("seals", "harbour"))
    publish("Seal wakes", 1, tags=("seals", "harbour"))
    publish("Buoy lost", 2, tags=("harbour",))
    publish("Budget passed", 3, tags=("council",))

    assert read_next(client, story) == ["Buoy lost", "Seal wakes"]


def test_a_rare_tag_says_more_than_a_common_one(client: Client) -> None:
    publish("Seal seen", -700, tags=("seals",))
    story = publish("Seal sleeps", tags=("seals", "news"))
    for day in range(1, 9):
        publish(f"News of day {day}", day / 24, tags=("news",))

    assert read_next(client, story)[-1] == "Seal seen"


def test_without_tags_the_words_of_the_headline_tell(client: Client) -> None:
    story = publish("Lighthouse keeper retires")
    publish("Lighthouse sold", 1)
    publish("Budget passed", 2)

    assert read_next(client, story) == ["Lighthouse sold"]


def test_nobody_is_led_to_what_is_not_live(client: Client) -> None:
    at = timezone.now() + timedelta(hours=1)
    story = publish("Seal sleeps", tags=("seals",))
    withdrawn = publish("Seal wakes", 1, tags=("seals",))
    publish("Seal to come", tags=("seals",), at=at)
    assert read_next(client, story) == ["Seal wakes"]

    publishing.withdraw(withdrawn.article_id, by=None)

    assert read_next(client, story) == []
    with time_machine.travel(at, tick=False):
        assert read_next(client, story) == ["Seal to come"]


def test_a_related_story_is_named_as_it_is_called_now(client: Client) -> None:
    story = publish("Seal sleeps", tags=("seals",))
    other = publish("Seal wakes", 1, tags=("seals",))
    assert read_next(client, story) == ["Seal wakes"]

    world.rewrite(other.article, headline="Seal wakes at last")
    publishing.publish(other.article_id, by=None)

    assert read_next(client, story) == ["Seal wakes at last"]


def test_a_story_like_no_other_is_followed_by_its_section(client: Client) -> None:
    story = publish("Seal sleeps", section="Harbour")
    publish("Budget passed", 1, section="Harbour")

    page = client.get(story.get_absolute_url()).content.decode()

    assert "More from Harbour" in page
    assert "Budget passed" in page
