"""An import as a changeset: planned, approved, applied, paused; undone is in test_import_undone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.importing import changeset, settling, steps
from articles.importing.changeset import NotNow, Selection
from articles.importing.options import Options
from articles.importing.progress import progress
from articles.models import Article, Edition, ImportItem, ImportRun, RunState, Verdict
from articles.revising import Stale
from articles.verifying import faults
from tests import world
from tests.importing import applied, bring, planned, seed, worked, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    write(folder, ferry=seed(), storm=seed(lede="A storm broke the gate."))
    return folder


def verdicts(run: ImportRun) -> list[str]:
    return list(run.items.order_by("position").values_list("verdict", flat=True))


def test_a_planned_run_writes_nothing_but_the_plan(seeds: Path) -> None:
    run = planned(seeds, publish=True, section="Harbour")

    assert run.state == RunState.PLANNED
    assert (run.counts, run.total) == ({"created": 2}, 2)
    assert not Article.objects.exists()
    ferry = run.items.get(path__endswith="ferry.txt")
    assert (ferry.section, ferry.applied_at, ferry.article) == ("Harbour", None, None)
    assert "Tollhouse Quay" in ferry.document.body


def test_what_is_approved_is_written_and_what_is_declined_is_not(
    seeds: Path, publisher: User
) -> None:
    run = planned(seeds, publish=True)
    changeset.approve(run, publisher, Selection(path="ferry"))
    changeset.decline(run, publisher, Selection(path="storm"))

    run = worked(changeset.apply(run, publisher))

    assert run.state == RunState.DONE
    assert Edition.objects.get().article.source_id.endswith("ferry.txt")
    item = ImportItem.objects.standing().get()
    assert (item.decided_by_name, item.content, item.revision_number) == ("piers", "", 1)
    assert [act["act"] for act in run.acts] == ["opened", "approved", "declined", "applied"]
    assert not list(faults())


def test_what_nobody_decided_about_waits_on(seeds: Path) -> None:
    run = planned(seeds)
    changeset.approve(run, None, Selection(positions=[1]))

    run = worked(changeset.apply(run, None))

    assert run.state == RunState.PLANNED
    assert ImportItem.objects.of(run).undecided().count() == 1
    with pytest.raises(NotNow, match="approve something"):
        changeset.apply(run, None)


def test_a_selection_is_by_verdict_section_path_and_problems(seeds: Path) -> None:
    bring(seeds / "ferry.txt")
    write(seeds, ferry=seed(rest="Two waved."), bad=seed(day="2024-02-30"), zero="")
    run = planned(seeds, section="Harbour")

    def selected(**conditions: object) -> set[str]:
        paths = Selection(**conditions).of(run).values_list("path", flat=True)
        return {Path(path).stem for path in paths}

    assert selected(verdicts=["updated"]) == {"ferry"}
    assert selected(section="Harbour") == {"ferry", "storm", "bad"}
    assert selected(path="STORM") == {"storm"}
    assert selected(with_problems=True) == {"bad", "zero"}
    assert selected(with_problems=False) == {"ferry", "storm"}


def test_an_article_the_desk_touched_since_is_held(seeds: Path) -> None:
    bring(seeds)
    write(seeds, ferry=seed(rest="Two waved."))
    run = planned(seeds)
    article = Article.objects.get(source_id__endswith="ferry.txt")
    world.rewrite(article, dek="From the desk.")

    run = applied(run)

    assert (run.state, run.counts) == (RunState.DONE, {"held": 1, "unchanged": 1})
    assert "Nobody waved." in Article.objects.get(pk=article.pk).body
    held = run.items.get(verdict=Verdict.HELD)
    assert "Two waved." in held.document.body


def test_an_article_another_import_changed_since_is_held(seeds: Path) -> None:
    bring(seeds)
    write(seeds, ferry=seed(rest="Two waved."))
    run = planned(seeds)
    write(seeds, ferry=seed(rest="Three waved."))
    bring(seeds)

    assert applied(run).counts == {"held": 1, "unchanged": 1}
    assert Article.objects.filter(body__contains="Three waved.").exists()


def test_an_identity_that_appeared_meanwhile_is_not_created_twice(seeds: Path) -> None:
    run = planned(seeds)
    bring(seeds / "ferry.txt")
    write(seeds, storm=seed(lede="Another storm broke the gate."))
    bring(seeds / "storm.txt")

    assert applied(run).counts == {"unchanged": 1, "held": 1}
    assert Article.objects.count() == 2


def test_one_identity_twice_in_a_run_is_written_in_order(tmp_path: Path) -> None:
    for name, words in (("a", "First words, told once."), ("z", "Second words.")):
        story = {"id": "urn:a", "title": "One", "content_html": f"<p>{words}</p>"}
        feed = {"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [story]}
        (tmp_path / f"{name}.json").write_text(json.dumps(feed))

    run = applied(planned(tmp_path))

    assert verdicts(run) == ["created", "updated"]
    article = Article.objects.get()
    assert ("Second words" in article.body, article.touched) == (True, False)


def test_a_draft_is_published_by_a_planned_run_that_publishes(seeds: Path) -> None:
    bring(seeds)

    run = planned(seeds, publish=True)

    assert run.counts == {"updated": 2}
    assert applied(run).state == RunState.DONE
    assert Edition.objects.count() == 2


def test_a_run_of_what_is_unchanged_asks_for_nothing(seeds: Path) -> None:
    bring(seeds)

    run = planned(seeds)

    assert (run.state, run.counts) == (RunState.DONE, {"unchanged": 2})


def test_paused_nobody_goes_on_until_it_is_resumed(seeds: Path) -> None:
    run = planned(seeds)
    changeset.approve(run, None, Selection())
    run = changeset.apply(run, None)
    hand = steps.take(run, "one")
    changeset.pause(run, None)

    assert hand.advance(1) is False
    assert steps.take(ImportRun.objects.get(), "two") is None
    assert not Article.objects.exists()

    assert worked(changeset.resume(run, None)).state == RunState.DONE
    assert Article.objects.count() == 2


def test_cancelled_it_writes_no_more(seeds: Path) -> None:
    run = planned(seeds)
    changeset.approve(run, None, Selection())
    run = changeset.apply(run, None)
    hand = steps.take(run, "one")

    run = changeset.cancel(run, None)

    assert hand.advance(1) is False
    assert run.state == RunState.CANCELLED
    assert not Article.objects.exists()
    with pytest.raises(NotNow, match="Cancelled"):
        changeset.apply(run, None)


def test_a_worker_that_is_dead_loses_its_run_to_another(seeds: Path) -> None:
    run = planned(seeds)
    changeset.approve(run, None, Selection())
    run = changeset.apply(run, None)
    dead = steps.take(run, "dead")
    assert steps.take(run, "early") is None
    ImportRun.objects.update(heartbeat_at="2020-01-01T00:00Z")

    assert steps.take(run, "heir").advance(60) is False

    assert dead.advance(60) is False
    assert Article.objects.count() == 2
    assert ImportRun.objects.get().counts == {"created": 2}


def test_reading_goes_on_where_it_was_interrupted(seeds: Path) -> None:
    write(seeds, **{f"s{n:03}": seed(lede=f"Story {n} was told.") for n in range(120)})
    run = planned(seeds, until=1)
    read = run.total
    assert 0 < read < 122

    run = worked(run)

    assert run.total == run.items.count() == 122
    assert run.items.values("source_id").distinct().count() == 122
    assert run.counts == {"created": 122}


def test_files_that_change_while_they_are_read_are_not_mixed_up(seeds: Path) -> None:
    write(seeds, **{f"s{n:03}": seed(lede=f"Story {n} was told.") for n in range(120)})
    run = planned(seeds, until=1)
    write(seeds, aa=seed(lede="Earlier in the alphabet."))

    run = worked(run)

    assert run.state == RunState.FAILED
    assert "changed while they were read" in run.reason


def test_progress_says_how_far_it_is(seeds: Path) -> None:
    run = planned(seeds, until=0)
    told = progress(run)
    assert (told.is_at_work, told.is_in_hand, told.has_worker) == (True, False, False)

    run = worked(run)
    changeset.approve(run, None, Selection())
    run = changeset.apply(run, None)
    assert (progress(run).done, progress(run).aim) == (0, 2)
    run = worked(run)

    assert progress(run).share == 1.0
    assert progress(run).rate > 0


def held_item(seeds: Path) -> ImportItem:
    bring(seeds / "ferry.txt")
    world.rewrite(Article.objects.get(), dek="From the desk.")
    write(seeds, ferry=seed(rest="Two waved."))
    bring(seeds / "ferry.txt")
    return ImportItem.objects.get(verdict=Verdict.HELD)


def test_a_held_document_is_settled_by_a_revision_made_of_both(
    seeds: Path, publisher: User
) -> None:
    item = held_item(seeds)
    assert "Nobody waved." in settling.base_of(item).body
    both = world.rewrite(item.article, dek="Later, from the desk.").document()
    with pytest.raises(Stale):
        settling.settle(item, publisher, both, base=2)

    settling.settle(item, publisher, both, base=3)

    assert Article.objects.get().document() == both
    assert bring(seeds / "ferry.txt")["counts"] == {"unchanged": 1}
    with pytest.raises(settling.Settled):
        settling.settle(item, publisher, both, base=5)
    write(seeds, ferry=seed(rest="Three waved."))
    bring(seeds / "ferry.txt")
    latest = ImportItem.objects.order_by("pk").last()
    assert "Two waved." in settling.base_of(latest).body
    assert not list(faults())


def test_a_dismissed_document_is_not_held_again(seeds: Path, publisher: User) -> None:
    item = held_item(seeds)

    settling.dismiss(item, publisher, "We know better.")

    item.refresh_from_db()
    assert (item.note, item.decided_by_name) == ("We know better.", "piers")
    assert bring(seeds / "ferry.txt")["counts"] == {"unchanged": 1}
    assert Article.objects.get().dek == "From the desk."


def test_folders_that_are_gone_are_not_offered_and_what_they_held_is_asked_for(
    admin_client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.IMPORT_FOLDERS, settings.IMPORT_ROOT = [str(tmp_path / "gone")], tmp_path
    assert "gone" not in admin_client.get("/admin/articles/importrun/add/").text

    run = worked(changeset.open_run(Options(), by=None, folder="20240225-0"))

    assert run.state == RunState.FAILED
    assert run.reason == "Its files are not on the server any more: import them again."
