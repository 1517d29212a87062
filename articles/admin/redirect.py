"""Redirects: addresses that moved, or are gone, on somebody's decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.models import Redirect


class RedirectForm(forms.ModelForm):  # type: ignore[type-arg]
    """Says what is wrong with a path before the database does."""

    def clean_path(self) -> str:
        path: str = self.cleaned_data["path"]
        if not (path.startswith("/") and path.endswith("/")) or path.startswith("//"):
            raise ValidationError(_("Begin and end the path with a slash: /tag/trams/"))
        return path

    def clean_target(self) -> str:
        target: str = self.cleaned_data["target"]
        if target and (not target.startswith(("/", "https://")) or target.startswith("//")):
            raise ValidationError(_("Give a path (/tag/trams/) or an https:// address."))
        return target

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("answer") == Redirect.Answer.MOVED and not cleaned.get("target"):
            self.add_error("target", _("Say where it moved to."))
        elif cleaned.get("target") and cleaned["target"] == cleaned.get("path"):
            self.add_error("target", _("That leads back to itself."))
        return cleaned


class RedirectAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    form = RedirectForm
    list_display = ("path", "answer", "target", "reason")
    list_filter = ("answer",)
    search_fields = ("path", "target")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
