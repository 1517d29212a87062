"""Output: what went out in the last thirty days, by day and section."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from articles import clock
from articles.admin.calendar import FIRST, LAST, midnight
from articles.models import Edition, Section
from articles.models.article import ArticleQuerySet
from articles.models.edition import LAST_KEY, EditionQuerySet, first_key_of

DAYS = 30
# So many of the newest are counted: some thousand a week, and no archive that came in at once.
MOST = 5_000
NAMED = 6
# The drawing, in its own units.
HEIGHT, STEP, BAR = 100, 12, 9

PARAMETER = "out"

# (day, section's key) → stories.
Counts = Counter[tuple[date, int | None]]


class Asked(NamedTuple):
    """Which of it: the days from `first` to `last`, in these sections (None: in no section), or
    in any."""

    first: date
    last: date
    sections: tuple[int | None, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Asked | None:
        """2026-11-22, 2026-10-24..2026-11-22, 2026-11-22~3,0; anything else is None."""
        days, _tilde, keys = text.partition("~")
        first, _dots, last = days.partition("..")
        try:
            span = parse_date(first), parse_date(last or first)
            sections = tuple(int(key[:18]) or None for key in keys.split(",") if key)
        except ValueError:
            return None
        if span[0] and span[1] and FIRST < span[0] <= span[1] < LAST:
            return cls(span[0], span[1], sections)
        return None

    def __str__(self) -> str:
        days = f"{self.first}" if self.first == self.last else f"{self.first}..{self.last}"
        keys = ",".join(str(key or 0) for key in self.sections)
        return f"{days}~{keys}" if keys else days

    @property
    def editions(self) -> EditionQuerySet:
        first, end = _key_of(self.first), _key_of(self.last + timedelta(days=1))
        editions: EditionQuerySet = Edition.objects.within(first, min(end, LAST_KEY)).newest()
        return editions


class Column(NamedTuple):
    """A section's share, or that of all that are not named; `tone` is its colour's number."""

    name: str
    sections: tuple[int | None, ...]
    tone: int
    total: int
    asked: Asked


class Piece(NamedTuple):
    """What went out on a day in a column, and its piece of the bar."""

    column: Column
    number: int
    asked: Asked
    y: float
    height: float


class Row(NamedTuple):
    """A day of it."""

    date: date
    number: int
    asked: Asked
    x: int
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Output:
    """The stories readers have now, by the day they were first published."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    total: int
    asked: Asked
    is_whole: bool

    @property
    def highest(self) -> int:
        return max((row.number for row in self.rows), default=0)

    @property
    def latest_first(self) -> Sequence[Row]:
        return self.rows[::-1]

    @property
    def list(self) -> str:
        """What every number leads to, narrowed to what was `asked` for it."""
        return f"{reverse('admin:articles_article_changelist')}?{PARAMETER}="

    width, height, bar = STEP * DAYS, HEIGHT, BAR


def output() -> Output:
    """Two queries, and no more rows than MOST: where there are more, the earliest days are left
    out."""
    today = timezone.localdate(clock.now())
    asked = Asked(today - timedelta(days=DAYS - 1), today)
    found = [*asked.editions.values_list("pk", "section")[: MOST + 1]]
    day_of = _days(asked)
    is_whole = len(found) <= MOST
    if not is_whole:
        asked = asked._replace(first=min(today, day_of(found[-1][0]) + timedelta(days=1)))
    days = ((day_of(key), section) for key, section in found)
    counted = Counts(each for each in days if each[0] >= asked.first)
    columns = list(_columns(asked, counted))
    rows = list(_rows(asked, columns, counted))
    return Output(columns, rows, counted.total(), asked, is_whole)


def went_out(articles: ArticleQuerySet, asked: Asked) -> ArticleQuerySet:
    """The articles behind a number of the chart."""
    chosen = asked.editions.values_list("article", "section")[:MOST]
    keys = [key for key, section in chosen if not asked.sections or section in asked.sections]
    return articles.filter(pk__in=keys)


def _columns(asked: Asked, counted: Counts) -> Iterator[Column]:
    """The largest sections by name, the largest first; what is left in one column."""
    totals = Counter[int | None]()
    for (_day, section), number in counted.items():
        totals[section] += number
    names = Section.objects.in_bulk([key for key in totals if key is not None])
    order = [key for key, _number in totals.most_common() if key is not None]
    rest = tuple(key for key in totals if key not in order[:NAMED])
    for tone, keys in enumerate([*((key,) for key in order[:NAMED]), rest]):
        if keys:
            named = asked._replace(sections=keys)
            name = names[keys[0]].name if tone < NAMED and keys[0] in names else _("Other")
            yield Column(name, keys, tone, sum(totals[key] for key in keys), named)


def _rows(asked: Asked, columns: list[Column], counted: Counts) -> Iterator[Row]:
    days = [asked.first + timedelta(days=n) for n in range((asked.last - asked.first).days + 1)]
    by_day = Counter[date]()
    for (day, _section), number in counted.items():
        by_day[day] += number
    unit = HEIGHT / max(by_day.values(), default=1)
    for place, day in enumerate(days, DAYS - len(days)):
        here = asked._replace(first=day, last=day)
        pieces = list(_pieces(here, columns, counted, unit))
        yield Row(day, by_day[day], here, place * STEP + (STEP - BAR) // 2, pieces)


def _pieces(
    asked: Asked, columns: Iterable[Column], counted: Counts, unit: float
) -> Iterator[Piece]:
    """One upon the other."""
    top = float(HEIGHT)
    for column in columns:
        number = sum(counted[asked.first, key] for key in column.sections)
        height = number * unit
        top -= height
        here = asked._replace(sections=column.sections)
        yield Piece(column, number, here, round(top, 1), round(height, 1))


def _days(asked: Asked) -> Callable[[int], date]:
    """Key of an edition → its day, among those asked for."""
    days = [asked.first + timedelta(days=n) for n in range((asked.last - asked.first).days + 1)]
    firsts = [_key_of(day) for day in days]
    return lambda key: days[bisect_right(firsts, key) - 1]


def _key_of(day: date) -> int:
    return first_key_of(midnight(day))
