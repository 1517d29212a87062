"""History, comparison, restoring and preview."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles import publishing
from articles.models import Article, AuditEntry, Edition, Kind, Revision, Tag, Verb
from tests import desk, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def wren(client: Client, writer: User) -> Client:
    client.force_login(writer)
    return client


def test_history_tells_who_when_why_and_what_readers_saw(wren: Client, publisher: User) -> None:
    article = world.make_edition().article
    world.rewrite(article, by=publisher, dek="Second.")
    publishing.withdraw(article.pk, by=publisher, reason="Wrong photograph.")

    text = wren.get(desk.page(article, "history")).text

    assert text.index('id="version-3"') < text.index('id="version-1"')
    assert "piers" in text
    assert "Was live" in text
    assert "Wrong photograph." in text


def test_history_turns_its_pages(wren: Client) -> None:
    article = world.make_article()
    for number in range(55):
        article = world.rewrite(article, dek=f"Number {number}.")

    first = wren.get(desk.page(article, "history")).text
    second = wren.get(f"{desk.page(article, 'history')}?before=7").text

    assert 'id="version-56"' in first
    assert "?before=7" in first
    assert 'id="version-6"' in second


@pytest.mark.parametrize("size", [2, 20])
def test_history_takes_as_many_queries_for_few_versions_as_for_many(
    wren: Client, size: int, django_assert_max_num_queries
) -> None:
    article = world.make_article()
    for number in range(size):
        article = world.rewrite(article, dek=f"Number {number}.")

    with django_assert_max_num_queries(16):
        wren.get(desk.page(article, "history"))


def test_versions_are_named_filtered_and_sized(wren: Client, publisher: User) -> None:
    article = world.make_article(body="<p>One two three.</p>")
    article = world.rewrite(article, by=publisher, body="<p>One two four five.</p>")
    here = desk.page(article, "history")

    for number, name, act in (
        (1, " after  legal ", ""),
        (1, "after legal", ""),
        (2, "as filed", ""),
        (2, "  ", ""),
        (1, "after legal", "remove"),
    ):
        wren.post(desk.page(article, "name"), {"number": number, "name": name, "act": act})
    everything = wren.get(here).text
    named = wren.get(f"{here}?show=named").text
    by = wren.get(f"{here}?by=piers").text

    assert "<ins>+2</ins> <del>−1</del>" in everything
    assert f"{timezone.localdate():%A}" in everything
    assert [number in named for number in ('id="version-2"', 'id="version-1"')] == [True, False]
    assert [number in by for number in ('id="version-2"', 'id="version-1"')] == [True, False]
    acts = AuditEntry.objects.filter(verb__in=(Verb.NAMED, Verb.UNNAMED)).order_by("pk")
    assert [act.verb for act in acts] == [Verb.NAMED, Verb.NAMED, Verb.UNNAMED]


def test_two_versions_are_compared_word_by_word(wren: Client) -> None:
    article = world.rewrite(
        world.make_article(body="<p>The last ferry left.</p>"),
        body="<p>The first ferry left.</p>",
    )

    text = wren.get(f"{desk.page(article, 'compare')}?from=1&to=2").text

    assert "<del>last </del><ins>first </ins>" in text


def test_what_readers_have_is_compared_with_what_the_desk_has(
    wren: Client, publisher: User
) -> None:
    article = world.make_edition(body="<p>It cost 9 pounds.</p>").article
    world.rewrite(article, body="<p>It cost 8 pounds.</p>")
    world.rewrite(article, body="<p>It cost 7 pounds.</p>")
    compare = desk.page(article, "compare")

    inline = wren.get(f"{compare}?from=live&to=copy").text
    side = wren.get(f"{compare}?from=live&to=copy&view=side").text
    before = wren.get(f"{compare}?from=live&at=2020-01-01T10:00", follow=True).text

    assert "<del>9 </del><ins>7 </ins>" in inline
    assert '<a href="#now-0"><span class="what">Number</span> <del dir="auto">9</del>' in inline
    assert 'class="changed-body beside"' in side
    assert "Readers had nothing of this story then." in before


@pytest.mark.parametrize("query", ["?to=99", "?from=1&to=99"])
def test_a_version_that_never_was_is_not_found(wren: Client, query: str) -> None:
    article = world.make_article()

    assert wren.get(desk.page(article, "compare") + query).status_code == 404


@pytest.mark.parametrize(
    "query", ["?to=x", "?from=-1", "?to=" + "9" * 30, "?to=１", "?from=live&at=0001-01-01T00:00"]
)
def test_nonsense_for_a_version_does_no_harm(wren: Client, query: str) -> None:
    article = world.make_article()

    assert wren.get(desk.page(article, "compare") + query).status_code < 500


def test_restoring_makes_a_new_version_that_says_what_the_old_one_said(wren: Client) -> None:
    article = world.rewrite(world.make_article(), headline="Rewritten")

    wren.post(desk.page(article, "restore"), {"number": 1, "base": 2})

    article = Article.objects.get()
    assert (article.headline, article.version) == ("Last ferry leaves the quay", 3)
    assert Revision.objects.latest_of(article).kind == Kind.RESTORE


def test_a_preview_shows_unpublished_text_on_the_readers_page(wren: Client) -> None:
    article = world.make_article(headline="Not yet out", tags=("ferries",))

    answer = wren.get(desk.page(article, "preview"))

    assert "<h1>Not yet out</h1>" in answer.text
    assert 'class="preview-banner"' in answer.text
    assert not Edition.log.exists()


def test_a_preview_is_kept_by_nobody_and_indexed_by_nobody(wren: Client) -> None:
    answer = wren.get(desk.page(world.make_article(), "preview"))

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex' in answer.text
    assert 'rel="canonical"' not in answer.text


def test_a_preview_carries_the_date_readers_will_see(wren: Client) -> None:
    article = world.make_article(dated=date(2024, 2, 25))

    text = wren.get(desk.page(article, "preview")).text

    assert "25 Feb 2024" in text
    assert "00:00" not in text


def test_an_old_version_is_previewed_as_it_was(wren: Client) -> None:
    article = world.rewrite(world.make_article(), headline="Rewritten")

    text = wren.get(f"{desk.page(article, 'preview')}?revision=1").text

    assert "<h1>Last ferry leaves the quay</h1>" in text


def test_a_preview_makes_no_term(wren: Client) -> None:
    article = world.rewrite(world.make_article(tags=("ferries",)), tags=("tides",))
    Tag.objects.filter(key="ferries").update(key="renamed", name="Renamed")

    wren.get(f"{desk.page(article, 'preview')}?revision=1")

    assert not Tag.objects.filter(key="ferries").exists()
