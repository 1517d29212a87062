"""On the desk: what a story is like, the pair side by side, and what was said of it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import resembling
from articles.models import Article, Edition, Judgement, Resemblance
from tests import desk, world
from tests.test_likeness import OTHER, STORY

pytestmark = pytest.mark.django_db
PANEL = f"{desk.LIST}likeness/panel/"
REPORT = f"{desk.LIST}likeness/"


@pytest.fixture
def wren(client: Client, writer: User) -> Client:
    client.force_login(writer)
    return client


@pytest.fixture
def known() -> Article:
    return world.make_edition(body=STORY, headline="Barrier raised").article


def pair_page(one: Article, other: Article) -> str:
    return f"{desk.LIST}{one.pk}/likeness/{other.pk}/"


def follow_up(client: Client) -> Article:
    """A story that takes over most of the one known, saved on the desk."""
    body = STORY.replace("late on Tuesday", "again on Friday")
    article = world.make_article(headline="Barrier again", body=OTHER)
    assert desk.write(client, article, body=body).status_code == 200
    return Article.objects.get(pk=article.pk)


def test_saving_a_story_that_was_run_already_says_so(wren: Client, known: Article) -> None:
    article = follow_up(wren)

    text = wren.get(desk.change(article)).text

    assert "% of this appeared on" in text.replace("</strong>", "")
    assert pair_page(article, known) in text


def test_a_story_rewritten_until_it_is_its_own_is_asked_about_no_more(
    wren: Client, known: Article
) -> None:
    article = follow_up(wren)

    desk.write(wren, article, body=OTHER)

    assert not Resemblance.objects.exists()


def test_words_not_saved_yet_are_looked_up_and_nothing_is_written(
    wren: Client, known: Article
) -> None:
    text = wren.post(PANEL, {"article": "", "body": STORY}).text

    assert "Barrier raised" in text
    assert "100" in text
    assert not Resemblance.objects.exists()


@pytest.mark.parametrize("copies", [1, 5])
def test_asking_takes_as_many_queries_for_one_copy_as_for_many(
    wren: Client, copies: int, django_assert_max_num_queries
) -> None:
    for number in range(copies):
        world.make_edition(body=f"{STORY}<p>Edition {number}.</p>", headline=f"Barrier {number}")

    with django_assert_max_num_queries(12):
        text = wren.post(PANEL, {"body": STORY}).text

    assert text.count("<li") == copies


def test_what_somebody_said_of_a_pair_is_remembered(wren: Client, known: Article) -> None:
    article = follow_up(wren)

    wren.post(pair_page(article, known), {"judgement": "follow-up"})
    desk.write(wren, article, dek="Another dek.")

    pair = Resemblance.objects.get()
    assert (pair.judgement, pair.judged_by_name) == (Judgement.FOLLOW_UP, "wren")
    assert "said wren" in wren.get(desk.change(article)).text
    assert "Barrier again" not in wren.get(REPORT).text
    assert "Barrier again" in wren.get(f"{REPORT}?judgement=follow-up").text


def test_either_story_tells_of_the_other(wren: Client, known: Article) -> None:
    article = follow_up(wren)

    assert "Barrier again" in wren.get(desk.change(known)).text
    assert "Compare and decide" in wren.get(REPORT).text
    assert "<del>" in wren.get(pair_page(known, article)).text


def test_the_dashboard_counts_what_nobody_has_judged(wren: Client, known: Article) -> None:
    follow_up(wren)

    assert f'href="{REPORT}"><span class="count">1</span>' in wren.get("/admin/").text


@pytest.mark.parametrize("said", ["", "nonsense"])
def test_two_stories_that_are_no_pair_cannot_be_judged(
    wren: Client, known: Article, said: str
) -> None:
    other = world.make_article(body=OTHER)

    assert wren.post(pair_page(other, known), {"judgement": said}).status_code == 404


def test_who_may_only_look_cannot_judge(client: Client, known: Article) -> None:
    article = world.make_article(body=STORY)
    resembling.refresh(article.pk)
    client.force_login(world.make_user("nils", "view_article"))

    assert client.get(pair_page(article, known)).status_code == 200
    assert "data-judge" not in client.get(desk.change(article)).text
    assert client.post(pair_page(article, known), {"judgement": "duplicate"}).status_code == 403


@pytest.mark.parametrize("path", [REPORT, PANEL])
def test_who_has_no_right_to_stories_sees_none(client: Client, path: str) -> None:
    client.force_login(world.make_user("lena"))

    assert client.post(path, {"body": STORY}).status_code == 403


@pytest.mark.parametrize("body", ["<" * 50_000, "<p>" * 2_000, "\ud800", ""])
def test_odd_words_are_like_nothing(wren: Client, known: Article, body: str) -> None:
    answer = wren.post(PANEL, {"body": body.encode("utf-8", "replace").decode(), "article": "９"})

    assert answer.status_code == 200
    assert "<li" not in answer.text


def test_a_draft_that_is_like_a_published_story_shows_readers_nothing(
    wren: Client, known: Article
) -> None:
    follow_up(wren)

    page = Client().get(Edition.objects.get().get_absolute_url())

    assert "Barrier again" not in page.text
