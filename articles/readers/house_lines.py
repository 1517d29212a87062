"""House lines: what `export_articles` writes as JSON lines, every field taken as it stands.

A line is an object that begins with `"newsroom": 1`; its other keys are a Document's.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

from articles import markup
from articles.documents import Document
from articles.limits import TooMuch
from articles.readers import dates, json_text, records
from articles.readers.json_text import NotJSON
from articles.readers.reading import Problem, Reading, refused

MOST_BYTES = 64 * 1024 * 1024
START = re.compile(rb'\s*\{\s*"newsroom"\s*:\s*1\s*,')
BESIDE = {"newsroom", "uri", "status", "published_at", "changed_at"}
NAMES = {field.name for field in fields(Document)}
LISTS = ("bylines", "tags")
REMEDY = "Export the story again."


def recognises(name: str, head: bytes) -> bool:
    """The first line says so itself."""
    return bool(START.match(head))


def read(data: bytes, name: str = "") -> Iterator[Reading]:
    """A reading for each line that is not blank."""
    lines = enumerate(io.BytesIO(data), 1)
    yield from records.bounded(_read(line, number) for number, line in lines if line.strip())


def _read(line: bytes, number: int) -> Reading:
    try:
        row = json_text.parse(json_text.text(line), number)
        return _reading(row, number) if isinstance(row, dict) else _odd(number, "no object")
    except NotJSON as fault:
        return fault.reading
    except dates.NotADate as error:
        return _odd(number, f"dated wrongly: {error}")
    except TooMuch as limit:
        return _odd(number, f"too much: {limit}")


def _reading(row: Mapping[str, Any], number: int) -> Reading:
    wrong = [name for name in NAMES & row.keys() if not _is_sound(name, row[name])]
    if wrong:
        return _odd(number, f"not what it should be in {', '.join(sorted(wrong))}")
    return Reading(
        document=_document(row),
        problems=tuple(_unknown(name, number) for name in sorted(row.keys() - NAMES - BESIDE)),
        lines=(number, number),
        source_id=str(row.get("uri") or ""),
        status=str(row.get("status") or ""),
    )


def _document(row: Mapping[str, Any]) -> Document:
    taken = {name: row[name] for name in NAMES & row.keys() if row[name] is not None}
    taken |= {name: tuple(taken[name]) for name in LISTS if name in taken}
    if "dated" in taken:
        taken["dated"] = _dated(taken["dated"])
    return Document(**taken | {"body": markup.clean(taken.get("body", ""))})


def _dated(written: str) -> date | datetime:
    """The day, or the instant to its last microsecond."""
    try:
        if "T" not in written:
            return date.fromisoformat(written)
        return datetime.fromisoformat(written).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise dates.NotADate(dates.quoted(written)) from error


def _is_sound(name: str, value: object) -> bool:
    """Of the right kind, and text that a database takes."""
    if value is None:
        return name == "dated"
    if name in LISTS:
        return isinstance(value, list) and all(_is_text(item) for item in value)
    return isinstance(value, bool) if name == "headline_derived" else _is_text(value)


def _is_text(value: object) -> bool:
    if not isinstance(value, str) or "\0" in value:
        return False
    return value.isascii() or not any("\ud800" <= char <= "\udfff" for char in value)


def _unknown(name: str, number: int) -> Problem:
    message = f"“{name[:40]}” is nothing a story has here, and was left out."
    return Problem(message=message, remedy="Import it with the newsroom's version.", line=number)


def _odd(number: int, what: str) -> Reading:
    return refused(f"Line {number} is {what}.", REMEDY, number)
