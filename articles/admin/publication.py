"""The publication on the desk: one page for what the newspaper says of itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from articles.admin.meanwhile import BasedForm
from articles.models import Picture, Publication
from articles.models.publication import THE_ONE

LONGEST_SHOWN = 60  # characters of a value, in the audit


class PublicationForm(BasedForm):
    logo = forms.ModelChoiceField(
        Picture.objects.none(),
        label=_("Logo"),
        required=False,
        empty_label=_("The name, in type"),
        help_text=_("One of the newest pictures; stands in the masthead in place of the name."),
    )

    class Meta:
        model = Publication
        exclude = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "logo" in self.fields:
            own = Picture.objects.to_choose_from(self.instance.logo_id)
            self.fields["logo"].queryset = own  # type: ignore[attr-defined]


class PublicationAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """There is one, so its list is its page; before anybody saves it the settings fill it in."""

    form = PublicationForm
    fieldsets = (
        (None, {"fields": ("name", "tagline", "accent", "logo", "is_full_text", "base")}),
        (_("Where it is found"), {"fields": ("email", "telephone", "profiles")}),
        (_("Who publishes it"), {"fields": ("legal_name", "address", "founded", "copyright")}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        is_begun = Publication.objects.exists() or not self.has_change_permission(request)
        name = "change" if is_begun else "add"
        args = [THE_ONE] if is_begun else []
        return HttpResponseRedirect(reverse(f"admin:articles_publication_{name}", args=args))

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if self.has_add_permission(request) and Publication.objects.exists():
            return HttpResponseRedirect(reverse("admin:articles_publication_changelist"))
        return super().add_view(request, form_url, extra_context)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        told = {"title": _t("Publication"), "show_save_and_add_another": False}
        return super().changeform_view(request, object_id, form_url, told | (extra_context or {}))

    def response_add(self, request: HttpRequest, obj: Publication, *_: Any) -> HttpResponse:
        return self.response_change(request, obj)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {
            "name": settings.SITE_NAME,
            "tagline": settings.SITE_TAGLINE,
            "is_full_text": settings.FEED_FULL_TEXT,
        }

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        """What it was and what it is, for the audit."""
        return "; ".join(
            f"{form.fields[name].label}: {_told(form.initial.get(name))}"
            f" → {_told(form.cleaned_data[name])}"
            for name in form.changed_data
            if name != "base"
        )


def _told(value: Any) -> str:
    if isinstance(value, bool):
        return _t("yes") if value else _t("no")
    return Truncator(" ".join(str(value or "–").split())).chars(LONGEST_SHOWN)
