"""Substack: a table of posts beside a folder of their texts, read as one."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath

from articles.readers import html, records, rows
from articles.readers.encodings import Undecodable, decode
from articles.readers.reading import Reading, refused

NAME = "Substack export"
HEAD = 64
MOST_BYTES = 20 * 1024 * 1024
SHEET, TEXTS = "posts.csv", "posts"
SIGN = re.compile(rb"(?:\xef\xbb\xbf)?post_id,post_date,is_published,")
BUTTONS = re.compile(
    r"""<(p|div)\b[^<>]*\bclass="(?:button-wrapper|subscription-widget-wrap)[^"]*"[^<>]*>"""
    r"""(?:(?!<\1\b).)*?</\1>""",
    re.DOTALL,
)
YES = ("TRUE", "true")
PAID = ("only_paid", "founding")

Texts = Mapping[str, Callable[[], bytes]]
"""The posts' pages by the names of their files, to be fetched when they are read."""


def is_sheet(head: bytes) -> bool:
    return bool(SIGN.match(head))


def recognises(name: str, head: bytes) -> bool:
    return is_sheet(head)


def read_alone(sheet: bytes, name: str = "") -> Iterator[Reading]:
    """The posts of a table that came without their texts."""
    return read(sheet, {})


def read(sheet: bytes, texts: Texts) -> Iterator[Reading]:
    """A reading for each post of the table, with its text where there is one.

    `member` names the text's file, which is also told of those no row speaks of.
    """
    try:
        table = list(csv.DictReader(io.StringIO(decode(sheet).text.removeprefix("\ufeff"))))
    except (Undecodable, csv.Error) as error:
        yield refused(f"The table of posts cannot be read: {error}.", "Export it again.")
        return
    yield from records.bounded(
        _post(row, number, texts) for number, row in enumerate(table, 1) if row["post_id"]
    )
    told = {f"{row['post_id']}.html" for row in table}
    for name in (name for name in texts if name not in told):
        for reading in html.read(texts[name](), name):
            yield _in_file(reading, name)


def _post(row: dict[str, str], number: int, texts: Texts) -> Reading:
    file = f"{row['post_id']}.html"
    try:
        text = decode(texts[file]()).text if file in texts else ""
    except Undecodable as error:
        return refused(f"“{file}” cannot be read: {error.message}.", error.remedy)
    facts = {
        **{name: cell for name, cell in row.items() if isinstance(cell, str)},
        "slug": row["post_id"].partition(".")[2],
        "content_html": BUTTONS.sub("", text),
        "status": "paid" if row.get("audience") in PAID and row["is_published"] in YES else "",
    }
    reading = records.read(rows.record(facts, f"Post {number}"))
    return _in_file(reading, file) if text else reading


def _in_file(reading: Reading, name: str) -> Reading:
    return reading.within(str(PurePosixPath(TEXTS) / name))
