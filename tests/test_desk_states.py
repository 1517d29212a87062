"""States and queues: where every article stands, and which pile it lies in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from articles import clock, publishing
from articles.admin.queues import QUEUES
from articles.admin.states import State, in_state, standing_of, standings
from articles.models import Article, Stage
from articles.verifying import faults
from tests import world

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def in_stage(stage: Stage) -> Article:
    return world.make_article(identity={"stage": stage})


def live() -> Article:
    return fresh(world.make_edition().article)


def live_with_changes() -> Article:
    return fresh(world.rewrite(live(), dek="Changed."))


def scheduled() -> Article:
    return fresh(world.make_edition(at=timezone.now() + HOUR).article)


def cancelled() -> Article:
    article = scheduled()
    publishing.cancel(article.pk, by=None)
    return fresh(article)


def replaced_at_an_instant() -> Article:
    article = live_with_changes()
    publishing.schedule(article.pk, timezone.now() + HOUR, by=None)
    return fresh(article)


def withdrawn() -> Article:
    article = live()
    publishing.withdraw(article.pk, by=None)
    return fresh(article)


def expired() -> Article:
    now = timezone.now()
    article = world.make_edition(until=now + HOUR).article
    return fresh(article)


def fresh(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


CASES = [
    (lambda: in_stage(Stage.DRAFT), State.DRAFT),
    (lambda: in_stage(Stage.IN_REVIEW), State.IN_REVIEW),
    (lambda: in_stage(Stage.READY), State.READY),
    (lambda: in_stage(Stage.SPIKED), State.SPIKED),
    (scheduled, State.SCHEDULED),
    (cancelled, State.DRAFT),
    (live, State.LIVE),
    (live_with_changes, State.CHANGED),
    (replaced_at_an_instant, State.LIVE),
    (withdrawn, State.WITHDRAWN),
]


@pytest.mark.parametrize(("make", "state"), CASES)
def test_an_article_stands_in_one_state(make, state: State) -> None:
    assert standing_of(make()).state == state


@pytest.mark.parametrize(("make", "state"), CASES)
def test_the_list_of_a_state_holds_the_article_that_stands_in_it(make, state: State) -> None:
    article = make()

    assert article in in_state(Article.objects.all(), state)


@pytest.mark.parametrize(("make", "state"), CASES)
def test_what_the_queues_go_by_is_what_the_editions_say(make, state: State) -> None:
    make()

    assert list(faults()) == []


def test_a_wrong_note_of_what_was_published_is_found() -> None:
    article = live()
    Article.objects.filter(pk=article.pk).update(published_version=0)

    assert list(faults()) == [
        f"Article {article.pk}: notes another version than readers were given."
    ]


def test_a_state_passes_at_its_second_with_nobody_at_work() -> None:
    article = expired()

    with clock.stopped_at(timezone.now() + HOUR):
        assert standing_of(article).state == State.WITHDRAWN
        assert article in in_state(Article.objects.all(), State.WITHDRAWN)


def test_standings_of_any_number_take_one_query(django_assert_num_queries) -> None:
    articles = [live(), withdrawn(), scheduled(), in_stage(Stage.DRAFT)]

    with django_assert_num_queries(1):
        told = standings(articles)

    states = [told[article.pk].state for article in articles]
    assert states == [State.LIVE, State.WITHDRAWN, State.SCHEDULED, State.DRAFT]


def test_every_article_lies_in_the_queues_it_belongs_to(writer: User) -> None:
    expected = {
        "headline": world.make_article(headline="", headline_derived=True),
        "mine": world.make_article(identity={"assignee": writer, "stage": Stage.READY}),
        "review": in_stage(Stage.IN_REVIEW),
        "scheduled": scheduled(),
        "changed": live_with_changes(),
    }

    for queue in QUEUES:
        if queue.key in expected:
            assert list(queue.pick(Article.objects.all(), writer)) == [expected[queue.key]]


def test_a_story_changed_after_publication_is_no_draft() -> None:
    live_with_changes()

    assert not in_state(Article.objects.all(), State.DRAFT).exists()
