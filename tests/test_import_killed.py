"""Killed anywhere and run again, an import ends as if it had run once.

More often than the suite has time for: KILLS=20 pytest tests/test_import_killed.py
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.importing import seed, write
from tests.newsrooms import Newsroom, opened

KILLS = int(os.environ.get("KILLS", "2"))
STORIES = int(os.environ.get("STORIES", "400"))
STATE = """{
    "articles": Article.objects.count(),
    "revisions": Revision.objects.count(),
    "editions": Edition.log.count(),
    "identities": Article.objects.values("source_id").distinct().count(),
    "items": ImportItem.objects.filter(verdict="created").count(),
    "running": ImportRun.objects.at_work().count(),
}"""


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    with opened(tmp_path / "newsroom") as newsroom:
        yield newsroom


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    write(
        folder, **{f"{n:04}": seed(lede=f"Story {n} was told at the quay.") for n in range(STORIES)}
    )
    return folder


def test_killed_at_random_moments_it_ends_as_if_it_had_run_once(
    newsroom: Newsroom, seeds: Path
) -> None:
    words = ("import_seeds", str(seeds), "--publish", "--tag=quay", "--section=Harbour")
    started = time.monotonic()
    newsroom.run("import_seeds", str(seeds), "--dry-run")
    usual = time.monotonic() - started
    for _ in range(KILLS):
        with newsroom.start(*words) as process:
            time.sleep(random.uniform(0.3, 1.3) * usual)
            process.kill()

    last = newsroom.run(*words)

    assert last.returncode == 0, last.stderr
    assert set(newsroom.ask(STATE).values()) == {STORIES, 0}
    assert newsroom.run("verify").returncode == 0
