"""Not a keystroke lost: tabs that die, lines that drop, servers and sessions that end."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from tests import desk as pages
from tests import world

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::pytest.PytestRemovedIn10Warning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

SOON = 9_000


def is_kept(page: Page) -> None:
    expect(page.locator("[data-say]")).to_contain_text("Kept at", timeout=SOON)


def test_a_tab_that_dies_leaves_its_words_to_the_next(desk: Page, live_server: Any) -> None:
    article = world.make_article()
    desk.goto(live_server.url + pages.change(article))
    desk.locator(".ProseMirror p").first.click()
    desk.keyboard.type("Typed and ")
    is_kept(desk)
    desk.keyboard.type("never sent. ")
    again = desk.context.new_page()
    desk.close(run_before_unload=False)

    again.goto(live_server.url + pages.change(article))
    again.get_by_role("link", name="Take it").first.click()
    expect(again.locator(".ProseMirror")).to_contain_text("Typed and never sent.")
    again.locator(".buttons").get_by_role("button", name="Save", exact=True).click()
    again.locator(".messagelist").wait_for()

    assert "Typed and never sent." in Article.objects.get().body
    expect(again.get_by_role("link", name="Take it")).to_have_count(0)
