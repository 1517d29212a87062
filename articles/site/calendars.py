"""Years, months and days of news, as stretches of keys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from django.http import Http404
from django.utils import formats, timezone

from articles.models.edition import second_of
from articles.site import reading
from articles.site.fragments import first_key_of_day

# What one query can ask for: SQLite takes 500 parts.
SPANS_AT_ONCE = 400


class Span(NamedTuple):
    """From the start of one day to before the start of another, in the newsroom's zone."""

    start: date
    end: date
    name: str
    url: str

    @property
    def keys(self) -> tuple[int, int]:
        return first_key_of_day(self.start), first_key_of_day(self.end)


def year(number: int) -> Span:
    """Raises Http404 for years that no clock of ours can tell; so do the next two."""
    start = _date(number, 1, 1)
    return Span(start, _date(number + 1, 1, 1), f"{number}", f"/{number:04}/")


def month(number: int, month_number: int) -> Span:
    start = _date(number, month_number, 1)
    end = (start + timedelta(days=31)).replace(day=1)
    return Span(start, end, formats.date_format(start, "F Y"), f"/{start:%Y/%m}/")


def day(number: int, month_number: int, day_number: int) -> Span:
    start = _date(number, month_number, day_number)
    name = formats.date_format(start, "DATE_FORMAT")
    return Span(start, start + timedelta(days=1), name, f"/{start:%Y/%m/%d}/")


def keys_of(given: date) -> tuple[int, int]:
    """The keys of a day's stories, as Span.keys."""
    return day(given.year, given.month, given.day).keys


def months_of(number: int) -> list[Span]:
    return [month(number, each) for each in range(1, 13)]


def days_of(span: Span) -> list[Span]:
    length = (span.end - span.start).days
    return [day(span.start.year, span.start.month, each) for each in range(1, length + 1)]


def above(span: Span) -> list[Span]:
    """The year, and for a day the month as well, that a span lies in."""
    start, depth = span.start, span.url.count("/") - 2
    return [year(start.year), month(start.year, start.month)][:depth]


def years_with_stories() -> list[Span]:
    """Every year that has any, newest first. Two queries for four centuries."""
    oldest = reading.oldest()
    if not oldest:
        return []
    first, last = timezone.localtime(second_of(oldest[0].id)).year, timezone.localdate().year
    return with_stories([year(each) for each in range(last, first - 1, -1)])


def with_stories(spans: Sequence[Span]) -> list[Span]:
    """Those in which there is a live story, in one query for each few hundred."""
    keys: list[int] = []
    for place in range(0, len(spans), SPANS_AT_ONCE):
        asked = [span.keys for span in spans[place : place + SPANS_AT_ONCE]]
        each = [{"first": first, "end": end} for first, end in asked]
        keys += [found.id for found in reading.newest_key_within.of_each(each)]
    return [span for span in spans if any(span.keys[0] <= key < span.keys[1] for key in keys)]


def _date(number: int, month_number: int, day_number: int) -> date:
    """Years 1 to 9998, so that what comes after is a date as well."""
    try:
        return date(number if number < 9999 else 0, month_number, day_number)
    except ValueError:
        raise Http404 from None
