"""Copies: pages as bytes, each in the codings asked for so far, and the pile they lie on."""

from __future__ import annotations

import gzip
import re
from collections import OrderedDict
from contextlib import suppress
from threading import Lock
from typing import NamedTuple

from django.http import HttpResponse

from articles.site.impression import Impression
from newsroom.newsstand.asking import Address

Headers = list[tuple[str, str]]

SHARED = re.compile(r"s-maxage=(\d+)")
TEXT = re.compile(r"text/|application/([\w.-]+\+)?(xml|json)|image/svg\+xml")
LEVEL = 5
LEAST_COMPRESSED = 600
# A coding is used where it halves the page at least, so that a copy takes no more than this.
TIMES_ITS_CONTENT = 2
BYTES_BESIDES = 4096
ONE_COPY = 1 / 4
# Said anew each time, or the server's.
NOT_KEPT = {"cache-control", "content-length", "date", "last-modified", "vary", "x-request-id"}


class Coded(NamedTuple):
    """A copy in one coding."""

    etag: str
    headers: Headers
    body: bytes


class Copy:
    """A page that anybody may be given."""

    __slots__ = ("_coded", "_headers", "cache_control", "content", "etag", "shared")

    def __init__(self, response: HttpResponse) -> None:
        self.content, self.etag = response.content, response.headers["ETag"]
        self.cache_control = response.headers["Cache-Control"]
        found = SHARED.search(self.cache_control)
        self.shared = int(found[1]) if found else 0
        self._headers = _kept(response)
        self._coded: dict[str, Coded] = {}

    @property
    def size(self) -> int:
        """Bytes of memory, at most."""
        return BYTES_BESIDES + TIMES_ITS_CONTENT * len(self.content)

    def coded(self, coding: str) -> Coded:
        """The page in that coding, or as it is where that is no use."""
        found = self._coded.get(coding)
        if found is None:
            found = self._coded[coding] = self._code(coding)
        return found

    def control(self, seconds_left: float) -> tuple[str, str]:
        """Cache-Control for a page that is good for so long."""
        if seconds_left >= self.shared:
            return ("Cache-Control", self.cache_control)
        seconds = f"s-maxage={max(0, int(seconds_left))}"
        return ("Cache-Control", SHARED.sub(seconds, self.cache_control))

    def _code(self, coding: str) -> Coded:
        if coding and self._is_worth_it():
            body = gzip.compress(self.content, LEVEL, mtime=0)
            if TIMES_ITS_CONTENT * len(body) <= len(self.content):
                etag = f'{self.etag[:-1]}-{coding}"'
                return Coded(etag, self._with(etag, body, ("Content-Encoding", coding)), body)
        return Coded(self.etag, self._with(self.etag, self.content), self.content)

    def _is_worth_it(self) -> bool:
        return len(self.content) >= LEAST_COMPRESSED and _is_text(self._headers)

    def _with(self, etag: str, body: bytes, *more: tuple[str, str]) -> Headers:
        rest = [header for header in self._headers if header[0] != "ETag"]
        return [*rest, *more, ("ETag", etag), ("Content-Length", str(len(body)))]


class Pile:
    """Copies of one impression, those asked for last, within so many bytes."""

    def __init__(self, capacity: int) -> None:
        self.capacity, self.size = capacity, 0
        self._copies: OrderedDict[Address, Copy] = OrderedDict()
        self._impression: Impression | None = None
        self._lock = Lock()

    def begin(self, impression: Impression) -> None:
        """What lay here is of an earlier impression."""
        with self._lock:
            self._impression, self.size = impression, 0
            self._copies.clear()

    def get(self, address: Address, impression: Impression) -> Copy | None:
        if impression is not self._impression:
            return None
        copy = self._copies.get(address)
        if copy is not None:
            with suppress(KeyError):  # somebody took it away meanwhile
                self._copies.move_to_end(address)
        return copy

    def put(self, address: Address, copy: Copy, impression: Impression) -> bool:
        """Keep it, unless it is of an earlier impression than the others, or too large."""
        with self._lock:
            if impression is not self._impression or copy.size > ONE_COPY * self.capacity:
                return False
            self._take(address)
            self._copies[address] = copy
            self.size += copy.size
            while self.size > self.capacity:
                self._take(next(iter(self._copies)))
            return True

    def _take(self, address: Address) -> None:
        copy = self._copies.pop(address, None)
        self.size -= copy.size if copy else 0


def copy_of(response: object) -> Copy | None:
    """Of an answer that says of itself that anybody may be given it; None of any other."""
    if not isinstance(response, HttpResponse) or response.status_code != 200:
        return None
    headers = response.headers
    is_public = "public" in headers.get("Cache-Control", "") and "ETag" in headers
    varies = headers.get("Vary", "Accept-Encoding").lower() != "accept-encoding"
    if not is_public or varies or response.cookies or "Content-Encoding" in headers:
        return None
    return Copy(response)


def _kept(response: HttpResponse) -> Headers:
    headers = [pair for pair in response.items() if pair[0].lower() not in NOT_KEPT]
    return [*headers, ("Vary", "Accept-Encoding")] if _is_text(headers) else headers


def _is_text(headers: Headers) -> bool:
    return any(name == "Content-Type" and TEXT.match(value) for name, value in headers)
