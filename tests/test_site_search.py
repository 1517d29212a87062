"""The page of what was found."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from articles import search
from tests import world

pytestmark = pytest.mark.django_db


def page(client: Client, **query: str) -> str:
    return client.get("/search/", query).content.decode()


def test_what_was_found_has_the_words_marked() -> None:
    edition = world.make_edition()

    found = page(Client(), q="ferry quay")

    assert (
        f'<a href="/{edition.path}/">Last <mark>ferry</mark> leaves the <mark>quay</mark></a>'
        in found
    )


def test_nothing_found_is_said_kindly() -> None:
    world.make_edition()

    assert "Nothing found for “zebra”" in page(Client(), q="zebra")


def test_nothing_asked_is_helped_along() -> None:
    assert "All the words must be in a story" in page(Client())


def test_what_is_typed_is_text() -> None:
    world.make_edition(headline="<b>Ferry</b>")

    for words in ('"><script>', "<b>ferry"):
        found = page(Client(), q=words)
        assert "<script>" not in found
        assert "<b>" not in found


def test_older_finds_are_a_page_further() -> None:
    for number in range(23):
        world.make_edition(headline=f"Ferry {number}")

    first = page(Client(), q="ferry")
    older = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = Client().get(older).content.decode()

    assert first.count('class="headline"') + second.count('class="headline"') == 23


def test_results_are_not_for_crawlers() -> None:
    assert 'content="noindex, follow"' in page(Client(), q="ferry")


def test_a_slip_leads_to_what_was_meant() -> None:
    world.make_edition(headline="Ferry leaves")
    list(search.rebuild())

    found = page(Client(), q="fery", section="harbour")

    assert 'Did you mean <a href="/search/?q=ferry&amp;section=harbour">ferry</a>?' in found


def test_the_best_match_comes_first_and_the_newest_if_asked() -> None:
    world.make_edition(headline="Ferry leaves", dated=date(2025, 6, 1))
    world.make_edition(headline="Quay closed", dated=date(2025, 6, 2))

    best, newest = page(Client(), q="ferry"), page(Client(), q="ferry", order="newest")

    assert best.index("leaves</a>") < best.index("Quay closed</a>")
    assert newest.index("Quay closed</a>") < newest.index("leaves</a>")
    assert 'href="/search/?q=ferry&amp;order=newest">Newest first' in best


def test_a_search_is_narrowed_down_as_the_archive_is() -> None:
    world.make_edition(headline="Ferry leaves", section="Council")
    world.make_edition(headline="Ferry returns")

    found = page(Client(), q="ferry", section="council")

    assert "leaves</a>" in found
    assert "returns</a>" not in found
    assert "One story" in found


@pytest.mark.parametrize("skip", ["-1", "x", "12345", "²"])
def test_what_is_no_place_in_a_list_is_no_page(skip: str) -> None:
    assert Client().get("/search/", {"q": "ferry", "skip": skip}).status_code == 404
