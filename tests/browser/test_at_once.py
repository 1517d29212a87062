"""Eight people at one story at the same instant, in a database that several can open."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from articles.models import Article, Revision
from tests import desk, world

pytestmark = [pytest.mark.browser, pytest.mark.postgres]

PEOPLE = 8


def all_at_once(people: int, save: Any) -> list[int]:
    """The statuses of so many people saving at the same time; `save` is given a client."""
    clients = [Client() for _ in range(people)]
    user = world.make_publisher()
    for client in clients:
        client.force_login(user)

    def one(number: int) -> int:
        try:
            return int(save(clients[number], number))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(people) as pool:
        return list(pool.map(one, range(people)))


def test_of_eight_who_change_the_same_at_once_one_is_saved(committed: None) -> None:
    article = world.make_article()
    form = form_of(article)

    statuses = all_at_once(
        PEOPLE, lambda client, n: desk.saved(client, article, form, dek=f"By {n}.").status_code
    )

    assert sorted(statuses) == [302] + [409] * (PEOPLE - 1)
    assert Article.objects.get().version == Revision.objects.count() == 2


def test_eight_who_write_at_once_each_in_a_paragraph_are_all_in_the_story(committed: None) -> None:
    article = world.make_article(body="".join(f"<p>Was {n}.</p>" for n in range(PEOPLE)))
    form = form_of(article)

    def write(client: Client, n: int) -> int:
        body = form["body"].replace(f"Was {n}.", f"Word{n} stands.")
        return int(desk.saved(client, article, form, body=body).status_code)

    assert all_at_once(PEOPLE, write) == [302] * PEOPLE
    assert Article.objects.get().body == "".join(f"<p>Word{n} stands.</p>" for n in range(PEOPLE))
    assert Revision.objects.count() == PEOPLE + 1


def form_of(article: Article) -> dict[str, Any]:
    client = Client()
    client.force_login(world.make_writer())
    return desk.opened(client, article)
