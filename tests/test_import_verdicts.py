"""What an import makes of what it finds: created, updated, unchanged, held, duplicate, rejected."""

from __future__ import annotations

from pathlib import Path

import pytest

from articles import holding, publishing
from articles.models import Article, Edition, ImportItem, ImportRun, Revision, Stage
from articles.verifying import faults
from tests import world
from tests.importing import LEDE, bring, seed, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    write(folder, ferry=seed())
    return folder


def test_a_new_story_is_created_as_a_draft(seeds: Path) -> None:
    told = bring(seeds)

    article = Article.objects.get()
    assert told["counts"] == {"created": 1}
    assert (article.stage, article.headline_derived, article.version) == (Stage.DRAFT, True, 1)
    assert not Edition.log.exists()


def test_publish_shows_it_at_its_own_date_and_accepts_no_headline(seeds: Path) -> None:
    bring(seeds, publish=True)

    edition = Edition.objects.get()
    assert edition.path.startswith("2024/02/25/")
    assert Article.objects.needing_a_headline().exists()
    assert not list(faults())


def test_the_same_again_is_unchanged(seeds: Path) -> None:
    bring(seeds, publish=True)

    told = bring(seeds, publish=True)

    assert told["counts"] == {"unchanged": 1}
    assert (Revision.objects.count(), Edition.log.count()) == (1, 1)


def test_a_changed_source_updates_what_the_desk_has_not_touched(seeds: Path) -> None:
    bring(seeds)
    write(seeds, ferry=seed(rest="Two people waved."))

    told = bring(seeds)

    article = Article.objects.get()
    assert told["counts"] == {"updated": 1}
    assert "Two people waved." in article.body
    assert (article.version, article.touched) == (2, False)


def test_an_update_leaves_what_readers_see_alone(seeds: Path) -> None:
    bring(seeds, publish=True)
    write(seeds, ferry=seed(rest="Two people waved."))

    bring(seeds)

    assert "Nobody waved." in Edition.objects.get().body_html
    assert Article.objects.changed_since_published().exists()


def test_an_update_with_publish_replaces_what_readers_see(seeds: Path) -> None:
    bring(seeds, publish=True)
    first = Edition.objects.get()
    write(seeds, ferry=seed(rest="Two people waved."))

    bring(seeds, publish=True)

    now = Edition.objects.get()
    assert "Two people waved." in now.body_html
    assert (now.path, now.published_at) == (first.path, first.published_at)
    assert not Article.objects.get().touched
    assert not list(faults())


def test_what_the_desk_edited_is_held_when_the_source_changes(seeds: Path) -> None:
    bring(seeds)
    world.rewrite(Article.objects.get(), headline="The desk's own")
    write(seeds, ferry=seed(rest="Two people waved."))

    told = bring(seeds)

    assert (told["counts"], told["exit"]) == ({"held": 1}, 1)
    assert Article.objects.get().headline == "The desk's own"
    assert "Two people waved." in ImportItem.objects.get(verdict="held").content


def test_what_the_desk_edited_is_unchanged_while_the_source_is(seeds: Path) -> None:
    bring(seeds)
    world.rewrite(Article.objects.get(), headline="The desk's own")

    assert bring(seeds)["counts"] == {"unchanged": 1}


def test_what_the_desk_spiked_is_held(seeds: Path) -> None:
    bring(seeds)
    holding.spike(Article.objects.get().pk, by=None)
    write(seeds, ferry=seed(rest="Two people waved."))

    assert bring(seeds)["counts"] == {"held": 1}


def test_what_was_withdrawn_is_not_put_back_by_an_update(seeds: Path) -> None:
    bring(seeds, publish=True)
    publishing.withdraw(Article.objects.get().pk, by=None)
    write(seeds, ferry=seed(rest="Two people waved."))

    bring(seeds, publish=True)

    assert not Edition.objects.exists()


def test_publish_publishes_untouched_drafts_of_an_earlier_import(seeds: Path) -> None:
    bring(seeds)

    told = bring(seeds, publish=True)

    assert told["counts"] == {"updated": 1}
    assert Edition.objects.exists()
    assert bring(seeds, publish=True)["counts"] == {"unchanged": 1}


def test_equal_bytes_in_two_files_are_one_article(seeds: Path) -> None:
    write(seeds, copy=seed())

    told = bring(seeds)

    assert told["counts"] == {"created": 1, "duplicate": 1}
    assert {item["article"] for item in told["items"]} == {Article.objects.get().pk}


def test_a_file_that_moved_is_a_duplicate(seeds: Path) -> None:
    bring(seeds)
    (seeds / "ferry.txt").rename(seeds / "moved.txt")

    assert bring(seeds)["counts"] == {"duplicate": 1}
    assert Article.objects.count() == 1


def test_equal_names_in_two_folders_are_two_articles(seeds: Path) -> None:
    write(seeds / "other", ferry=seed(lede="Another ferry left, with nobody aboard."))

    assert bring(seeds)["counts"] == {"created": 2}


def test_what_cannot_be_read_is_rejected_and_the_rest_goes_on(seeds: Path) -> None:
    (seeds / "a-program.txt").write_bytes(bytes(range(256)) * 40)
    (seeds / "huge.txt").write_text("x" * 2_000_000)
    write(seeds, empty="")

    told = bring(seeds)

    assert (told["counts"], told["exit"]) == ({"created": 1, "rejected": 3}, 1)
    assert all(item["problems"][0]["remedy"] for item in told["items"] if item["problems"])


