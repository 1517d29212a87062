"""Feeds in three forms: what programs that follow a newsroom rely on."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import feedparser
import pytest
from django.test import Client
from django.utils import timezone

from articles import limits, publishing
from articles.models import Edition, Tag
from tests import world

pytestmark = pytest.mark.django_db

FORMS = ["", "atom/", "json/"]
ABOUT = ["/feed/", "/section/harbour/feed/", "/tag/ferries/feed/", "/author/mara-quill/feed/"]
EVERY = [f"{address}{form}" for address in [*ABOUT, "/search/feed/"] for form in FORMS]
PICTURE = '<figure><img src="/media/quay.jpg" alt="The quay" width="800" height="600"></figure>'


@pytest.fixture
def edition() -> Edition:
    body = f'{PICTURE}<p>Read <a href="/about/">more</a>.</p>'
    return world.make_edition(body=body, bylines=("Mara Quill", "Ibe Okoro"))


def parsed(client: Client, address: str) -> Any:
    return feedparser.parse(client.get(address).content)


@pytest.mark.parametrize("address", ["/feed/", "/feed/atom/"])
def test_a_feed_program_reads_all_of_it(client: Client, edition: Edition, address: str) -> None:
    found = parsed(client, address)
    (entry,) = found.entries

    assert not found.bozo
    assert found.feed.language == "en-gb"
    assert found.feed.title == "The Tidewater Gazette"
    assert entry.title == edition.headline
    assert entry.link == f"http://testserver{edition.get_absolute_url()}"
    assert entry.id == f"tag:testserver,2026:story/{edition.article_id}"
    assert [tag.term for tag in entry.tags] == ["Harbour", "ferries", "harbour board"]
    assert "Ibe Okoro" in str(entry.authors)
    assert entry.summary == edition.dek
    assert 'src="http://testserver/media/quay.jpg"' in entry.content[0].value
    assert 'href="http://testserver/about/"' in entry.content[0].value
    assert "http://testserver/media/quay.jpg" in str(entry.get("media_content") or entry.links)


def test_the_json_feed_keeps_to_its_rules(client: Client, edition: Edition) -> None:
    response = client.get("/feed/json/")
    feed = json.loads(response.content)
    (item,) = feed["items"]

    assert response["Content-Type"].startswith("application/feed+json")
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "http://testserver/feed/json/"
    assert item["id"] == f"tag:testserver,2026:story/{edition.article_id}"
    assert item["image"] == "http://testserver/media/quay.jpg"
    assert item["authors"][1]["url"] == "http://testserver/author/ibe-okoro/"
    assert "content_html" in item
    assert "author" not in feed | item  # deprecated since 1.1
    assert all(value not in ("", [], None) for value in [*feed.values(), *item.values()])


@pytest.mark.parametrize("address", EVERY)
def test_every_feed_is_there_in_every_form(client: Client, edition: Edition, address: str) -> None:
    response = client.get(address, {"q": "ferry"})

    assert edition.headline in response.content.decode()
    assert response["Access-Control-Allow-Origin"] == "*"
    assert (
        client.get(
            address, {"q": "ferry"}, headers={"If-None-Match": f'"x", {response["ETag"]}'}
        ).status_code
        == 304
    )


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_feed_is_whole(client: Client, form: str) -> None:
    content = client.get(f"/feed/{form}").content

    if form == "json/":
        assert json.loads(content)["items"] == []
    else:
        assert not feedparser.parse(content).bozo


def test_a_feed_sums_up_where_it_is_told_to(client: Client, edition: Edition, settings) -> None:
    settings.FEED_FULL_TEXT = False

    assert "content" not in parsed(client, "/feed/").entries[0]
    assert json.loads(client.get("/feed/json/").content)["items"][0]["content_text"] == edition.dek


def test_a_very_long_story_is_summed_up(client: Client) -> None:
    world.make_edition(body=f"<p>{'Long. ' * (limits.FEED_BODY_CHARACTERS // 6)}</p>")

    assert "content" not in parsed(client, "/feed/atom/").entries[0]


def test_a_feed_names_its_hub(client: Client, settings) -> None:
    settings.WEBSUB_HUB = "https://hub.example.org/"

    response = client.get("/feed/atom/")

    assert '<https://hub.example.org/>; rel="hub"' in response["Link"]
    assert '<http://testserver/feed/atom/>; rel="self"' in response["Link"]
    assert {"self", "hub"} <= {link.rel for link in parsed(client, "/feed/atom/").feed.links}
    assert json.loads(client.get("/feed/json/").content)["hubs"][0]["type"] == "WebSub"


def test_identifiers_stay_when_the_newsroom_moves(client: Client, edition, settings) -> None:
    settings.TAG_AUTHORITY = "old.example.org,2019"

    entry = parsed(client, "/feed/").entries[0]

    assert entry.id == f"tag:old.example.org,2019:story/{edition.article_id}"


def test_a_renamed_tags_feed_leads_to_the_new_one(client: Client, edition: Edition) -> None:
    tag = Tag.objects.get(name="ferries")
    tag.name, tag.slug = "boats", "boats"
    tag.save()

    for form in FORMS:
        response = client.get(f"/tag/ferries/feed/{form}")
        assert (response.status_code, response["Location"]) == (301, f"/tag/boats/feed/{form}")


def test_a_scheduled_story_is_in_no_feed_before_its_second(client: Client, edition) -> None:
    soon = timezone.now() + timedelta(hours=1)
    publishing.schedule(world.make_article(headline="Ferry soon", slug="s").pk, soon, by=None)

    assert not [
        address for address in EVERY if b"Ferry soon" in client.get(f"{address}?q=ferry").content
    ]


@pytest.mark.parametrize("words", ["", "%00", '"', "x" * 3_000, "AND"])
def test_odd_searches_have_feeds(client: Client, words: str) -> None:
    for form in FORMS:
        assert client.get(f"/search/feed/{form}?q={words}").status_code == 200


def test_pages_say_where_their_feeds_are(client: Client, edition: Edition) -> None:
    page = client.get("/tag/ferries/").content.decode()

    for address in ("/feed/", "/feed/atom/", "/feed/json/", *(EVERY[6:9])):
        assert f'href="{address}"' in page
    assert "/section/harbour/feed/json/" in client.get("/feeds/").content.decode()
