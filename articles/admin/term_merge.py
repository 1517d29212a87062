"""The ledger of merges on the desk: what was merged by whom, and the button that undoes it."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from articles import uniting
from articles.admin.opening import allow, number_in
from articles.admin.uniting import PATIENCE
from articles.models import MergeState, TermMerge
from articles.uniting import CannotUnite


class TermMergeAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A list to read; the page of one goes on with it, or undoes it."""

    list_display = ("former_name", "into_name", "kind", "state", "moved", "at", "by_name")
    list_filter = ("kind", "state")
    list_per_page = 50
    actions = None
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def has_add_permission(self, request: HttpRequest) -> bool:
        """One comes about on the page of the name that goes."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: TermMerge | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: TermMerge | None = None) -> bool:
        """Whoever may change names of that kind may take a merge back."""
        kinds = [obj.kind] if obj else uniting.KINDS
        return any(request.user.has_perm(f"articles.change_{kind}") for kind in kinds)

    def has_view_permission(self, request: HttpRequest, obj: TermMerge | None = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """No room of its own: the lists of names lead here."""
        return False

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """What it moved; a POST undoes it, or goes on with what is under way."""
        merge = TermMerge.objects.filter(pk=number_in(object_id)).first()
        allow(self.has_change_permission(request, merge))
        if merge is None:
            raise Http404
        if request.method == "POST":
            return _go_on(request, merge)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(merge),
            "merge": merge,
            "can_undo": merge.state == MergeState.STANDING,
        }
        return TemplateResponse(request, "admin/articles/termmerge/page.html", context)


def _go_on(request: HttpRequest, merge: TermMerge) -> HttpResponse:
    try:
        if not merge.is_under_way:
            uniting.undo(merge.pk, by=cast(User, request.user))
        uniting.carry(merge.pk, PATIENCE)
    except CannotUnite as refusal:
        messages.error(request, str(refusal))
    return redirect(request.path)
