"""Rows: one story of a table or of a list in JSON, as a record."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from html import escape
from typing import Any

from articles import limits
from articles.readers import body_text, columns, titles
from articles.readers.bylines import split_names
from articles.readers.cards import figure
from articles.readers.metadata import FALSE, STATES, TRUE
from articles.readers.records import Record
from articles.readers.ricos import picture_address

LONGEST_NAMES = 20_000  # characters of a cell of tags or authors that are read
SEPARATORS = (";", "|", "\n", ",")
NAMES = ("name", "display_name", "displayName", "full_name", "rendered", "label", "title", "value")
NAMES_OF_DATES = ("$date", "$numberLong", "rendered", "value")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
EPOCH = re.compile(r"[12]\d{9}(?:\d{3})?(?:\.\d+)?")
OTHER_STATES = {
    **dict.fromkeys(("confirmed", "sent", "active", "public", "usable", "approved"), "published"),
    **dict.fromkeys(
        ("unpublished", "inactive", "hidden", "archived", "members", "paid"), "private"
    ),
    **dict.fromkeys(("deleted", "removed"), "trash"),
}
IS_PUBLISHED = ("is_published", "published", "live", "public")
IS_DRAFT = ("draft", "is_draft")


def record(row: Mapping[str, Any], place: str, lines: tuple[int, int] | None = None) -> Record:
    """The story in a row; keys are as the source writes them."""
    row = {columns.key(str(name)): value for name, value in row.items()}
    html = _body(row)
    dek = _first(row, "dek")
    if not html and len(dek) > limits.DEK // 2:
        html, dek = body_text.html("", dek), ""
    made = Record(
        place=place,
        values=_values(row, dek),
        html=_picture(row, html) + html,
        base=_first(row, "canonical"),
        source_id=_first(row, "source_id"),
        status=_status(row),
        lines=lines,
    )
    if any(isinstance(item, int) for item in _list(row.get("tags"))):
        made.warn("The tags are numbers here; what they are called is elsewhere.", "Tag the story.")
    return made


def _values(row: Mapping[str, Any], dek: str) -> dict[str, Any]:
    return {
        **{field: _first(row, field) for field in ("title", "kicker", "dateline", "lang", "slug")},
        "dek": dek,
        "date": _date(row),
        "authors": _authors(row),
        "tags": _several(row, "tags"),
        "section": next(iter(_several(row, "section")), ""),
        "categories": _several(row, "section")[1:],
        "canonical": _first(row, "canonical"),
        "source": _first(row, "source"),
    }


def _first(row: Mapping[str, Any], field: str) -> str:
    texts = (_text(value) for _, value in columns.candidates(row, field))
    return next(filter(None, texts), "")


def _text(value: object) -> str:
    """The text in a value; of an object its name, of a list its first."""
    if isinstance(value, list):
        value = next(iter(value), "")
    if isinstance(value, Mapping):
        value = next((value[name] for name in NAMES if isinstance(value.get(name), str)), "")
    if isinstance(value, bool):
        return ""
    return str(value).strip() if isinstance(value, str | int | float) else ""


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _several(row: Mapping[str, Any], field: str) -> list[str]:
    """The names in the first column that has any; numbers name nothing."""
    for _, value in columns.candidates(row, field):
        names = [name for name in _parts(value) if name and not NUMBER.fullmatch(name)]
        if names:
            return names
    return []


def _parts(value: object) -> Iterator[str]:
    """The items of a list; of text, what stands between the one separator it uses."""
    if isinstance(value, str):
        value = value[:LONGEST_NAMES]
        separator = next((mark for mark in SEPARATORS if mark in value), "\n")
        items = _inner_list(value) if value.lstrip().startswith("[") else value.split(separator)
        yield from (part.strip(" \t\"'#") for part in items)
    elif isinstance(value, list):
        yield from map(_text, value)
    else:
        yield _text(value)


def _inner_list(text: str) -> list[str]:
    """The list in text like `["a", "b"]`, as spreadsheets get them."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return [part.strip(" '\"") for part in text.strip("[] \n").split(",")]
    return list(map(_text, found)) if isinstance(found, list) else []


def _authors(row: Mapping[str, Any]) -> list[str]:
    """A list says itself where a name ends; a line of names is taken apart."""
    for _, value in columns.candidates(row, "authors"):
        if isinstance(value, str):
            listed = value.lstrip().startswith("[")
            names = _inner_list(value) if listed else _names_in(value)
        else:
            names = list(_parts(value))
        if named := [name for name in names if name and not NUMBER.fullmatch(name)]:
            return named
    return []


def _names_in(text: str) -> list[str]:
    lines = filter(None, map(titles.plain, text[:LONGEST_NAMES].split("\n")))
    return list(split_names("\n".join(lines)))


def _date(row: Mapping[str, Any]) -> str:
    """The first date there is, as written; seconds and milliseconds since 1970 as an instant."""
    for _, value in columns.candidates(row, "date"):
        if isinstance(value, Mapping):
            value = next((value[name] for name in NAMES_OF_DATES if name in value), "")
        text = _text(value)
        if text and text.lower() not in TRUE + FALSE and not text.startswith("0000-"):
            return _since_1970(text) if EPOCH.fullmatch(text) else text
    return ""


def _since_1970(text: str) -> str:
    seconds = float(text) / (1000 if len(text.partition(".")[0]) == 13 else 1)
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _status(row: Mapping[str, Any]) -> str:
    """What the row's state says, or a column that only says yes or no."""
    for _, value in columns.candidates(row, "status"):
        stated = _text(value).lower()
        if state := STATES.get(stated) or OTHER_STATES.get(stated):
            return state
    for names, yes, no in ((IS_DRAFT, "draft", ""), (IS_PUBLISHED, "published", "draft")):
        said = next((str(row[name]).strip().lower() for name in names if name in row), "")
        if said in TRUE + FALSE and (state := yes if said in TRUE else no):
            return state
    return ""


def _body(row: Mapping[str, Any]) -> str:
    """The first of the row's texts that yields any."""
    for name, value in columns.candidates(row, "body"):
        if isinstance(value, Mapping) and "rendered" in value:
            value = value["rendered"]
        if html := body_text.html(name, value):
            return html
    return ""


def _picture(row: Mapping[str, Any], html: str) -> str:
    """The row's picture, unless it stands in the story already."""
    source = picture_address(_first(row, "picture"))
    if not source.startswith(("http://", "https://")) or source in html:
        return ""
    alt, caption = _first(row, "alt"), _first(row, "caption")
    return figure({"src": source, "alt": alt, "caption": escape(caption)})
