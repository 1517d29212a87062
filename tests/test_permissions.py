"""Role by act by where a story stands: what a post is answered, and that a refusal changes nothing.

Which role may open which page is the table of test_desk_doors.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from articles.models import Article, AuditEntry, Comment, Edition, Revision
from articles.roles import ADMINISTRATOR, EDITOR, PUBLISHER, WRITER
from tests import desk, world

pytestmark = pytest.mark.django_db

ROLES = (WRITER, EDITOR, PUBLISHER, ADMINISTRATOR)
# To a writer it is all the difference whose story it is, and whether it was sent on.
STANDS = dict.fromkeys(ROLES, ("other", "live")) | {WRITER: ("own", "other", "sent", "live")}
EVERYBODY, EDITORS, PUBLISHERS = set(ROLES), set(ROLES[1:]), set(ROLES[2:])
# The buttons of the story's page, and the doors beside it: who may, and where for a writer.
BUTTONS = {
    "save": EVERYBODY,
    "review": EVERYBODY,
    "ready": EDITORS,
    "return": EDITORS,
    "publish": PUBLISHERS,
    "schedule": PUBLISHERS,
    "move": PUBLISHERS,
    "expire": PUBLISHERS,
}
DOORS = {
    "restore": EVERYBODY,
    "withdraw": PUBLISHERS,
    "cancel": PUBLISHERS,
    "comments": EVERYBODY,
}
FILLED = {
    "base": "1",
    "headline": "Changed",
    "body": world.BODY,
    "schedule_at": "2100-01-01T09:00",
    "why": "Who counted?",
    "change": "minor",
}
OF_ONES_OWN = {"save", "review", "restore"}


def may(role: str, act: str, stands: str) -> bool:
    if role == WRITER and act in OF_ONES_OWN:
        return stands == "own"
    return role in (BUTTONS | DOORS)[act]


def recorded() -> tuple[Any, ...]:
    kept = (Revision.objects.count(), Edition.log.count(), Comment.objects.count())
    ends = list(Edition.log.values_list("live_until", flat=True))
    stages = list(Article.objects.values_list("stage", "headline", "version"))
    return *kept, ends, stages, AuditEntry.objects.count()


def test_each_role_does_with_a_story_what_it_is_for_and_nothing_else() -> None:
    people = {role: world.make_role(role) for role in ROLES}
    writer = people[WRITER]
    stories = {
        "own": world.make_article(by=writer),
        "other": world.make_article(),
        "sent": world.make_article(by=writer, identity={"stage": "review"}),
        "live": world.make_edition(slug="live").article,
    }
    clients = {role: Client() for role in ROLES}
    for role, client in clients.items():
        client.force_login(people[role])
    before = recorded()
    wrong = [
        (role, act, stands, refused)
        for role, client in clients.items()
        for stands in STANDS[role]
        for act in (*BUTTONS, *DOORS)
        if (refused := is_refused(client, stories[stands], act, before)) == may(role, act, stands)
    ]

    assert wrong == []


def is_refused(client: Client, article: Article, act: str, before: tuple[Any, ...]) -> bool:
    """Tried in a transaction that is taken back; a refusal that did it all the same is none."""
    with transaction.atomic():
        if act in BUTTONS:
            got = client.post(desk.change(article), FILLED | {"act": act, "stage": article.stage})
        else:
            sent = {"number": "1", "base": "1", "text": "x"}
            got = client.post(desk.page(article, act), sent)
        refused = got.status_code == 403 and recorded() == before
        transaction.set_rollback(True)
    assert got.status_code < 500
    return refused
