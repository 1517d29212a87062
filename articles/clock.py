"""Now: taken once a request, so that one page never shows two instants."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from datetime import datetime

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from articles import lull

_instant: ContextVar[datetime | None] = ContextVar("instant", default=None)


def now() -> datetime:
    """The instant this request (or this `stopped_at` block) stands at; else the present one."""
    return _instant.get() or timezone.now()


@contextmanager
def stopped_at(instant: datetime) -> Iterator[None]:
    """Within the block every question about what is live is asked at `instant`."""
    is_another = _instant.get() not in (None, instant)
    token = _instant.set(instant)
    try:
        with lull.apart() if is_another else nullcontext():
            yield
    finally:
        _instant.reset(token)


class RequestClock:
    """Middleware: one instant for the whole of a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with stopped_at(timezone.now()), lull.of_request():
            return self.get_response(request)
