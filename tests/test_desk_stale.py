"""Two people in one story: what does not meet is merged, and what does is asked about."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article, Edition, Kind, Revision
from tests import desk, world


@pytest.fixture
def wren(client: Client, writer: User) -> Client:
    client.force_login(writer)
    return client


@pytest.mark.django_db
def test_edits_that_do_not_meet_are_merged_and_say_so(wren: Client, publisher: User) -> None:
    article = world.make_article(body="<p>One.</p><p>Two.</p>")
    form = desk.opened(wren, article)
    world.rewrite(article, by=publisher, dek="Theirs.", body="<p>One.</p><p>Theirs.</p>")

    answer = desk.saved(wren, article, form, headline="Mine", body="<p>Mine.</p><p>Two.</p>")

    merged = Revision.objects.get(number=3)
    document = merged.document
    assert (document.headline, document.dek) == ("Mine", "Theirs.")
    assert document.body == "<p>Mine.</p><p>Theirs.</p>"
    assert (merged.kind, merged.reason) == (Kind.MERGE, "№ 2, piers")
    said = wren.get(answer["Location"]).text
    assert "Merged with version 2 by piers, and saved as version 3." in said


@pytest.mark.django_db
def test_words_nobody_has_read_through_are_merged_but_not_published(
    client: Client, publisher: User
) -> None:
    client.force_login(publisher)
    article = world.make_article()
    form = desk.opened(client, article)
    world.rewrite(article, dek="Theirs.")

    answer = desk.saved(client, article, form, headline="Mine", act="publish")

    assert "Read it through first." in answer.text
    assert Article.objects.get().document().headline == "Mine"
    assert not Edition.log.exists()


@pytest.mark.django_db
def test_where_both_changed_the_same_nothing_is_saved_and_all_is_shown(
    wren: Client, publisher: User
) -> None:
    article = world.make_article()
    form = desk.opened(wren, article)
    world.rewrite(article, by=publisher, dek="Their dek.", body="<p>Their new words.</p>")

    answer = desk.saved(wren, article, form, headline="Mine", dek="My dek.")

    assert answer.status_code == 409
    kept = desk.fields(answer.text)
    assert (kept["headline"], kept["dek"], kept["base"]) == ("Mine", "My dek.", "1")
    assert all(words in answer.text for words in ("Version 2, by piers", "Their new words."))
    assert all(label in answer.text for label in ("Mine", "Theirs", "Others, written here"))
    assert Article.objects.get().version == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("side", "body"),
    [
        ("ours", "<p>Mine.</p>"),
        ("theirs", "<p>Theirs.</p>"),
        ("both", "<p>Mine.</p><p>Theirs.</p>"),
        ("edit", "<p>Another.</p>"),
    ],
)
def test_what_is_chosen_for_a_place_stands_there(wren: Client, side: str, body: str) -> None:
    article = world.make_article(body="<p>One.</p><p>Two.</p>")
    form = desk.opened(wren, article)
    world.rewrite(article, body="<p>Theirs.</p><p>Two.</p>")
    typed = {"headline": "Mine", "body": "<p>Mine.</p><p>Two.</p>"}
    shown = desk.fields(desk.saved(wren, article, form, **typed).text)
    [name] = [name.removesuffix("-text") for name in shown if name.startswith("place-")]

    desk.saved(wren, article, shown, **{name: side, f"{name}-text": "<p>Another.</p>"})

    document = Article.objects.get().document()
    assert (document.headline, document.body) == ("Mine", f"{body}<p>Two.</p>")


@pytest.mark.django_db
def test_a_choice_holds_only_for_the_words_it_was_made_between(wren: Client) -> None:
    article = world.make_article()
    form = desk.opened(wren, article)
    world.rewrite(article, dek="Second.")
    shown = desk.fields(desk.saved(wren, article, form, dek="Mine.").text)
    [name] = [name.removesuffix("-text") for name in shown if name.startswith("place-")]
    world.rewrite(article, dek="Third.")

    answer = desk.saved(wren, article, shown, **{name: "ours"})

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
def test_a_restore_onto_a_story_that_moved_is_refused(wren: Client) -> None:
    article = world.make_article()
    world.rewrite(article, dek="Second.")
    world.rewrite(article, dek="Third.")

    wren.post(desk.page(article, "restore"), {"number": 1, "base": 2})

    assert Article.objects.get().dek == "Third."
