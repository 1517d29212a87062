"""The newspaper's own pages on the desk: written, put live or taken off, never lost."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from articles import markup, stating
from articles.admin.body import BodyField
from articles.admin.meanwhile import BasedForm
from articles.models import Page

A_PAGE = 50


class PageForm(BasedForm):
    """Nothing empty goes live."""

    body = BodyField(label=_("Text"))

    class Meta:
        model = Page
        fields = ("title", "slug", "body", "policy", "position", "is_live")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("is_live") and not markup.text(cleaned.get("body", "")).strip():
            self.add_error("body", _("Write the page before it goes live."))
        return cleaned


class PageAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    form = PageForm
    list_display = ("title", "slug", "policy", "position", "is_live", "changed_at")
    fields = ("title", "slug", "body", "policy", "position", "is_live", "base")
    list_per_page = 100
    show_full_result_count = False

    def has_delete_permission(self, request: HttpRequest, obj: Page | None = None) -> bool:
        return False

    def save_model(
        self, request: HttpRequest, obj: Page, form: forms.ModelForm[Any], change: bool
    ) -> None:
        stating.state(obj, by=cast(User, request.user))

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """What the page said, newest first."""
        own = self.get_object(request, object_id)
        if own is None:
            raise Http404
        if not self.has_view_permission(request, own):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": own.title,
            "page": own,
            "versions": own.versions.all()[:A_PAGE],
        }
        return TemplateResponse(request, "admin/articles/page/history.html", context)
