"""Two workers, two publishers and a crowd of readers: nobody is ever given an old page."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection

import pytest

from tests import newsrooms
from tests.newsrooms import ROOT, Newsroom
from tests.pressroom import looked

pytestmark = pytest.mark.processes

ROUNDS = "3"
SERVE = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2"]


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    with newsrooms.opened(tmp_path_factory.mktemp("served")) as opened:
        opened.environment["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        yield opened


@pytest.fixture(scope="module")
def port(newsroom: Newsroom) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [*SERVE, "--blocking-threads", "4", "--port", str(port), "newsroom.wsgi:application"]
    with subprocess.Popen(command, cwd=ROOT, env=newsroom.environment) as server:
        wait_until_open(port)
        yield port
        server.terminate()


def wait_until_open(port: int) -> None:
    for _ in range(300):
        try:
            looked(port, "/healthz")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("It never answered.")


def publisher(newsroom: Newsroom, port: int, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.pressroom", str(port), name, ROUNDS]
    return subprocess.Popen(
        command, cwd=ROOT, env=newsroom.environment, stdout=subprocess.PIPE, text=True
    )


def test_what_was_committed_is_what_is_shown(newsroom: Newsroom, port: int) -> None:
    with publisher(newsroom, port, "Ferry") as one, publisher(newsroom, port, "Gull") as two:
        with ThreadPoolExecutor(2) as crowd:
            for _ in range(2):
                crowd.submit(read_until_done, port, [one, two])
        found = [one.communicate()[0], two.communicate()[0]]

    assert found == ["", ""]
    assert (one.returncode, two.returncode) == (0, 0)


def read_until_done(port: int, publishers: list[subprocess.Popen[str]]) -> None:
    """So that at every moment the pages are kept, and others are being printed."""
    while any(each.poll() is None for each in publishers):
        for path in ("/", "/section/harbour/", "/archive/"):
            looked(port, path)


@pytest.mark.parametrize(
    ("line", "statuses"),
    [
        ("GET http://evil.example/ HTTP/1.1", {200, 400}),
        ("GET /archive%2F HTTP/1.1", {200, 404}),
        ("GET /%ff%fe/ HTTP/1.1", {404, 400}),
        ("GET /%00/ HTTP/1.1", {404, 400}),
        (f"GET /{'a' * 60_000}/ HTTP/1.1", {404, 414, 431, 400}),
        ("GET //evil.example/ HTTP/1.1", {404, 301, 400}),
        ("GET /archive/?before=1%0d%0aSet-Cookie:x=1 HTTP/1.1", {404}),
        ("HEAD / HTTP/1.1", {200}),
        ("OPTIONS * HTTP/1.1", {404, 405, 400}),
    ],
)
def test_an_odd_request_moves_nothing(port: int, line: str, statuses: set[int]) -> None:
    answer = said(port, line)

    assert int(answer.split()[1]) in statuses
    assert b"evil" not in answer
    assert b"\r\nset-cookie" not in answer.lower()


@pytest.mark.parametrize("header", ["Host: evil.example", "Range: bytes=0-4", "Cookie: \xff"])
def test_an_odd_header_is_nobody_elses(port: int, header: str) -> None:
    said(port, "GET / HTTP/1.1", header)
    answer = said(port, "GET / HTTP/1.1")

    assert answer.startswith(b"HTTP/1.1 200")
    assert b"evil" not in answer


def said(port: int, line: str, *headers: str) -> bytes:
    """The whole answer to a request as it stands, whatever a client library would make of it."""
    lines = [line, f"Host: 127.0.0.1:{port}", "Connection: close", *headers, "", ""]
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall("\r\n".join(lines).encode("latin-1"))
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_a_head_is_followed_by_no_body(port: int) -> None:
    connection = HTTPConnection("127.0.0.1", port)
    for path in ("/", "/nowhere/", "/"):
        connection.request("HEAD", path)
        assert connection.getresponse().read() == b""
    connection.close()
