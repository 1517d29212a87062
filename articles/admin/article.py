"""Articles on the desk: which page answers which address, and who may open it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import path
from django.utils.translation import gettext_lazy as _

from articles.admin import (
    ahead,
    as_read,
    calendar,
    comments,
    comparison,
    editions,
    exporting,
    history,
    keeping,
    likeness,
    origins,
    preview,
    pulling,
    scrubbing,
    sharing,
    writing,
)
from articles.admin.actions import ACTIONS
from articles.admin.filters import FILTERS
from articles.admin.listing import ArticleList
from articles.admin.rights import may_edit, may_write
from articles.admin.searching import found
from articles.models import Article
from articles.models.article import ArticleQuerySet


class ArticleAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Nothing is saved here but through revising and publishing; nothing is ever deleted."""

    list_filter = FILTERS
    list_per_page = 50
    search_fields = ("headline",)
    search_help_text = _("Any word of any story")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = (*ACTIONS, exporting.export_as)
    change_list_template = "admin/articles/article/change_list.html"

    def get_urls(self) -> list[Any]:
        def page(route: str, view: Callable[..., HttpResponseBase], name: str) -> Any:
            wrapped = self.admin_site.admin_view(lambda *args, **kw: view(self, *args, **kw))
            return path(route, wrapped, name=f"articles_article_{name}")

        return [
            page("<int:pk>/compare/", comparison.compare, "compare"),
            page("<int:pk>/restore/", history.restore, "restore"),
            page("calendar/", calendar.calendar, "calendar"),
            page("<int:pk>/name/", history.name, "name"),
            page("likeness/", likeness.report, "likeness_report"),
            page("likeness/panel/", likeness.panel, "likeness_panel"),
            page("<int:pk>/likeness/<int:other>/", likeness.pair, "pair"),
            page("keep/", keeping.keep, "keep"),
            page("set-aside/", keeping.set_aside, "set_aside"),
            page("<int:pk>/journal/", scrubbing.journal, "journal"),
            page("<int:pk>/comments/", comments.comments, "comments"),
            page("<int:pk>/origins/", origins.origins, "origins"),
            page("<int:pk>/preview/", preview.preview, "preview"),
            page("<int:pk>/links/", sharing.links, "links"),
            page("<int:pk>/links/revoke/", sharing.revoke, "revoke"),
            page("ahead/", ahead.ahead, "ahead"),
            page("<int:pk>/editions/", editions.editions, "editions"),
            page("<int:pk>/as-read/", as_read.as_read, "as_read"),
            page("<int:pk>/export/<slug:name>/", exporting.export, "export"),
            page("<int:pk>/withdraw/", pulling.withdraw, "withdraw"),
            page("<int:pk>/cancel/", pulling.cancel, "cancel"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> ArticleQuerySet:
        return Article.objects.all()

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ArticleList]:
        return ArticleList

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[ArticleQuerySet, bool]:
        return (found(queryset, search_term) if search_term.strip() else queryset), False

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        return writing.add(self, request)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        return writing.change(self, request, object_id)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        return history.history(self, request, object_id)

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Whoever writes may, their own story and until it is sent on; an editor always."""
        return may_write(cast(User, request.user), obj)

    def has_edit_permission(self, request: HttpRequest) -> bool:
        return may_edit(cast(User, request.user))

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request) and request.user.has_perm(
            "articles.publish_article"
        )

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.withdraw_article")
