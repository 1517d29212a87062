"""What the site says to machines: head, feeds, sitemaps, caches."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from articles import publishing
from articles.models import Edition
from tests import world

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def edition() -> Edition:
    return world.make_edition()


def described(client: Client, address: str) -> dict[str, Any]:
    """The NewsArticle of a page."""
    page = client.get(address).content.decode()
    script = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    (article, _breadcrumbs) = json.loads(script[0])["@graph"]
    found: dict[str, Any] = article
    return found


def test_a_story_describes_itself(client: Client, edition: Edition) -> None:
    article = described(client, edition.get_absolute_url())

    assert article["@type"] == "NewsArticle"
    assert article["headline"] == edition.headline
    assert article["url"] == f"http://testserver{edition.get_absolute_url()}"
    assert article["author"] == [
        {"@type": "Person", "name": "Mara Quill", "url": "http://testserver/author/mara-quill/"}
    ]
    assert article["datePublished"][-6:] == "+00:00"
    assert article["keywords"] == ["ferries", "harbour board"]


def test_a_story_without_a_byline_is_by_the_newsroom(client: Client) -> None:
    edition = world.make_edition(bylines=())

    author = described(client, edition.get_absolute_url())["author"]

    assert author["@type"] == "NewsMediaOrganization"


def test_no_headline_leads_out_of_its_script(client: Client) -> None:
    headline = "</script><script>alert(1)</script><!-- & \u2028"
    edition = world.make_edition(headline=headline, slug="wicked")
    plain = world.make_edition()

    page = client.get(edition.get_absolute_url()).content.decode()

    assert page.count("<script") == client.get(plain.get_absolute_url()).content.count(b"<script")
    assert described(client, edition.get_absolute_url())["headline"] == headline


def test_a_story_names_its_one_address(client: Client) -> None:
    edition = world.make_edition(slug="عبّارة")

    page = client.get(edition.get_absolute_url() + "?utm_source=x").content.decode()

    assert f'<link rel="canonical" href="http://testserver{edition.get_absolute_url()}">' in page


@pytest.mark.parametrize(
    "address",
    ["/feed/", "/section/harbour/feed/", "/tag/ferries/feed/", "/author/mara-quill/feed/"],
)
def test_a_feed_has_the_story(client: Client, edition: Edition, address: str) -> None:
    item = ElementTree.fromstring(client.get(address).content).find("channel/item")

    assert item is not None
    assert item.findtext("title") == edition.headline
    assert item.findtext("link") == f"http://testserver{edition.get_absolute_url()}"
    assert item.findtext("description") == edition.dek


def test_the_atom_feed_has_it_too(client: Client, edition: Edition) -> None:
    entry = ElementTree.fromstring(client.get("/feed/atom/").content).find(f"{ATOM}entry")

    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == edition.headline


def test_a_story_is_the_same_to_feed_readers_when_its_address_changes(
    client: Client, edition: Edition
) -> None:
    def guid() -> str | None:
        return ElementTree.fromstring(client.get("/feed/").content).findtext("channel/item/guid")

    before = guid()
    world.rewrite(edition.article, slug="ferry-leaves")
    publishing.publish(edition.article_id, by=None)

    assert guid() == before


def test_a_feed_leaves_out_what_no_xml_may_hold(client: Client) -> None:
    world.make_edition(headline="The bell\x07 rings\ufffe", dek="\x0bTwice.")

    for address in ("/feed/", "/feed/atom/"):
        assert "The bell rings" in client.get(address).content.decode()


@pytest.mark.parametrize(
    "address", ["/tag/drafts/feed/", "/author/nobody/feed/", "/section/x/feed/"]
)
def test_what_has_no_page_has_no_feed(client: Client, address: str) -> None:
    world.make_article(tags=("drafts",), bylines=("Nobody",))

    assert client.get(address).status_code == 404


def test_the_sitemap_lists_every_month_and_each_month_its_stories(client: Client) -> None:
    edition = world.make_edition(dated=date(2024, 2, 25))
    world.make_edition(slug="today")

    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    month = ElementTree.fromstring(client.get("/sitemap/2024-02.xml").content)

    assert len(index) == 3
    assert (
        month.findtext(f"{SITEMAP}url/{SITEMAP}loc")
        == f"http://testserver{edition.get_absolute_url()}"
    )
    assert month.findtext(f"{SITEMAP}url/{SITEMAP}lastmod") == "2024-02-25T00:00:00+00:00"


def test_an_empty_site_has_a_sitemap_of_its_lists(client: Client) -> None:
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    pages = ElementTree.fromstring(client.get("/sitemap/pages.xml").content)

    assert [len(index), len(pages)] == [1, 2]


def test_robots_are_told_where_the_sitemap_is(client: Client) -> None:
    response = client.get("/robots.txt")

    assert response["Content-Type"].startswith("text/plain")
    assert "Sitemap: http://testserver/sitemap.xml" in response.content.decode()


EVERYWHERE = [
    "/",
    "/section/harbour/",
    "/tag/ferries/",
    "/archive/",
    "/search/?q=ferry",
    "/feed/",
    "/sitemap.xml",
]


@pytest.mark.parametrize("address", [*EVERYWHERE, "/nowhere/"])
def test_no_reader_is_given_a_cookie(client: Client, edition: Edition, address: str) -> None:
    response = client.get(address)

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("address", EVERYWHERE)
def test_who_has_the_page_is_told_that_it_is_the_same(
    client: Client, edition: Edition, address: str
) -> None:
    etag = client.get(address)["ETag"]

    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


def test_a_page_that_changed_is_sent_again(client: Client, edition: Edition) -> None:
    etag = client.get("/")["ETag"]
    world.make_edition(headline="Ferry back again")

    assert client.get("/", headers={"If-None-Match": etag}).status_code == 200


def test_caches_keep_a_page_for_a_second(client: Client, edition: Edition) -> None:
    for address in ("/", edition.get_absolute_url()):
        assert client.get(address)["Cache-Control"] == "public, max-age=0, s-maxage=1"


def test_caches_keep_no_page_past_the_next_change(client: Client, edition: Edition) -> None:
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        soon = now + timedelta(seconds=0.9)
        publishing.schedule(world.make_article(slug="soon").pk, soon, by=None)

        lists = ("/", "/section/harbour/", "/tag/ferries/", "/feed/", "/archive/")
        for address in (*lists, edition.get_absolute_url()):
            assert client.get(address)["Cache-Control"] == "public, max-age=0, s-maxage=0"


def test_caches_keep_no_story_past_its_end(client: Client) -> None:
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        edition = world.make_edition(until=now + timedelta(seconds=0.9))

        answer = client.get(edition.get_absolute_url())

    assert answer["Cache-Control"] == "public, max-age=0, s-maxage=0"
