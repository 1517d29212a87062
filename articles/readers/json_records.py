"""JSON: a list of stories, or one, as exports and interfaces give them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from articles.readers import columns, json_text, records, wordpress_api
from articles.readers.json_text import MOST_BYTES, NotJSON
from articles.readers.reading import Reading, refused
from articles.readers.rows import record

__all__ = ["MOST_BYTES", "read", "recognises"]

START = re.compile(rb'(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:\[\s*[\[{"\]]|\{\s*["}])')
BETWEEN = re.compile(r"[\s,]*")
LISTS = (
    *("posts", "articles", "stories", "items", "entries", "records", "documents", "docs", "rows"),
    *("news", "results", "data", "response", "feed", "content", "nodes", "pages", "hits", "value"),
)
DEEPEST = 3
NO_STORIES = "Give it as a list of objects with a title, a date and a text each."


def recognises(name: str, head: bytes) -> bool:
    """What begins as a list or an object does in JSON."""
    return bool(START.match(head.replace(b"\0", b"")))


def read(data: bytes, name: str = "") -> Iterator[Reading]:
    """A reading for each object in the list; what stands before a fault is still read."""
    yield from records.bounded(_readings(data))


def _readings(data: bytes) -> Iterator[Reading]:
    number = 0
    try:
        for number, row in enumerate(_rows(json_text.text(data)), 1):
            yield _read(row, number)
    except NotJSON as fault:
        yield fault.reading
    else:
        if not number:
            yield refused("There is no story in this file.", NO_STORIES)


def _rows(text: str) -> Iterator[object]:
    if text.lstrip().startswith("["):
        return _items(text)
    return iter(_listed(json_text.parse(text), 0))


def _items(text: str) -> Iterator[object]:
    """The items of the list, one at a time."""
    json_text.check_size(text)
    decoder, here = json.JSONDecoder(), text.index("[") + 1
    while True:
        between = BETWEEN.match(text, here)
        here = between.end() if between else here
        if text[here : here + 1] in ("]", ""):
            break
        item, here = json_text.decoded(decoder, text, here)
        yield item
    if not text[here:]:
        line = text.count("\n") + 1
        raise NotJSON(f"The list breaks off in line {line}, without its end.", line=line)


def _listed(found: Any, depth: int) -> list[Any]:
    """The stories in an object: under the name of a list, or the object itself."""
    if not isinstance(found, Mapping) or depth > DEEPEST:
        return []
    for name in LISTS:
        value = found.get(name)
        if isinstance(value, list) and any(isinstance(item, Mapping) for item in value):
            return [item.get("_source", item) if isinstance(item, dict) else item for item in value]
        if (
            inner := _listed(value, depth + 1)
            if name in ("data", "response", "feed", "hits")
            else []
        ):
            return inner
    fields = columns.known(list(map(str, found)))
    return [found] if fields & {"title", "body"} else []


def _read(row: object, number: int) -> Reading:
    if not isinstance(row, dict):
        return refused(f"Record {number} is no object.", NO_STORIES)
    return records.read(record(wordpress_api.flattened(row), f"Record {number}"))
