"""The worker: what waits is done, by whoever is there, and a failure of one kind stops no other."""

from __future__ import annotations

import os
import signal
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from articles.importing import changeset, uploads
from articles.importing.changeset import Selection
from articles.importing.options import Options
from articles.models import Article, ImportRun, RunState, Worker
from articles.working.loop import Loop
from tests.importing import planned, seed, write
from tests.newsrooms import opened

pytestmark = pytest.mark.processes


class Given:
    """An upload, as a form hands it over."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self._text = name, text

    def chunks(self) -> list[bytes]:
        return [self._text.encode()]


@pytest.fixture(autouse=True)
def root(tmp_path: Path, settings: object) -> Path:
    settings.IMPORT_ROOT = tmp_path / "imports"
    return tmp_path / "imports"


@pytest.mark.django_db
def test_a_worker_reads_then_applies_then_undoes_what_waits(tmp_path: Path) -> None:
    write(tmp_path / "seeds", ferry=seed())
    run = planned(tmp_path / "seeds", until=0)
    loop = Loop()

    assert loop.turn()
    changeset.approve(run, None, Selection())
    changeset.apply(run, None)
    assert loop.turn()
    assert Article.objects.on_desk().count() == 1
    changeset.undo(run, None)
    assert loop.turn()

    assert ImportRun.objects.get().state == RunState.UNDONE
    assert not loop.turn()
    assert Worker.objects.get().name == loop.name


@pytest.mark.django_db
def test_a_kind_of_work_that_fails_keeps_no_other_from_its_turn(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Kind:
        def __init__(self, name: str) -> None:
            self.name, self.asked = name, 0

        def piece(self) -> bool:
            self.asked += 1
            if self.name == "broken":
                raise ZeroDivisionError
            return True

        def let_go(self) -> None:
            """Nothing is in hand."""

    broken, sound = Kind("broken"), Kind("sound")
    loop = Loop(lambda worker: [broken, sound])

    assert loop.turn()
    assert loop.turn()

    assert (broken.asked, sound.asked) == (1, 2)
    assert "Work on broken failed" in caplog.text


@pytest.mark.django_db
def test_uploads_are_known_by_their_words_or_within_a_collection_by_name() -> None:
    def identities(**words: object) -> set[str]:
        folder = uploads.store([Given("../../a.txt", seed()), Given("a.txt", seed(lede="B."))])
        run = changeset.open_run(Options(**words), by=None, folder=folder)
        assert Loop().turn()
        assert set(run.items.values_list("path", flat=True)) == {"a.txt", "a-2.txt"}
        return set(run.items.values_list("source_id", flat=True))

    assert {identity.partition(":")[0] for identity in identities()} == {"upload"}
    assert identities(source="wire") == {"a.txt", "a-2.txt"}


@pytest.mark.django_db
def test_uploads_go_some_days_after_their_run_is_over(root: Path) -> None:
    folder = uploads.store([Given("ferry.txt", seed())])
    stray, fresh = root / "stray", root / "fresh"
    stray.mkdir()
    fresh.mkdir()
    os.utime(stray, (0, 0))
    run = changeset.cancel(changeset.open_run(Options(), by=None, folder=folder), None)

    Loop().turn()
    assert {path.name for path in root.iterdir()} == {folder, "fresh"}

    over = timezone.now() - timedelta(days=settings.IMPORT_KEPT_DAYS + 1)
    ImportRun.objects.filter(pk=run.pk).update(finished_at=over)
    Loop().turn()
    assert {path.name for path in root.iterdir()} == {"fresh"}


def test_only_the_folders_that_are_set_may_be_imported_from(
    tmp_path: Path, settings: object
) -> None:
    inside, outside = tmp_path / "open" / "wire", tmp_path / "secret"
    inside.mkdir(parents=True)
    outside.mkdir()
    (inside / "leak").symlink_to(outside)
    settings.IMPORT_FOLDERS = [str(tmp_path / "open")]

    assert uploads.allowed(str(inside)) == str(inside)
    for path in (outside, inside / "leak", inside / ".." / ".." / "secret", tmp_path / "openly"):
        with pytest.raises(uploads.NotAllowed):
            uploads.allowed(str(path))


def test_a_worker_leaves_when_it_is_told_to(tmp_path: Path) -> None:
    with opened(tmp_path / "newsroom") as newsroom:
        with newsroom.start("work") as worker:
            assert "is at work" in worker.stdout.readline()
            worker.send_signal(signal.SIGTERM)
            assert worker.wait(timeout=30) == 0

        assert newsroom.ask("Worker.objects.count()") == 0
