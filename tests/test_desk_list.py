"""The list of articles, and what can be done to a selection of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from articles import publishing, search
from articles.admin import searching
from articles.models import Article, Edition, Revision, Section, Stage, Tag, TagAlias
from tests import desk, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def piers(client: Client, publisher: User) -> Client:
    client.force_login(publisher)
    return client


def headlines(answer: Any) -> list[str]:
    links = LexborHTMLParser(answer.text).css("#result_list th.headline a")
    return [link.text() for link in links]


def listed(client: Client, query: str = "") -> list[str]:
    return headlines(client.get(f"{desk.LIST}{query}"))


def act(client: Client, action: str, *articles: Article, **said: Any) -> Any:
    chosen = [article.pk for article in articles]
    data = {"action": action, "_selected_action": chosen, "confirmed": "yes"} | said
    return client.post(desk.LIST, data, follow=True)


def test_the_list_shows_what_changed_last_first(piers: Client) -> None:
    first = world.make_article(headline="First")
    world.make_article(headline="Second")
    world.rewrite(first, dek="Changed.")

    assert listed(piers) == ["First", "Second"]


def test_each_row_says_where_the_story_stands(piers: Client) -> None:
    world.make_edition()

    page = LexborHTMLParser(piers.get(desk.LIST).text)

    assert page.css_first("#result_list .state").text() == "Live"


def test_the_next_page_begins_where_this_one_ends(piers: Client, monkeypatch) -> None:
    for number in range(5):
        world.make_article(headline=f"Story {number}")
    monkeypatch.setattr("articles.admin.article.ArticleAdmin.list_per_page", 2)
    first = piers.get(desk.LIST)

    older = LexborHTMLParser(first.text).css_first("a[rel=next]").attributes["href"]
    second = piers.get(f"{desk.LIST}{older}")

    assert headlines(first) == ["Story 4", "Story 3"]
    assert headlines(second) == ["Story 2", "Story 1"]


@pytest.mark.parametrize("after", ["x", "~", "2024~1", "2024-01-01~1", "~" + "9" * 40, "%00~1"])
def test_nonsense_for_a_page_is_the_first_page(piers: Client, after: str) -> None:
    world.make_article(headline="Story")

    assert listed(piers, f"?after={after}") == ["Story"]


def test_the_list_narrows_to_a_queue_a_section_a_stage_and_a_tag(piers: Client) -> None:
    world.make_article(headline="Mine", headline_derived=True, section="Council", tags=("tides",))
    world.make_article(headline="Other")
    TagAlias.objects.create(name="high water", tag=Tag.objects.get(key="tides"))
    Article.objects.filter(headline="Mine").update(stage=Stage.READY)

    queries = "queue=headline", "section=council", "stage=ready", "state=ready", "tag=High-Water"
    assert [listed(piers, f"?{query}") for query in queries] == [["Mine"]] * 5


def test_an_unknown_tag_or_section_finds_nothing(piers: Client) -> None:
    world.make_article()

    assert [listed(piers, f"?{query}") for query in ("tag=nonsense", "section=nowhere")] == [[], []]


def test_search_finds_drafts_by_headline_and_slug_and_byline(piers: Client) -> None:
    world.make_article(headline="The gull strategy", slug="seagulls", bylines=("Odo Fenn",))
    world.make_article(headline="Something else", bylines=("Mara Quill",))

    for query in ("gull strat", "STRATEGY gull", "seagulls", "odo f"):
        assert listed(piers, f"?q={query}") == ["The gull strategy"]


def test_search_finds_every_story_by_the_words_it_has_now(piers: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(searching, "RECENT", 0)
    draft = world.make_article(headline="Draft", body="<p>Sixty cormorants nest here.</p>")
    world.make_edition(headline="Due", slug="due", at=timezone.now() + timedelta(days=2),
                       body="<p>One cormorant has been ringed.</p>")  # fmt: skip
    gone = world.make_edition(headline="Gone", slug="gone", body="<p>Cormorant shot.</p>")
    publishing.withdraw(gone.article_id, by=None)
    former = world.make_article(headline="Former", body="<p>The cormorant, first.</p>")
    world.rewrite(former, body="<p>The heron, after all.</p>")
    everything = {"Draft", "Due", "Gone"}

    def found(words: str) -> set[str]:
        return set(headlines(piers.get(desk.LIST, {"q": words})))

    assert (found("cormorants"), found("heron")) == (everything, {"Former"})
    assert not search.matching("cormorant", limit=9)
    list(search.rebuild())
    assert (found("cormorants"), found("heron")) == (everything, {"Former"})
    world.rewrite(draft, body="<p>Shags.</p>")
    assert found("cormorant") == {"Due", "Gone"}


def test_search_finds_what_is_published_by_any_word_of_it(piers: Client) -> None:
    world.make_edition(headline="Found", body="<p>An extraordinary pontoon.</p>")
    world.make_article(headline="Not found")

    assert listed(piers, "?q=pontoon") == ["Found"]


def test_a_lookup_through_somebodys_password_is_a_bad_request(piers: Client) -> None:
    assert piers.get(f"{desk.LIST}?assignee__password__startswith=m").status_code == 400


@pytest.mark.parametrize("size", [3, 30])
def test_the_list_takes_as_many_queries_for_few_as_for_many(
    piers: Client, size: int, django_assert_max_num_queries
) -> None:
    for number in range(size):
        world.make_edition(headline=f"Story {number}", section=f"Section {number}")

    with django_assert_max_num_queries(12):
        piers.get(desk.LIST)


def test_a_deed_is_asked_about_first(piers: Client) -> None:
    article = world.make_article()

    answer = piers.post(desk.LIST, {"action": "publish", "_selected_action": [article.pk]})

    assert "Publish these articles" in answer.text
    assert not Edition.log.exists()


def test_publishing_a_selection_tells_of_each_that_was_refused(piers: Client) -> None:
    good, bad = world.make_article(), world.make_article(headline="Empty", body="")

    answer = act(piers, "publish", good, bad, change="minor")

    assert Edition.objects.get().article == good
    assert "“Empty”: Write the story" in answer.text
    assert "1 article done" in answer.text


def test_a_selection_is_withdrawn_for_one_public_reason(piers: Client) -> None:
    editions = [world.make_edition(headline=f"Story {number}") for number in range(2)]

    act(piers, "withdraw", *(edition.article for edition in editions), reason="Wrong.")

    assert not Edition.objects.exists()
    assert {edition.end_reason for edition in Edition.log.all()} == {"Wrong."}


def test_section_tags_and_stage_are_set_by_revisions_that_change_nothing_else(
    piers: Client, publisher: User
) -> None:
    article = world.make_article(kicker="Kept")
    world.make_article(section="Council")
    council = Section.objects.get(name="Council")

    act(piers, "set_section", article, section=council.pk)
    act(piers, "add_tags", article, tags=["tides", "Ferries"])
    act(piers, "set_stage", article, stage="review")

    article = Article.objects.get(pk=article.pk)
    document = article.document()
    assert (document.section, document.kicker, article.stage) == ("Council", "Kept", "review")
    assert document.tags == ("ferries", "harbour board", "tides")
    assert Revision.objects.latest_of(article).author == publisher


def test_a_deed_is_done_to_the_version_it_was_asked_about(piers: Client) -> None:
    article = world.make_article()
    world.make_article(section="Council")
    world.make_article(section="Sport")
    council, bases = Section.objects.get(name="Council"), f"{article.pk}:{article.version}"
    asked = piers.post(desk.LIST, {"action": "publish", "_selected_action": [article.pk]}).text
    world.rewrite(article, section="Sport")

    refused = act(piers, "publish", article, change="minor", bases=bases)
    moved = act(piers, "set_section", article, section=council.pk, bases=bases)
    act(piers, "add_tags", article, tags=["tides"], bases=bases)

    assert bases in asked
    assert "Read it first." in refused.text
    assert "Somebody has changed the same meanwhile." in moved.text
    document = Article.objects.get(pk=article.pk).document()
    assert (document.section, document.tags[-1]) == ("Sport", "tides")
    assert not Edition.log.exists()


def test_no_delete_is_offered_for_anything(piers: Client) -> None:
    article = world.make_article()

    assert "delete_selected" not in piers.get(desk.LIST).text
    assert piers.post(f"{desk.LIST}{article.pk}/delete/", {"post": "yes"}).status_code == 403
