"""`manage.py imports`: a changeset from the command line, as somebody types it."""

from __future__ import annotations

from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, Edition, ImportRun, RunState
from tests import world
from tests.importing import bring, seed, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    write(folder, ferry=seed(), storm=seed(lede="A storm broke the gate."))
    return folder


def said(*words: object, code: int = 0) -> str:
    """What a command prints, its complaint included; it must end with the code."""
    out, ended, complaint = StringIO(), 0, ""
    try:
        call_command(*map(str, words), stdout=out)
    except CommandError as error:
        ended, complaint = error.returncode, str(error)
    assert ended == code, complaint
    return f"{out.getvalue()}{complaint}"


def plan(*words: object, code: int = 0) -> ImportRun:
    said("import_seeds", "--plan", *words, code=code)
    return ImportRun.objects.order_by("pk").last()


def test_a_plan_is_shown_approved_and_applied(seeds: Path) -> None:
    text = said("import_seeds", seeds, "--plan", "--publish")
    run = ImportRun.objects.get()
    assert f"imports approve {run.pk} --all" in text
    assert not Article.objects.exists()

    assert "2 documents are approved" in said("imports", "approve", run.pk, "--all")
    text = said("imports", "apply", run.pk)

    assert f"import run {run.pk}: Done" in text
    assert Edition.objects.count() == 2
    assert "Done" in said("imports", "list")


def test_an_update_is_shown_as_what_it_changes(seeds: Path) -> None:
    bring(seeds)
    write(seeds, ferry=seed(rest="Two waved."))
    run = plan(seeds)

    text = said("imports", "show", run.pk, "--verdict", "updated", "--diff")

    assert "[-Nobody -]{+Two +}waved." in text
    assert "storm.txt" not in text


def test_documents_are_chosen_by_number_and_by_what_they_are(seeds: Path) -> None:
    write(seeds, late=seed(day="2024-02-30"), zero="")
    run = plan(seeds, code=1)

    assert "1 documents are declined" in said("imports", "decline", run.pk, "--with-problems")
    assert "1 documents are approved" in said("imports", "approve", run.pk, "--items", "1-1")
    said("imports", "apply", run.pk)
    assert ImportRun.objects.get().state == RunState.PLANNED
    assert Path(Article.objects.get().source_id).stem == "ferry"


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["show", "999"], "no import run 999"),
        (["approve", "{run}"], "Which documents"),
        (["apply", "{run}"], "approve something first"),
        (["resume", "{run}"], "Awaiting approval"),
        (["undo", "{run}"], "Awaiting approval"),
    ],
)
def test_what_cannot_be_done_is_said_with_code_2(
    seeds: Path, words: list[str], complaint: str
) -> None:
    run = plan(seeds)

    assert complaint in said("imports", *[word.format(run=run.pk) for word in words], code=2)


def test_what_an_undo_keeps_is_told_with_code_1(seeds: Path) -> None:
    bring(seeds)
    world.rewrite(Article.objects.first(), dek="From the desk.")

    text = said("imports", "undo", ImportRun.objects.get().pk, code=1)

    assert "kept" in text
    assert "The desk has edited it since." in text
    assert Article.objects.on_desk().count() == 1


def test_a_run_is_left_to_a_worker_paused_and_cancelled(seeds: Path) -> None:
    run = plan(seeds)
    said("imports", "approve", run.pk, "--all")

    assert "left to a worker" in said("imports", "apply", run.pk, "--leave")
    said("imports", "pause", run.pk)
    said("imports", "cancel", run.pk)

    assert ImportRun.objects.get().state == RunState.CANCELLED
    assert not Article.objects.exists()


def test_standard_input_is_planned_too(
    tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.IMPORT_ROOT = tmp_path
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(seed().encode())))

    assert plan("-").counts == {"created": 1}


def test_documents_are_named_in_stretches_of_any_length(seeds: Path) -> None:
    run = plan(seeds)

    assert "1 documents are approved" in said("imports", "approve", run.pk, "--items", "1,5-7")
    assert "1 documents are approved" in said("imports", "approve", run.pk, "--items=2-900000000")
    with pytest.raises(CommandError, match="not of the form 3,5-9"):
        call_command("imports", "approve", str(run.pk), "--items", "two")


@pytest.mark.parametrize("option", ["--section", "--tag", "--source"])
def test_a_name_too_long_to_keep_is_refused_before_anything_is_read(
    seeds: Path, option: str
) -> None:
    with pytest.raises(CommandError, match="300 characters long; the limit is"):
        call_command("import_seeds", str(seeds), option, 300 * "x")

    assert not ImportRun.objects.exists()
