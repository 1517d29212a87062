"""Whatever is asked, the site neither fails nor hesitates."""

from __future__ import annotations

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


@pytest.mark.parametrize("key", ODD_KEYS)
@pytest.mark.parametrize(
    "address", ["/section/harbour/", "/tag/ferries/", "/archive/", "/search/?q=ferry"]
)
def test_an_odd_place_in_a_list_is_answered(client: Client, address: str, key: str) -> None:
    join = "&" if "?" in address else "?"

    assert client.get(f"{address}{join}before={key}").status_code in (200, 404)


@pytest.mark.parametrize("words", ODD_WORDS)
@pytest.mark.parametrize("address", ASKING)
def test_odd_words_are_answered(client: Client, address: str, words: str) -> None:
    assert client.get(f"{address}{words}").status_code == 200


@pytest.mark.parametrize(
    "day", ["0000-00-00", "9999-12-31", "10000-01-01", "0001-01-01", "%00", "yesterday", "1e9"]
)
@pytest.mark.parametrize("end", ["since", "until"])
def test_odd_days_are_answered(client: Client, end: str, day: str) -> None:
    assert client.get(f"/archive/?{end}={day}").status_code in (200, 404)


@pytest.mark.parametrize("path", ODD_PATHS)
def test_odd_paths_are_nothing(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options"])
@pytest.mark.parametrize(
    "address",
    [
        *("/", "/archive/", "/feed/", "/sitemap.xml", "/feed/json/", "/search/feed/atom/"),
        *("/sitemap/news.xml", "/site.webmanifest", "/worker.js", "/offline/", "/favicon.ico"),
        *("/feeds/", "/api/", "/robots.txt", "/icon-192.png"),
    ],
)
def test_the_site_is_for_reading_only(client: Client, address: str, method: str) -> None:
    assert getattr(client, method)(address).status_code == 405


def test_a_head_has_the_headers_of_a_get(client: Client, edition: Edition) -> None:
    address = edition.get_absolute_url()

    assert client.head(address)["ETag"] == client.get(address)["ETag"]
    assert client.head(address).content == b""


def test_an_address_without_its_last_slash_leads_to_the_one_with(
    client: Client, edition: Edition
) -> None:
    address = edition.get_absolute_url()

    assert client.get(address.rstrip("/"))["Location"] == address
