"""The archive: narrowed down by its address, paged by key, and day by day."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from articles import publishing
from articles.models import Edition, Tag, TagAlias
from articles.site import facets
from articles.site.reading import A_PAGE
from tests import world

pytestmark = pytest.mark.django_db


def headlines(client: Client, address: str, **query: str) -> list[str]:
    """The headlines of a list, from the top."""
    page = client.get(address, query).content.decode()
    cards = page.split('class="headline">')[1:]
    return [card.split("</a>")[0].split(">")[1] for card in cards]


def tallies(client: Client, address: str) -> dict[str, str]:
    """What stands beside each way to narrow down."""
    page = client.get(address).content.decode()
    return dict(re.findall('<bdi>([^<]+)</bdi></a> <span class="tally">([^<]+)</span>', page))


def tomorrow() -> datetime:
    return timezone.now() + timedelta(days=1)


@pytest.fixture
def three() -> list[Edition]:
    """Of March 2024, of 2025, and of 1 June 2025."""
    return [
        world.make_edition(headline="Gate opens", section="Council", dated=date(2024, 3, 9)),
        world.make_edition(headline="Seal sleeps", tags=("seals",), dated=date(2025, 1, 2)),
        world.make_edition(headline="Race won", bylines=("Dev Ransome",), dated=date(2025, 6, 1)),
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["Race won", "Seal sleeps", "Gate opens"]),
        ({"section": "council"}, ["Gate opens"]),
        ({"tag": "seals"}, ["Seal sleeps"]),
        ({"tag": "Seals "}, ["Seal sleeps"]),
        ({"tag": "unheard of"}, []),
        ({"author": "dev ransome"}, ["Race won"]),
        ({"author": "dev-ransome"}, ["Race won"]),
        ({"q": "seal"}, ["Seal sleeps"]),
        ({"q": "crossing", "section": "harbour"}, ["Race won", "Seal sleeps"]),
        ({"since": "2025-01-02"}, ["Race won", "Seal sleeps"]),
        ({"until": "2025-01-02"}, ["Seal sleeps", "Gate opens"]),
        ({"since": "2025-01-01", "until": "2025-05-31"}, ["Seal sleeps"]),
        ({"tag": "ferries", "author": "Mara Quill"}, ["Gate opens"]),
    ],
)
def test_the_address_narrows_it_down(
    client: Client, three: list[Edition], query: dict[str, str], expected: list[str]
) -> None:
    assert headlines(client, "/archive/", **query) == expected


def test_a_tag_is_known_by_its_aliases(client: Client, three: list[Edition]) -> None:
    TagAlias.objects.create(name="pinnipeds", tag=Tag.objects.get(slug="seals"))

    assert headlines(client, "/archive/", tag="Pinnipeds") == ["Seal sleeps"]


def test_what_makes_no_sense_is_said_so(client: Client, three: list[Edition]) -> None:
    page = client.get("/archive/", {"since": "30 February", "section": "nowhere"}).content.decode()

    assert page.count("errorlist") == 2
    assert "Race won" in page


def test_beside_each_way_to_narrow_down_stands_how_many_stories_it_leaves(
    client: Client, three: list[Edition]
) -> None:
    world.make_edition(headline="To come", section="Council", tags=("seals",), at=tomorrow())
    withdrawn = world.make_edition(headline="Mistaken", section="Council")
    publishing.withdraw(withdrawn.article_id, by=None)

    assert tallies(client, "/archive/") == {
        **{"Council": "1", "Harbour": "2", "ferries": "2", "harbour board": "2", "seals": "1"},
        **{"Mara Quill": "2", "Dev Ransome": "1", "2025": "2", "2024": "1"},
    }
    assert tallies(client, "/archive/?section=harbour&q=crossing")["seals"] == "1"


def test_a_scheduled_story_is_counted_from_its_second_on(
    client: Client, three: list[Edition]
) -> None:
    at = tomorrow()
    world.make_edition(headline="To come", section="Council", at=at)

    with time_machine.travel(at - timedelta(microseconds=1), tick=False):
        assert tallies(client, "/archive/")["Council"] == "1"
    with time_machine.travel(at, tick=False):
        assert tallies(client, "/archive/")["Council"] == "2"


def test_of_many_stories_only_so_many_are_counted(
    client: Client, three: list[Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facets, "MOST", 2)

    page = client.get("/archive/").content.decode()

    assert "2+ stories" in page
    assert set(tallies(client, "/archive/").values()) == {"1+", "2+"}


def test_what_is_chosen_can_be_taken_away_again(client: Client, three: list[Edition]) -> None:
    page = client.get("/archive/?section=council&since=2024-01-01&tag=").content.decode()

    assert 'href="/archive/?since=2024-01-01"><span class="label">Section</span>' in page
    assert 'href="/archive/?section=council"><span class="label">From</span>' in page
    assert "<bdi>1 Jan 2024</bdi>" in page


def test_the_archive_keeps_to_a_language(client: Client, three: list[Edition]) -> None:
    world.make_edition(headline="La marée monte", language="fr-CA")
    world.make_edition(headline="Bientôt", language="de", at=tomorrow())

    page = client.get("/archive/").content.decode()

    assert headlines(client, "/archive/", language="fr") == ["La marée monte"]
    assert '<option value="fr">Français</option>' in page
    assert "Deutsch" not in page


def test_a_narrowed_archive_is_not_for_crawlers(client: Client, three: list[Edition]) -> None:
    assert "noindex" in client.get("/archive/?tag=seals").content.decode()
    assert "noindex" not in client.get("/archive/").content.decode()


@pytest.mark.parametrize("address", ["/archive/", "/section/harbour/", "/tag/ferries/"])
def test_every_story_stands_on_one_page_of_the_list(client: Client, address: str) -> None:
    wanted = {f"Story {number}" for number in range(A_PAGE + 5)}
    for headline in sorted(wanted):
        world.make_edition(headline=headline)

    first = client.get(address).content.decode()
    older = first.split('rel="next" href="')[1].split('"')[0]
    shown = headlines(client, address) + headlines(client, older)

    assert sorted(shown) == sorted(wanted)
    assert f'class="newest" href="{address}"' in client.get(older).content.decode()


def test_filters_stay_from_page_to_page(client: Client) -> None:
    for number in range(A_PAGE + 1):
        world.make_edition(headline=f"Story {number}")

    page = client.get("/archive/?section=harbour&tag=").content.decode()

    assert '<a class="older" rel="next" href="/archive/?section=harbour&amp;before=' in page


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/2025/", ["Race won", "Seal sleeps"]),
        ("/2025/01/", ["Seal sleeps"]),
        ("/2025/06/01/", ["Race won"]),
        ("/2024/", ["Gate opens"]),
    ],
)
def test_news_is_found_by_its_date(
    client: Client, three: list[Edition], address: str, expected: list[str]
) -> None:
    assert headlines(client, address) == expected


def test_a_year_names_the_months_that_have_news(client: Client, three: list[Edition]) -> None:
    page = client.get("/2025/").content.decode()

    assert (
        '<a href="/2025/01/"><span class="day">January</span> <span class="tally">1</span>' in page
    )
    assert "/2025/02/" not in page


def test_a_month_shows_its_days_and_how_many_stories_each_has(
    client: Client, three: list[Edition]
) -> None:
    world.make_edition(headline="Race lost", dated=date(2025, 6, 1))
    world.make_edition(headline="To come", dated=date(2025, 6, 1), at=tomorrow())

    page = client.get("/2025/06/").content.decode()

    assert page.count('<a href="/2025/06/01/"') == 1
    assert '<span class="day">1</span> <span class="tally">2</span>' in page
    assert page.count('<span class="day">') == 30


def test_from_a_month_there_is_a_way_to_those_around_it_with_stories(
    client: Client, three: list[Edition]
) -> None:
    page = client.get("/2025/01/").content.decode()

    assert '<a class="before" rel="prev" href="/2024/03/">March 2024</a>' in page
    assert '<a class="after" rel="next" href="/2025/06/">June 2025</a>' in page


def test_the_archive_names_its_years(client: Client, three: list[Edition]) -> None:
    page = client.get("/archive/").content.decode()

    assert '<a href="/2024/">2024</a>' in page
    assert "/2023/" not in page


def test_stories_older_than_the_epoch_are_in_order_too(client: Client) -> None:
    for year in (1823, 1969, 1970):
        world.make_edition(headline=f"News of {year}", dated=date(year, 6, 1))

    assert headlines(client, "/archive/") == ["News of 1970", "News of 1969", "News of 1823"]
    assert headlines(client, "/1823/06/") == ["News of 1823"]


@pytest.mark.parametrize(
    "address", ["/0000/", "/9999/12/31/", "/2025/02/30/", "/2025/13/", "/2019/"]
)
def test_days_that_had_no_news_or_never_were_are_no_pages(
    client: Client, three: list[Edition], address: str
) -> None:
    assert client.get(address).status_code == 404
