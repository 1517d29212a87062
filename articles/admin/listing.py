"""The list of articles: a page at a time, found by keys, whatever lies behind it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.admin.views.main import ChangeList
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.utils.dateparse import parse_datetime

from articles.admin.states import Standing, standings
from articles.models import Article, Byline

AFTER = "after"


class Row(NamedTuple):
    """An article as the list shows it."""

    article: Article
    standing: Standing


class ArticleList(ChangeList):
    """Django's change list without its counting: newest first, the next page after a key.

    `rows` is what the template shows, `older` the query string of the page after it.
    """

    def get_filters_params(self, params: dict[str, object] | None = None) -> dict[str, object]:
        chosen: dict[str, object] = super().get_filters_params(params)
        return {name: value for name, value in chosen.items() if name != AFTER}

    def get_queryset(
        self, request: HttpRequest, exclude_parameters: Any = None
    ) -> QuerySet[Article]:
        return super().get_queryset(request, exclude_parameters).order_by("-changed_at", "-pk")

    def get_results(self, request: HttpRequest) -> None:
        shown = _listed(_after(self.queryset, request.GET.get(AFTER, "")))[: self.list_per_page + 1]
        articles = list(shown)[: self.list_per_page]
        told = standings(articles)
        self.rows = [Row(article, told[article.pk]) for article in articles]
        self.older = ""
        if len(shown) > self.list_per_page:
            self.older = self.get_query_string({AFTER: _key(articles[-1])}, [AFTER])
        self.newest = self.get_query_string(remove=[AFTER]) if AFTER in self.params else ""
        self._satisfy_django(articles)

    def _satisfy_django(self, articles: list[Article]) -> None:
        """What its templates and its choice of actions read."""
        self.result_list, self.result_count = articles, len(articles)
        self.full_result_count, self.show_full_result_count = None, False
        self.show_admin_actions, self.can_show_all, self.multi_page = True, False, False


def _after(articles: QuerySet[Article], key: str) -> QuerySet[Article]:
    instant, _, number = key.rpartition("~")
    changed_at = _instant(instant)
    if changed_at is None or not number.isascii() or not number.isdecimal() or len(number) > 18:
        return articles
    same = Q(changed_at=changed_at, pk__lt=int(number))
    return articles.filter(Q(changed_at__lte=changed_at) & (Q(changed_at__lt=changed_at) | same))


def _instant(text: str) -> datetime | None:
    try:
        parsed = parse_datetime(text.replace(" ", "+"))
    except ValueError:
        return None
    return parsed if parsed and parsed.tzinfo else None


def _key(article: Article) -> str:
    return f"{article.changed_at.isoformat()}~{article.pk}"


def _listed(articles: QuerySet[Article]) -> QuerySet[Article]:
    """What a row shows, and no bodies."""
    bylines = Prefetch("bylines", Byline.objects.select_related("author"))
    return (
        articles.select_related("section", "assignee")
        .prefetch_related(bylines)
        .defer("body", "dek", "source_url")
    )
