"""The impression: which newspaper readers have, and until when if nobody does anything."""

from __future__ import annotations

from datetime import datetime, timedelta
from datetime import time as time_of_day
from typing import Any, NamedTuple

from django.utils import timezone

from articles import clock
from articles.lull import Lull
from articles.models.impression import Impression as Row
from articles.models.prepared import prepared
from articles.site import reading


class Number(NamedTuple):
    """The one row of models/impression.py."""

    number: int


class Impression(NamedTuple):
    """A state of the site. Two pages of one impression belong together, and a page of
    another may be out of date. Seconds since 1970: from when it is known, and the instant
    at which something begins, ends, or the day turns."""

    number: int
    since: float
    until: float
    lull: Lull

    def holds(self, instant: float) -> bool:
        """Whether it may be taken for what readers see at the instant."""
        return self.since <= instant < self.until

    def is_of(self, other: Impression | None) -> bool:
        """Whether nothing at all lies between the two."""
        return other is not None and other.number == self.number and other.holds(self.since)


@prepared(Number)
def the_number() -> Any:
    return Row.objects.all()


def read() -> Impression | None:
    """The present one, asked of the database; None where it has not begun to count.

    The number is asked first: what is changed meanwhile has another.
    """
    now, numbers = timezone.now(), the_number()
    with clock.stopped_at(now):
        until = min(reading.next_change() or _next_midnight(now), _next_midnight(now))
    if not numbers:
        return None
    return Impression(numbers[0].number, now.timestamp(), until.timestamp(), Lull(until, {}))


def _next_midnight(now: datetime) -> datetime:
    """Pages say what day it is in the newsroom."""
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time_of_day.min))
