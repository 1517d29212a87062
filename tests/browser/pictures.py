"""The README's pictures: `python -m tests.browser.pictures`, from a newsroom started afresh."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / ".github" / "pictures"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
PORT = "8765"
WELCOME = re.compile(r"http://\S+/admin/welcome/\S+")
PASSWORD = "sardines-on-caulker-street"
SIZE = {"width": 1280, "height": 800}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        newsroom, welcome = start(folder)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            take(browser, welcome)
        finally:
            browser.close()
            newsroom.terminate()
            newsroom.wait()


def start(folder: str) -> tuple[subprocess.Popen[str], str]:
    """A newsroom with the demonstration in it, and the link that lets the first editor in."""
    newsroom = subprocess.Popen(
        [sys.executable, "manage.py", "start", "--port", PORT],
        cwd=ROOT,
        env=os.environ | {"DATA_DIR": folder},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert newsroom.stdout
    for line in newsroom.stdout:
        if found := WELCOME.search(line):
            return newsroom, found[0]
    raise SystemExit("The newsroom did not start.")


def take(browser: Browser, welcome: str) -> None:
    page = browser.new_page(viewport=SIZE)
    home = welcome.split("/admin/")[0]
    picture(page, f"{home}/", "front")
    sign_in(page, welcome)
    page.goto(f"{home}/admin/articles/article/")
    page.locator("#result_list th a").first.click()
    page.locator(".ProseMirror").wait_for()
    picture(page, page.url, "desk")


def picture(page: Page, url: str, name: str) -> None:
    page.goto(url)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}.png")


def sign_in(page: Page, welcome: str) -> None:
    page.goto(welcome)
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.get_by_role("button").last.click()
    page.wait_for_url("**/admin/")


if __name__ == "__main__":
    main()
