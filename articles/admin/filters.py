"""Filters: the desk's ways of narrowing its list."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.output import PARAMETER, Asked, went_out
from articles.admin.queues import PICKED
from articles.admin.states import State, in_state
from articles.models import Section, Stage, Tag
from articles.models.article import ArticleQuerySet
from articles.models.taxonomy import key_of


class QueueFilter(admin.SimpleListFilter):
    """The dashboard's piles that are no state."""

    title = _("queue")
    parameter_name = "queue"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(queue.key, str(queue.name)) for queue in PICKED]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        picked = next((queue for queue in PICKED if queue.key == self.value()), None)
        articles = cast(ArticleQuerySet, queryset)
        return picked.pick(articles, cast(User, request.user)) if picked else articles


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(value, str(label)) for value, label in State.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        articles, value = cast(ArticleQuerySet, queryset), self.value() or ""
        return in_state(articles, State(value)) if value in State.values else articles


class OutFilter(admin.SimpleListFilter):
    """What the dashboard's chart counts: the days, and perhaps the sections (see output.Asked)."""

    title = _("went out")
    parameter_name = PARAMETER

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return []

    def has_output(self) -> bool:
        """Nobody types it; it is there to be cleared."""
        return bool(self.value())

    def value(self) -> str:
        return (super().value() or "").strip()

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.value():
            return queryset
        asked = Asked.parse(self.value())
        return went_out(cast(ArticleQuerySet, queryset), asked) if asked else queryset.none()


class StageFilter(admin.SimpleListFilter):
    """Where the working copy stands, whatever readers have."""

    title = _("stage")
    parameter_name = "stage"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(value, str(label)) for value, label in Stage.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        articles, value = cast(ArticleQuerySet, queryset), self.value() or ""
        return articles.in_stage(Stage(value)) if value in Stage.values else articles


class SectionFilter(admin.SimpleListFilter):
    title = _("section")
    parameter_name = "section"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        sections = list(Section.objects.all())
        self.keys = {section.slug: section.pk for section in sections}
        return [(section.slug, section.name) for section in sections]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """By its key, so that one index holds the whole answer in order."""
        slug = self.value()
        return queryset.filter(section=self.keys.get(slug, 0)) if slug else queryset


class TagFilter(admin.SimpleListFilter):
    """One tag, by its name or an alias: there are too many to list, so it is typed."""

    title = _("tag")
    parameter_name = "tag"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return []

    def has_output(self) -> bool:
        return True

    def value(self) -> str:
        return (super().value() or "").strip()

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.value():
            return queryset
        known = Tag.objects.known([key_of(self.value())])
        return queryset.filter(tags__in=list(known.values())) if known else queryset.none()


FILTERS = (QueueFilter, StateFilter, SectionFilter, TagFilter, StageFilter, OutFilter)