def test_a_warning_is_printed_with_file_and_line_and_kept(seeds: Path) -> None:
    write(seeds, ferry=seed(day="2024-02-30"))

    told = bring(seeds)

    assert told["exit"] == 0
    assert "ferry.txt:1" in told["said"]
    assert "2024-02-30" in ImportItem.objects.get().problems[0]["message"]


def test_a_date_to_come_is_a_warning_and_publishes_nothing_in_the_future(seeds: Path) -> None:
    write(seeds, ferry=seed(day="2093-01-01"))

    told = bring(seeds, publish=True)

    edition = Edition.objects.get()
    assert edition.published_at == edition.live_from
    assert "2093" in told["items"][0]["problems"][0]["message"]


def test_section_and_tags_are_given_to_stories(seeds: Path) -> None:
    bring(seeds, section="Harbour", tag=["ferries", "Ferries", "quay"])

    document = Article.objects.get().document()
    assert (document.section, document.tags) == ("Harbour", ("ferries", "quay"))


def test_an_update_leaves_the_story_in_the_section_it_was_filed_under(seeds: Path) -> None:
    bring(seeds, section="Harbour")
    write(seeds, ferry=seed(rest="Two waved."))

    assert bring(seeds)["counts"] == {"updated": 1}

    document = Article.objects.get().document()
    assert (document.section, "Two waved." in document.body) == ("Harbour", True)


def test_a_run_counts_what_it_did(seeds: Path) -> None:
    told = bring(seeds)

    run = ImportRun.objects.get()
    assert (run.pk, run.state, run.counts, run.total) == (told["run"], "done", {"created": 1}, 1)


def test_an_item_says_where_its_article_came_from(seeds: Path) -> None:
    bring(seeds)

    item = Article.objects.get().import_items.get()
    assert item.path == str(seeds / "ferry.txt")
    assert (item.first_line, len(item.sha256), item.revision_number) == (1, 64, 1)


def test_no_state_is_taken_from_a_seed(seeds: Path) -> None:
    write(seeds, ferry=f"---\nstatus: published\nversion: 999\nstage: ready\n---\n{LEDE}\n")

    bring(seeds)

    article = Article.objects.get()
    assert (article.stage, article.version, Edition.log.exists()) == (Stage.DRAFT, 1, False)


def test_the_users_own_seed_is_read_whole(user_seed: Path, tmp_path: Path) -> None:
    (tmp_path / user_seed.name).write_bytes(user_seed.read_bytes())

    bring(tmp_path / user_seed.name, publish=True)

    edition = Edition.objects.get()
    assert edition.path.startswith("2024/02/25/")
    assert (edition.body_html.count("<p>"), edition.body_html.count("<h2")) == (5, 3)
    assert edition.revision.document.headline_derived


def test_the_corpus_twice_is_unchanged_the_second_time(corpus: Path, tmp_path: Path) -> None:
    paths = [tmp_path / "seeds"]
    paths[0].symlink_to(corpus / "seedtext")
    assert bring(*paths, publish=True)["counts"]["created"] == 59

    told = bring(*paths, publish=True)

    assert told["counts"]["unchanged"] == 59
    assert Revision.objects.count() == 59
    assert not list(faults())


def test_a_file_that_is_the_same_to_the_byte_is_not_read_again(seeds: Path) -> None:
    bring(seeds)

    assert bring(seeds)["counts"] == {"unchanged": 1}
    assert ImportItem.objects.count() == 1


def test_a_file_is_read_again_when_its_article_says_something_else_since(seeds: Path) -> None:
    first = (seeds / "ferry.txt").read_text()
    bring(seeds)
    write(seeds, ferry=seed(rest="Two people waved."))
    bring(seeds)
    (seeds / "ferry.txt").write_text(first)

    assert bring(seeds)["counts"] == {"updated": 1}
    assert "Nobody waved." in Article.objects.get().body


def test_a_file_is_read_again_when_the_last_import_was_killed(seeds: Path) -> None:
    bring(seeds)
    ImportRun.objects.update(state="failed")

    assert bring(seeds)["counts"] == {"unchanged": 1}
    assert ImportItem.objects.count() == 2


def test_what_is_remembered_is_still_published_when_asked(seeds: Path) -> None:
    bring(seeds)
    bring(seeds)

    assert bring(seeds, publish=True)["counts"] == {"updated": 1}
    assert Edition.objects.exists()


def test_a_row_put_in_before_others_turns_no_story_into_another(tmp_path: Path) -> None:
    rows = [f'"Story {n}","<p>What happened on day {n} of the fair.</p>"\n' for n in range(4)]
    sheet = tmp_path / "seeds" / "fair.csv"
    write(sheet.parent)
    sheet.write_text("headline,body\n" + "".join(rows[1:]))
    bring(sheet)
    sheet.write_text("headline,body\n" + "".join(rows))

    assert bring(sheet)["counts"] == {"held": 1, "duplicate": 3}
    assert [article.headline for article in Article.objects.order_by("pk")] == [
        "Story 1",
        "Story 2",
        "Story 3",
    ]
