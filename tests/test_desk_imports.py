"""The import room of the desk: runs listed, looked through, steered, settled, undone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles.models import Article, Edition, ImportItem, ImportRun, Worker
from articles.models.importing import RunState
from tests import world
from tests.importing import applied, planned, seed, worked, write

pytestmark = pytest.mark.django_db

RUNS = "/admin/articles/importrun/"


@pytest.fixture
def chief(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("chief", password="a-long-enough-password"))
    return client


def make_run(**fields: Any) -> ImportRun:
    now = timezone.now()
    defaults = {"source": "seeds", "started_at": now, "heartbeat_at": now}
    return ImportRun.objects.create(**defaults | fields)


def test_a_room_without_imports_invites_the_first(chief: Client) -> None:
    assert "Nothing has been imported yet" in chief.get(RUNS).text


def test_runs_are_listed_newest_first_and_their_pages_turn(chief: Client) -> None:
    for number in range(52):
        make_run(source=f"wire {number}", counts={"created": number, "held": 0})

    first = chief.get(RUNS).text
    oldest = ImportRun.objects.order_by("pk")[2].pk
    second = chief.get(f"{RUNS}?before={oldest}").text

    assert first.index("wire 51") < first.index("wire 50")
    assert "51 created" in first
    assert f"before={oldest}" in first
    assert "wire 1<" in second
    assert "wire 2<" not in second


def test_runs_are_narrowed_to_a_state(chief: Client) -> None:
    make_run(source="wanted", state=RunState.FAILED)
    make_run(source="other", state=RunState.DONE)

    text = chief.get(f"{RUNS}?state=failed").text

    assert "wanted" in text
    assert "other" not in text
    assert "No import is in that state" in chief.get(f"{RUNS}?state=paused").text


def address(run: ImportRun, page: str = "change") -> str:
    return f"{RUNS}{run.pk}/{page}/"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    write(tmp_path / "seeds", ferry=seed(), storm=seed(lede="A storm broke the gate."))
    return tmp_path / "seeds"


def test_a_plan_shows_what_each_document_would_become(chief: Client, seeds: Path) -> None:
    run = planned(seeds, section="Harbour", tags=("wire",))

    page = chief.get(address(run)).text

    assert "Nothing is written yet" in page
    assert "2 undecided, 0 approved" in page
    assert all(said in page for said in ("ferry.txt", "25 Feb 2024", "Harbour", "wire"))
    assert page.count(">New<") == 2


def test_what_is_approved_comes_in_and_what_is_declined_does_not(
    chief: Client, seeds: Path
) -> None:
    run = planned(seeds, publish=True)
    ferry, storm = run.items.order_by("position")

    chief.post(address(run, "decide"), {"act": "approve-chosen", "position": ferry.position})
    chief.post(address(run, "decide"), {"act": "decline-chosen", "position": storm.position})
    assert "Write what is approved (1)" in chief.get(address(run)).text
    chief.post(address(run, "apply"))
    run = worked(ImportRun.objects.get())

    assert run.state == RunState.DONE
    assert Edition.objects.get().article.source_id.endswith("ferry.txt")
    report = chief.get(address(run)).text
    assert "chief: approved" in report
    assert "counted below all the same: 1." in report


def test_all_that_a_filter_shows_are_approved_and_no_others(chief: Client, seeds: Path) -> None:
    run = planned(seeds)

    assert "storm.txt" not in chief.get(f"{address(run)}?path=ferry").text
    chief.post(address(run, "decide"), {"act": "approve-all", "path": "ferry"})
    chief.post(address(run, "decide"), {"act": "decline-all", "decided": "undecided"})

    said = dict(run.items.values_list("path", "approval"))
    assert {Path(path).stem: what for path, what in said.items()} == {
        "ferry": "approved",
        "storm": "declined",
    }
    shown = chief.get(f"{address(run)}?decided=declined").text
    assert "storm.txt" in shown
    assert "ferry.txt" not in shown


def test_a_document_opens_to_the_whole_story_and_an_update_to_what_changes(
    chief: Client, seeds: Path
) -> None:
    applied(planned(seeds))
    write(seeds, ferry=seed(rest="Two men waved."), flood=seed(lede="Water came over the wall."))
    run = planned(seeds)
    update, new = run.items.get(verdict="updated"), run.items.get(verdict="created")

    change = chief.get(f"{RUNS}document/{update.pk}/").text

    assert "What changes on the desk" in change
    assert re.search(r"<ins>\s*Two men\s*</ins>", change)
    assert "Water came over the wall." in chief.get(f"{RUNS}document/{new.pk}/").text


def test_one_goes_through_a_plan_document_by_document(chief: Client, seeds: Path) -> None:
    run = planned(seeds)
    first, second = run.items.order_by("position")
    said = {"act": "approve-chosen", "position": first.position, "next": second.pk}

    assert chief.post(address(run, "decide"), said).url == f"{RUNS}document/{second.pk}/"


def test_a_run_is_paused_resumed_and_cancelled(chief: Client, seeds: Path) -> None:
    run = planned(seeds, until=0)

    assert "Pause" in chief.get(address(run)).text
    chief.post(address(run, "pause"))
    assert "It is paused" in chief.get(address(run)).text
    chief.post(address(run, "resume"))
    assert ImportRun.objects.get().state == RunState.PLANNING
    chief.post(address(run, "cancel"))
    assert ImportRun.objects.get().state == RunState.CANCELLED
    assert "That cannot be done now" in chief.post(address(run, "apply"), follow=True).text


def test_a_run_that_nobody_works_at_says_so_and_how_to_start_it(chief: Client, seeds: Path) -> None:
    run = planned(seeds, until=0)

    assert "manage.py work" in chief.get(address(run)).text
    now = timezone.now()
    Worker.objects.create(name="here", started_at=now, seen_at=now)
    answer = chief.get(address(run, "progress")).json()

    assert answer["state"] == "planning"
    assert "It waits for its turn." in answer["html"]


def test_a_run_that_broke_off_says_why_and_goes_on(chief: Client, seeds: Path) -> None:
    run = planned(seeds, until=0)
    ImportRun.objects.update(state="failed", resumes="planning", reason="The disk is full.")

    page = chief.get(address(run)).text

    assert all(said in page for said in ("It broke off", "The disk is full.", "Go on"))


def test_an_undo_is_asked_about_with_what_is_kept_and_why(chief: Client, seeds: Path) -> None:
    run = applied(planned(seeds, publish=True))
    touched = Article.objects.get(source_id__endswith="ferry.txt")
    world.rewrite(touched, dek="The desk was here.")

    question = chief.get(address(run, "undo")).text
    chief.post(address(run, "undo"))
    run = worked(ImportRun.objects.get())
    report = chief.get(f"{address(run)}?decided=kept").text

    assert all(
        said in question for said in ("The desk has edited it since.", "Spiked", "withdrawn")
    )
    assert run.state == RunState.UNDONE
    assert Edition.objects.get().article == touched
    assert "The desk has edited it since." in report
    assert "storm.txt" not in report


def test_a_report_has_the_worst_first_and_turns_its_pages(chief: Client) -> None:
    run = make_run(state="done", counts={"created": 60, "rejected": 1})
    rows = [("created", 60), ("duplicate", 1), ("held", 1), ("rejected", 1)]
    kinds = [verdict for verdict, number in rows for _ in range(number)]
    problem = {"message": "Odd.", "remedy": "", "line": None, "severity": "warning"}
    ImportItem.objects.bulk_create(
        ImportItem(run=run, position=n, path=f"{kind}-{n}", verdict=kind, problems=[problem])
        for n, kind in enumerate(kinds)
    )

    first = chief.get(address(run)).text
    after = re.search(r"after=([\d-]+)", first)[1]
    second = chief.get(f"{address(run)}?after={after}").text
    shown = re.findall(r"(?:created|held|duplicate|rejected)-\d+", first + second)

    assert shown[:3] == ["rejected-62", "held-61", "duplicate-60"]
    assert shown[3:] == [f"created-{n}" for n in range(60)]


@pytest.mark.parametrize("size", [2, 40])
def test_a_run_takes_as_many_queries_for_few_as_for_many(
    chief: Client, tmp_path: Path, size: int, django_assert_max_num_queries: Any
) -> None:
    write(tmp_path / "s", **{f"s{n}": seed(lede=f"Boat {n} left.") for n in range(size)})
    run = planned(tmp_path / "s")

    with django_assert_max_num_queries(13):
        chief.get(address(run))


# Who may do what with a run that publishes: (approve, undo).
RIGHTS = {
    "view_importrun": (403, 403),
    "approve_importrun": (403, 403),
    "approve_importrun publish_article": (302, 403),
    "undo_importrun publish_article": (403, 403),
    "undo_importrun publish_article withdraw_article": (403, 302),
}


@pytest.mark.parametrize("names", RIGHTS)
def test_who_may_approve_and_undo_what_readers_get(client: Client, seeds: Path, names: str) -> None:
    run = planned(seeds, publish=True)
    client.force_login(world.make_user("una", "view_importrun", *names.split()))
    may_approve, may_undo = RIGHTS[names]

    assert client.post(address(run, "decide"), {"act": "approve-all"}).status_code == may_approve
    assert client.post(address(run, "apply")).status_code == may_approve
    assert client.post(address(run, "undo")).status_code == may_undo
    assert client.get(address(run, "undo")).status_code in (200 if may_undo == 302 else 403,)


def test_who_brought_files_may_stop_them_being_read(client: Client, seeds: Path) -> None:
    ines = world.make_user("ines", "view_importrun", "add_importrun")
    client.force_login(ines)
    run = planned(seeds, until=0)

    assert client.post(address(run, "cancel")).status_code == 403
    ImportRun.objects.update(by=ines)
    assert client.post(address(run, "cancel")).status_code == 302


def test_drafts_are_approved_without_the_right_to_publish(client: Client, seeds: Path) -> None:
    run = planned(seeds)
    client.force_login(world.make_importer())

    client.post(address(run, "decide"), {"act": "approve-all"})
    client.post(address(run, "apply"))
    worked(ImportRun.objects.get())

    assert Article.objects.count() == 2
    assert not Edition.log.exists()


def test_the_dashboard_keeps_a_plan_that_waits_in_sight(chief: Client) -> None:
    waiting = make_run(source="waits for approval", state=RunState.PLANNED)
    for _ in range(6):
        make_run(state=RunState.DONE)

    page = chief.get("/admin/").text

    assert "waits for approval" in page
    assert f'<a class="trouble" href="{address(waiting)}">' in page


def test_a_story_that_stands_twice_in_one_import_is_shown_as_changing_its_own(
    chief: Client, tmp_path: Path
) -> None:
    feed = (
        "<rss version='2.0'><channel><title>Wire</title><item><guid>https://example.org/1</guid>"
        "<title>The ferry</title><description>The ferry left {}.</description></item></channel>"
        "</rss>"
    )
    for name, left in {"a": "on time", "b": "late"}.items():
        (tmp_path / f"{name}.xml").write_text(feed.format(left))
    run = planned(tmp_path / "a.xml", tmp_path / "b.xml")
    later = run.items.get(verdict="updated")
    said = "It changes a story that comes in with this import."

    assert said in chief.get(address(run)).text
    assert said in chief.get(f"{RUNS}document/{later.pk}/").text
