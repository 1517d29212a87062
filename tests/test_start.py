"""`manage.py start`, really: a newcomer's first minute, and the second start."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest

pytestmark = pytest.mark.processes

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "chosen-by-the-newcomer"
HEADLINE = re.compile(r'class="headline"><a href="([^"]+)"')


@dataclass
class Newsroom:
    """A running `manage.py start`, what it printed, and a browser of sorts."""

    process: subprocess.Popen[str]
    printed: str
    address: str

    def get(self, path: str, browser: OpenerDirector | None = None) -> tuple[int, str]:
        return fetch(browser or build_opener(), self.address + path)

    def stop(self) -> int:
        with self.process:
            self.process.send_signal(signal.SIGTERM)
            return self.process.wait(timeout=60)


def fetch(browser: OpenerDirector, url: str, form: dict[str, str] | None = None) -> tuple[int, str]:
    data = urlencode(form).encode() if form else None
    try:
        with browser.open(url, data, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def environment(folder: Path, **variables: str) -> dict[str, str]:
    """A newcomer's: nothing of ours but the folder."""
    ours = {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS", "DEBUG"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return kept | {"DATA_DIR": str(folder), **variables}


def start(folder: Path, *arguments: str) -> Newsroom:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "manage.py", "start", "--port", str(port), "--workers=1", *arguments],
        cwd=ROOT,
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    newsroom = Newsroom(process, read_greeting(process), f"http://127.0.0.1:{port}")
    wait_until_open(newsroom)
    return newsroom


def read_greeting(process: subprocess.Popen[str]) -> str:
    lines = []
    for line in process.stdout:
        lines.append(line)
        if "Ctrl+C" in line:
            return "".join(lines)
    raise AssertionError(f"It ended with code {process.wait()}: {''.join(lines)}")


def wait_until_open(newsroom: Newsroom) -> None:
    for _ in range(600):
        try:
            newsroom.get("/healthz")
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("It never answered.")


def link_in(text: str) -> str | None:
    found = re.search(r"http://\S+(/admin/welcome/\S+)", text)
    return found[1] if found else None


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("newsroom")


@pytest.fixture(scope="module")
def newsroom(folder: Path) -> Iterator[Newsroom]:
    running = start(folder)
    yield running
    running.stop()


def test_it_prints_where_the_site_and_the_desk_are(newsroom):
    assert f"{newsroom.address}/\n" in newsroom.printed
    assert f"{newsroom.address}/admin/\n" in newsroom.printed


def test_the_front_page_shows_real_stories(newsroom):
    status, page = newsroom.get("/")

    assert status == 200
    assert page.count("/2026/") >= 5


def test_style_sheets_are_served_hashed(newsroom):
    _, page = newsroom.get("/admin/login/")
    sheet = re.search(r'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', page)[1]

    assert newsroom.get(sheet)[0] == 200


def test_the_desk_asks_who_is_there(newsroom):
    status, page = newsroom.get("/admin/")

    assert status == 200
    assert 'name="password"' in page


def test_the_link_lets_the_first_editor_choose_a_password_and_in_once(newsroom):
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    link = link_in(newsroom.printed)
    _, page = newsroom.get(link, browser)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    form = {
        "csrfmiddlewaretoken": token,
        "new_password1": PASSWORD,
        "new_password2": PASSWORD,
    }
    action = re.sub(r"[^/]+/$", "set-password/", newsroom.address + link)

    status, desk = fetch(browser, action, form)
    _, again = newsroom.get(link)

    assert status == 200
    assert "/admin/logout/" in desk
    assert "new_password1" not in again


def workers_of(newsroom: Newsroom) -> set[int]:
    """The processes that were started to work beside it."""
    words = f"--beside\0{newsroom.process.pid}\0".encode()
    found = set()
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if path.read_bytes().endswith(words):
                found.add(int(path.parent.name))
    return found


def wait_for(condition: Callable[[], bool]) -> None:
    for _ in range(200):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("It never came about.")


def test_a_worker_that_dies_is_followed_by_another(newsroom):
    wait_for(lambda: bool(workers_of(newsroom)))
    [first] = workers_of(newsroom)

    os.kill(first, signal.SIGKILL)

    wait_for(lambda: bool(workers_of(newsroom) - {first}))


def test_a_server_that_is_killed_takes_its_worker_along(folder):
    killed = start(folder)
    wait_for(lambda: bool(workers_of(killed)))

    with killed.process as process:
        process.kill()

    wait_for(lambda: not workers_of(killed))
    os.killpg(killed.process.pid, signal.SIGKILL)  # what it forked to serve


def test_started_again_it_keeps_everything_and_stops_when_told(newsroom, folder):
    again = start(folder)
    pages = [again.get("/")[1], newsroom.get("/")[1]]

    assert again.stop() == 0
    assert not workers_of(again)
    assert len({tuple(HEADLINE.findall(page)) for page in pages}) == 1


def test_a_port_in_use_is_told_with_a_remedy(newsroom, folder):
    port = newsroom.address.rpartition(":")[2]

    done = subprocess.run(
        [sys.executable, "manage.py", "start", "--port", port],
        cwd=ROOT,
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "is taken" in done.stderr
    assert "--port" in done.stderr
