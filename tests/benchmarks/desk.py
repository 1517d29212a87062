"""What the desk's pages cost in archives of several sizes, on the database at hand.

    DATA_DIR=/tmp/small  python -m tests.benchmarks.desk --articles 1000
    DATA_DIR=/tmp/large  python -m tests.benchmarks.desk --articles 100000 --beside /tmp/small

An archive is made once, of raw rows; every tenth story is a draft. Pages are asked for by a
signed-in editor, all that stands in front of them included. Seconds are CPU on SQLite, which works
in this process, and by the clock on PostgreSQL.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from django.conf import settings

from tests.benchmarks import finding

# What follows needs the settings that `finding` has made ready.
from django.contrib.auth.models import User  # isort: skip
from django.db import connection, transaction  # isort: skip
from django.test import Client  # isort: skip
from django.test.utils import CaptureQueriesContext  # isort: skip

from articles import search
from articles.composing import path_of
from articles.importing import tables
from articles.models import Article, Edition, Kind, Revision
from articles.models.edition import FOREVER, first_key_of
from newsroom import starting
from tests.benchmarks import archive

BATCH, ROUNDS, DRAFTS = 2_000, 7, 10
RESULTS = "desk.json"
SLOW = 0.3
STAGES = ("draft", "review", "ready")


def main() -> None:
    options = parsed()
    starting.prepare_database()
    starting.prepare_static_files()
    for done in fill(options.articles):
        print(f"\r{done:,}", end="", file=sys.stderr, flush=True)
    client = Client(headers={"host": "localhost"})
    client.force_login(
        User.objects.get_or_create(username="chief", is_superuser=True, is_staff=True)[0]
    )
    costs = {kind: cost(client, address) for kind, address in asked(options.articles).items()}
    (settings.DATA_DIR / RESULTS).write_text(json.dumps(costs))
    before = json.loads((options.beside / RESULTS).read_text()) if options.beside else {}
    print(f"\n{connection.vendor}, {options.articles:,} stories")
    for kind, (seconds, queries) in costs.items():
        growth = f"{seconds / before[kind][0]:6.2f}" if before else ""
        more = f" {queries - before[kind][1]:+d} queries" if before else ""
        slow = " over aim" if seconds > SLOW else ""
        print(f"{kind:24}{seconds * 1e3:9.1f} ms {queries:4d} queries {growth}{more}{slow}")


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="What the desk's pages cost.")
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--beside", type=Path, help="the DATA_DIR of a smaller archive's figures")
    return parser.parse_args()


def fill(count: int) -> Iterator[int]:
    """Write what is missing; yields how many there are."""
    if Edition.log.exists():
        return
    patterns = list(finding._patterns())
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous = OFF")
    for start in range(0, count, BATCH):
        with transaction.atomic():
            _write(range(start, min(start + BATCH, count)), count, patterns)
        yield min(start + BATCH, count)


def _write(numbers: range, count: int, patterns: list[Any]) -> None:
    rows: dict[Any, list[dict[str, Any]]] = {model: [] for model in (Article, Revision, Edition)}
    printed, written = [], []
    keys = zip(tables.keys(Article, len(numbers)), tables.keys(Revision, len(numbers)), strict=True)
    for number, (article, revision) in zip(numbers, keys, strict=True):
        columns, words, section, _tags, _author = patterns[number % len(patterns)]
        instant, slug = archive._instant(count - 1 - number), f"story-{number}"
        rare = f"unique{number % len(patterns)}"
        words = tuple(text.replace(rare, f"unique{number}") for text in words)
        is_draft = number % DRAFTS == 0
        article_row = _article(article, columns, slug, section, instant)
        article_row |= {"published_version": 0 if is_draft else 1}
        article_row |= {"stage": STAGES[number // DRAFTS % 3] if is_draft else "draft"}
        rows[Article].append(article_row)
        rows[Revision].append(_revision(revision, article, columns, instant))
        if is_draft:
            written.append((revision, words))
            continue
        key = first_key_of(instant)
        edition = {"id": key, "article_id": article, "revision_id": revision, "slug": slug}
        life = {"live_from": instant, "live_until": FOREVER, "published_at": instant}
        place = {"path": path_of(instant, slug), "section_id": section, "decided_at": instant}
        rows[Edition].append({**columns, **edition, **life, **place})
        printed.append((key, words))
    for model, each in rows.items():
        tables.insert(model, each)
    search.insert(printed)
    search.enter(written)


def _article(key: int, columns: Any, slug: str, section: int, instant: Any) -> dict[str, Any]:
    return {
        "id": key,
        "headline": columns["headline"],
        "body": columns["body_html"],
        "slug": slug,
        "section_id": section,
        "version": 1,
        "created_at": instant,
        "changed_at": instant,
    }


def _revision(key: int, article: int, columns: Any, instant: Any) -> dict[str, Any]:
    content = {"headline": columns["headline"], "body": columns["body_html"]}
    kind = {"kind": Kind.IMPORT.value, "number": 1, "created_at": instant}
    return {"id": key, "article_id": article, "content": json.dumps(content), **kind}


def asked(count: int) -> dict[str, str]:
    """Kind of page → its address."""
    listed, middle = "/admin/articles/article/", Article.objects.order_by("pk")[count // 2]
    deep = f"{middle.changed_at.isoformat().replace('+', '%2B')}~{middle.pk}"
    draft = Article.objects.ahead().order_by("pk")[:1].get()
    return {
        "dashboard": "/admin/",
        "calendar": f"{listed}calendar/",
        "list": listed,
        "list, deep": f"{listed}?after={deep}",
        "list, section": f"{listed}?section=harbour",
        "list, drafts": f"{listed}?state=draft",
        "list, live": f"{listed}?state=live",
        "list, scheduled": f"{listed}?state=scheduled",
        "list, withdrawn": f"{listed}?state=withdrawn",
        "search, common": f"{listed}?q={archive.COMMON}",
        "search, rare draft": f"{listed}?q=unique{count // 2 // DRAFTS * DRAFTS}",
        "search, none": f"{listed}?q=zyxomma",
        "search, drafts": f"{listed}?q={archive.MEDIUM}&state=draft",
        "form": f"{listed}{draft.pk}/change/",
        "history": f"{listed}{middle.pk}/history/",
        "audit": "/admin/articles/auditentry/",
        "tags": "/admin/articles/tag/",
        "held": "/admin/articles/importrun/held/",
    }


def cost(client: Client, address: str) -> tuple[float, int]:
    """(seconds, queries) of a page that was shown before."""
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    times = []
    for _ in range(ROUNDS):
        began = clock()
        status = client.get(address).status_code
        times.append(clock() - began)
        if status != 200:
            raise RuntimeError(f"{address} answered {status}")
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return median(times), len(queries)


if __name__ == "__main__":
    main()
