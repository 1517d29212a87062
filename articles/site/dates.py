"""Dates as readers see them: in the newsroom's zone and the site's language."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache
from typing import NamedTuple

from django.utils import formats, timezone, translation


class When(NamedTuple):
    """An instant, or a day where no more is known: for machines and for people."""

    machine: str
    shown: str


def when(instant: datetime, *, day_only: bool = False) -> When:
    """The day, and unless it alone is known the time."""
    local = timezone.localtime(instant)
    if day_only:
        return on(local.date())
    shown = f"{_day(local.date(), translation.get_language())}, {_time(local.hour, local.minute)}"
    return When(local.isoformat(timespec="seconds"), shown)


def on(day: date) -> When:
    return When(day.isoformat(), _day(day, translation.get_language()))


def in_list(instant: datetime, today: date, *, day_only: bool) -> When:
    """The day; for what was published today the time."""
    local = timezone.localtime(instant)
    if day_only or local.date() != today:
        return on(local.date())
    return When(local.isoformat(timespec="seconds"), _time(local.hour, local.minute))


def weekday(day: date) -> When:
    """Sunday 22 November 2026."""
    return When(day.isoformat(), formats.date_format(day, "l j F Y"))


@lru_cache(maxsize=2048)
def _day(day: date, language: str) -> str:
    """The language is only there to be remembered by."""
    return formats.date_format(day, "DATE_FORMAT")


@lru_cache(maxsize=24 * 60)
def _time(hour: int, minute: int) -> str:
    return formats.time_format(time(hour, minute), "TIME_FORMAT")
