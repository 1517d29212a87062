"""One thing done to many stories of the list, beyond its page, and taken back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from articles import sweeping
from articles.admin.article import ArticleAdmin
from articles.models import Article, BulkAct, BulkState, Revision, Section
from articles.working.sweeps import Sweeps
from tests import desk, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories(client: Client, monkeypatch) -> list[Article]:
    monkeypatch.setattr(ArticleAdmin, "list_per_page", 1)
    monkeypatch.setattr(sweeping, "A_FEW", 2)
    client.force_login(world.make_publisher())
    made = [world.make_article(headline=f"Story {number}") for number in range(3)]
    return [*made, world.make_article(headline="Other", section="Council")]


def swept(client: Client, action: str, one: Article, query: str = "", **said: Any) -> BulkAct:
    data = {"action": action, "_selected_action": [one.pk], "confirmed": "yes"} | said
    client.post(f"{desk.LIST}{query}", data)
    return BulkAct.objects.latest("pk")


def documents() -> list[Any]:
    found = Article.objects.with_relations().order_by("pk")
    return [(each.document(), each.stage, each.assignee_id) for each in found]


def test_all_that_the_filters_find_are_done_and_undone(
    client: Client, stories: list[Article]
) -> None:
    before, council = documents(), Section.objects.get(name="Council")
    asked = client.post(
        f"{desk.LIST}?section=harbour",
        {"action": "add_tags", "_selected_action": [stories[0].pk]},
    )
    assert "find 3 in all" in asked.text

    everything = {"everything": "on", "reason": "Tide week"}
    acts = [
        swept(client, "add_tags", stories[0], "?section=harbour", tags=["tides"], **everything),
        swept(client, "set_stage", stories[0], "?section=harbour", stage="review", **everything),
        swept(
            client, "set_section", stories[0], "?section=harbour", section=council.pk, **everything
        ),
    ]

    assert [(act.state, act.done, act.refused) for act in acts] == [(BulkState.DONE, 3, 0)] * 3
    article = Article.objects.get(pk=stories[2].pk)
    document = article.document()
    assert (document.section, document.tags[-1]) == ("Council", "tides")
    assert Revision.objects.latest_of(article).reason == "Tide week"

    for act in reversed(acts):
        client.post(f"/admin/articles/bulkact/{act.pk}/change/")
    assert documents() == before


def test_what_was_touched_since_is_left_and_what_conflicts_is_told(
    client: Client, stories: list[Article]
) -> None:
    chief = world.make_publisher("chief")
    council = Section.objects.get(name="Council")
    world.rewrite(stories[0], section="Sport")
    bases = {"bases": f"{stories[0].pk}:1"}
    refused = swept(client, "set_section", stories[0], section=council.pk, **bases)
    assert (refused.done, refused.refused) == (0, 1)
    page = f"/admin/articles/bulkact/{refused.pk}/change/"
    assert "Somebody has changed the same" in client.get(page).text

    tagged = swept(client, "add_tags", stories[1], tags=["tides"])
    filed = swept(client, "set_section", stories[1], section=council.pk)
    assigned = swept(client, "assign", stories[1], assignee=chief.pk)
    world.rewrite(stories[1], dek="Later.", section="Sport")
    for act in (tagged, assigned, filed):
        client.post(f"/admin/articles/bulkact/{act.pk}/change/")

    article = Article.objects.get(pk=stories[1].pk)
    document = article.document()
    assert (document.tags[-1], document.dek, document.section) == (
        "harbour board",
        "Later.",
        "Sport",
    )
    assert article.assignee is None
    filed.refresh_from_db()
    assert (filed.state, filed.left) == (BulkState.UNDONE, 1)


def test_a_worker_finishes_what_a_request_had_no_time_for(
    client: Client, stories: list[Article]
) -> None:
    keys = [(story.pk, 0) for story in stories]
    act = sweeping.begin("stage", {"stage": "ready"}, keys, by=None, spoken="Ready")
    assert sweeping.carry(act.pk).done == 2
    assert "progress" in client.get(f"/admin/articles/bulkact/{act.pk}/change/").text

    assert Sweeps().piece()

    assert set(Article.objects.values_list("stage", flat=True)) == {"ready"}
    assert not Sweeps().piece()
