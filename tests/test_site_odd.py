"""Whatever is asked, the site neither fails nor hesitates."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.test import Client

from articles.models import Edition
from tests import world

pytestmark = pytest.mark.django_db

ODD_KEYS = ["1" + "0" * 30, "-1", "x", "%00", "%EF%BC%91", "", "9" * 18, "-" + "9" * 18, "1.5"]
ODD_WORDS = [
    *("%00", "%FF%FE", "%F0%9F%A6%AD", '"', '"""', "*", "-", "(", "AND", "NEAR(a,b)"),
    *("' OR 1=1 --", "a*" * 60, "x" * 9_000),
]
ODD_PATHS = [
    *("/%00/", "/2025/01/01/%00/", "/tag/%00/", "/section/%FF/", "/author/%2e%2e/", "/tag/a%2Fb/"),
    *("/sitemap/0000-00.xml", "/sitemap/9999-12.xml", "/feed/atom/x/", "/١٢٣٤/"),
    f"/2025/01/01/{'x' * 5_000}/",
]
ASKING = ["/search/?q=", "/archive/?q=", "/archive/?tag=", "/archive/?author="]


@pytest.fixture(autouse=True)
def edition() -> Edition:
    return world.make_edition()


LISTS = ["/section/harbour/", "/tag/ferries/", "/archive/", "/search/?q=ferry"]
ODD_DAYS = ["0000-00-00", "9999-12-31", "10000-01-01", "0001-01-01", "%00", "yesterday", "1e9"]


def answers(client: Client, addresses: Iterable[str]) -> dict[str, int]:
    return {address: client.get(address).status_code for address in addresses}


def test_an_odd_place_in_a_list_is_answered(client: Client) -> None:
    asked = answers(
        client,
        [
            f"{address}{'&' if '?' in address else '?'}before={key}"
            for address in LISTS
            for key in ODD_KEYS
        ],
    )

    assert {address: code for address, code in asked.items() if code not in (200, 404)} == {}


def test_odd_words_are_answered(client: Client) -> None:
    asked = answers(client, [address + words for address in ASKING for words in ODD_WORDS])

    assert {address: code for address, code in asked.items() if code != 200} == {}


def test_odd_days_are_answered(client: Client) -> None:
    asked = answers(
        client, [f"/archive/?{end}={day}" for end in ("since", "until") for day in ODD_DAYS]
    )

    assert {address: code for address, code in asked.items() if code not in (200, 404)} == {}


def test_odd_paths_are_nothing(client: Client) -> None:
    assert set(answers(client, ODD_PATHS).values()) == {404}


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options"])
def test_the_site_is_for_reading_only(client: Client, method: str) -> None:
    for address in ("/", "/archive/", "/feed/", "/sitemap.xml"):
        assert getattr(client, method)(address).status_code == 405, address


def test_a_head_has_the_headers_of_a_get(client: Client, edition: Edition) -> None:
    address = edition.get_absolute_url()

    assert client.head(address)["ETag"] == client.get(address)["ETag"]
    assert client.head(address).content == b""


def test_an_address_without_its_last_slash_leads_to_the_one_with(
    client: Client, edition: Edition
) -> None:
    address = edition.get_absolute_url()

    assert client.get(address.rstrip("/"))["Location"] == address
