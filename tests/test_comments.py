"""What the desk says about a paragraph stays with it, whatever becomes of the story."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.test import Client

from articles import commenting, revising
from articles.models import Article, AuditEntry, Comment, Revision
from articles.models.revision import HistoryCannotChange
from articles.roles import EDITOR, WRITER
from tests import desk, world

pytestmark = pytest.mark.django_db
FIRST = "<p>The ferry left at nine with eleven people aboard and nobody on the quay.</p>"
SECOND = "<p>The harbour board met on Monday and decided nothing of any consequence.</p>"
THIRD = "<p>A bell rang twice over the water, as it has done since the storm of 1988.</p>"


@pytest.fixture
def edda() -> User:
    return world.make_role(EDITOR, "edda")


@pytest.fixture
def article() -> Article:
    return world.make_article(body=FIRST + SECOND + THIRD)


def places(article: Article) -> list[int | None]:
    article.refresh_from_db()
    return [thread.began.place for thread in commenting.threads(article).open]


def test_a_comment_follows_its_paragraph_and_is_never_lost(article: Article, edda: User) -> None:
    commenting.say(article, "Decided what?", version=1, place=1, by=edda)
    reworded = SECOND.replace("of any consequence", "that anybody could remember")

    for body, place in [
        (THIRD + FIRST + SECOND, 2),
        (THIRD + FIRST + reworded, 2),
        ("<h2>New</h2>" + reworded + THIRD, 1),
        (THIRD, None),
        (FIRST + THIRD + reworded, 2),
    ]:
        world.rewrite(article, body=body, by=edda)
        assert places(article) == [place]
    world.rewrite(article, body=THIRD)
    said = Comment.objects.get()
    assert (said.is_gone, said.text) == (True, "Decided what?")
    assert said.quote.startswith("The harbour board met on Monday and decided nothing that")


def test_a_version_saved_past_the_door_moves_it_when_looked_at(
    article: Article, edda: User
) -> None:
    commenting.say(article, "Which bell?", version=1, place=2, by=edda)
    article.body = THIRD + FIRST
    article.save()
    Revision.objects.snap(article, by=None, kind="import")

    assert places(article) == [0]
    assert Comment.objects.get().version == 1


def test_people_talk_beside_the_story(article: Article, edda: User) -> None:
    client, door = Client(), desk.page(article, "comments")
    client.force_login(edda)

    client.post(door, {"version": 1, "place": 1, "text": "Decided <b>what</b>?"})
    began = Comment.objects.get()
    client.force_login(world.make_role(WRITER, "wren"))
    panel = client.post(door, {"thread": began.pk, "text": "Nothing.", "panel": "1"}).text
    page = client.get(desk.change(article)).text

    assert "Decided &lt;b&gt;what&lt;/b&gt;?" in page
    assert "Nothing." in page
    assert "Nothing." in panel
    assert "1 comment is not resolved" in page
    client.post(door, {"thread": began.pk, "act": "resolve"})
    page = client.get(desk.change(article)).text
    assert "Resolved by wren" in page
    assert "1 comment is not resolved" not in page
    client.post(door, {"thread": began.pk, "text": "But why?"})
    assert Comment.objects.open().count() == 1
    verbs = AuditEntry.objects.newest_first().values_list("verb", flat=True)
    assert list(verbs[:4]) == ["unresolved", "commented", "resolved", "commented"]


def test_odd_posts_write_nothing_they_should_not(article: Article, edda: User) -> None:
    other = commenting.say(world.make_article(), "Elsewhere", version=1, place=None, by=edda)
    client, door = Client(), desk.page(article, "comments")
    client.force_login(edda)

    for post, status in [
        ({"text": " "}, 302),
        ({"text": "x" * 2001}, 302),
        ({"text": "x", "place": "-1"}, 302),
        ({"text": "x", "thread": other.pk}, 404),
        ({"act": "resolve", "thread": "x"}, 404),
    ]:
        assert client.post(door, post).status_code == status, post
    assert not Comment.objects.of(article.pk).exists()
    client.post(door, {"text": "Far", "place": "99", "version": "77"})
    assert Comment.objects.of(article.pk).get().quote == ""
    client.force_login(world.make_user("vera", "view_article"))
    assert client.post(door, {"text": "May I?"}).status_code == 403
    assert 'class="say"' not in client.get(desk.change(article)).text


def test_a_comment_is_neither_reworded_nor_erased(article: Article, edda: User) -> None:
    said = commenting.say(article, "Keep this", version=1, place=0, by=edda)

    for attempt in (said.delete, Comment.objects.all().delete):
        with pytest.raises(HistoryCannotChange):
            attempt()
    for statement in ("DELETE FROM articles_comment", "UPDATE articles_comment SET text='x'"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_comments_cost_the_same_few_queries_for_many(
    article: Article, edda: User, django_assert_max_num_queries
) -> None:
    for place in (0, 1, 2, None):
        thread = commenting.say(article, "Why?", version=1, place=place, by=edda)
        commenting.answer(thread, "Because.", by=edda)
    document = world.make_document(body=SECOND + FIRST)
    revising.revise(article.pk, document, base=1, by=edda)
    article.refresh_from_db()

    with django_assert_max_num_queries(2):
        found = commenting.threads(article)
    assert [each.began.place for each in found.open] == [None, None, 0, 1]
    assert [each.began.is_gone for each in found.open] == [True, False, False, False]
    assert [len(each.answers) for each in found.open] == [1] * 4
