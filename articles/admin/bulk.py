"""Bulk actions on the desk: how far each is, what it refused, and the button that undoes it."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from articles import sweeping
from articles.admin.opening import allow, number_in
from articles.admin.rights import may_edit
from articles.admin.sweeping import PATIENCE
from articles.models import BulkAct, BulkState

A_PAGE = 100


class BulkActAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A list to read; the page of one goes on with it, or undoes it."""

    list_display = ("__str__", "state", "number", "done", "refused", "at", "by_name")
    list_filter = ("deed", "state")
    list_per_page = 50
    actions = None
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def has_add_permission(self, request: HttpRequest) -> bool:
        """One comes about on the list of articles."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: BulkAct | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: BulkAct | None = None) -> bool:
        """Whoever may change every story may take back what was done to many."""
        return may_edit(cast(User, request.user))

    def has_view_permission(self, request: HttpRequest, obj: BulkAct | None = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """No room of its own: the list of articles leads here."""
        return False

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """What came of it; a POST undoes it, or goes on with what is under way."""
        allow(self.has_change_permission(request))
        act = BulkAct.objects.filter(pk=number_in(object_id)).first()
        if act is None:
            raise Http404
        if request.method == "POST":
            if not act.is_under_way:
                sweeping.undo(act.pk, by=cast(User, request.user))
            sweeping.carry(act.pk, PATIENCE)
            return redirect(request.path)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(act),
            "act": act,
            "can_undo": act.state == BulkState.DONE and act.done,
            "refused": act.items.exclude(problem="").select_related("article")[:A_PAGE],
        }
        return TemplateResponse(request, "admin/articles/bulkact/page.html", context)
