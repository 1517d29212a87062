"""The almanac: a year's months and a month's days, with how much was published in each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from django.utils import formats, timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.safestring import SafeString

from articles.models.edition import Edition, second_of
from articles.models.prepared import prepared
from articles.site import calendars, reading
from articles.site.calendars import Span
from articles.site.fragments import Fragment, Here
from articles.site.reading import Key
from articles.site.reckoning import at_least

# So many are counted of one day and of one month; what is more is "100+", "500+".
A_DAY, A_MONTH = 100, 500


class Cell(NamedTuple):
    """A day or a month: how it is named in its grid and aloud, and how many stories it has."""

    name: str
    full_name: str
    url: str
    stories: str


Row = tuple[Cell | None, ...]


@prepared(Key)
def few_keys_within(first: int, end: int) -> Any:
    return Edition.objects.within(first, end).order_by()[:A_DAY]


@prepared(Key)
def some_keys_within(first: int, end: int) -> Any:
    return Edition.objects.within(first, end).order_by()[:A_MONTH]


def of_year(site: Here, span: Span) -> SafeString:
    """The twelve months."""
    months = calendars.months_of(span.start.year)
    names = [formats.date_format(month.start, "F") for month in months]
    return YEAR(site, cells=tuple(_cells(months, names, A_MONTH)), span=span)


def of_month(site: Here, span: Span) -> SafeString:
    """Its days in weeks, each of seven places, those of other months empty."""
    days = calendars.days_of(span)
    before = (span.start.weekday() - _first_weekday()) % 7
    cells = [*[None] * before, *_cells(days, [f"{day.start.day}" for day in days], A_DAY)]
    cells += [None] * (-len(cells) % 7)
    weeks = tuple(tuple(cells[start : start + 7]) for start in range(0, len(cells), 7))
    return MONTH(site, weeks=weeks, span=span)


def beside(site: Here, span: Span) -> SafeString | str:
    """Links to the nearest year, month or day before and after with stories."""
    first, end = span.keys
    keys = reading.newest_key_before.together(reading.oldest_key_from, first=first, end=end)
    older = next((_like(span, key.id) for key in keys if key.id < first), None)
    newer = next((_like(span, key.id) for key in keys if key.id >= end), None)
    return BESIDE(site, older=older, newer=newer) if older or newer else ""


def _cells(spans: Sequence[Span], names: Sequence[str], most: int) -> list[Cell]:
    question = few_keys_within if most == A_DAY else some_keys_within
    each = [{"first": first, "end": end} for first, end in (span.keys for span in spans)]
    return [
        Cell(name, span.name, span.url if number else "", at_least(number, most) if number else "")
        for name, span, number in zip(names, spans, question.counts(each), strict=True)
    ]


def _like(span: Span, key: int) -> Span:
    """The span of the same kind that the edition of this key falls in."""
    on = timezone.localdate(second_of(key))
    if (span.end - span.start) <= timedelta(days=1):
        return calendars.day(on.year, on.month, on.day)
    is_month = (span.end - span.start) <= timedelta(days=31)
    return calendars.month(on.year, on.month) if is_month else calendars.year(on.year)


def _first_weekday() -> int:
    """As Python counts: Monday is 0."""
    return (int(formats.get_format("FIRST_DAY_OF_WEEK")) - 1) % 7


def _weekdays(site: Here, **_: Any) -> dict[str, Any]:
    order = [(_first_weekday() + place) % 7 for place in range(7)]
    return {"weekdays": [(WEEKDAYS_ABBR[place], WEEKDAYS[place]) for place in order]}


YEAR = Fragment("site/year.html", 32)
MONTH = Fragment("site/month.html", 128, _weekdays)
BESIDE = Fragment("site/beside.html", 128)
