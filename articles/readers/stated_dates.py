"""Stated dates: what a format calls the date of a story, and the warning where it is none.

Feeds, pages and headers keep to RFC 822 or ISO 8601, more or less; what is more is read here.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_tz

from articles.readers import dates
from articles.readers.reading import Problem

ZONES = {
    **{
        "BST": 1,
        "CET": 1,
        "MEZ": 1,
        "MET": 1,
        "WEST": 1,
        "CEST": 2,
        "MESZ": 2,
        "MEST": 2,
        "EET": 2,
    },
    **{"EEST": 3, "MSK": 3, "HKT": 8, "SGT": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11},
}
ZONE = re.compile(r"\b([A-Z]{3,4})$")
ASCTIME = re.compile(
    r"\w{3,9},? (?P<month>\w{3,9}) (?P<day>\d{1,2}),? (?P<time>\d\d:\d\d(?::\d\d)?) "
    r"(?P<year>\d{4})"
)


def read(text: str) -> tuple[date | datetime | None, tuple[Problem, ...]]:
    """The day or the instant that `text` states, or a warning that it states none."""
    if not text.strip():
        return None, ()
    try:
        return parse(text), ()
    except dates.NotADate as error:
        message = f"{str(error)[:1].upper()}{str(error)[1:]}, so the story has no date."
        return None, (Problem(message=message, remedy=dates.REMEDY),)


def parse(text: str) -> date | datetime:
    """The day or the instant. Raises NotADate as `dates.parse` does."""
    text = " ".join(text.split())
    try:
        return dates.parse(text)
    except dates.NotADate:
        found = _loosely(text)
        if found is None:
            raise
        return found


def _loosely(text: str) -> datetime | None:
    """By RFC 822 with two-digit years and zones by name, or as C writes the time."""
    asctime = ASCTIME.fullmatch(text)
    if asctime:
        text = "{day} {month} {year} {time}".format(**asctime.groupdict())
    zone = ZONE.search(text.upper())
    parts = parsedate_tz(text) if len(text) <= dates.LONGEST else None
    if not parts:
        return None
    named = ZONES.get(zone[1]) if zone else None
    offset = named * 3600 if named is not None else parts[9] or 0
    try:
        return datetime(*parts[:6], tzinfo=timezone(timedelta(seconds=offset)))
    except (ValueError, OverflowError):
        return None
