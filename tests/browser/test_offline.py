"""The site without a connection, in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests import world

pytestmark = [
    pytest.mark.browser,
    # As in test_desk.py.
    pytest.mark.filterwarnings("ignore::pytest.PytestRemovedIn10Warning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def test_without_a_connection_the_site_says_so_and_shows_nothing_old(
    page: Page, said: list[str], live_server: Any, committed: None
) -> None:
    story = live_server.url + world.make_edition().get_absolute_url()
    page.goto(story)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    assert said == []

    page.context.set_offline(True)
    page.goto(story)

    assert page.get_by_role("heading", name="No connection").is_visible()
    assert page.get_by_text("Last ferry").count() == 0
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(251, 250, 246)"
    page.context.set_offline(False)
    page.goto(story)
    assert page.get_by_role("heading", name="Last ferry leaves the quay").is_visible()
    said.clear()


def test_the_desk_is_left_alone(desk: Page, live_server: Any) -> None:
    desk.goto(live_server.url)
    desk.evaluate("navigator.serviceWorker.ready.then(() => true)")
    desk.goto(f"{live_server.url}/admin/")

    assert desk.get_by_role("heading", name="Dashboard").is_visible()
    kept = desk.evaluate(
        "caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name)"
        ".then((cache) => cache.keys())))).then((all) => all.flat().map((kept) => kept.url))"
    )
    assert sorted(address.removeprefix(live_server.url) for address in kept) == [
        "/offline/",
        "/static/site/css/page.css",
        "/static/site/css/tokens.css",
    ]
