"""A browser at the desk: signed in, and listened to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Page

from tests import world

PASSWORD = "a-long-enough-password"

# Playwright's loop runs in the thread of the test, whose own queries are synchronous all the same.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """SQLite in a file, so that the server's threads have connections of their own, as in life."""
    if connection.vendor == "sqlite":
        path = tmp_path_factory.mktemp("database") / "newsroom.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(path)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    return browser_type_launch_args | {"executable_path": chromium, "args": ["--no-sandbox"]}


@pytest.fixture
def said(page: Page) -> Iterator[list[str]]:
    """What the console complains of; a test that leaves anything there fails."""
    complaints: list[str] = []
    page.on("console", lambda message: _note(complaints, message))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield complaints
    assert complaints == []


def _note(complaints: list[str], message: Any) -> None:
    if message.type in ("error", "warning"):
        complaints.append(f"{message.text} ({message.location['url']})")


@pytest.fixture
def desk(page: Page, said: list[str], live_server: Any, committed: None) -> Page:
    """A page on which a publisher has signed in, at the dashboard."""
    world.make_publisher()
    sign_in(page, live_server.url, "piers")
    return page


def sign_in(page: Page, url: str, name: str) -> None:
    page.goto(f"{url}/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("heading", name="Dashboard").wait_for()
