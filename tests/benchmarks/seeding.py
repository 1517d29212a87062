"""Seeds as files, and what importing them wrote, written once more with nothing in between."""

from __future__ import annotations

import json
import re
import sqlite3
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection, transaction

from articles import resembling, search
from articles.importing.pacing import Pace
from articles.likeness import shingles
from articles.models.edition import ROOM_IN_A_SECOND
from articles.words.entry import Entry
from articles.words.prepared import Row, prepared
from newsroom import starting
from tests.benchmarks.archive import Writer

FIRST_DAY = date(2004, 1, 1)
BATCH = 1_000
REFERENCE = ("section", "tag", "author", "importrun")
# Table → how its rows of a stretch of articles are found, and where they name article and edition.
STORIES = {
    "article": "id",
    "revision": "article_id",
    "articletag": "article_id",
    "byline": "article_id",
    "edition": "article_id",
    "editiontag": "edition_id IN (SELECT id FROM articles_edition WHERE article_id",
    "editionbyline": "edition_id IN (SELECT id FROM articles_edition WHERE article_id",
    "importitem": "article_id",
}
UNIQUE = {"article": ("source_id",), "edition": ("path", "slug"), "importitem": ("path",)}
"""What a copy of a story must call otherwise."""

Rows = list[dict[str, Any]]


def write(count: int, folder: str, first: int) -> None:
    """So many files in the seed's shape, each of another day or another lede."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    writer = Writer()
    for number in range(first, first + count):
        blocks = re.findall(r"<(p|h2)>(.*?)</", writer.document(number).body)
        texts = [text.title() if kind == "h2" else text for kind, text in blocks]
        day = FIRST_DAY + timedelta(days=number % 7_000)
        (Path(folder) / f"{number:07}.txt").write_text(f" date {day} " + "\n\n".join(texts))
    print("{}")


def write_again(source: str) -> None:
    """Print the seconds it takes to write all rows of another database, in its order."""
    starting.prepare_database()
    Pace()  # the same pages in memory
    archive = Source(source)
    for name in REFERENCE:
        _insert(name, archive.rows(f"SELECT * FROM articles_{name}"))
    _tell_cost(archive.batches())


def grow(source: str, count: int) -> None:
    """Copy the stories of another database until there are so many; print what that took."""
    archive = Source(source)
    rounds = range(1, count // archive.stories)
    _tell_cost(_copied(batch, number) for number in rounds for batch in archive.batches())


class Batch:
    """The rows of a stretch of articles, table by table, their words and their shingles."""

    def __init__(self, tables: dict[str, Rows]) -> None:
        self.tables = tables
        names = tuple({"trams", "Council"})
        self.words: list[Row] = [
            (e["id"], prepared(_entry(e, names).columns(), connection.vendor))
            for e in tables["edition"]
        ]
        self.sketches = [(a["id"], shingles(a["body"]).sketch) for a in tables["article"]]

    def insert(self) -> None:
        with transaction.atomic():
            for name, rows in self.tables.items():
                _insert(name, rows)
            resembling.enter(self.sketches)
            search.insert(self.words)


class Source:
    """A database that is read: the path of a file, or a server's address."""

    def __init__(self, place: str) -> None:
        at_server = place.startswith("postgres")
        self._connection: Any = psycopg.connect(place) if at_server else sqlite3.connect(place)
        counted = "SELECT COUNT(*) AS number, MAX(id) AS last FROM articles_article"
        [found] = self.rows(counted)
        self.stories, self._last = found["number"], found["last"]

    def rows(self, sql: str) -> Rows:
        cursor = self._connection.cursor()
        cursor.execute(sql)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def batches(self) -> Iterator[Batch]:
        for first in range(0, self._last, BATCH):
            yield Batch({name: self._of(name, first) for name in STORIES})

    def _of(self, name: str, first: int) -> Rows:
        owner = STORIES[name]
        end = ")" if "(" in owner else ""
        which = f"{owner} > {first} AND {owner.rpartition(' ')[2]} <= {first + BATCH}{end}"
        return self.rows(f"SELECT * FROM articles_{name} WHERE {which}")


def _copied(batch: Batch, number: int) -> Batch:
    """The same stories as others: other keys, addresses and sources."""
    shift = number * 1_000_000
    for name, rows in batch.tables.items():
        for row in rows:
            for column in row.keys() & {"article_id", "revision_id"}:
                row[column] += shift
            if name in ("edition", "editiontag", "editionbyline"):
                row["id" if name == "edition" else "edition_id"] += number * ROOM_IN_A_SECOND * 60
            if name != "edition":
                row["id"] += shift
            for column in UNIQUE.get(name, ()):
                row[column] += f"-{number}"
            if name == "importitem":
                row["position"] += shift
    return Batch(batch.tables)


def _entry(edition: dict[str, Any], names: tuple[str, ...]) -> Entry:
    return Entry(
        headline=edition["headline"], dek=edition["dek"], names=names, body=edition["body_html"]
    )


def _insert(name: str, rows: Rows) -> None:
    if not rows:
        return
    columns = ", ".join(rows[0])
    values = [[_plain(value) for value in row.values()] for row in rows]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            places = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f"INSERT INTO articles_{name} ({columns}) VALUES ({places})", values)
            return
        with cursor.copy(f"COPY articles_{name} ({columns}) FROM STDIN") as copy:
            for row in values:
                copy.write_row(row)


def _plain(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, list | dict) else value


def _tell_cost(batches: Iterator[Batch]) -> None:
    """Only writing counts, not how the rows were come by."""
    stories, seconds, cpu = 0, 0.0, 0.0
    for batch in batches:
        begun = time.perf_counter(), time.process_time()
        batch.insert()
        seconds += time.perf_counter() - begun[0]
        cpu += time.process_time() - begun[1]
        stories += len(batch.sketches)
    print(json.dumps({"stories": stories, "seconds": seconds, "cpu": cpu}))
