"""Who did what: on record with the act itself, and for good."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from articles import holding, publishing
from articles.models import AuditEntry, Tag, Verb
from articles.models.revision import HistoryCannotChange
from tests import world

pytestmark = pytest.mark.django_db
PAGE = "/admin/articles/auditentry/"


def told() -> list[tuple[str, str, str]]:
    """(who, did, what), oldest first."""
    entries = AuditEntry.objects.order_by("pk")
    return [(entry.by_name, entry.verb, entry.subject) for entry in entries]


@pytest.fixture
def chief(client: Client) -> User:
    chief = User.objects.create_superuser("ines", password="a-long-enough-password")
    client.force_login(chief)
    return chief


def test_a_story_s_way_to_its_readers_and_back_is_on_record(publisher: User) -> None:
    article = world.make_article(by=publisher, headline="Ferry")
    world.rewrite(article, by=publisher, dek="Two sentences.")
    publishing.schedule(article.pk, timezone.now() + timedelta(hours=1), by=publisher)
    publishing.cancel(article.pk, by=publisher)
    publishing.publish(article.pk, by=publisher)
    publishing.withdraw(article.pk, by=publisher, reason="Legal advice")
    holding.embargo(article.pk, timezone.now() + timedelta(days=1), by=publisher)
    holding.spike(article.pk, by=publisher)

    assert [did for who, did, what in told() if (who, what) == ("piers", "Ferry")] == [
        *(Verb.BEGAN, Verb.SAVED, Verb.SCHEDULED, Verb.CANCELLED, Verb.PUBLISHED),
        *(Verb.WITHDREW, Verb.EMBARGOED, Verb.SPIKED),
    ]


def test_an_act_that_comes_to_nothing_leaves_no_entry(publisher: User) -> None:
    article = world.make_article(by=publisher)
    before = told()

    with pytest.raises(publishing.NotPublishable):
        publishing.withdraw(article.pk, by=publisher)
    world.rewrite(article, by=publisher)

    assert told() == before


def test_what_is_on_record_cannot_be_changed_or_erased(publisher: User) -> None:
    world.make_article(by=publisher)
    entry = AuditEntry.objects.get()

    for attempt in (entry.save, entry.delete, AuditEntry.objects.all().delete):
        with pytest.raises(HistoryCannotChange):
            attempt()
    for statement in ("DELETE FROM articles_auditentry", "UPDATE articles_auditentry SET verb='x'"):
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_coming_in_and_being_turned_away_is_on_record(client: Client, writer: User) -> None:
    door = "/admin/login/"
    client.post(door, {"username": "wren", "password": "hunter2hunter2"})
    client.post(door, {"username": "my-own-passphrase", "password": ""})
    client.post(door, {"username": "wren", "password": "a-long-enough-password"})
    client.post("/admin/logout/")

    assert told() == [
        ("", Verb.FAILED, "wren"),
        ("wren", Verb.SIGNED_IN, "wren"),
        ("wren", Verb.SIGNED_OUT, "wren"),
    ]


def test_a_changed_tag_and_a_changed_person_are_on_record(client: Client, chief: User) -> None:
    tag = Tag.objects.create(name="trams")
    aliases = {f"aliases-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL")}
    client.post(f"/admin/articles/tag/{tag.pk}/change/", {"name": "Trams", "slug": "t", **aliases})
    client.post("/admin/auth/group/add/", {"name": "Night desk"})

    assert told()[-2:] == [("ines", Verb.CHANGED, "Trams"), ("ines", Verb.ADDED, "Night desk")]


def test_the_page_is_filtered_by_person_deed_day_and_story(client: Client, chief: User) -> None:
    mara = world.make_publisher("mara")
    edition = world.make_edition(headline="Gate")
    world.rewrite(edition.article, by=mara, headline="The gate")
    world.make_article(by=chief, headline="Ferry")

    def shown(query: str) -> str:
        return client.get(PAGE + query).content.decode().partition("<tbody>")[2]

    assert "The gate" in shown(f"?by={mara.pk}")
    assert "Ferry" not in shown(f"?by={mara.pk}")
    assert "The gate" not in shown(f"?verb={Verb.BEGAN}")
    assert "Ferry" not in shown(f"?article={edition.article_id}")
    assert "The gate" not in shown("?kind=user")
    assert "The gate" in shown("?kind=article")
    assert not shown(f"?until={timezone.localdate() - timedelta(days=1)}")
    assert "Ferry" in shown(f"?since={timezone.localdate()}")
    assert client.get(PAGE + "?since=0000-99-99&until=9999-12-31&before=x").status_code == 200


def test_the_page_is_for_those_with_the_right_to_it(client: Client, publisher: User) -> None:
    client.force_login(publisher)

    assert client.get(PAGE).status_code == 403


def test_what_leaves_the_house_and_who_may_come_in_is_on_record(
    client: Client, chief: User
) -> None:
    article = world.make_article()
    new = {"username": "nia", "usable_password": "false"}
    editor = Group.objects.get(name="Editor")
    secrets = dict.fromkeys(("new_password1", "new_password2"), "another-long-secret")

    client.get(f"/admin/articles/article/{article.pk}/export/markdown/")
    client.post("/admin/auth/user/add/", new | {"groups": [editor.pk]})
    nia = User.objects.get(username="nia")
    client.post(f"/admin/auth/user/{nia.pk}/change/", {"username": "nia", "is_active": "on"})
    client.post("/admin/password_change/", secrets | {"old_password": "a-long-enough-password"})

    said = [(entry.verb, entry.subject, entry.detail) for entry in AuditEntry.objects.all()][:4]
    assert said[3][:2] == (Verb.EXPORTED, article.headline)
    assert said[2] == (Verb.ADDED, "nia", "Username: – → nia; Roles: – → Editor")
    assert said[1][:2] == (Verb.CHANGED, "nia")
    assert "Roles: Editor → –" in said[1][2]
    assert said[0] == (Verb.CHANGED, "ines", "Chose a new password.")
