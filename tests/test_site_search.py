"""The page of what was found."""

from __future__ import annotations

import pytest
from django.test import Client

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
