"""A canary word stands in everything unpublished; no reader ever hears it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from urllib.parse import unquote_plus

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from articles import holding, publishing
from articles.models import Article, Edition, Page, Section, Tag
from tests import world

pytestmark = pytest.mark.django_db
CANARY = "zyxomma"
SEARCHES = (
    *("/search/", "/search/feed/", "/search/feed/atom/", "/search/feed/json/"),
    *("/api/v1/search", "/api/v1/articles"),
)
LINK = re.compile(r"""(?:href|src|action)="(/[^"#]*)|https?://testserver(/[^"<>\s#]*)""")


def unpublished(**fields: object) -> Article:
    """A story with the canary in every field a reader could ever be shown."""
    return world.make_article(
        **{
            "headline": f"{CANARY} headline",
            "kicker": f"{CANARY} kicker",
            "dek": f"{CANARY} dek",
            "dateline": CANARY,
            "body": f"<p>{CANARY} lede</p><h2>{CANARY} heading</h2><p>More of it.</p>",
            "bylines": (f"{CANARY} Author",),
            "section": "Harbour",
            "tags": (f"{CANARY} tag", "ferries"),
            "slug": f"{CANARY}-slug",
            **fields,
        }
    )


@pytest.fixture
def published() -> Edition:
    return world.make_edition()


@pytest.fixture(autouse=True)
def unseen(published: Edition) -> None:
    """One story in every state readers must not see."""
    tomorrow = timezone.now() + timedelta(days=1)
    unpublished()
    publishing.schedule(unpublished(slug="one", section=f"{CANARY} section").pk, tomorrow, by=None)
    world.make_article(identity={"embargo_until": tomorrow}, headline=CANARY)
    holding.spike(unpublished().pk, by=None)
    publishing.withdraw(
        world.make_edition(headline=CANARY, body=f"<p>{CANARY}</p>").article_id, by=None
    )
    expired = world.make_edition(headline=CANARY, slug="two", until=tomorrow)
    publishing.withdraw(expired.article_id, by=None)
    cancelled = unpublished(slug="three")
    publishing.schedule(cancelled.pk, tomorrow, by=None)
    publishing.cancel(cancelled.pk, by=None)
    world.rewrite(
        published.article, headline=f"{CANARY} rewrite", tags=("ferries", f"{CANARY} new")
    )
    Page.objects.create(title=f"{CANARY} page", slug=CANARY, body=f"<p>{CANARY}</p>")
    cache.clear()


def crawl(client: Client, *starts: str) -> Iterator[tuple[str, str]]:
    """(address, what was answered) for every address that can be reached by links."""
    waiting, seen = list(starts), set(starts)
    while waiting:
        address = waiting.pop()
        response = client.get(address)
        body = b"".join(response) if response.streaming else response.content
        yield address, f"{response.headers}\n{body.decode(errors='replace')}"
        found = {
            unescape(next(filter(None, groups)))
            for groups in LINK.findall(body.decode(errors="replace"))
        }
        fresh = {link for link in found - seen if not link.startswith(("/static/", "/admin/"))}
        seen |= fresh
        waiting += fresh


def argless_addresses() -> list[str]:
    """Every address of the site that takes no argument."""

    def walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, route)
            elif "<" not in route and "(" not in route and not route.startswith("admin"):
                yield f"/{route}"

    return sorted(set(walk(get_resolver().url_patterns, "")))


def test_no_page_feed_or_sitemap_says_it(client: Client, published: Edition) -> None:
    Section.objects.update(shows_changes=True)
    looking_back = f"{published.get_absolute_url()}changes/"
    heard = {
        address: text
        for address, text in crawl(client, "/", looking_back, *argless_addresses())
        if CANARY in text
    }

    assert not heard


def test_the_crawl_reaches_what_is_published(client: Client, published: Edition) -> None:
    reached = dict(crawl(client, "/", *argless_addresses()))

    for address in (
        published.get_absolute_url(),
        "/section/harbour/",
        "/tag/ferries/",
        "/author/mara-quill/",
    ):
        assert published.headline in reached[address]


@pytest.mark.parametrize(
    "query", [CANARY, f"{CANARY} lede", f'"{CANARY} heading"', f"{CANARY[:4]}*"]
)
def test_searching_for_it_is_like_searching_for_nonsense(client: Client, query: str) -> None:
    nonsense = "q" * len(query)

    for address in SEARCHES:
        found = client.get(address, {"q": query}).content.decode()
        expected = client.get(address, {"q": nonsense}).content.decode()

        assert _told(found).replace(query, nonsense) == _told(expected)


def _told(text: str) -> str:
    """But for the ways in which a query is written."""
    return unquote_plus(unescape(text)).replace('\\"', '"')


def test_a_tag_or_author_of_drafts_alone_is_as_unknown_as_nonsense(client: Client) -> None:
    tag = Tag.objects.get(name=f"{CANARY} tag")

    assert (
        client.get(f"/tag/{tag.slug}/").status_code == client.get("/tag/qqqq/").status_code == 404
    )
    assert client.get(f"/author/{CANARY}-author/").status_code == 404
    assert client.get(f"/api/v1/tags/{tag.slug}").status_code == 404
    assert client.get(f"/api/v1/authors/{CANARY}-author").status_code == 404
    drafted = client.get("/api/v1/articles", {"tag": tag.slug}).content
    assert drafted == client.get("/api/v1/articles", {"tag": "qqqq"}).content


def test_a_renamed_tag_of_drafts_alone_leads_nowhere(client: Client) -> None:
    tag = Tag.objects.get(name=f"{CANARY} tag")
    former, tag.slug = tag.get_absolute_url(), f"{CANARY}-under-another-name"
    tag.save()

    assert client.get(former).status_code == 404


def test_the_address_of_a_draft_is_as_unknown_as_nonsense(client: Client) -> None:
    today = f"{timezone.localtime():%Y/%m/%d}"

    for slug in (f"{CANARY}-slug", "one", "three"):
        for address in (f"/{today}/{slug}/", f"/{today}/{slug}/ninjs.json",
                        f"/api/v1/articles/{today}/{slug}"):  # fmt: skip
            assert client.get(address).status_code == 404


def test_a_section_of_drafts_alone_is_as_unknown_as_nonsense(client: Client) -> None:
    slug = Section.objects.get(name=f"{CANARY} section").slug

    for address in (f"/section/{slug}/", f"/section/{slug}/feed/", f"/api/v1/sections/{slug}"):
        assert client.get(address).status_code == 404


def test_the_canary_sings_when_it_is_published(client: Client) -> None:
    publishing.publish(unpublished(slug="sung").pk, by=None)
    cache.clear()

    heard = [
        address for address, text in crawl(client, "/", *argless_addresses()) if CANARY in text
    ]

    assert {"/", "/section/harbour/", "/feed/"} <= set(heard)
