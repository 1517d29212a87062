"""The dashboard: what needs me, what is due, what went out, who did what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple, cast

from django.contrib.auth.models import User
from django.http import HttpRequest

from articles import clock
from articles.admin import likeness, presence
from articles.admin.due import listed, upcoming
from articles.admin.importing import waiting
from articles.admin.listing import Row
from articles.admin.output import output
from articles.admin.queues import piles
from articles.admin.states import standings
from articles.models import Article, Edition, ImportItem, ImportRun, Revision, Sheet, Stage, Verdict

ROWS = 8
RUNS = 4


class Troubled(NamedTuple):
    """An import run and how many of its documents wait for somebody."""

    run: ImportRun
    held: int
    rejected: int


def context(request: HttpRequest) -> dict[str, Any]:
    """What the page shows, as far as this person may see it; fixed in the number of queries."""
    user, shown = cast(User, request.user), dict[str, Any]()
    if user.has_perm("articles.view_article") or user.has_perm("articles.change_article"):
        shown |= {
            "piles": [*piles(user), likeness.pile()],
            "to_do": _to_do(user),
            "mine": _assigned_to(user),
            "due": upcoming(ROWS),
            "output": output(),
            "published": _published(),
            "activity": _activity(),
            "at_work": presence.at_work(),
            "loose": _loose(user),
        }
    if user.has_perm("articles.view_importrun"):
        shown["imports"] = _imports()
        shown["piles"] = [*shown.get("piles", ()), waiting.pile()]
    return shown


def _to_do(user: User) -> Iterable[Article]:
    """What waits for an editor's eye: sent to review, longest first."""
    waiting = Article.objects.in_stage(Stage.IN_REVIEW).ahead()
    return waiting.select_related("section", "assignee").order_by("changed_at", "id")[:ROWS]


def _loose(user: User) -> Iterable[Sheet]:
    """What this person typed and nobody saved."""
    sheets = Sheet.objects.of(user).loose().newest_first().select_related("article")
    return sheets.defer("article__body")[:ROWS]


def _assigned_to(user: User) -> list[Row]:
    """What this person still has to do, the latest changed first, and when it is due."""
    articles = list(Article.objects.assigned_to(user).slips().order_by("-changed_at", "-id")[:ROWS])
    told = standings(articles)
    return [Row(article, told[article.pk]) for article in articles]


def _published() -> Iterable[Edition]:
    return listed(Edition.log.seen_by(clock.now())).order_by("-live_from")[:ROWS]


def _activity() -> Iterable[Revision]:
    latest = Revision.objects.order_by("-pk").select_related("article")
    return latest.only(
        "number", "kind", "reason", "author_name", "created_at", "article__headline"
    )[:ROWS]


def _imports() -> list[Troubled]:
    runs = list(ImportRun.objects.to_look_at()[:RUNS])
    held = ImportItem.objects.waiting_by_run(runs)
    return [
        Troubled(run, held.get(run.pk, 0), int(run.counts.get(Verdict.REJECTED, 0))) for run in runs
    ]
