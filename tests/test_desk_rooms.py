"""The dashboard, taxonomy, imports and redirects on the desk."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles.admin.queues import MOST
from articles.models import Article, ImportItem, ImportRun, Redirect, Section, Stage, Tag, TagAlias
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("chief", password="a-long-enough-password"))
    return client


def make_run(**fields) -> ImportRun:
    now = timezone.now()
    defaults = {"source": "seeds", "state": "done", "started_at": now, "heartbeat_at": now}
    return ImportRun.objects.create(**defaults | fields)


def test_the_dashboard_counts_each_queue_and_links_to_it(chief: Client) -> None:
    world.make_article(identity={"stage": Stage.IN_REVIEW})

    text = chief.get("/admin/").text

    assert 'href="/admin/articles/article/?state=review"><span class="count">1</span>' in text


def test_the_dashboard_counts_no_further_than_it_must(chief: Client) -> None:
    now = timezone.now()
    Article.objects.bulk_create(
        Article(headline="Story", version=1, created_at=now, changed_at=now) for _ in range(MOST)
    )

    assert '<span class="count">99+</span> <span class="name">Draft' in chief.get("/admin/").text


def test_the_dashboard_tells_what_is_due_what_went_out_and_who_did_what(chief: Client) -> None:
    world.make_edition(headline="Due tomorrow", at=timezone.now() + timedelta(days=1))
    world.make_edition(headline="Out already")
    world.make_article(headline="Worked on", by=world.make_writer())

    text = chief.get("/admin/").text

    assert all(headline in text for headline in ("Due tomorrow", "Out already", "Worked on"))
    assert "wren" in text


def test_the_dashboard_points_at_imports_that_need_somebody(chief: Client) -> None:
    run = make_run(counts={"held": 3, "created": 5})
    for position in range(3):
        ImportItem.objects.create(
            run=run,
            position=position,
            verdict="held",
            content="{}",
            article=world.make_article(),
            digest="theirs",
            approval="declined" if position == 2 else "",
        )

    text = chief.get("/admin/").text

    assert f"/admin/articles/importrun/{run.pk}/change/?verdict=held" in text
    assert "2 held" in text


@pytest.mark.parametrize("size", [2, 20])
def test_the_dashboard_takes_as_many_queries_for_few_as_for_many(
    chief: Client, size: int, django_assert_max_num_queries
) -> None:
    for number in range(size):
        world.make_edition(headline=f"Story {number}")
        world.make_article(identity={"stage": Stage.IN_REVIEW})
        make_run()

    with django_assert_max_num_queries(23):
        chief.get("/admin/")


def test_an_empty_desk_says_so_kindly(chief: Client) -> None:
    assert "No story yet" in chief.get("/admin/").text


def test_a_report_names_file_line_problem_and_remedy(chief: Client) -> None:
    run = make_run(counts={"rejected": 1})
    problem = {"message": "No date.", "remedy": "Write one.", "line": 7, "severity": "error"}
    ImportItem.objects.create(
        run=run, position=0, path="wire/a.txt", verdict="rejected", problems=[problem]
    )

    text = chief.get(f"/admin/articles/importrun/{run.pk}/change/").text

    assert all(said in text for said in ("wire/a.txt", "line 7", "No date.", "Write one."))


def test_a_report_narrows_to_one_outcome_and_turns_its_pages(chief: Client) -> None:
    run = make_run(counts={"created": 120})
    ImportItem.objects.bulk_create(
        ImportItem(run=run, position=number, path=f"wire/{number}.txt", verdict="created")
        for number in range(120)
    )
    report = f"/admin/articles/importrun/{run.pk}/change/"

    assert "Nothing went wrong" in chief.get(report).text
    first = chief.get(f"{report}?verdict=created").text
    assert "wire/49.txt" in first
    assert "wire/50.txt" not in first
    assert "verdict=created&amp;after=0-50" in first
    assert "wire/50.txt" in chief.get(f"{report}?verdict=created&after=0-50").text


@pytest.mark.parametrize(
    "query", ["?verdict=x", "?after=x", "?after=9-" + "9" * 30, "?after=1", "?path=%00&section=%00"]
)
def test_nonsense_in_a_report_does_no_harm(chief: Client, query: str) -> None:
    run = make_run()

    assert chief.get(f"/admin/articles/importrun/{run.pk}/change/{query}").status_code == 200


def test_a_second_spelling_of_a_name_is_refused_before_the_database_does(chief: Client) -> None:
    Section.objects.create(name="Harbour")

    answer = chief.post(
        "/admin/articles/section/add/", {"name": "HARBOUR ", "slug": "", "position": "1"}
    )

    assert "exists already" in answer.text
    assert Section.objects.count() == 1


def test_a_tag_is_made_with_its_aliases(chief: Client) -> None:
    aliases = {
        "aliases-TOTAL_FORMS": "1",
        "aliases-INITIAL_FORMS": "0",
        "aliases-0-name": "boats",
        "aliases-0-id": "",
    }

    chief.post("/admin/articles/tag/add/", {"name": "ferries", "description": ""} | aliases)

    assert TagAlias.objects.get().tag == Tag.objects.get(slug="ferries")


@pytest.mark.parametrize(
    ("path", "target"),
    [("old", "/new/"), ("/old/", "javascript:x"), ("/old/", ""), ("//x/", "/n/"), ("/o/", "/o/")],
)
def test_a_redirect_to_nowhere_is_refused(chief: Client, path: str, target: str) -> None:
    said = {"path": path, "target": target, "answer": 301, "reason": ""}

    assert chief.post("/admin/articles/redirect/add/", said).status_code == 200
    assert not Redirect.objects.exists()


def test_people_and_their_groups_are_kept_in_the_same_house(chief: Client) -> None:
    for page in ("user/", "user/add/", "group/", "group/add/"):
        answer = chief.get(f"/admin/auth/{page}")
        assert answer.status_code == 200
        assert "desk/css/desk.css" in answer.text
        assert "admin/css/forms.css" not in answer.text
