"""Undoing an import: everything as it was, except what somebody has touched since."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import publishing
from articles.importing import changeset, undoing
from articles.models import Article, Edition, ImportItem, ImportRun, Kind, Revision, RunState, Stage
from articles.verifying import faults
from tests import world
from tests.importing import applied, bring, planned, seed, undone, worked, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    write(folder, ferry=seed(), storm=seed(lede="A storm broke the gate."))
    return folder


def ferry() -> Article:
    return Article.objects.get(source_id__endswith="ferry.txt")


def last_run() -> ImportRun:
    return ImportRun.objects.order_by("pk").last()


def test_what_was_created_is_gone_from_readers_and_kept_in_history(
    seeds: Path, publisher: User, client: Client
) -> None:
    bring(seeds, publish=True)
    addresses = [edition.get_absolute_url() for edition in Edition.objects.all()]

    run = undone(last_run(), by=publisher)

    assert run.state == RunState.UNDONE
    assert not Edition.objects.exists()
    assert {client.get(address).status_code for address in addresses} == {410}
    assert "undone" not in client.get(addresses[0]).text
    assert {article.stage for article in Article.objects.all()} == {Stage.SPIKED}
    assert Revision.objects.count() == 2
    assert ImportItem.objects.filter(undone_at__isnull=False).count() == 2
    assert not list(faults())


def test_what_was_scheduled_or_a_draft_is_spiked_too(seeds: Path) -> None:
    bring(seeds)
    run = last_run()

    undone(run)

    assert not Article.objects.on_desk().exists()


def test_what_was_updated_says_again_what_it_said_to_desk_and_readers(seeds: Path) -> None:
    bring(seeds, publish=True)
    before = ferry().document()
    write(seeds, ferry=seed(rest="Two waved."))
    bring(seeds, publish=True)

    run = undone(last_run())

    assert ferry().document() == before
    assert "Nobody waved." in Edition.objects.of(ferry()).get().body_html
    revision = Revision.objects.latest_of(ferry())
    assert (revision.kind, revision.reason) == (Kind.UNDO, f"{run} undone")
    assert not list(faults())


def test_readers_get_what_they_had_even_where_the_desk_was_further(seeds: Path) -> None:
    bring(seeds, publish=True)
    write(seeds, ferry=seed(rest="Two waved."))
    bring(seeds)
    write(seeds, ferry=seed(rest="Three waved."))
    bring(seeds, publish=True)

    undone(last_run())

    assert "Nobody waved." in Edition.objects.of(ferry()).get().body_html
    assert "Two waved." in ferry().body
    assert ferry().version > ferry().published_version


def test_a_draft_the_run_published_is_a_draft_again(seeds: Path) -> None:
    bring(seeds)
    bring(seeds, publish=True)
    assert Edition.objects.count() == 2

    undone(last_run())

    assert not Edition.objects.exists()
    assert Article.objects.on_desk().count() == 2


def test_what_the_run_did_not_publish_readers_keep(seeds: Path) -> None:
    bring(seeds, publish=True)
    shown = Edition.objects.of(ferry()).get()
    write(seeds, ferry=seed(rest="Two waved."))
    bring(seeds)

    undone(last_run())

    assert Edition.objects.of(ferry()).get() == shown
    assert "Nobody waved." in ferry().body


def test_what_somebody_touched_since_is_kept_and_the_run_says_why(
    seeds: Path, publisher: User
) -> None:
    names = ("edited", "published", "taken", "spiked", "later")
    write(seeds, **{name: seed(lede=f"The {name} story.") for name in names})
    bring(seeds)
    run = last_run()
    told = {Path(a.source_id).stem: a for a in Article.objects.all()}
    world.rewrite(told["edited"], dek="From the desk.")
    Article.objects.filter(pk=told["published"].pk).update(headline_derived=False, slug="there")
    publishing.publish(told["published"].pk, by=publisher)
    Article.objects.filter(pk=told["taken"].pk).update(assignee=publisher)
    Article.objects.filter(pk=told["spiked"].pk).update(stage=Stage.SPIKED)
    write(seeds, later=seed(lede="The later story, told again."))
    bring(seeds)
    forecast = dict(undoing.forecast(list(run.items.select_related("article"))))

    undone(run)

    notes = {Path(item.path).stem: item.note for item in ImportItem.objects.filter(run=run)}
    assert {Path(item.path).stem: note for item, note in forecast.items()} == notes
    assert "edited" in notes["edited"]
    assert "edited" in notes["published"] or "published" in notes["published"]
    assert "in hand" in notes["taken"]
    assert "spiked" in notes["spiked"]
    assert "later import" in notes["later"]
    assert notes["ferry"] == notes["storm"] == ""
    assert Edition.objects.count() == 1
    assert ImportItem.objects.of(run).kept().count() == 5


def test_a_publication_in_the_same_words_counts_as_a_touch(seeds: Path, publisher: User) -> None:
    bring(seeds / "ferry.txt", publish=True)
    run = last_run()
    publishing.publish(ferry().pk, by=publisher, accepted=False, minor=True)

    undone(run)

    assert Edition.objects.exists()
    assert "published" in run.items.get().note


def test_undone_twice_is_as_once(seeds: Path) -> None:
    bring(seeds, publish=True)
    run = undone(last_run())
    before = Revision.objects.count(), Edition.log.count(), run.items.count()

    again = changeset.undo(run, None)

    assert again.state == RunState.UNDONE
    assert worked(again).acts == run.acts
    assert (Revision.objects.count(), Edition.log.count(), run.items.count()) == before


def test_what_was_kept_for_a_later_import_is_undone_after_it(seeds: Path) -> None:
    for rest in ("Nobody waved.", "Two waved.", "All waved."):
        write(seeds, ferry=seed(rest=rest))
        bring(seeds)
    second, third = ImportRun.objects.order_by("pk")[1:]

    assert undone(second).state == RunState.UNDONE  # too early: the third stands on it
    for run in (third, second):
        undone(run)

    assert not ImportItem.objects.of(second).kept().exists()
    assert "Nobody waved." in ferry().body


@pytest.mark.parametrize("changed", [False, True])
def test_imported_again_the_stories_come_back_at_their_addresses(
    seeds: Path, client: Client, changed: bool
) -> None:
    bring(seeds, publish=True)
    addresses = [edition.get_absolute_url() for edition in Edition.objects.all()]
    undone(last_run())
    if changed:
        write(seeds, ferry=seed(rest="Two waved."))

    told = bring(seeds, publish=True)

    assert told["counts"] == {"created": 2}
    assert Article.objects.on_desk().count() == 2
    assert {client.get(address).status_code for address in addresses} == {200}
    assert ("Two waved." in ferry().body) is changed
    assert bring(seeds, publish=True)["counts"] == {"unchanged": 2}
    undone(ImportRun.objects.get(pk=told["run"]))
    assert not Edition.objects.exists()
    assert not list(faults())


def test_a_plan_brings_back_what_was_undone(seeds: Path) -> None:
    bring(seeds)
    undone(last_run())

    run = planned(seeds)

    assert run.counts == {"created": 2}
    assert applied(run).counts == {"created": 2}
    assert Article.objects.on_desk().count() == 2


def test_several_imports_are_undone_one_after_the_other(seeds: Path) -> None:
    bring(seeds, publish=True)
    first = last_run()
    write(seeds, ferry=seed(rest="Two waved."))
    bring(seeds, publish=True)
    second = last_run()
    write(seeds, ferry=seed(rest="Three waved."))
    bring(seeds, publish=True)

    undone(last_run())
    assert "Two waved." in Edition.objects.of(ferry()).get().body_html
    undone(second)
    assert "Nobody waved." in Edition.objects.of(ferry()).get().body_html
    undone(first)

    assert not Edition.objects.exists()
    assert not list(faults())


def test_one_story_changed_twice_by_a_run_is_undone_to_the_start(tmp_path: Path) -> None:
    write_feed(tmp_path, a="First words.")
    bring(tmp_path)
    write_feed(tmp_path, a="Second words.", b="Third words.")
    bring(tmp_path)
    assert "Third words." in Article.objects.get().body

    undone(last_run())

    assert "First words." in Article.objects.get().body


def write_feed(folder: Path, **words: str) -> None:
    for name, text in words.items():
        story = f'{{"id": "urn:a", "title": "One", "content_html": "<p>{text}</p>"}}'
        version = '"version": "https://jsonfeed.org/version/1.1", "title": "F"'
        (folder / f"{name}.json").write_text(f'{{{version}, "items": [{story}]}}')


def test_an_undo_is_paused_and_goes_on(seeds: Path) -> None:
    bring(seeds)
    run = changeset.undo(last_run(), None)
    run = changeset.pause(run, None)
    assert worked(run).state == RunState.PAUSED
    with pytest.raises(changeset.NotNow, match="only paused"):
        changeset.cancel(run, None)

    assert worked(changeset.resume(run, None)).state == RunState.UNDONE
