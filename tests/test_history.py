"""History is added to, never rewritten."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from articles import revising, triggers
from articles.models import Article, Author, Edition, Revision, Tag
from articles.models.revision import HistoryCannotChange
from articles.verifying import faults
from tests import world

pytestmark = pytest.mark.django_db


def execute(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_save_that_changes_something_is_a_revision() -> None:
    article = world.make_article()

    article = world.rewrite(article, headline="Ferry leaves, nobody waves")

    assert [r.number for r in article.revisions.all()] == [1, 2]
    assert article.version == 2


def test_a_save_that_changes_nothing_is_no_revision() -> None:
    article = world.make_article()

    world.rewrite(article)

    assert article.revisions.count() == 1


def test_a_revision_says_who_when_and_why(writer: User) -> None:
    article = world.make_article(by=writer)

    revision = article.revisions.get()

    assert (revision.author_name, revision.kind) == ("wren", "edit")
    assert revision.document == article.document()


def test_a_revision_cannot_be_saved_again() -> None:
    revision = world.make_article().revisions.get()

    with pytest.raises(HistoryCannotChange):
        revision.save()


def test_a_revision_cannot_be_deleted() -> None:
    revision = world.make_article().revisions.get()

    with pytest.raises(HistoryCannotChange):
        revision.delete()


@pytest.mark.parametrize("act", ["update", "delete", "bulk_update"])
def test_a_queryset_of_revisions_cannot_change_them(act: str) -> None:
    world.make_article()
    arguments = {"update": {"reason": "x"}, "bulk_update": {"objs": [], "fields": []}}

    with pytest.raises(HistoryCannotChange):
        getattr(Revision.objects.all(), act)(**arguments.get(act, {}))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE articles_revision SET reason = 'forged'",
        "DELETE FROM articles_revision",
        "DELETE FROM articles_edition",
        "UPDATE articles_edition SET headline = 'forged'",
        "UPDATE articles_edition SET live_from = '2020-01-01 00:00:00+00:00'",
        "UPDATE articles_edition SET published_at = '2020-01-01 00:00:00+00:00'",
    ],
)
def test_raw_sql_cannot_change_history(statement: str) -> None:
    world.make_edition()

    with pytest.raises(DatabaseError):
        execute(statement)


def test_an_article_with_history_cannot_be_deleted() -> None:
    article = world.make_article()

    with pytest.raises(ProtectedError):
        article.delete()


def test_deleting_a_login_leaves_its_name_in_history(writer: User) -> None:
    article = world.make_article(by=writer)

    writer.delete()

    assert article.revisions.get().author_name == "wren"
    assert not list(faults())


def test_a_stale_save_is_refused_and_writes_nothing() -> None:
    article = world.make_article()
    world.rewrite(article, headline="The first to save")

    with pytest.raises(revising.Stale) as refusal:
        revising.revise(
            article.pk, world.make_document(headline="The second"), base=article.version, by=None
        )

    assert refusal.value.mine.headline == "The second"
    assert Article.objects.get().headline == "The first to save"


def test_restoring_makes_a_new_revision() -> None:
    article = world.rewrite(world.make_article(), headline="Worse")

    revising.restore(article.revisions.get(number=1), base=article.version, by=None)

    article.refresh_from_db()
    assert article.headline == "Last ferry leaves the quay"
    assert [r.kind for r in article.revisions.all()] == ["edit", "edit", "restore"]


def test_a_save_that_fails_halfway_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    article = world.make_article()
    monkeypatch.setattr(Article, "relate", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        world.rewrite(article, headline="Half saved")

    assert Article.objects.get().headline == article.headline
    assert Revision.objects.count() == 1


def test_the_order_of_bylines_is_kept() -> None:
    article = world.make_article(bylines=("Zoë Ardent", "Abel Moss"))

    article = world.rewrite(article, bylines=("Abel Moss", "Zoë Ardent"))

    assert Article.objects.get().document().bylines == ("Abel Moss", "Zoë Ardent")


def forge(statement: str) -> None:
    """What somebody does who owns the database itself."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        triggers.remove()
        cursor.execute(statement)
        triggers.install()


class TestVerify:
    """verify finds what was forged behind the triggers' back."""

    @pytest.mark.parametrize(
        ("forgery", "found"),
        [
            ("UPDATE articles_revision SET content = '{}'", "its content is not what was signed"),
            ("UPDATE articles_revision SET reason = 'x'", "does not cover what it says"),
            ("UPDATE articles_revision SET previous_hash = 'x'", "does not continue the chain"),
            ("UPDATE articles_revision SET number = 9 WHERE number = 2", "before it is missing"),
            ("UPDATE articles_edition SET headline = 'x'", "its headline is not what"),
            ("UPDATE articles_edition SET body_html = 'x'", "its body_html is not what"),
            ("UPDATE articles_edition SET path = '1999/01/01/x'", "its address is not that of"),
            ("UPDATE articles_edition SET dek = 'x', rendering = 0", "its dek is not what"),
            ("UPDATE articles_revision SET parent_id = id", "is said to follow another"),
            ("DELETE FROM articles_editionbyline", "its bylines are not those"),
            ("DELETE FROM articles_editiontag", "its tags are not those"),
            ("UPDATE articles_article SET version = 7", "does not stand at its latest revision"),
        ],
    )
    def test_it_names_the_row_that_is_wrong(self, forgery: str, found: str) -> None:
        world.rewrite(world.make_article(), dek="A second revision.")
        world.make_edition(headline="Another story")
        forge(forgery)

        assert any(found in fault for fault in faults())

    def test_it_misses_a_trigger_that_is_gone(self) -> None:
        triggers.remove()

        assert any("revision_is_never_changed is missing" in fault for fault in faults())

    @pytest.mark.postgres
    def test_it_misses_a_trigger_that_is_switched_off(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE articles_revision DISABLE TRIGGER USER")

        assert any("revision_is_never_changed is missing" in fault for fault in faults())

    @pytest.mark.parametrize(("model", "name"), [(Tag, "ferries"), (Author, "Mara Quill")])
    def test_a_term_that_was_renamed_since_is_no_fault(self, model: Any, name: str) -> None:
        world.make_edition()
        term = model.objects.get(name=name)
        term.name = "Another name"
        term.save()

        assert not list(faults())

    def test_it_is_silent_when_all_is_well(self) -> None:
        world.make_edition()
        world.rewrite(world.make_article(headline="Draft"), dek="Changed.")

        assert not list(faults())
        assert Edition.log.count() == 1
