"""Not a keystroke lost: tabs that die, lines that drop, servers and sessions that end."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from articles import journal
from articles.models import Article, Revision, Sheet
from tests import desk as pages
from tests import world
from tests.browser.conftest import PASSWORD, sign_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::pytest.PytestRemovedIn10Warning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

SOON = 20_000
PEOPLE = 8
STROKES = 6


def opened(page: Page, live_server: Any, article: Article) -> Page:
    page.goto(live_server.url + pages.change(article))
    page.locator(".ProseMirror").wait_for()
    return page


def write(page: Page, words: str) -> None:
    page.locator(".ProseMirror p").first.click()
    page.keyboard.press("Control+Home")
    page.keyboard.type(words)


def says(page: Page, words: str) -> None:
    expect(page.locator("[data-say]")).to_contain_text(words, timeout=SOON)


def save(page: Page) -> None:
    page.locator(".buttons").get_by_role("button", name="Save", exact=True).click()
    page.locator(".messagelist").wait_for()


def test_a_tab_that_dies_leaves_its_words_to_the_next(desk: Page, live_server: Any) -> None:
    article = world.make_article()
    opened(desk, live_server, article)
    write(desk, "Typed and ")
    says(desk, "Kept at")
    desk.keyboard.type("never sent. ")
    again = desk.context.new_page()
    desk.close(run_before_unload=False)

    opened(again, live_server, article)
    again.get_by_role("link", name="Take them").first.click()
    expect(again.locator(".ProseMirror")).to_contain_text("Typed and never sent.", timeout=SOON)
    save(again)

    assert "Typed and never sent." in Article.objects.get().body
    expect(again.get_by_role("link", name="Take them")).to_have_count(0)


def test_words_typed_without_a_line_or_a_session_are_kept_once_there_is_one(
    page: Page, live_server: Any, committed: None
) -> None:
    article = world.make_article()
    world.make_publisher()
    sign_in(page, live_server.url, "piers")
    opened(page, live_server, article)

    page.context.set_offline(True)
    write(page, "Without a line. ")
    says(page, "No connection")
    page.context.set_offline(False)
    says(page, "Kept at")
    Session.objects.all().delete()
    write(page, "Without a session. ")
    says(page, "You are signed out")
    with page.context.expect_page() as waiting:
        page.get_by_role("link", name="Sign in again").click()
    other = waiting.value
    other.get_by_label("Username").fill("piers")
    other.get_by_label("Password").fill(PASSWORD)
    other.get_by_role("button", name="Log in").click()
    other.wait_for_url("**/password_change/done/")
    other.close()
    says(page, "Kept at")

    sheet = Sheet.objects.get()
    held = journal.fields_at(sheet, sheet.number)["body"]
    assert "Without a session. Without a line. " in held
    save(page)
    assert "Without a session. Without a line. " in Article.objects.get().body


def test_two_in_one_story_see_each_other_and_take_in_what_was_saved(
    desk: Page, browser: Browser, live_server: Any
) -> None:
    article = world.make_article()
    world.make_writer()
    other = browser.new_page()
    sign_in(other, live_server.url, "wren")
    opened(other, live_server, article)
    other.get_by_label("Kicker").click()
    opened(desk, live_server, article)
    write(desk, "Mine. ")

    expect(desk.locator("[data-others]")).to_contain_text("wren", timeout=SOON)
    other.get_by_label("Kicker").fill("Theirs")
    save(other)
    other.close()
    desk.get_by_role("button", name="Take it in").click(timeout=SOON)
    expect(desk.get_by_label("Kicker")).to_have_value("Theirs")
    save(desk)

    document = Article.objects.get().document()
    assert document.kicker == "Theirs"
    assert document.body.startswith("<p>Mine. ")


def test_the_scrubber_is_worked_with_the_arrow_keys(desk: Page, live_server: Any) -> None:
    article, user = world.make_article(), world.make_writer()
    sighting = journal.Sighting("0" * 32, base=1)
    for n in (1, 2, 3):
        fields = {"body": f"<p>Attempt {n}.</p>"}
        journal.keep(sighting._replace(stroke=n), fields, article=article, by=user)
    desk.goto(live_server.url + pages.page(article, "journal"))

    desk.get_by_label("Moment").first.press("ArrowLeft")

    expect(desk.locator("#scrubbed")).to_contain_text("Attempt 2.")
    desk.get_by_role("link", name="Take it into the form").click()
    expect(desk.locator(".ProseMirror")).to_contain_text("Attempt 2.")


def test_of_eight_at_one_story_every_word_acknowledged_is_on_record(committed: None) -> None:
    article, publisher = world.make_article(), world.make_publisher()

    def hammer(number: int) -> list[str]:
        # The last beacon of a page of another test must not be this client's exception.
        client = Client(raise_request_exception=False)
        client.force_login(publisher)
        form, held = pages.opened(client, article), []
        for stroke in range(1, STROKES + 1):
            word = f"word-{number}-{stroke}"
            said = form | {"article": article.pk, "stroke": stroke, "dek": word}
            answer = client.post(f"{pages.LIST}keep/", said)
            if answer.status_code == 200 and answer.json()["stroke"] == stroke:
                held.append(word)
            if stroke % 3 == 0 and client.post(pages.change(article), said).status_code == 302:
                form = pages.opened(client, article)
        connections.close_all()
        return held

    with ThreadPoolExecutor(PEOPLE) as pool:
        held = [word for words in pool.map(hammer, range(PEOPLE)) for word in words]

    on_record = "".join(Revision.objects.values_list("content", flat=True))
    for sheet in Sheet.objects.all():
        for number in range(1, sheet.number + 1):
            on_record += str(journal.fields_at(sheet, number))
    assert len(held) > PEOPLE * STROKES / 2
    assert set(held) <= set(re.findall(r"word-\d+-\d+", on_record))
