"""Reading in several processes gives what reading in one gives, in the same order."""

from __future__ import annotations

from pathlib import Path

import pytest

from articles.importing import crew, finding, intake
from articles.importing.options import Options
from tests.importing import seed, write

OPTIONS = Options()


@pytest.fixture
def files(tmp_path: Path) -> list[intake.SourceFile]:
    stories = {f"{n:03}": seed(lede=f"Story {n} was told.") for n in range(120)}
    write(tmp_path, **stories, zero="")
    return list(intake.files([str(tmp_path)]))


def test_a_crew_finds_what_one_process_finds_in_the_same_order(
    files: list[intake.SourceFile],
) -> None:
    with crew.Crew(OPTIONS) as hands:
        found = list(hands.found(files))

    assert found == [one for file in files for one in finding.found_in(file, OPTIONS)]


def test_a_process_that_is_killed_loses_no_document(files: list[intake.SourceFile]) -> None:
    with crew.Crew(OPTIONS) as hands:
        found = hands.found(files)
        first = next(found)
        hands.hands[0].kill()
        rest = list(found)

    assert [one.path for one in (first, *rest)] == [file.path for file in files]


def test_few_files_are_read_without_a_crew(
    files: list[intake.SourceFile], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "Crew", None)

    assert len(list(crew.found(files, OPTIONS))) == len(files)
