"""The stand itself: a WSGI application around Django's."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from functools import lru_cache
from math import inf
from typing import Any, NamedTuple

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.utils.http import http_date

from articles import lull
from articles.site.impression import Impression
from newsroom import logs
from newsroom.newsstand import asking, watching
from newsroom.newsstand.asking import Environ
from newsroom.newsstand.copies import Copy, Headers, Pile, copy_of

StartResponse = Callable[..., Any]

# What Django is not to answer: it has no page to compare with.
CONDITIONS = {"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"}
OF_BODY = ("Content-Length", "Content-Type", "Content-Encoding")
# A date counts whole seconds: what is so since less than this may change within the same one.
SETTLED_SECONDS = 2
HIT = ("Cache-Status", "newsroom; hit")
STORED = ("Cache-Status", "newsroom; fwd=uri-miss; stored")
PASSED = ("Cache-Status", "newsroom; fwd=bypass")


class Started(NamedTuple):
    """What Django called start_response with."""

    status: str
    headers: Headers


class Stand:
    """Answers readers from its pile, sends everybody else on to `press`, which is Django."""

    def __init__(self, press: WSGIHandler, megabytes: int) -> None:
        self.press, self.pile = press, Pile(megabytes * 1_000_000)
        self.watch = watching.watcher(self.pile.begin)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if not asking.is_a_readers(environ):
            return self.press(environ, start_response)
        impression = self.watch.current()
        address = asking.address_of(environ) if impression else None
        copy = self.pile.get(address, impression) if address and impression else None
        if copy is None:
            return self._printed(environ, start_response, address, impression)
        name = logs.name_of(environ.get("HTTP_X_REQUEST_ID", ""))
        return hand_out(copy, environ, start_response, impression, name, HIT)

    def _printed(
        self,
        environ: Environ,
        start_response: StartResponse,
        address: asking.Address | None,
        impression: Impression | None,
    ) -> Iterable[bytes]:
        """Django's own answer; if anybody may have it, it is kept for the next."""
        started, response = self._asked(environ, impression)
        copy = copy_of(response)
        if copy is None:
            start_response(*started)
            return without_body(response) if environ["REQUEST_METHOD"] == "HEAD" else response
        response.close()
        is_kept = address and impression and self.pile.put(address, copy, impression)
        name = response.headers["X-Request-ID"]
        status = STORED if is_kept else PASSED
        return hand_out(copy, environ, start_response, impression, name, status)

    def _asked(self, environ: Environ, impression: Impression | None) -> tuple[Started, Any]:
        """A whole page, whatever part of it the client has."""
        whole = {name: value for name, value in environ.items() if name not in CONDITIONS}
        whole["REQUEST_METHOD"] = "GET"
        started: list[Started] = []

        def start(status: str, headers: Headers, *_: Any) -> Callable[[bytes], object]:
            started.append(Started(status, headers))
            return len  # nobody writes by hand

        with lull.within(impression.lull) if impression else nullcontext():
            response = self.press(whole, start)
        return started[0], response


def hand_out(
    copy: Copy,
    environ: Environ,
    start_response: StartResponse,
    impression: Impression | None,
    name: str,
    status: tuple[str, str],
) -> Iterable[bytes]:
    """The copy in the coding the client takes, or 304."""
    coded = copy.coded(asking.coding_for(environ.get("HTTP_ACCEPT_ENCODING", "")))
    left, modified = standing(impression, time.time())
    headers = [*coded.headers, copy.control(left), ("X-Request-ID", name), status]
    if modified is not None:
        headers.append(("Last-Modified", dated(modified)))
    if not CONDITIONS.isdisjoint(environ) and asking.has_it(environ, coded.etag, modified):
        start_response("304 Not Modified", [each for each in headers if each[0] not in OF_BODY])
        return []
    start_response("200 OK", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [coded.body]


def standing(impression: Impression | None, now: float) -> tuple[float, int | None]:
    """For how many seconds it will stand, and since which second it has, if that is settled."""
    if impression is None:
        return inf, None
    since = int(impression.since)
    return impression.until - now, since if now - since >= SETTLED_SECONDS else None


dated = lru_cache(maxsize=8)(http_date)


def without_body(response: Any) -> Iterable[bytes]:
    response.close()
    return []


def around(press: WSGIHandler) -> Stand:
    """The stand with as much room as the settings give it; while pages are being made, none."""
    return Stand(press, 0 if settings.DEBUG else settings.PAGE_CACHE_MB)
