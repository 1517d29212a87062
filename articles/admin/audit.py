"""The audit: who did what, when; filtered, a page at a time, and never changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, cast

import django_filters
from django import forms
from django.contrib import admin
from django.contrib.admin.sites import site
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles import auditing
from articles.admin.opening import number_in
from articles.models import AuditEntry, Verb
from articles.models.audit import AuditQuerySet

A_PAGE = 100


class Audited(admin.ModelAdmin):  # type: ignore[type-arg]
    """What is added, changed or removed through a page of Django's own making is put on record."""

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        detail = message if isinstance(message, str) else ""
        auditing.record(Verb.ADDED, obj, by=cast(User, request.user), detail=detail)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        entry = super().log_change(request, obj, message)
        auditing.record(
            Verb.CHANGED, obj, by=cast(User, request.user), detail=entry.get_change_message()
        )
        return entry

    def log_deletions(self, request: HttpRequest, queryset: Iterable[Model]) -> Any:
        for obj in queryset:
            auditing.record(Verb.REMOVED, obj, by=cast(User, request.user))
        return super().log_deletions(request, queryset)  # type: ignore[arg-type]


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"


class AuditFilter(django_filters.FilterSet):
    """Who did what, from which day to which, and to which story."""

    by = django_filters.ModelChoiceFilter(
        label=_("Who"), queryset=User.objects.order_by("username"), empty_label=_("Anybody")
    )
    verb = django_filters.ChoiceFilter(label=_("Did"), choices=Verb, empty_label=_("Anything"))
    kind = django_filters.ChoiceFilter(
        label=_("To a"), choices=lambda: kinds(), empty_label=_("Whatever it is")
    )
    since = django_filters.DateFilter(label=_("From"), method="from_day", widget=DayInput())
    until = django_filters.DateFilter(label=_("Until"), method="to_day", widget=DayInput())
    article = django_filters.NumberFilter(
        label=_("Story"), field_name="article_id", widget=forms.HiddenInput()
    )

    class Meta:
        model = AuditEntry
        fields = ("by", "verb", "kind", "since", "until", "article")

    def from_day(self, entries: AuditQuerySet, name: str, day: date) -> AuditQuerySet:
        return entries.since(_midnight(day))

    def to_day(self, entries: AuditQuerySet, name: str, day: date) -> AuditQuerySet:
        return entries.until(_midnight(day + timedelta(days=1))) if day < date.max else entries


class AuditAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """To be read only; an entry leads to what it is about."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: AuditEntry | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: AuditEntry | None = None) -> bool:
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Newest first; ?before= turns the page."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        chosen = AuditFilter(request.GET, queryset=AuditEntry.objects.newest_first())
        found = list(chosen.qs.before(number_in(request.GET.get("before", "")))[: A_PAGE + 1])
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": capfirst(str(self.opts.verbose_name_plural)),
            "form": chosen.form,
            "entries": [(entry, _address_of(entry)) for entry in found[:A_PAGE]],
            "older": _older(request, found),
            "is_filtered": any(chosen.form.data.get(name) for name in chosen.filters),
        }
        return TemplateResponse(request, "admin/articles/auditentry/list.html", context)

    def get_urls(self) -> list[URLPattern]:
        """An entry has no page of its own: the list says all of it."""
        page = self.admin_site.admin_view(self.changelist_view)
        return [path("", page, name="articles_auditentry_changelist")]


def kinds() -> list[tuple[str, str]]:
    """What acts can be done to, by the names the desk has for it."""
    models = [model._meta for model in site._registry]
    named = ((str(meta.model_name), str(capfirst(meta.verbose_name))) for meta in models)
    return sorted(named, key=lambda kind: kind[1])


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _older(request: HttpRequest, found: list[AuditEntry]) -> str:
    if len(found) <= A_PAGE:
        return ""
    query = request.GET.copy()
    query["before"] = str(found[A_PAGE - 1].pk)
    return query.urlencode()


def _address_of(entry: AuditEntry) -> str:
    """The page about what it was done to, if the desk has one and it may still be there."""
    if entry.verb == Verb.REMOVED or not entry.subject_id:
        return ""
    app = "auth" if entry.kind in {"user", "group"} else "articles"
    try:
        return reverse(f"admin:{app}_{entry.kind}_change", args=[entry.subject_id])
    except NoReverseMatch:
        return ""
