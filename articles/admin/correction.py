"""Corrections on the desk: what readers were told of changes; withdrawn perhaps, never erased."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import correcting
from articles.admin.opening import number_in
from articles.models import Correction, CorrectionKind, Section
from articles.models.correction import CorrectionQuerySet


class WithdrawForm(forms.Form):
    """Why readers are to be told it no more: for the record, and not for readers."""

    why = forms.CharField(label=_("Why"), max_length=300)


class KindFilter(admin.SimpleListFilter):
    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(value, str(label)) for value, label in CorrectionKind.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        corrections, value = cast(CorrectionQuerySet, queryset), self.value() or ""
        return corrections.of_kind(value) if value in CorrectionKind.values else corrections


class SectionFilter(admin.SimpleListFilter):
    """Where the story stands that it was told of."""

    title = _("section")
    parameter_name = "section"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(section.pk), section.name) for section in Section.objects.all()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        section = number_in(self.value() or "")
        return cast(CorrectionQuerySet, queryset).told_in(section) if section else queryset


class StandingFilter(admin.SimpleListFilter):
    """Whether readers are told it still."""

    title = _("whether it is told")
    parameter_name = "told"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("still", gettext("told still")), ("withdrawn", gettext("withdrawn"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        corrections = cast(CorrectionQuerySet, queryset)
        match self.value():
            case "still":
                return corrections.standing()
            case "withdrawn":
                return corrections.withdrawn()
        return corrections


class CorrectionAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A list to read; the page of one says all of it, and withdraws it."""

    list_filter = (KindFilter, SectionFilter, StandingFilter)
    list_per_page = 50
    actions = None
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def get_queryset(self, request: HttpRequest) -> QuerySet[Correction]:
        return Correction.log.select_related("edition", "before", "after")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """One comes about by publishing a change."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Correction | None = None) -> bool:
        return False

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """All of it; a POST withdraws it."""
        correction = self.get_object(request, object_id)
        if correction is None:
            raise Http404
        can_withdraw = self.has_change_permission(request, correction)
        if not (can_withdraw or self.has_view_permission(request, correction)):
            raise PermissionDenied
        form = WithdrawForm(request.POST if request.method == "POST" and can_withdraw else None)
        if form.is_valid():
            correcting.withdraw(
                correction.pk, by=cast(User, request.user), why=form.cleaned_data["why"]
            )
            messages.success(request, _("Withdrawn: readers are told it no more."))
            return HttpResponseRedirect(request.path)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": correction.get_kind_display(),
            "correction": correction,
            "form": form,
            "can_withdraw": can_withdraw and not correction.withdrawn_at,
        }
        return TemplateResponse(request, "admin/articles/correction/page.html", context)
