"""Dates as sources write them. A date that does not exist is refused, never mended."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ZONES = {
    **{"z": 0, "utc": 0, "gmt": 0, "ut": 0},
    **{"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7},
}
REMEDY = "Write the date as year-month-day, for example 2024-02-25."
LONGEST = 60  # characters; no date is longer

_CLOCK = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>[0-5]\d|60)(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"(?:\s?(?P<half>[ap])\.?m\.?)?"
    r"(?:\s?(?:(?P<sign>[+-])(?P<east>\d\d):?(?P<east_minutes>\d\d)?|(?P<zone>z|utc?|gmt|[ecmp][sd]t)\b))?"
)
_TIME = rf"(?:(?:[T ]|,?\s+(?:at\s+)?){_CLOCK})?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_MONTH = r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_MONTH += r"(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\.?"
_FLAGS = re.ASCII | re.IGNORECASE
FORMS = tuple(
    re.compile(form + _TIME, _FLAGS)
    for form in (
        r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)",
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -](?:of )?{_MONTH},?[ -](?P<year>\d{{4}})",
        rf"{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
        r"(?P<first>\d{1,2})[/.](?P<other>\d{1,2})[/.](?P<year>\d{4})",
    )
)
_NUMBER = re.compile(r"\d[\w./:+-]*(?<![.:])")
_COMPACT = re.compile(r"(\d{8}T)(\d\d)(\d\d)(\d\d)?(?=Z|[+-]|$)", _FLAGS)


class NotADate(ValueError):
    """Text that names no day there ever was. Its message says why, for an editor."""


def parse(text: str, zone: tzinfo = UTC) -> date | datetime:
    """The day, or the aware instant, that `text` names; a time without a zone is read in `zone`.

    Takes ISO 8601 and its common relatives, RFC 822, and English month names. Raises
    NotADate for anything else, for days that never were, and for days that could be two.
    """
    text = " ".join(text[: LONGEST + 1].split())
    parts = _parts(text)
    day = _day(text, parts)
    return _instant(text, day, parts, zone) if parts["hour"] else day


def is_date(text: str) -> bool:
    """Whether `text` is a date in one of the forms we know, and nothing else."""
    text = text.strip()
    return len(text) <= LONGEST and any(form.fullmatch(text) for form in FORMS)


def leading(text: str) -> str:
    """The date that `text` opens with, as written: whatever a date's form fits, or else a number.

    "" when it opens with no number at all. `parse` says whether there ever was such a day.
    """
    start = text[:LONGEST]
    matches = (form.match(start) for form in FORMS)
    found = max((match[0] for match in matches if match), key=len, default="")
    number = _NUMBER.match(text)
    return found if not number or len(found) >= len(number[0]) else number[0]


def quoted(text: str) -> str:
    """What stood in the source, short enough to be read in a report."""
    return f"“{text[:40]}{'…' if len(text) > 40 else ''}”"


def _parts(text: str) -> dict[str, str | None]:
    spelled = _COMPACT.sub(lambda m: f"{m[1]}{m[2]}:{m[3]}" + (f":{m[4]}" if m[4] else ""), text)
    found = next(filter(None, (form.fullmatch(spelled) for form in FORMS)), None)
    if found and len(text) <= LONGEST:
        return found.groupdict()
    if any(char.isdigit() and not char.isascii() for char in text):
        raise NotADate(f"{quoted(text)} is not written in the digits 0 to 9")
    raise NotADate(f"{quoted(text)} is not a date we can read")


def _day(text: str, parts: dict[str, str | None]) -> date:
    day, month = _day_and_month(text, parts)
    try:
        return date(int(parts["year"] or 0), month, day)
    except ValueError as error:
        raise NotADate(f"{quoted(text)} is a day that does not exist") from error


def _day_and_month(text: str, parts: dict[str, str | None]) -> tuple[int, int]:
    if name := parts.get("name"):
        return int(parts["day"] or 0), MONTHS.index(name.lower()) + 1
    if parts.get("month"):
        return int(parts["day"] or 0), int(parts["month"] or 0)
    first, other = int(parts["first"] or 0), int(parts["other"] or 0)
    if first <= 12 and other <= 12 and first != other:
        raise NotADate(f"{quoted(text)} could be either of two days")
    return (first, other) if first > 12 or other <= 12 else (other, first)


def _instant(text: str, day: date, parts: dict[str, str | None], zone: tzinfo) -> datetime:
    offset = _offset(text, parts) or zone
    hour, minute, second = (int(parts[name] or 0) for name in ("hour", "minute", "second"))
    if half := parts["half"]:
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    try:
        micro = int(f"{parts['fraction'] or 0:0<6}"[:6])
        time_of_day = time(hour, minute, min(second, 59), micro, offset)  # 60 is a leap second
        instant = datetime.combine(day, time_of_day)
        instant.astimezone(UTC)  # the first and last day there are may have no such hour in UTC
    except (ValueError, OverflowError) as error:
        raise NotADate(f"{quoted(text)} has a time of day that does not exist") from error
    return instant


def _offset(text: str, parts: dict[str, str | None]) -> tzinfo | None:
    if parts["sign"]:
        east = timedelta(hours=int(parts["east"] or 0), minutes=int(parts["east_minutes"] or 0))
        if east >= timedelta(hours=24):
            raise NotADate(f"{quoted(text)} names a time zone that does not exist")
        return timezone(east if parts["sign"] == "+" else -east)
    if not parts["zone"]:
        return None
    return timezone(timedelta(hours=ZONES[parts["zone"].lower()]))
