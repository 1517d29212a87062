"""What readers find on each page."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles import publishing
from articles.models import Author, Edition, Section, Tag
from tests import world

pytestmark = pytest.mark.django_db

PARAGRAPH = "<p>The tide came in and the tide went out, as it is known to do here.</p>"
LISTS = ["/", "/section/harbour/", "/tag/ferries/", "/author/mara-quill/", "/archive/"]
OTHERS = ["/search/", "/search/?q=ferry", "/search/?q=zebra", "/nowhere/"]
LONG = "".join(f"<h2>Part {number}</h2>{PARAGRAPH * 20}" for number in range(4))


@pytest.fixture
def edition() -> Edition:
    return world.make_edition()


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.mark.parametrize("address", [*LISTS, *OTHERS])
def test_every_page_has_one_heading_of_the_first_rank(
    client: Client, edition: Edition, address: str
) -> None:
    assert text(client, address).count("<h1") == 1


@pytest.mark.parametrize("address", LISTS)
def test_every_list_shows_the_story(client: Client, edition: Edition, address: str) -> None:
    assert f'<a href="/{edition.path}/">{edition.headline}</a>' in text(client, address)


def test_a_story_has_what_a_reader_expects(client: Client) -> None:
    edition = world.make_edition(
        kicker="Ferries", dateline="Tollhouse Quay", dated=date(2025, 3, 1)
    )

    page = text(client, edition.get_absolute_url())

    for expected in (
        "<h1>Last ferry leaves the quay</h1>",
        '<p class="dek">Eleven people made the final crossing.</p>',
        '<a rel="author" href="/author/mara-quill/"><bdi>Mara Quill</bdi></a>',
        '<a href="/section/harbour/">Harbour</a> <span>Ferries</span>',
        '<span class="dateline">Tollhouse Quay</span>',
        '<time datetime="2025-03-01">1 Mar 2025</time>',
        '<a rel="tag" href="/tag/ferries/">ferries</a>',
        "1 minute to read",
        edition.body_html,
    ):
        assert expected in page


def test_a_story_changed_says_when(client: Client, edition: Edition) -> None:
    assert "Updated" not in text(client, edition.get_absolute_url())

    world.rewrite(edition.article, dek="Twelve people, it turns out.")
    publishing.publish(edition.article_id, by=None)

    assert "Updated <time" in text(client, edition.get_absolute_url())


def test_a_day_is_shown_as_a_day_and_an_instant_to_the_minute(client: Client) -> None:
    instant = datetime(2025, 3, 1, 14, 5, tzinfo=UTC)
    edition = world.make_edition(dated=instant)

    page = text(client, edition.get_absolute_url())

    assert '<time datetime="2025-03-01T14:05:00+0000">1 Mar 2025, 14:05</time>' in page


def test_only_long_stories_list_their_contents(client: Client, edition: Edition) -> None:
    long = world.make_edition(body=LONG, slug="long")

    assert 'class="contents"' not in text(client, edition.get_absolute_url())
    assert '<a href="#h-part-2">Part 2</a>' in text(client, long.get_absolute_url())


def test_a_story_in_another_script_says_its_language_and_direction(client: Client) -> None:
    edition = world.make_edition(
        headline="آخر عبّارة", body="<p>غادرت آخر عبّارة.</p>", language="ar", slug="آخر-عبارة"
    )

    page = text(client, edition.get_absolute_url())

    assert '<html lang="en-gb" dir="ltr">' in page
    assert re.search(r'<article class="story [^"]*" lang="ar" dir="rtl">', page)
    assert re.search(r'<article class="card [^"]*" lang="ar" dir="rtl">', text(client, "/"))


def test_a_story_leads_to_others_of_its_section_but_not_to_itself(client: Client) -> None:
    first, second = (world.make_edition(headline=f"No. {number}", tags=()) for number in (1, 2))
    world.make_edition(headline="Elsewhere", section="Council", tags=())

    page = text(client, first.get_absolute_url())

    assert page.count(second.headline) == 1
    assert f'<a href="/{first.path}/">' not in page
    assert "Elsewhere" not in page


def test_a_new_story_stands_on_the_front_page_at_once(client: Client, edition: Edition) -> None:
    text(client, "/")
    world.make_edition(headline="Ferry back again")

    assert "Ferry back again" in text(client, "/")


def test_a_brief_does_not_lead(client: Client) -> None:
    world.make_edition(headline="A long story", body=LONG, slug="long")
    world.make_edition(headline="A brief", body="<p>Two words.</p>", slug="brief")

    page = text(client, "/")

    assert page.index("A long story") < page.index("In brief") < page.index("A brief")


def test_a_section_renamed_is_called_so_on_the_next_request(
    client: Client, edition: Edition
) -> None:
    text(client, edition.get_absolute_url())
    Section.objects.filter(name="Harbour").update(name="Waterfront")

    for address in ("/", edition.get_absolute_url(), "/section/harbour/"):
        assert "Waterfront" in text(client, address)
        assert ">Harbour<" not in text(client, address)


def test_names_are_described_in_their_own_words(client: Client, edition: Edition) -> None:
    Tag.objects.filter(slug="ferries").update(description="What floats.")
    Author.objects.filter(slug="mara-quill").update(description="Covers what floats.")

    assert "What floats." in text(client, "/tag/ferries/")
    assert "Covers what floats." in text(client, "/author/mara-quill/")


def test_an_empty_site_says_so_kindly(client: Client) -> None:
    assert "Nothing has been published yet." in text(client, "/")
    assert "Nothing here yet" in text(client, "/archive/")


def test_an_empty_section_says_so_kindly(client: Client) -> None:
    Section.objects.create(name="Gardening", announced=True)

    assert "The first story in Gardening will stand here." in text(client, "/section/gardening/")


def test_markup_in_a_name_is_text(client: Client) -> None:
    edition = world.make_edition(
        headline="<script>alert(1)</script>",
        kicker="<b>",
        bylines=("<i>Mara</i>",),
        tags=("<u>tag</u>",),
    )

    for address in ("/", edition.get_absolute_url()):
        page = text(client, address)
        assert not re.search("<script>alert|<b>|<i>Mara|<u>tag", page)


def test_a_page_is_of_its_instant(client: Client) -> None:
    edition = world.make_edition(at=timezone.now() + timedelta(hours=1))

    assert edition.headline not in text(client, "/")
    assert client.get(edition.get_absolute_url()).status_code == 404
