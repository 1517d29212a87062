"""What finding costs in archives of several sizes, on the database at hand.

    DATA_DIR=/tmp/small  python -m tests.benchmarks.finding --articles 10000
    DATA_DIR=/tmp/large  python -m tests.benchmarks.finding --articles 1000000 --beside /tmp/small
    DATABASE_URL=postgres://…  python -m tests.benchmarks.finding --articles 10000

An archive is made once, of some thousand stories over and over under other keys, addresses
and rare words. Views are called without the pages that are kept in front of them. Seconds
are this process's CPU, and beside them the time by the clock, in which PostgreSQL works.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import RequestFactory  # noqa: E402
from django.urls import resolve  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles import search  # noqa: E402
from articles.composing import columns_of, path_of  # noqa: E402
from articles.importing import tables  # noqa: E402
from articles.models import (  # noqa: E402  # noqa: E402
    Article,
    Author,
    Edition,
    EditionByline,
    EditionTag,
    Kind,
    Revision,
    Section,
    Tag,
)
from articles.models.edition import FOREVER, first_key_of  # noqa: E402
from articles.words.prepared import prepared  # noqa: E402
from newsroom import starting  # noqa: E402
from tests.benchmarks import archive  # noqa: E402

PATTERNS = 2_000
BATCH = 2_000
ROUNDS = 15
RESULTS = "finding.json"


def main() -> None:
    options = parsed()
    starting.prepare_database()
    starting.prepare_static_files()
    for done in fill(options.articles):
        print(f"\r{done:,}", end="", file=sys.stderr, flush=True)
    costs = {kind: cost(addresses) for kind, addresses in asked(options.articles).items()}
    (settings.DATA_DIR / RESULTS).write_text(json.dumps(costs))
    before = json.loads((options.beside / RESULTS).read_text()) if options.beside else {}
    print(f"\n{connection.vendor}, {options.articles:,} stories")
    for kind, (cpu, clock) in costs.items():
        growth = f"{cpu / before[kind][0]:6.2f} {clock / before[kind][1]:6.2f}" if before else ""
        print(f"{kind:28}{cpu * 1e3:8.2f} ms CPU {clock * 1e3:8.2f} ms  {growth}")


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="What finding costs.")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--beside", type=Path, help="the DATA_DIR of a smaller archive's figures")
    return parser.parse_args()


def fill(count: int) -> Iterator[int]:
    """Publish what is missing; yields how many there are."""
    if Edition.log.exists():
        return
    patterns, revision = list(_patterns()), _revision()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous = OFF")
    for start in range(0, count, BATCH):
        with transaction.atomic():
            _write(range(start, min(start + BATCH, count)), count, patterns, revision)
        yield start + BATCH


def _patterns() -> Iterator[tuple[dict[str, Any], tuple[str, ...], int, list[int], int]]:
    """(columns, what is indexed, section, tags, author) of each."""
    writer, tags = archive.Writer(), _keys(Tag, archive.TAGS)
    sections, authors = _keys(Section, archive.SECTIONS), _keys(Author, archive.AUTHORS)
    for number in range(PATTERNS):
        document = writer.document(number)
        columns = columns_of(document)
        names = (*document.tags, *document.bylines, document.section)
        entry = search.Entry(
            headline=document.headline,
            dek=document.dek,
            names=names,
            body=columns["body_html"],
            language="en",
        )
        words = prepared(entry.columns(), connection.vendor)
        author = authors[document.bylines[0]]
        yield columns, words, sections[document.section], [tags[n] for n in document.tags], author


def _keys(kind: Any, names: Any) -> dict[str, int]:
    return {name: kind.objects.get_or_create(name=name)[0].pk for name in names}


def _revision() -> int:
    """One for all: no page asks for it."""
    now = timezone.now()
    article = Article.objects.create(headline="Any", created_at=now, changed_at=now)
    revision = Revision.following(
        None, article, article.document(), by=None, kind=Kind.IMPORT, at=now
    )
    revision.save()
    return int(revision.pk)


def _write(numbers: range, count: int, patterns: list[Any], revision: int) -> None:
    now = timezone.now()
    articles = tables.keys(Article, len(numbers))
    rows: dict[Any, list[dict[str, Any]]] = {
        m: [] for m in (Article, Edition, EditionTag, EditionByline)
    }
    indexed = []
    for number, article in zip(numbers, articles, strict=True):
        columns, words, section, tags, author = patterns[number % PATTERNS]
        instant = archive._instant(count - 1 - number)
        key, slug = first_key_of(instant), f"story-{number}"
        rows[Article].append(
            {
                "id": article,
                "headline": columns["headline"],
                "slug": slug,
                "created_at": now,
                "changed_at": now,
            }
        )
        rows[Edition].append(
            {
                **columns,
                "id": key,
                "article_id": article,
                "revision_id": revision,
                "live_from": instant,
                "live_until": FOREVER,
                "published_at": instant,
                "slug": slug,
                "path": path_of(instant, slug),
                "section_id": section,
                "decided_at": now,
            }
        )
        rows[EditionTag] += [
            {"edition_id": key, "tag_id": tag, "position": place} for place, tag in enumerate(tags)
        ]
        rows[EditionByline].append({"edition_id": key, "author_id": author, "position": 0})
        rare = f"unique{number % PATTERNS}"
        indexed.append((key, tuple(text.replace(rare, f"unique{number}") for text in words)))
    for model, each in rows.items():
        tables.insert(model, each)
    search.insert(indexed)


def asked(count: int) -> dict[str, list[str]]:
    """Kind of page → addresses that cost about the same."""
    deep = Edition.objects.newest().values_list("pk", flat=True)[count * 9 // 10]
    year = f"{timezone.localdate().year}"
    tags, authors = list(Tag.objects.all()[:10]), list(Author.objects.all()[:10])
    rare = [f"unique{count - 1 - number * count // 20}" for number in range(20)]
    return {
        "search, common": [f"/search/?q={archive.COMMON}"],
        "search, common, newest": [f"/search/?q={archive.COMMON}&order=newest"],
        "search, common, section": [f"/search/?q={archive.COMMON}&section=harbour"],
        "search, medium": [f"/search/?q={archive.MEDIUM}"],
        "search, rare": [f"/search/?q={word}" for word in rare],
        "search, none": ["/search/?q=zyxomma"],
        "search, mistyped": ["/search/?q=harbuor", "/search/?q=reprter"],
        "archive": ["/archive/"],
        "archive, deep": [f"/archive/?before={deep - place}" for place in range(10)],
        "archive, section": ["/archive/?section=harbour"],
        "archive, tag and author": ["/archive/?tag=subject+3&author=Reporter+4"],
        "tag": [tag.get_absolute_url() for tag in tags],
        "tag, deep": [f"{tag.get_absolute_url()}?before={deep}" for tag in tags],
        "author": [author.get_absolute_url() for author in authors],
        "year": [f"/{year}/"],
        "month": [f"/{year}/{timezone.localdate():%m}/"],
        "story": [edition.get_absolute_url() for edition in Edition.objects.newest()[:20]],
    }


def cost(addresses: list[str]) -> tuple[float, float]:
    """(CPU, time by the clock) of one page, in seconds, when others were shown before."""
    factory, times = RequestFactory(headers={"host": "localhost"}), []
    for number in range(ROUNDS + 2):
        address = addresses[number % len(addresses)]
        view = resolve(address.partition("?")[0])
        begun = time.process_time(), time.perf_counter()
        response = view.func(factory.get(address), **view.kwargs)
        if response.status_code != 200:
            raise RuntimeError(f"{address} answered {response.status_code}")
        times.append((time.process_time() - begun[0], time.perf_counter() - begun[1]))
    cpu, clock = zip(*times[2:], strict=True)
    return median(cpu), median(clock)


if __name__ == "__main__":
    main()
