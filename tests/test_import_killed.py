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

pytestmark = pytest.mark.processes

KILLS = int(os.environ.get("KILLS", "2"))
THOROUGH = "KILLS" in os.environ
STORIES = int(os.environ.get("STORIES", "400"))
STATE = """{
    "articles": Article.objects.count(),
    "revisions": Revision.objects.count(),
    "editions": Edition.log.count(),
    "identities": Article.objects.values("source_id").distinct().count(),
    "items": ImportItem.objects.filter(verdict="created").count(),
    "running": ImportRun.objects.at_work().count(),
}"""

UNDONE = """{
    "states": [*ImportRun.objects.values_list("state", flat=True)],
    "stages": [*Article.objects.order_by().values_list("stage", flat=True).distinct()],
    "live": Edition.objects.count(),
    "kept": [q.count() for q in (Revision.objects, Edition.log, ImportItem.objects.undone())],
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


@pytest.fixture
def usual(newsroom: Newsroom, seeds: Path) -> float:
    """Seconds a command takes here over the seeds."""
    started = time.monotonic()
    newsroom.run("import_seeds", str(seeds), "--dry-run")
    return time.monotonic() - started


def kill(newsroom: Newsroom, usual: float, *commands: tuple[str, ...]) -> None:
    """Start these side by side, and kill them all at some moment."""
    processes = [newsroom.start(*words) for words in commands]
    time.sleep(random.uniform(0.3, 1.3) * usual)
    for process in processes:
        process.kill()
    for process in processes:
        process.communicate()


def test_killed_at_random_moments_it_ends_as_if_it_had_run_once(
    newsroom: Newsroom, seeds: Path, usual: float
) -> None:
    words = ("import_seeds", str(seeds), "--publish", "--tag=quay", "--section=Harbour")
    for _ in range(KILLS):
        kill(newsroom, usual, words)

    last = newsroom.run(*words)

    assert last.returncode == 0, last.stderr
    assert set(newsroom.ask(STATE).values()) == {STORIES, 0}
    assert newsroom.run("verify").returncode == 0


def test_a_planned_run_killed_at_random_moments_loses_and_doubles_nothing(
    newsroom: Newsroom, seeds: Path, usual: float
) -> None:
    """Applied and undone by workers that are killed, and by two at once in the long run."""
    workers = [("work",), ("imports", "resume", "1")][: 2 if THOROUGH else 1]

    def finished() -> None:
        for _ in range(KILLS if THOROUGH else 1):
            kill(newsroom, usual, *workers)
        newsroom.run("imports", "resume", "1")

    newsroom.run("import_seeds", "--plan", str(seeds), "--publish", "--section=Harbour")
    newsroom.run("imports", "approve", "1", "--all")
    newsroom.run("imports", "apply", "1", "--leave")
    finished()
    assert set(newsroom.ask(STATE).values()) == {STORIES, 0}

    newsroom.run("imports", "undo", "1", "--leave")
    finished()
    assert newsroom.ask(UNDONE) == {
        "states": ["undone"],
        "stages": ["spiked"],
        "live": 0,
        "kept": [STORIES] * 3,
    }
    assert newsroom.run("verify").returncode == 0


@pytest.mark.skipif(not THOROUGH, reason="takes long: KILLS=20 to run it")
def test_the_reading_of_a_plan_is_killed_and_the_stories_come_back_after_an_undo(
    newsroom: Newsroom, seeds: Path, usual: float
) -> None:
    while not newsroom.ask("ImportRun.objects.count()"):
        kill(newsroom, usual, ("import_seeds", "--plan", str(seeds), "--publish"))
    for _ in range(KILLS):
        kill(newsroom, usual, ("work",), ("imports", "resume", "1"))
    newsroom.run("imports", "resume", "1")
    assert newsroom.ask("ImportRun.objects.get().counts") == {"created": STORIES}
    assert newsroom.ask("ImportItem.objects.values('source_id').distinct().count()") == STORIES

    newsroom.run("imports", "approve", "1", "--all")
    newsroom.run("imports", "apply", "1")
    newsroom.run("imports", "undo", "1")
    for _ in range(KILLS):
        kill(newsroom, usual, ("import_seeds", str(seeds), "--publish"))
    newsroom.run("import_seeds", str(seeds), "--publish")

    assert newsroom.ask("Edition.objects.count()") == STORIES
    assert newsroom.ask("Article.objects.count()") == STORIES
    assert newsroom.run("verify").returncode == 0
