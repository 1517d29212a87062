"""A served archive: made if it is not there yet, asked by one or by many, its CPU time told."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, RemoteDisconnected
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ARCHIVES = ROOT / "var" / "benchmarks"
WRITER = Path(__file__).with_name("archive.py")
MAKE = "from tests.benchmarks import archive; archive.prepare({count})"
START_SECONDS = 30


class Served:
    """A server on an archive of `count` stories. `addresses`: kind of page → paths."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.folder = ARCHIVES / str(count)
        self._environment = os.environ | {"DATA_DIR": str(self.folder), "ALLOW_ROOT": "1"}
        self._make()
        self.addresses: dict[str, list[str]] = json.loads(
            (self.folder / "addresses.json").read_text()
        )
        self.port = _free_port()
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.server", str(self.port)],
            cwd=ROOT,
            env=self._environment,
        )
        self._connection = self._connected()

    def stop(self) -> None:
        self._server.send_signal(signal.SIGTERM)
        self._server.wait()

    def cpu_seconds(self) -> float:
        """Used so far by the server and its workers."""
        return sum(map(_cpu_seconds, [self._server.pid, *_children(self._server.pid)]))

    def ask(self, path: str, *, fresh: bool = False) -> None:
        _ask(self._connection, path, fresh)

    def cost(self, paths: Sequence[str], requests: int, *, fresh: bool = False) -> float:
        """CPU seconds a request, asked one after another, the paths in turn."""
        before = self.cpu_seconds()
        for number in range(requests):
            self.ask(paths[number % len(paths)], fresh=fresh)
        return (self.cpu_seconds() - before) / requests

    def waits(
        self, paths: Sequence[str], clients: int, seconds: float, *, fresh: bool = False
    ) -> list[float]:
        """How long each request took, in seconds, with so many clients asking at once."""
        until = time.monotonic() + seconds

        def asks(client: int) -> list[float]:
            connection, took = HTTPConnection("127.0.0.1", self.port), []
            while (began := time.monotonic()) < until:
                _ask(connection, paths[(client + len(took)) % len(paths)], fresh)
                took.append(time.monotonic() - began)
            return took

        with ThreadPoolExecutor(clients) as pool:
            return sorted(wait for each in pool.map(asks, range(clients)) for wait in each)

    def _make(self) -> None:
        ARCHIVES.mkdir(parents=True, exist_ok=True)
        with (ARCHIVES / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self._make_alone()

    def _make_alone(self) -> None:
        stamp, current = self.folder / "made-of", _fingerprint()
        if stamp.exists() and stamp.read_text() == current:
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        make = [sys.executable, "manage.py", "shell", "-c", MAKE.format(count=self.count)]
        subprocess.run(make, cwd=ROOT, env=self._environment, check=True)
        stamp.write_text(current)

    def _connected(self) -> HTTPConnection:
        until = time.monotonic() + START_SECONDS
        while True:
            try:
                connection = HTTPConnection("127.0.0.1", self.port)
                _ask(connection, "/constant/")
                return connection
            except OSError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)


def _ask(connection: HTTPConnection, path: str, fresh: bool = False) -> None:
    headers = {"Accept-Encoding": "identity"} | ({"X-Fresh": "1"} if fresh else {})
    try:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
    except RemoteDisconnected:  # it was idle for long, while another archive was made
        connection.close()
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
    response.read()
    if response.status != 200:
        raise RuntimeError(f"{path} answered {response.status}")


def _fingerprint() -> str:
    """A digest of what an archive is made by: another schema needs another archive."""
    sources = [*sorted((ROOT / "articles" / "migrations").glob("*.py")), WRITER]
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _cpu_seconds(process: int) -> float:
    """Of all its threads, to the nanosecond where the kernel tells (Linux)."""
    tasks = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9


def _children(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]
