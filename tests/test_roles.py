"""Writers, editors, publishers, administrators: what each may do with a story, by its buttons."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone

from articles.models import Article, AuditEntry, Edition, Stage, Verb
from articles.roles import ADMINISTRATOR, EDITOR, PUBLISHER, WRITER
from tests import desk, world

pytestmark = pytest.mark.django_db
LATER = "2100-01-01T09:00"


@pytest.fixture
def wren() -> User:
    return world.make_role(WRITER, "wren")


def of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_newsroom_begins_with_four_roles() -> None:
    assert set(Group.objects.values_list("name", flat=True)) == {
        *(WRITER, EDITOR, PUBLISHER, ADMINISTRATOR)
    }
    assert world.make_role(PUBLISHER).has_perm("articles.publish_article")
    assert not world.make_role(EDITOR).has_perm("articles.publish_article")


def test_a_writer_changes_their_own_story_until_it_is_sent_to_review(wren: User) -> None:
    own, theirs = world.make_article(by=wren), world.make_article(headline="Not hers")
    given = world.make_article(headline="Given", identity={"assignee": wren})
    client = of(wren)

    assert desk.write(client, given, headline="Mine to write").status_code == 200
    assert desk.write(client, own, act="review", headline="Written").status_code == 200
    for closed in (own, theirs):
        assert 'class="buttons"' not in client.get(desk.change(closed)).text
        assert client.post(desk.change(closed), {"act": "save"}).status_code == 403
        restore = {"number": "1", "base": "1"}
        assert client.post(desk.page(closed, "restore"), restore).status_code == 403
    assert sorted(Article.objects.values_list("headline", "stage")) == [
        *[("Mine to write", "draft"), ("Not hers", "draft"), ("Written", "review")]
    ]


def test_what_a_writer_begins_is_theirs(wren: User) -> None:
    client = of(wren)

    client.post(desk.ADD, desk.fields(client.get(desk.ADD).text) | {"headline": "New"})

    assert Article.objects.get().assignee == wren


def test_fields_above_ones_role_are_not_taken_from_a_post(wren: User) -> None:
    article = world.make_article(by=wren)
    asked = {"stage": "ready", "assignee": "1", "due_at": LATER, "embargo_until": LATER}

    desk.write(of(wren), article, **asked)
    article.refresh_from_db()
    assert (article.stage, article.assignee, article.due_at) == (Stage.DRAFT, None, None)

    desk.write(of(world.make_role(EDITOR)), article, **asked | {"assignee": str(wren.pk)})
    article.refresh_from_db()
    assert (article.stage, article.assignee, article.due_at.year) == (Stage.READY, wren, 2100)
    assert article.embargo_until is None

    desk.write(of(world.make_role(PUBLISHER)), article, embargo_until=LATER)
    assert Article.objects.get().embargo_until.year == 2100


@pytest.mark.parametrize("act", ["ready", "return", "publish", "schedule"])
def test_a_writer_presses_no_button_of_an_editor(wren: User, act: str) -> None:
    article = world.make_article(by=wren)
    client = of(wren)
    form = desk.opened(client, article)

    assert desk.saved(client, article, form, act=act, headline="Mine").status_code == 403
    assert Article.objects.get().headline != "Mine"


def test_a_story_is_sent_back_with_a_reason_its_writer_reads(wren: User) -> None:
    article, editor = world.make_article(by=wren), world.make_role(EDITOR, "edda")
    desk.write(of(wren), article, act="review")

    assert "Say what is still to be done" in desk.write(of(editor), article, act="return").text
    desk.write(of(editor), article, act="return", why="Who counted them?")

    article.refresh_from_db()
    assert (article.stage, article.assignee) == (Stage.DRAFT, wren)
    assert "Who counted them?" in of(wren).get(desk.change(article)).text
    assert AuditEntry.objects.filter(verb=Verb.RETURNED).get().detail == "Who counted them?"
    assert "Who counted them?" in of(wren).get(desk.page(article, "history")).text
    assert list(Article.objects.sent_back()) == [article]

    desk.write(of(wren), article, act="review")
    assert not Article.objects.get().returned_why


def test_overdue_is_what_was_to_be_done_and_is_not() -> None:
    hour = timedelta(hours=1)
    now = timezone.now()
    late = world.make_article(identity={"due_at": now - hour})
    world.make_article(identity={"due_at": now + hour})
    done = world.make_edition(slug="done").article
    Article.objects.filter(pk=done.pk).update(due_at=now - hour)

    assert list(Article.objects.due_before(now)) == [late]
    page = of(world.make_role(EDITOR)).get(f"{desk.LIST}?queue=overdue").text
    assert page.count('class="headline') == 1


def test_lists_act_on_stories_for_editors_alone(wren: User) -> None:
    article = world.make_article(by=wren)
    chosen = {"action": "set_stage", "_selected_action": [article.pk], "confirmed": "yes"}

    of(wren).post(desk.LIST, chosen | {"stage": "ready"})

    assert Article.objects.get().stage == Stage.DRAFT
    assert not Edition.log.exists()


def test_an_administrator_gives_roles_and_not_every_right() -> None:
    chief = User.objects.create_superuser("chief", password="a-long-enough-password")
    client = of(world.make_role(ADMINISTRATOR, "ada"))
    editor = Group.objects.get(name=EDITOR)
    secret = "a-long-enough-secret"
    new = {"username": "nia", "usable_password": "true", "password1": secret, "password2": secret}

    client.post("/admin/auth/user/add/", new | {"groups": [editor.pk], "is_superuser": "on"})
    nia = User.objects.get(username="nia")
    assert (nia.is_staff, nia.is_superuser, list(nia.groups.all())) == (True, False, [editor])

    change = {"username": "nia", "is_active": "on", "is_staff": "on", "is_superuser": "on"}
    client.post(f"/admin/auth/user/{nia.pk}/change/", change)
    nia.refresh_from_db()
    assert (nia.is_superuser, nia.groups.count()) == (False, 0)
    assert client.post(f"/admin/auth/user/{chief.pk}/change/", change).status_code == 403
    assert client.post(f"/admin/auth/user/{chief.pk}/password/", new).status_code == 403
    assert "Editor" in client.get("/admin/auth/user/").text
