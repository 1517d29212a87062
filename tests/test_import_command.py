"""The command as somebody types it: exit codes, reports, dumps, and one at a time."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from articles.models import Article, ImportRun
from tests.importing import bring, seed, write
from tests.newsrooms import Newsroom, opened

pytestmark = pytest.mark.processes


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    write(folder, ferry=seed(), storm=seed(lede="A storm broke the gate."))
    return folder


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    with opened(tmp_path_factory.mktemp("newsroom")) as newsroom:
        yield newsroom


def rows() -> dict[str, list[tuple[object, ...]]]:
    """Everything in the database that is ours."""
    names = [table for table in connection.introspection.table_names() if table[:4] != "auth"]
    found = {}
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f'SELECT * FROM "{name}"')
            found[name] = cursor.fetchall()
    return found


@pytest.mark.django_db
def test_a_dry_run_writes_nothing_and_says_what_would_happen(seeds: Path) -> None:
    bring(seeds)
    write(seeds, ferry=seed(rest="Two waved."), new=seed(lede="New."), twin=seed(lede="New."))
    before = rows()

    told = bring(seeds, publish=True, dry_run=True, tag=["new"], section="New")

    assert rows() == before
    assert told["counts"] == {"created": 1, "updated": 1, "unchanged": 1, "duplicate": 1}
    assert told["run"] is None


@pytest.mark.django_db
def test_the_report_names_file_line_verdict_problems_and_article(seeds: Path) -> None:
    write(seeds, storm=seed(day="2024-02-30"), zero="")

    told = bring(seeds)

    ferry, storm, zero = told["items"]
    assert (ferry["verdict"], ferry["problems"]) == ("created", [])
    assert Article.objects.filter(pk=storm["article"]).exists()
    assert (zero["verdict"], zero["article"]) == ("rejected", None)
    assert set(storm["problems"][0]) == {"message", "remedy", "line", "severity"}


@pytest.mark.django_db
def test_a_dump_says_what_was_read_and_asks_no_database(
    seeds: Path, tmp_path: Path, django_assert_num_queries: object
) -> None:
    write(seeds, zero="")
    dump = tmp_path / "dump.jsonl"

    with django_assert_num_queries(0):  # type: ignore[operator]
        call_command("import_seeds", str(seeds), dump=dump)

    ferry, _, zero = map(json.loads, dump.read_text().splitlines())
    assert (ferry["source"], ferry["n"], ferry["date"]) == ("ferry.txt", 0, "2024-02-25")
    assert (ferry["headings"], ferry["paragraphs"]) == (["A Quiet Crossing"], 2)
    assert set(zero) == {"source", "error"}


@pytest.mark.django_db
def test_a_run_whose_process_is_gone_is_marked_and_the_next_goes_on(seeds: Path) -> None:
    bring(seeds)
    ImportRun.objects.update(state="applying", finished_at=None)

    told = bring(seeds)

    assert told["counts"] == {"unchanged": 2}
    assert list(ImportRun.objects.values_list("state", flat=True)) == ["done", "failed"]


@pytest.mark.django_db
def test_an_import_of_nothing_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()

    assert bring(tmp_path / "seeds")["exit"] == 0


@pytest.mark.django_db
def test_a_terminal_gets_no_more_than_it_asks_for(seeds: Path) -> None:
    out = StringIO()

    call_command("import_seeds", str(seeds), verbosity=0, stdout=out)

    assert out.getvalue() == ""


def test_exit_codes_are_as_documented(newsroom: Newsroom, seeds: Path) -> None:
    def code(*words: object) -> int:
        return newsroom.run("import_seeds", *map(str, words)).returncode

    assert code(seeds) == 0
    write(seeds, zero="")
    assert code(seeds) == 1
    assert code(seeds / "nowhere") == code(seeds, "--no-such-option") == 2


def test_a_story_comes_in_on_standard_input(newsroom: Newsroom) -> None:
    story = seed(lede="Somebody piped this story in.")

    assert "│ created   │         1 │" in newsroom.run("import_seeds", "-", stdin=story).stdout
    assert "│ unchanged │         1 │" in newsroom.run("import_seeds", "-", stdin=story).stdout


HOLD = """
from articles.importing import lock
with lock.held():
    print("held", flush=True)
    input()
"""


@pytest.fixture
def import_at_work(newsroom: Newsroom) -> Iterator[Callable[[], None]]:
    """Somebody else holds the lock until this is called."""
    with newsroom.start("shell", "--no-imports", "-c", HOLD) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        yield lambda: holder.communicate("enough\n") and None
        holder.kill()


def test_a_second_import_refuses(
    newsroom: Newsroom, seeds: Path, import_at_work: Callable[[], None]
) -> None:
    second = newsroom.run("import_seeds", str(seeds))

    assert second.returncode == 3
    assert "--wait" in second.stderr


def test_a_second_import_waits_if_told_to(
    newsroom: Newsroom, seeds: Path, import_at_work: Callable[[], None]
) -> None:
    with newsroom.start("import_seeds", str(seeds), "--wait") as second:
        with pytest.raises(subprocess.TimeoutExpired):
            second.wait(2)
        import_at_work()

        assert second.wait(30) == 0


def test_a_lock_goes_with_the_process_that_held_it(newsroom: Newsroom, seeds: Path) -> None:
    with newsroom.start("shell", "--no-imports", "-c", HOLD) as holder:
        assert holder.stdout
        holder.stdout.readline()
        holder.kill()

    assert newsroom.run("import_seeds", str(seeds)).returncode == 0


def test_an_interrupted_import_says_so(newsroom: Newsroom) -> None:
    with newsroom.start("import_seeds", "-") as waiting_for_input:
        while not newsroom.ask("ImportRun.objects.at_work().count()"):
            assert waiting_for_input.poll() is None
        waiting_for_input.send_signal(signal.SIGINT)

        assert waiting_for_input.wait(30) == 130

    assert newsroom.ask("ImportRun.objects.first().state") == "cancelled"
