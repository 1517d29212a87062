"""Who is given which page from memory, and what stands above it; nothing happens meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from articles.models import Section
from tests import world
from tests.newsstand import Reader, still_reader

pytestmark = pytest.mark.django_db

HEADLINE = "Last ferry leaves the quay"


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """A request would end the transaction of the test; the test client sees to it as well."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def reader() -> Reader:
    """Somebody who has the front page already, so that it is kept."""
    world.make_edition()
    reader = still_reader()
    assert HEADLINE in reader.get("/").text
    return reader


class TestWhoIsGivenWhat:
    """One reader's page is nobody else's business, and another host's is not ours."""

    @pytest.mark.parametrize(
        "environ",
        [
            {"HTTP_COOKIE": "a=b; session=abc"},
            {"HTTP_COOKIE": "csrf=abc"},
            {"HTTP_AUTHORIZATION": "Basic eDp5"},
            {"HTTP_IF_MATCH": '"x"'},
            {"CONTENT_LENGTH": "5"},
            {"HTTP_HOST": "localhost"},
            {"wsgi.url_scheme": "https"},
            {"SCRIPT_NAME": "/below"},
        ],
    )
    def test_another_request_is_another_page(self, reader: Reader, environ: Any) -> None:
        assert not reader.get("/", **environ).was_kept
        assert reader.get("/").was_kept

    def test_other_peoples_cookies_change_nothing(self, reader: Reader) -> None:
        assert reader.get("/", HTTP_COOKIE="visits=3").was_kept

    def test_an_unknown_host_is_refused_however_often(self, reader: Reader) -> None:
        for host in ("evil.example", "testserver,evil.example", "testserver/evil", ""):
            assert reader.get("/", HTTP_HOST=host).status in (400, 200)
            assert not reader.get("/", HTTP_HOST=host).was_kept
        assert "evil" not in reader.get("/").text

    @pytest.mark.parametrize("query", ["utm_source=x", "before=", "before=1&x=2", "q=ferry"])
    def test_a_query_without_bounds_is_not_kept(self, reader: Reader, query: str) -> None:
        reader.get("/archive/", query)

        assert not reader.get("/archive/", query).was_kept

    @pytest.mark.parametrize("path", ["/nowhere/", "/healthz", "/admin/login/", "/search/"])
    def test_what_may_be_otherwise_is_asked_anew(self, reader: Reader, path: str) -> None:
        reader.get(path)

        assert reader.get(path).was_kept == (path == "/search/")

    @pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS", "DELETE", "TRACE", "BREW"])
    def test_no_other_method_is_answered_from_memory(self, reader: Reader, method: str) -> None:
        assert reader.get("/", method=method).status in (403, 405)

    def test_bytes_that_are_no_text_are_no_address(self, reader: Reader) -> None:
        for path in ("/\xff\xfe/", "/tag/\x00/", "//", "/../", "/" + "a" * 9000):
            assert reader.get("/", PATH_INFO=path).status in (200, 301, 400, 404)
            assert HEADLINE in reader.get("/").text


class TestHeaders:
    """A kept page says all that a fresh one says."""

    def test_the_same_but_for_the_name_of_the_request(self, reader: Reader) -> None:
        reader.get("/archive/")
        kept, fresh = reader.get("/archive/"), still_reader().get("/archive/")
        named = {"X-Request-ID", "Cache-Status"}

        assert kept.was_kept
        assert kept.body == fresh.body
        assert {n: v for n, v in kept.headers.items() if n not in named} == {
            n: v for n, v in fresh.headers.items() if n not in named
        }
        assert kept.headers["X-Request-ID"] != fresh.headers["X-Request-ID"]
        assert "Set-Cookie" not in kept.headers

    def test_who_has_the_page_is_told_so(self, reader: Reader) -> None:
        etag = reader.get("/").headers["ETag"]

        for known in (etag, f"W/{etag}", f'"x", {etag}', "*"):
            answer = reader.get("/", HTTP_IF_NONE_MATCH=known)
            assert (answer.status, answer.body) == (304, b"")
            assert answer.headers["ETag"] == etag
        assert reader.get("/", HTTP_IF_NONE_MATCH='"x"').status == 200

    def test_a_head_has_all_but_the_body(self, reader: Reader) -> None:
        for path in ("/", "/archive/", "/archive/"):
            answer = reader.get(path, method="HEAD")
            assert (answer.status, answer.body) == (200, b"")
            assert answer.headers["Content-Length"] == reader.get(path).headers["Content-Length"]
        assert reader.get("/nowhere/", method="HEAD").body == b""

    def test_who_can_unpack_is_given_it_packed(self, reader: Reader) -> None:
        packed = reader.get("/", HTTP_ACCEPT_ENCODING="br, gzip;q=0.5")
        plain = reader.get("/", HTTP_ACCEPT_ENCODING="gzip;q=0, identity")

        assert len(packed.body) < len(plain.body) / 2
        assert packed.text == plain.text
        assert packed.headers["ETag"] != plain.headers["ETag"]
        assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"


def test_the_pile_grows_no_larger_than_it_may() -> None:
    for number in range(10):
        Section.objects.create(name=f"Section {number}", announced=True)
    reader = still_reader()
    reader.get("/section/section-0/")
    pile = reader.stand.pile
    pile.capacity = 6 * pile.size

    for number in range(10):
        reader.get(f"/section/section-{number}/")

    assert 0 < pile.size <= pile.capacity
    assert reader.get("/section/section-9/").was_kept
    assert not reader.get("/section/section-0/").was_kept
