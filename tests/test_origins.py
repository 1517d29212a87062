"""Where a story came from, and which versions wrote and reworded each of its paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import origins, revising
from articles.models import Article, ImportItem
from articles.origins import Trace
from tests import desk, importing, world

pytestmark = pytest.mark.django_db
FIRST = "<p>The last ferry of the season left Tollhouse Quay on Sunday evening.</p>"
SECOND = "<p>Eleven people were aboard when the ropes were cast off at dusk.</p>"
THIRD = "<p>“Nobody waved,” said the harbour master from his window.</p>"
REWORDED = "<p>Twelve people were aboard when the ropes were cast off at dusk.</p>"


@pytest.fixture
def wren(client: Client, writer: User) -> Client:
    client.force_login(writer)
    return client


def written(*bodies: str) -> Article:
    """A story with a version for each of these bodies."""
    article = world.make_article(body=bodies[0])
    for body in bodies[1:]:
        article = world.rewrite(article, body=body)
    return article


def hands(article: Article) -> list[tuple[int, ...]]:
    return [trace.versions for trace in origins.traces(article).blocks]


def test_each_paragraph_names_the_versions_that_made_it() -> None:
    article = written(FIRST + SECOND, FIRST + SECOND + THIRD, FIRST + REWORDED + THIRD)

    assert hands(article) == [(1,), (3, 1), (2,)]


def test_a_paragraph_that_moved_is_still_its_writers() -> None:
    article = written(FIRST + SECOND, FIRST + SECOND + THIRD, THIRD + SECOND + FIRST)

    assert hands(article) == [(2,), (1,), (1,)]


def test_a_paragraph_that_moved_and_was_reworded_keeps_its_writer() -> None:
    article = written(FIRST + SECOND + THIRD, THIRD + FIRST + REWORDED, REWORDED + THIRD + FIRST)

    assert hands(article) == [(2, 1), (1,), (1,)]


def test_what_was_taken_out_and_put_back_is_from_when_it_came_back() -> None:
    article = written(FIRST + THIRD, FIRST, FIRST + THIRD)

    assert hands(article) == [(1,), (3,)]


def test_equal_paragraphs_are_told_apart_by_their_order() -> None:
    article = written(SECOND + FIRST, SECOND + FIRST + SECOND)

    assert hands(article) == [(1,), (1,), (2,)]


def test_a_headline_is_from_the_version_that_last_changed_it() -> None:
    article = world.rewrite(world.make_article(headline="One"), headline="Two")
    article = world.rewrite(article, dek="Another dek.")

    fields = origins.traces(article).fields

    assert (fields["headline"].versions, fields["dek"].versions) == ((2,), (3,))


def test_no_more_versions_are_looked_at_than_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(origins, "FARTHEST", 2)
    article = written(FIRST, FIRST + SECOND, FIRST + SECOND + THIRD, FIRST + REWORDED + THIRD)

    assert origins.traces(article).blocks == [
        Trace((2,), is_older=True),
        Trace((4, 2), is_older=True),
        Trace((3,)),
    ]


def test_a_new_version_is_not_told_from_what_was_remembered() -> None:
    article = written(FIRST)
    origins.traces(article)

    assert hands(world.rewrite(article, body=FIRST + SECOND)) == [(1,), (2,)]


def test_an_imported_story_names_its_file_its_run_and_its_lines(
    tmp_path: Path, admin_client: Client
) -> None:
    importing.write(tmp_path / "in", a=importing.seed())
    importing.bring(tmp_path / "in")
    item = ImportItem.objects.get()

    text = admin_client.get(desk.page(item.article, "origins")).text

    assert "It stands as imported." in text
    assert str(tmp_path / "in" / "a.txt") in text
    assert item.sha256 in text
    assert f"/admin/articles/importrun/{item.run_id}/change/" in text
    assert f"lines {item.first_line}–{item.last_line}" in text


def test_what_the_desk_did_to_an_import_stands_beside_the_paragraph(
    tmp_path: Path, wren: Client, publisher: User
) -> None:
    importing.write(tmp_path / "in", a=importing.seed())
    importing.bring(tmp_path / "in")
    article = Article.objects.get()
    body = article.body.replace("Nobody waved.", "Hardly anybody waved, it was said.")
    world.rewrite(article, body=body + SECOND, by=publisher)

    text = wren.get(desk.page(article, "origins")).text

    assert "The desk has worked on it since version 2" in text
    assert "As imported" in text
    assert "Written: " in text
    assert f"{desk.page(article, 'compare')}?to=2" in text
    assert "/admin/articles/importrun/" not in text


@pytest.mark.parametrize("versions", [3, 60])
def test_a_long_history_takes_a_query_for_forty_versions(
    wren: Client, versions: int, django_assert_max_num_queries
) -> None:
    article = world.make_article(body=FIRST)
    for number in range(versions):
        article = world.rewrite(article, body=f"{FIRST}<p>{number} people were aboard it.</p>")

    with django_assert_max_num_queries(16):
        text = wren.get(desk.page(article, "origins")).text

    assert "Reworded" in text


def test_an_empty_story_has_no_origins(wren: Client) -> None:
    article = revising.begin(world.make_document(body="", headline="", dek=""), by=None)

    assert "No words yet." in wren.get(desk.page(article, "origins")).text
