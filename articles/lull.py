"""Lull: a stretch of time in which nothing changes that readers may see.

Whoever has made sure of one (newsroom/newsstand does, with each request) says so here, and
what is the same for every page of it need be asked only once. Where nobody has, each request
is one by itself, and so is what it shows of another instant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from datetime import datetime
from typing import NamedTuple, TypeVar

Answer = TypeVar("Answer")


class Lull(NamedTuple):
    """Until when it lasts if nobody does anything (None: nobody knows), and what was asked in
    it so far."""

    until: datetime | None
    answers: dict[Callable[[], object], object]


_lull: ContextVar[Lull | None] = ContextVar("lull", default=None)


@contextmanager
def within(lull: Lull) -> Iterator[None]:
    """The block is sure to be in it."""
    token = _lull.set(lull)
    try:
        yield
    finally:
        _lull.reset(token)


@contextmanager
def of_request() -> Iterator[None]:
    """A page shows one state of things, so the block is a lull if it is not in one already."""
    with nullcontext() if _lull.get() else apart():
        yield


@contextmanager
def apart() -> Iterator[None]:
    """The block knows nothing of the lull it is in: it shows another instant."""
    with within(Lull(None, {})):
        yield


def end() -> datetime | None:
    """Of the present one, where it is known."""
    lull = _lull.get()
    return lull.until if lull else None


def asked_once(ask: Callable[[], Answer]) -> Callable[[], Answer]:
    """Make the function below answer as it did before in the same lull."""

    def answer() -> Answer:
        lull = _lull.get()
        if lull is None:
            return ask()
        if ask not in lull.answers:
            lull.answers[ask] = ask()
        return lull.answers[ask]  # type: ignore[return-value]

    return answer
