"""What is typed reaches the journal before anybody saves it, and comes back from there."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import journal
from articles.models import Article, AuditEntry, JournalEntry, Sheet, Verb
from articles.models.revision import HistoryCannotChange
from tests import desk, world

pytestmark = pytest.mark.django_db

KEEP = f"{desk.LIST}keep/"
SET_ASIDE = f"{desk.LIST}set-aside/"


@pytest.fixture
def wren(client: Client, writer: User) -> Client:
    client.force_login(writer)
    return client


def kept(client: Client, form: dict[str, Any], article: Article | None = None, **typed: Any) -> Any:
    """The answer to what the page sends of itself while somebody types."""
    about = {"article": article.pk if article else ""}
    stroke = {"stroke": typed.pop("stroke", int(form.get("stroke") or 0) + 1)}
    return client.post(KEEP, form | about | stroke | typed)


def test_what_is_typed_is_kept_and_no_version_is_made(wren: Client) -> None:
    article = world.make_article()
    form = desk.opened(wren, article)

    answers = [kept(wren, form, article, stroke=n, dek="A dek" + "!" * n) for n in (1, 2, 3)]

    assert [answer.json()["stroke"] for answer in answers] == [1, 2, 3]
    sheet = Sheet.objects.get()
    assert [journal.fields_at(sheet, n)["dek"] for n in (1, 3)] == ["A dek!", "A dek!!!"]
    assert len(JournalEntry.objects.get(number=3).patch) < 100
    assert Article.objects.get().version == 1


def test_every_state_of_a_long_sitting_can_be_had_again(wren: Client, writer: User) -> None:
    token, text, said = uuid.uuid4().hex, world.BODY * 4, []
    for n in range(1, 70):
        text = text[:90] + chr(96 + n % 26) + text[90 + n % 3 :]
        said.append({"body": text, "tags": ["one"] * (n % 4), "dek": "x\x00" * n})
        journal.keep(journal.Sighting(token, stroke=n), said[-1], article=None, by=writer)

    sheet = Sheet.objects.get()
    assert [journal.fields_at(sheet, n) for n in range(1, 70)] == said


def test_what_comes_late_or_twice_changes_nothing(wren: Client) -> None:
    article = world.make_article()
    form = desk.opened(wren, article)

    for stroke, dek in ((2, "New."), (1, "Old."), (2, "New.")):
        assert kept(wren, form, article, stroke=stroke, dek=dek).json()["stroke"] == 2

    assert (
        journal.fields_at(Sheet.objects.get(), JournalEntry.objects.get().number)["dek"] == "New."
    )


def test_words_not_saved_are_offered_again_and_taken_into_the_form(wren: Client) -> None:
    article = world.make_article()
    kept(wren, desk.opened(wren, article), article, dek="Never saved.", tags=["tides"])

    page = wren.get(desk.change(article)).text
    sheet = Sheet.objects.get()
    taken = desk.fields(wren.get(f"{desk.change(article)}?from={sheet.pk}.1").text)
    desk.saved(wren, article, taken)

    assert "that were not saved" in page
    assert taken["dek"] == "Never saved."
    document = Article.objects.get().document()
    assert (document.dek, document.tags, document.body) == ("Never saved.", ("tides",), world.BODY)
    assert "that were not saved" not in wren.get(desk.change(article)).text


def test_a_new_story_is_offered_again_to_its_writer_alone(wren: Client, publisher: User) -> None:
    kept(wren, desk.fields(wren.get(desk.ADD).text), headline="Begun")
    other = Client()
    other.force_login(publisher)
    sheet = Sheet.objects.get()

    assert "that were not saved" in wren.get(desk.ADD).text
    assert "Begun" in wren.get(f"{desk.ADD}?from={sheet.pk}.1").text
    assert "that were not saved" not in other.get(desk.ADD).text
    assert other.get(f"{desk.ADD}?from={sheet.pk}.1").status_code == 403


def test_saving_settles_what_was_typed_and_a_late_keystroke_is_told_apart(wren: Client) -> None:
    form = desk.fields(wren.get(desk.ADD).text)
    kept(wren, form, headline="Begun", stroke=1)

    wren.post(desk.ADD, form | {"headline": "Begun and done", "stroke": 3})
    kept(wren, form, headline="Begun and", stroke=2)

    sheet = Sheet.objects.get()
    assert (sheet.article, sheet.is_loose) == (Article.objects.get(), False)


def test_what_is_set_aside_is_asked_about_no_more_and_still_in_the_journal(wren: Client) -> None:
    article = world.make_article()
    kept(wren, desk.opened(wren, article), article, dek="Not good.")

    wren.post(SET_ASIDE, {"token": Sheet.objects.get().token})

    assert "that were not saved" not in wren.get(desk.change(article)).text
    assert "Not good." in wren.get(desk.page(article, "journal")).text
    assert AuditEntry.objects.get(verb=Verb.SET_ASIDE).article == article


def test_nobody_writes_on_another_persons_sheet(wren: Client, publisher: User) -> None:
    article = world.make_article()
    form = desk.opened(wren, article)
    kept(wren, form, article, dek="Wren’s.")
    other = Client()
    other.force_login(publisher)

    answer = kept(other, form, article, stroke=9, dek="Piers’.")

    assert (answer.status_code, JournalEntry.objects.count()) == (403, 1)
    assert other.post(SET_ASIDE, {"token": form["sheet"]}).status_code == 404
    assert kept(wren, form | {"sheet": "../x"}, article).status_code == 403


def test_the_journal_is_never_rewritten(wren: Client) -> None:
    article = world.make_article()
    kept(wren, desk.opened(wren, article), article, dek="Once.")
    entry = JournalEntry.objects.get()

    for act in (entry.save, entry.delete, JournalEntry.objects.all().delete):
        with pytest.raises(HistoryCannotChange):
            act()
