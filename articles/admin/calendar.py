"""The calendar: a day, a week or a month of what is due, and the way to the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from django.utils import formats, timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import clock
from articles.admin.due import Due, What, due
from articles.admin.opening import allow, page

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

# Of each kind so many are shown in a span; the page says where there are more.
MOST = 500
# Of a day so many stand in a month.
IN_A_CELL = 3
# Far enough from the ends of what a date can hold.
FIRST, LAST = date(1900, 1, 1), date(9000, 1, 1)


class Length(TextChoices):
    DAY = "day", gettext_lazy("Day")
    WEEK = "week", gettext_lazy("Week")
    MONTH = "month", gettext_lazy("Month")


@dataclass(frozen=True, slots=True)
class Span:
    """From the start of one day to before the start of another, both in the newsroom's zone."""

    length: Length
    first: date
    end: date

    @classmethod
    def around(cls, day: date, length: Length) -> Span:
        """The day, its week or its month."""
        match length:
            case Length.DAY:
                return cls(length, day, day + timedelta(days=1))
            case Length.WEEK:
                monday = _start_of_week(day)
                return cls(length, monday, monday + timedelta(days=7))
            case Length.MONTH:
                first = day.replace(day=1)
                return cls(length, first, (first + timedelta(days=31)).replace(day=1))

    @property
    def name(self) -> str:
        if self.length == Length.MONTH:
            return formats.date_format(self.first, "F Y")
        if self.length == Length.DAY:
            return formats.date_format(self.first, "l j F Y")
        last = formats.date_format(self.last, "j F Y")
        return _("%(first)s to %(last)s") % {
            "first": formats.date_format(self.first, "j F"),
            "last": last,
        }

    @property
    def last(self) -> date:
        return self.end - timedelta(days=1)

    @property
    def earlier(self) -> date:
        return self.first - timedelta(days=1)

    @property
    def instants(self) -> tuple[datetime, datetime]:
        return midnight(self.first), midnight(self.end)


class Day(NamedTuple):
    """A day of the span with what is due on it; none belongs to a neighbouring month."""

    date: date
    due: list[Due]
    is_today: bool
    is_gone: bool
    is_beside: bool

    @property
    def in_a_cell(self) -> list[Due]:
        return self.due[:IN_A_CELL]

    @property
    def further(self) -> int:
        """How many more there are than stand in a month."""
        return max(0, len(self.due) - IN_A_CELL)


def calendar(admin: ArticleAdmin, request: HttpRequest) -> HttpResponse:
    """?length= is day, week or month; ?on= a day in it."""
    allow(admin.has_view_or_change_permission(request))
    day, length = _asked(request)
    span = Span.around(day, length)
    coming, is_whole = due(*span.instants, most=MOST)
    return page(
        admin,
        request,
        "calendar",
        title=_("Calendar"),
        span=span,
        on=day,
        today=timezone.localdate(clock.now()),
        lengths=Length,
        kinds=What,
        weeks=_weeks(span, coming),
        total=len(coming),
        is_whole=is_whole,
        most=MOST,
    )


def _asked(request: HttpRequest) -> tuple[date, Length]:
    """What is no day and no length is today and its month."""
    length = request.GET.get("length", "")
    try:
        day = parse_date(request.GET.get("on", ""))
    except ValueError:
        day = None
    if day is None or not FIRST < day < LAST:
        day = timezone.localdate(clock.now())
    return day, Length(length) if length in Length.values else Length.MONTH


def _weeks(span: Span, coming: Iterable[Due]) -> list[list[Day]]:
    """A month in whole weeks; a week or a day by itself."""
    by_day = defaultdict[date, list[Due]](list)
    for each in coming:
        by_day[timezone.localdate(each.at)].append(each)
    today = timezone.localdate(clock.now())
    dates = _dates(span)
    days = [Day(d, by_day[d], d == today, d < today, not span.first <= d < span.end) for d in dates]
    return [days[start : start + 7] for start in range(0, len(days), 7)]


def _dates(span: Span) -> list[date]:
    first, last = span.first, span.last
    if span.length == Length.MONTH:
        first, last = _start_of_week(first), _start_of_week(last) + timedelta(days=6)
    return [first + timedelta(days=each) for each in range((last - first).days + 1)]


def _start_of_week(day: date) -> date:
    """As the language of the desk begins its weeks."""
    begins = int(formats.get_format("FIRST_DAY_OF_WEEK"))
    return day - timedelta(days=(day.isoweekday() - begins) % 7)


def midnight(day: date) -> datetime:
    """The instant at which a day of the newsroom begins."""
    return timezone.make_aware(datetime.combine(day, time.min))
