"""Requirements on the desk: every rule of publication on one page, each as this house has it."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles import auditing
from articles.models import Requirement, Severity, Verb
from articles.models.requirement import MOST
from articles.requirements import RULES, Rule, Settings, setting_of


class RequirementsForm(forms.Form):
    """A level for each rule, and a number for those that count."""

    def __init__(self, data: Any, settings: Settings) -> None:
        super().__init__(data, label_suffix="")
        for rule in RULES:
            now = setting_of(rule, settings)
            self.fields[rule.key] = forms.ChoiceField(
                label=str(rule.name), choices=Severity.choices, initial=now.level.value
            )
            if rule.number:
                limits = [MinValueValidator(1), MaxValueValidator(MOST)]
                self.fields[f"{rule.key}_number"] = forms.IntegerField(
                    label=_("How many"), initial=now.number, validators=limits
                )

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField | None]]:
        return [
            (self[rule.key], self[f"{rule.key}_number"] if rule.number else None) for rule in RULES
        ]

    def save(self, by: User) -> None:
        """Write down what is otherwise than before, and who had it so."""
        for rule in RULES:
            names = {rule.key, f"{rule.key}_number"} & set(self.changed_data)
            if names:
                self._save(rule, by)

    def _save(self, rule: Rule, by: User) -> None:
        level = self.cleaned_data[rule.key]
        number = self.cleaned_data.get(f"{rule.key}_number", 0)
        row = Requirement(key=rule.key, level=level, number=number)
        row.save()
        said = str(Severity(level).label)
        detail = f"{rule.name}: {said}" + (f", {number}" if number else "")
        auditing.record(Verb.CHANGED, row, by=by, detail=detail)


class RequirementAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """One page for all of them."""

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        can_change = self.has_change_permission(request)
        if request.method == "POST" and not can_change:
            raise PermissionDenied
        form = RequirementsForm(request.POST or None, Requirement.objects.in_force())
        if form.is_bound and form.is_valid():
            return _saved(request, form)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": capfirst(str(self.opts.verbose_name_plural)),
            "form": form,
            "can_change": can_change,
        }
        return TemplateResponse(request, "admin/articles/requirement/page.html", context)

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.changelist_view)
        return [path("", page, name="articles_requirement_changelist")]


def _saved(request: HttpRequest, form: RequirementsForm) -> HttpResponse:
    with transaction.atomic():
        form.save(cast(User, request.user))
    messages.success(request, _("Saved. They hold from now on."))
    return HttpResponseRedirect(request.path)
