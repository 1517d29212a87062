"""What a page asks of the database, which the size of the archive does not change."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Edition
from tests import world

pytestmark = pytest.mark.django_db

# What the newspaper says of itself; asked once an impression where the newsstand stands.
IMPRINT = 1
BUDGETS = {
    "/": 4,
    "/section/harbour/": 4,
    "/tag/ferries/": 4,
    "/author/mara-quill/": 4,
    "/search/?q=ferry": 10,
    "/archive/": 10,
    "/archive/?q=ferry&section=harbour&tag=ferries&author=Mara+Quill": 12,
    f"/{timezone.localdate().year}/": 5,
    f"/{timezone.localdate():%Y/%m}/": 5,
    "/feed/": 5,
    "/tag/ferries/feed/json/": 6,
    "/search/feed/atom/?q=ferry": 6,
    "/feeds/": 2,
    "/api/v1/articles?fields=id,body_html": 5,
    "/api/v1/articles?q=ferry&section=harbour&tag=ferries&author=mara-quill&language=en": 11,
    "/api/v1/search?q=ferry": 8,
    "/api/v1/tags": 2,
    "/api/v1/corrections": 5,
    "/sitemap/news.xml": 3,
    "/sitemap.xml": 6,
    "/nowhere/": 3,
}


def publish(count: int) -> Edition:
    """So many stories, some dated years apart, one of them to be withdrawn tomorrow."""
    world.make_edition(headline="Soon gone", until=timezone.now() + timedelta(days=1))
    for number in range(count):
        dated = timezone.now() - timedelta(days=100 * number)
        last = world.make_edition(headline=f"Ferry {number}", dated=dated)
    return last


def asked(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


@pytest.fixture(autouse=True)
def stories() -> None:
    publish(3)


@pytest.mark.parametrize("address", BUDGETS)
def test_a_page_keeps_to_its_budget(client: Client, address: str) -> None:
    asked(client, address)

    assert asked(client, address) <= BUDGETS[address] + IMPRINT


@pytest.mark.parametrize("address", [address for address in BUDGETS if address != "/sitemap.xml"])
def test_a_longer_archive_asks_no_more(client: Client, address: str) -> None:
    before = asked(client, address)
    publish(8)

    assert asked(client, address) <= before


def test_a_story_asks_five_times(client: Client) -> None:
    edition = world.make_edition(tags=("ferries", *(f"tag {number}" for number in range(20))))

    assert asked(client, edition.get_absolute_url()) <= 8 + IMPRINT, (
        "when it is related to others first"
    )
    assert asked(client, edition.get_absolute_url()) == 5 + IMPRINT
