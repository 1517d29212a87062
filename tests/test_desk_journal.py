"""What is typed reaches the journal before anybody saves it, and comes back from there."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.models import F
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

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
    for n in range(1, 230):
        text = text[:90] + chr(96 + n % 26) + text[90 + n % 3 :]
        said.append({"body": text, "tags": ["one"] * (n % 4), "dek": "x\x00" * (n % 9)})
        journal.keep(journal.Sighting(token, stroke=n), said[-1], article=None, by=writer)

    sheet = Sheet.objects.get()
    assert [journal.fields_at(sheet, n) for n in range(1, 230)] == said


def test_what_comes_late_or_twice_changes_nothing(wren: Client) -> None:
    article = world.make_article()
    form = desk.opened(wren, article)

    for stroke, dek in ((2, "New."), (1, "Old."), (2, "New.")):
        assert kept(wren, form, article, stroke=stroke, dek=dek).json()["stroke"] == 2
    assert JournalEntry.objects.count() == 1
    kept(wren, form, article, stroke=2, dek="From a copy of the tab.")

    sheet = Sheet.objects.get()
    deks = [journal.fields_at(sheet, n)["dek"] for n in (1, 2)]
    assert deks == ["New.", "From a copy of the tab."]


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


SAME_SITE = {"Sec-Fetch-Site": "same-origin"}


def signed_in_again(client: Client, page: str, password: str = "a-long-enough-password") -> Any:
    """The answer to the sign-in form of such a page."""
    hidden = LexborHTMLParser(page).css_first("#login-form")
    carried = hidden.css_first("textarea").text().removeprefix("\n")
    story = hidden.css_first("input[name=next]").attributes["value"]
    who = {"username": "wren", "password": password}
    return client.post("/admin/login/", {"carried": carried, "next": story} | who, follow=True)


@pytest.mark.parametrize("is_new", [True, False])
def test_a_story_posted_after_the_session_ended_comes_through_the_sign_in(
    wren: Client, is_new: bool
) -> None:
    path = desk.ADD if is_new else desk.change(world.make_article())
    form = desk.fields(wren.get(path).text) | {
        "dek": "Typed\nbefore </textarea>.",
        "tags": ["tides"],
    }
    wren.logout()

    page = wren.post(path, form, headers=SAME_SITE)
    wrong = signed_in_again(wren, page.text, password="not-that-one")
    answer = signed_in_again(wren, wrong.text)

    assert (page.status_code, wrong.status_code) == (403, 200)
    kept = desk.fields(answer.text)
    assert (kept["dek"], kept["tags"]) == ("Typed\nbefore </textarea>.", ["tides"])
    assert answer.request["PATH_INFO"] == path
    assert Article.objects.filter(dek=kept["dek"]).count() == 0


def test_a_token_of_an_older_sign_in_loses_nothing_to_the_same_site_alone(writer: User) -> None:
    client, article = Client(enforce_csrf_checks=True), world.make_article()
    client.force_login(writer)
    form = desk.opened(client, article) | {"dek": "Kept.", "csrfmiddlewaretoken": "old"}
    path = desk.change(article)

    answer = client.post(path, form, follow=True, headers=SAME_SITE)
    strangers = [
        client.post(path, form, headers=headers).status_code
        for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {})
    ]

    assert desk.fields(answer.text)["dek"] == "Kept."
    assert strangers == [403, 403, 403]
    assert (Sheet.objects.count(), Article.objects.get().version) == (1, 1)


def test_colleagues_see_who_is_where_until_thirty_seconds_after(
    wren: Client, publisher: User, django_assert_max_num_queries: Any
) -> None:
    article, other = world.make_article(), Client()
    other.force_login(publisher)
    here = {"article": article.pk, "stroke": 0}
    form = desk.opened(other, article)
    other.post(KEEP, here | {"sheet": form["sheet"], "base": 1, "place": "body:2"})
    mine = here | {"sheet": desk.opened(wren, article)["sheet"], "base": 1, "place": "<b>"}
    wren.post(KEEP, mine)

    with django_assert_max_num_queries(14):
        told = wren.post(KEEP, mine).json()["others"]
    dashboard = wren.get("/admin/").text
    Sheet.objects.update(seen_at=F("seen_at") - timedelta(seconds=31))
    later = wren.post(KEEP, mine).json()["others"]

    assert "piers" in told
    assert "paragraph 2" in told
    assert "wren" not in told
    assert "At work now" in dashboard
    assert later == ""


def test_who_closes_the_page_is_gone_at_once_and_leaves_no_row(wren: Client) -> None:
    article = world.make_article()
    form = desk.opened(wren, article)
    seen = {"article": article.pk, "stroke": 0, "sheet": form["sheet"]}

    wren.post(KEEP, seen)
    wren.post(KEEP, seen | {"left": "1"})

    assert not Sheet.objects.exists()


def test_what_somebody_else_saved_is_told_and_taken_in_without_saving(
    wren: Client, publisher: User
) -> None:
    article = world.make_article()
    form = desk.opened(wren, article) | {"headline": "Mine"}
    world.rewrite(article, by=publisher, dek="Theirs.")

    told = kept(wren, form, article).json()
    answer = desk.saved(wren, article, form, act="take-in")

    assert "piers saved version 2" in told["moved"]
    merged = desk.fields(answer.text)
    assert (merged["headline"], merged["dek"], merged["base"]) == ("Mine", "Theirs.", "2")
    assert Article.objects.get().version == 2


def test_the_journal_shows_any_instant_beside_what_stands_now(wren: Client, writer: User) -> None:
    article = world.make_article()
    form = desk.opened(wren, article)
    for stroke in range(1, 40):
        kept(wren, form, article, stroke=stroke, dek=f"Attempt {stroke}.")
    sheet, path = Sheet.objects.get(), desk.page(article, "journal")

    pages = [wren.get(f"{path}?at={sheet.pk}.{n}&part=1").text for n in (7, 38)]

    assert "Attempt 7." in pages[0]
    assert "Attempt 38." in pages[1]
    assert wren.get(path).text.count("<option") == 40
    assert "Version 1" in wren.get(f"{path}?at=1").text
    for wrong in ("0.1", f"{sheet.pk}.99", "x", "9" * 40):
        assert wren.get(f"{path}?at={wrong}").status_code == 404
