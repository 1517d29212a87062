"""Queues: the piles of work on the desk, each with a name, a list behind it and a bounded count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles import clock
from articles.admin.states import State, in_state
from articles.models import Article
from articles.models.article import ArticleQuerySet

MOST = 100


@dataclass(frozen=True, slots=True)
class Queue:
    """A pile: its key, its name, and what lies in it for a given person."""

    key: str
    name: str | Promise
    pick: Callable[[ArticleQuerySet, User], ArticleQuerySet]

    @property
    def url(self) -> str:
        """The list behind it; a pile that is a state is found under that."""
        parameter = "state" if self.key in State.values else "queue"
        return f"{reverse('admin:articles_article_changelist')}?{parameter}={self.key}"


@dataclass(frozen=True, slots=True)
class Pile:
    """A queue as the dashboard shows it."""

    key: str
    name: str
    url: str
    count: str


def _of(state: State) -> Queue:
    return Queue(state, state.label, lambda articles, user: in_state(articles, state))


PICKED = (
    Queue("headline", _("Needs a headline"), lambda articles, user: articles.needing_a_headline()),
    Queue("mine", _("Assigned to me"), lambda articles, user: articles.assigned_to(user)),
    Queue("returned", _("Sent back"), lambda articles, user: articles.sent_back()),
    Queue("overdue", _("Overdue"), lambda articles, user: articles.due_before(clock.now())),
)
WAITING = (State.DRAFT, State.IN_REVIEW, State.READY, State.SCHEDULED, State.CHANGED)
QUEUES = (*PICKED, *map(_of, WAITING))


def piles(user: User) -> list[Pile]:
    """Every queue with its count, none counted further than `MOST`; one query."""
    found = _counted([queue.pick(Article.objects.all(), user) for queue in QUEUES])
    return [
        Pile(queue.key, str(queue.name), queue.url, _number(count, MOST))
        for queue, count in zip(QUEUES, found, strict=True)
    ]


def up_to(rows: QuerySet[Any], most: int = MOST) -> str:
    """How many there are, counted no further than `most`."""
    return _number(rows.order_by()[:most].count(), most)


def _number(count: int, most: int) -> str:
    return f"{most - 1}+" if count == most else str(count)


def _counted(piles: list[ArticleQuerySet]) -> list[int]:
    """A UNION ALL of bounded counts, which the ORM will not write for SQLite."""
    parts: list[str] = []
    params: list[Any] = []
    for place, pile in enumerate(piles):
        sql, given = pile.order_by().values("pk")[:MOST].query.sql_with_params()
        parts.append(f"SELECT {place}, COUNT(*) FROM ({sql}) AS pile")  # noqa: S608
        params += given
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        return [count for _place, count in sorted(cursor.fetchall())]
