"""The pieces addresses are made of."""

from __future__ import annotations

from datetime import UTC, datetime

from django.urls.converters import StringConverter


class Year(StringConverter):
    regex = "[0-9]{4}"


class TwoDigits(StringConverter):
    """A month or a day."""

    regex = "[0-9]{2}"


class Pixels:
    """A width or a height."""

    regex = "[1-9][0-9]{0,4}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class Key:
    """Of an edition: below nought before 1970."""

    regex = "-?[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class Instant:
    """A second: 2026-03-03T18:00:00Z, or with the distance from UTC for its Z."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}:[0-9]{2})"

    def to_python(self, value: str) -> datetime:
        """Raises ValueError where no calendar has it, which makes it no address."""
        try:
            return datetime.fromisoformat(value).astimezone(UTC)
        except OverflowError as error:
            raise ValueError(value) from error

    def to_url(self, value: datetime) -> str:
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


class Slug(StringConverter):
    """In any script; no database is asked for a NUL."""

    regex = r"[^/\0]+"
