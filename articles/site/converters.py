"""The pieces addresses are made of."""

from __future__ import annotations

from django.urls.converters import StringConverter


class Year(StringConverter):
    regex = "[0-9]{4}"


class TwoDigits(StringConverter):
    """A month or a day."""

    regex = "[0-9]{2}"


class Key:
    """Of an edition: below nought before 1970."""

    regex = "-?[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class Slug(StringConverter):
    """In any script; no database is asked for a NUL."""

    regex = r"[^/\0]+"
