"""Two people in one story: the second save is refused, and keeps what was typed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connections
from django.test import Client

from articles.models import Article, Kind, Revision
from tests import desk, world

PEOPLE = 6


@pytest.fixture
def wren(client: Client, writer: User) -> Client:
    client.force_login(writer)
    return client


@pytest.mark.django_db
def test_a_stale_save_is_refused_and_keeps_what_was_typed(wren: Client) -> None:
    article = world.make_article()
    form = desk.opened(wren, article)
    world.rewrite(article, dek="Theirs.")

    answer = desk.saved(wren, article, form, headline="Mine", dek="Mine as well.")

    assert answer.status_code == 409
    kept = desk.fields(answer.text)
    assert (kept["headline"], kept["dek"], kept["base"]) == ("Mine", "Mine as well.", "1")
    assert Article.objects.get().document().headline == "Last ferry leaves the quay"


@pytest.mark.django_db
def test_a_refused_save_shows_what_changed_since_and_who_did_it(
    wren: Client, publisher: User
) -> None:
    article = world.make_article()
    form = desk.opened(wren, article)
    world.rewrite(article, by=publisher, body="<p>Their new words.</p>")

    answer = desk.saved(wren, article, form, dek="Mine.")

    assert "Not saved: somebody else saved meanwhile" in answer.text
    assert "Version 2, by piers" in answer.text
    assert "Their new words." in answer.text


@pytest.mark.django_db
def test_having_seen_their_changes_one_may_save_after_them(wren: Client) -> None:
    article = world.make_article()
    form = desk.opened(wren, article)
    world.rewrite(article, dek="Theirs.")

    desk.saved(wren, article, form, headline="Mine", seen="2")

    document = Article.objects.get().document()
    assert (document.headline, document.dek) == ("Mine", "Theirs.")
    assert Revision.objects.get(number=3).kind == Kind.MERGE


@pytest.mark.django_db
def test_where_both_changed_the_same_both_texts_are_shown(wren: Client) -> None:
    article = world.make_article()
    form = desk.opened(wren, article)
    world.rewrite(article, dek="Their dek.")

    answer = desk.saved(wren, article, form, dek="My dek.")

    assert "you both changed the same" in answer.text
    assert all(f'<q dir="auto">{dek}</q>' in answer.text for dek in ("Their dek.", "My dek."))


@pytest.mark.django_db
def test_what_came_after_the_changes_one_has_seen_is_not_overwritten_either(wren: Client) -> None:
    article = world.make_article()
    form = desk.opened(wren, article)
    world.rewrite(article, dek="Second.")
    world.rewrite(article, dek="Third.")

    answer = desk.saved(wren, article, form, headline="Mine", seen="2")

    assert answer.status_code == 409
    assert Article.objects.get().dek == "Third."


@pytest.mark.django_db
@pytest.mark.parametrize("base", ["0", "99", "-1", "x", "", "１", "9" * 40])
def test_a_base_that_never_was_saves_nothing(wren: Client, base: str) -> None:
    article = world.make_article()
    form = desk.opened(wren, article)

    answer = desk.saved(wren, article, form, headline="Mine", base=base)

    assert answer.status_code in (200, 404)
    assert Article.objects.get().version == 1


@pytest.mark.django_db
def test_changes_that_never_were_cannot_have_been_seen(wren: Client) -> None:
    article = world.make_article()
    form = desk.opened(wren, article)
    world.rewrite(article, dek="Theirs.")

    answer = desk.saved(wren, article, form, headline="Mine", seen="99")

    assert answer.status_code == 409
    assert Article.objects.get().headline == "Last ferry leaves the quay"


@pytest.mark.django_db
def test_a_restore_onto_a_story_that_moved_is_refused(wren: Client) -> None:
    article = world.make_article()
    world.rewrite(article, dek="Second.")
    world.rewrite(article, dek="Third.")

    wren.post(desk.page(article, "restore"), {"number": 1, "base": 2})

    assert Article.objects.get().dek == "Third."


def six_at_once(article: Article, publisher: User) -> list[int]:
    """The statuses of six people saving the same form at the same time."""
    clients = [Client() for _ in range(PEOPLE)]
    for client in clients:
        client.force_login(publisher)
    form = desk.opened(clients[0], article)

    def save(number: int) -> Any:
        try:
            return desk.saved(clients[number], article, form, dek=f"By {number}.").status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PEOPLE) as pool:
        return list(pool.map(save, range(PEOPLE)))


@pytest.mark.postgres
def test_of_six_posts_at_once_one_is_saved(committed: None) -> None:
    article = world.make_article()

    statuses = six_at_once(article, world.make_publisher())

    assert sorted(statuses) == [302] + [409] * (PEOPLE - 1)
    assert Article.objects.get().version == Revision.objects.count() == 2
