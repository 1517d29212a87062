"""What pages say of themselves in schema.org's words, and what crawlers are told of changes."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from articles import publishing
from articles.models import Edition
from articles.models.taxonomy import Author
from tests import world

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture
def edition() -> Edition:
    return world.make_edition()


def said(client: Client, address: str) -> dict[str, Any]:
    """What a page says, by type."""
    (script,) = SCRIPT.findall(client.get(address).content.decode())
    return {thing["@type"]: thing for thing in json.loads(script)["@graph"]}


def test_the_front_page_says_whose_site_it_is_and_how_to_search_it(
    client: Client, settings
) -> None:
    settings.POLICIES = {"ethicsPolicy": "https://example.org/ethics"}

    site = said(client, "/")["WebSite"]

    assert site["publisher"]["name"] == "The Tidewater Gazette"
    assert site["publisher"]["ethicsPolicy"] == "https://example.org/ethics"
    assert client.get(site["publisher"]["logo"]["url"]).status_code == 200
    template = site["potentialAction"]["target"]["urlTemplate"]
    assert client.get(template.format(search_term_string="ferry")).status_code == 200


@pytest.mark.parametrize("address", ["/section/harbour/", "/tag/ferries/", "/archive/"])
def test_a_list_names_its_stories_in_order(client: Client, edition, address: str) -> None:
    newer = world.make_edition(headline="Newer", slug="newer")
    listed = said(client, address)["CollectionPage"]["mainEntity"]["itemListElement"]

    assert [(each["position"], each["url"]) for each in listed] == [
        (1, f"http://testserver{newer.get_absolute_url()}"),
        (2, f"http://testserver{edition.get_absolute_url()}"),
    ]


def test_an_authors_page_is_a_profile(client: Client, edition: Edition) -> None:
    Author.objects.update(description="Covers the quay.")

    things = said(client, "/author/mara-quill/")

    assert things["ProfilePage"]["mainEntity"] == {
        "@type": "Person",
        "name": "Mara Quill",
        "url": "http://testserver/author/mara-quill/",
        "description": "Covers the quay.",
    }
    assert len(things["ItemList"]["itemListElement"]) == 1


def test_a_story_leads_back_to_the_front_page(client: Client, edition: Edition) -> None:
    crumbs = said(client, edition.get_absolute_url())["BreadcrumbList"]["itemListElement"]

    assert [crumb["name"] for crumb in crumbs] == [
        "The Tidewater Gazette",
        "Harbour",
        edition.headline,
    ]


@pytest.mark.parametrize("headline", ["Ferry " * 40, "渡" * 200])
def test_a_long_headline_is_cut_for_search_engines_alone(client: Client, headline: str) -> None:
    address = world.make_edition(headline=headline.strip(), slug="long").get_absolute_url()

    article = said(client, address)["NewsArticle"]

    assert 50 < len(article["headline"]) <= 110
    assert article["headline"].endswith("…")
    assert article["name"] == headline.strip()


def test_the_news_sitemap_has_what_is_new(client: Client, corpus) -> None:
    fresh = world.make_edition(headline="Fresh & new", language="zh-Hant")
    world.make_edition(slug="old", dated=timezone.now() - timedelta(days=3))
    schema = (corpus.parent / "tools/news-sitemap.xsd").read_text()

    (url,) = ElementTree.fromstring(client.get("/sitemap/news.xml").content)
    news = url.find(f"{NEWS}news")

    assert url.findtext(f"{SITEMAP}loc") == f"http://testserver{fresh.get_absolute_url()}"
    assert news.findtext(f"{NEWS}title") == "Fresh & new"
    assert news.findtext(f"{NEWS}publication/{NEWS}name") == "The Tidewater Gazette"
    language = news.findtext(f"{NEWS}publication/{NEWS}language")
    pattern = re.search(r'base="xsd:string"><xsd:pattern value="(zh[^"]*)"', schema)[1]
    assert language == "zh-tw"
    assert re.fullmatch(pattern, language)
    assert datetime.fromisoformat(news.findtext(f"{NEWS}publication_date")).tzinfo


def test_a_month_says_when_it_last_changed(client: Client) -> None:
    old = world.make_edition(dated=date(2024, 2, 25))
    world.make_edition(slug="new")

    def changed() -> str | None:
        index = ElementTree.fromstring(client.get("/sitemap.xml").content)
        each = {s.findtext(f"{SITEMAP}loc"): s.findtext(f"{SITEMAP}lastmod") for s in index}
        return each["http://testserver/sitemap/2024-02.xml"]

    first = changed()
    publishing.publish(
        world.rewrite(old.article, headline="Otherwise").pk,
        by=None,
        at=None,
    )

    assert datetime.fromisoformat(first) <= datetime.fromisoformat(changed())
    assert datetime.fromisoformat(changed()) <= datetime.now(UTC)


def test_robots_are_told_of_both_sitemaps(client: Client) -> None:
    robots = client.get("/robots.txt").content.decode()

    for line in ("sitemap.xml", "sitemap/news.xml"):
        assert f"\nSitemap: http://testserver/{line}\n" in robots
