"""A reader at the newsstand: the real WSGI application, asked as a server asks it."""

from __future__ import annotations

import gzip
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any
from wsgiref.headers import Headers

from django.utils import timezone

from articles.lull import Lull
from articles.site.impression import Impression
from newsroom import serving

Environ = dict[str, Any]


@dataclass
class Given:
    """What a reader was given."""

    status: int
    headers: Headers
    body: bytes

    @property
    def text(self) -> str:
        coded = self.headers["Content-Encoding"] == "gzip"
        return (gzip.decompress(self.body) if coded else self.body).decode()

    @property
    def was_kept(self) -> bool:
        return self.headers["Cache-Status"] == "newsroom; hit"


class Reader:
    """Asks one process of the site; `environ` is what a server would say of the request."""

    def __init__(self) -> None:
        self.stand = serving.application()

    def get(self, path: str, query: str = "", method: str = "GET", **environ: Any) -> Given:
        started: list[Any] = []
        asked = request(path, query, method) | environ
        body: Iterable[bytes] = self.stand(asked, lambda *said: started.append(said))
        given = b"".join(body)
        if hasattr(body, "close"):
            body.close()
        ((status, headers, *_),) = started
        return Given(int(status.split()[0]), Headers(headers), given)


class Still:
    """A watch over a newsroom in which nothing happens: for tests that ask and change nothing."""

    def __init__(self) -> None:
        until = timezone.now() + timedelta(hours=1)
        lull = Lull(until, {})
        self._impression = Impression(1, time.time() - 10, until.timestamp(), lull)

    def current(self) -> Impression:
        return self._impression


def still_reader() -> Reader:
    """One whose newsroom is within a transaction of the test's own."""
    reader, watch = Reader(), Still()
    reader.stand.watch = watch
    reader.stand.pile.begin(watch.current())
    return reader


def request(path: str, query: str, method: str) -> Environ:
    return {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "testserver",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
    }
