"""Seeds as files, and what importing them wrote, written once more with nothing in between."""

from __future__ import annotations

import json
import re
import sqlite3
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from articles import search
from articles.search.indexing import insert
from articles.words.prepared import prepared
from newsroom import starting
from tests.benchmarks.archive import Writer

FIRST_DAY = date(2004, 1, 1)
BATCH = 500
REFERENCE = ("section", "tag", "author", "importrun")
STORIES = ("article", "revision", "edition")
LINKS = ("articletag", "byline", "editiontag", "editionbyline", "importitem")

Rows = list[tuple[Any, ...]]


def write(count: int, folder: Path) -> None:
    """So many files in the seed's shape, each of another day or another lede."""
    folder.mkdir(parents=True, exist_ok=True)
    writer = Writer()
    for number in range(count):
        blocks = re.findall(r"<(p|h2)>(.*?)</", writer.document(number).body)
        texts = [text.title() if kind == "h2" else text for kind, text in blocks]
        day = FIRST_DAY + timedelta(days=number % 7_000)
        (folder / f"{number:06}.txt").write_text(f" date {day} " + "\n\n".join(texts))


def write_again(source: Path) -> None:
    """Print the seconds that executemany takes for all rows of the database `source`."""
    starting.prepare_database()
    tables, columns = (
        rows_of(source),
        [(entry.key, prepared(entry.columns(), connection.vendor)) for entry in entries_of(source)],
    )
    begun = time.perf_counter(), time.process_time()
    for name in REFERENCE:
        _insert(name, tables[name])
    parts = -(-len(columns) // BATCH)
    for part in range(parts):
        with transaction.atomic():
            for name in STORIES + LINKS:
                _insert(name, _part(tables[name], part, parts))
            insert(_part(columns, part, parts))
    seconds = time.perf_counter() - begun[0], time.process_time() - begun[1]
    print(json.dumps({"stories": len(columns), "seconds": seconds[0], "cpu": seconds[1]}))


def rows_of(source: Path) -> dict[str, Rows]:
    database = sqlite3.connect(source)
    names = REFERENCE + STORIES + LINKS
    return {
        name: database.execute(f"SELECT * FROM articles_{name} ORDER BY rowid").fetchall()
        for name in names
    }


def entries_of(source: Path) -> list[search.Entry]:
    database = sqlite3.connect(source)
    rows = database.execute("SELECT id, headline, dek, body_html FROM articles_edition ORDER BY id")
    return [search.Entry(key=k, headline=h, dek=d, body=body) for k, h, d, body in rows]


def _insert(name: str, rows: Rows) -> None:
    if rows:
        places = ", ".join(["%s"] * len(rows[0]))
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO articles_{name} VALUES ({places})", rows)


def _part(rows: list[Any], part: int, parts: int) -> list[Any]:
    return rows[len(rows) * part // parts : len(rows) * (part + 1) // parts]
