"""JSON lines: a story a line, read a line at a time."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator

from articles.readers import json_text, records, wordpress_api
from articles.readers.json_text import NotJSON
from articles.readers.reading import Reading, refused
from articles.readers.rows import record

MOST_BYTES = 64 * 1024 * 1024
MOST_LINE_BYTES = json_text.MOST_BYTES
NAMES = (".jsonl", ".ndjson", ".jl", ".jsonlines", ".ldjson")
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
REMEDY = "Write each story as one object on a line of its own."


def recognises(name: str, head: bytes) -> bool:
    """Lines that are objects each; or the name, on what begins like one."""
    if name.lower().endswith(NAMES):
        return True
    lines = head.removeprefix(codecs.BOM_UTF8).replace(b"\0", b"").lstrip().split(b"\n", 2)
    objects = [line.strip() for line in lines[:2] if line.strip()]
    whole = len(lines) > 2 and len(objects) == 2
    return whole and all(line.startswith(b"{") and line.endswith(b"}") for line in objects)


def read(data: bytes, name: str = "") -> Iterator[Reading]:
    """A reading for each line that is not blank; a bad one is refused by its number."""
    if data.startswith(WIDE):
        try:
            data = json_text.text(data).encode("utf-8", "ignore")
        except NotJSON as fault:
            yield fault.reading
            return
    lines = enumerate(io.BytesIO(data.removeprefix(codecs.BOM_UTF8)), 1)
    yield from records.bounded(_read(line, number) for number, line in lines if line.strip())


def _read(line: bytes, number: int) -> Reading:
    if len(line) > MOST_LINE_BYTES:
        return refused(f"Line {number} is longer than {MOST_LINE_BYTES:,} bytes.", REMEDY, number)
    try:
        row = json_text.parse(json_text.text(line), number)
    except NotJSON as fault:
        return fault.reading
    if not isinstance(row, dict):
        return refused(f"Line {number} is no object.", REMEDY, number)
    return records.read(record(wordpress_api.flattened(row), f"Line {number}", (number, number)))
