"""Queues: the piles of work on the desk, each with a name, a list behind it and a bounded count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.admin.states import State, in_state
from articles.models import Article
from articles.models.article import ArticleQuerySet

MOST = 100


@dataclass(frozen=True, slots=True)
class Queue:
    """A pile: its key in addresses, its name, and who lies in it for a given person."""

    key: str
    name: str | Promise
    pick: Callable[[ArticleQuerySet, User], ArticleQuerySet]

    @property
    def url(self) -> str:
        return f"{reverse('admin:articles_article_changelist')}?queue={self.key}"


@dataclass(frozen=True, slots=True)
class Pile:
    """A queue as the dashboard shows it."""

    key: str
    name: str
    url: str
    count: str


def _in(state: State) -> Callable[[ArticleQuerySet, User], ArticleQuerySet]:
    return lambda articles, user: in_state(articles, state)


QUEUES = (
    Queue("headline", _("Needs a headline"), lambda articles, user: articles.needing_a_headline()),
    Queue("mine", _("Assigned to me"), lambda articles, user: articles.assigned_to(user)),
    Queue("draft", _("Drafts"), _in(State.DRAFT)),
    Queue("review", _("In review"), _in(State.IN_REVIEW)),
    Queue("ready", _("Ready"), _in(State.READY)),
    Queue("scheduled", _("Scheduled"), _in(State.SCHEDULED)),
    Queue("changed", _("Live with changes"), _in(State.CHANGED)),
)


def piles(user: User) -> list[Pile]:
    """Every queue with its count, one bounded query each."""
    return [
        Pile(queue.key, str(queue.name), queue.url, up_to(queue.pick(Article.objects.all(), user)))
        for queue in QUEUES
    ]


def up_to(rows: QuerySet[Article], most: int = MOST) -> str:
    """How many there are, counted no further than `most`."""
    count = rows.order_by()[:most].count()
    return f"{most - 1}+" if count == most else str(count)
