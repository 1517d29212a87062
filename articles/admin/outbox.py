"""The outbox on the desk: who is told, what waits, what was given up and is tried again."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.models import Delivery, Endpoint
from articles.outbox import delivering
from articles.outbox.messages import signature


class EndpointForm(forms.ModelForm):  # type: ignore[type-arg]
    """Says what is wrong with a secret before anything is signed with it."""

    url = forms.URLField(label=_("Address"), max_length=500, assume_scheme="https")

    def clean_secret(self) -> str:
        secret: str = self.cleaned_data["secret"]
        try:
            signature(secret, "", 0, b"")
        except ValueError:
            raise ValidationError(_("Write whsec_ and base64, as it was made.")) from None
        return secret

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        if not (key.isascii() and key.isalnum() and len(key) >= 8):
            raise ValidationError(_("Eight letters and digits or more, and nothing else."))
        return key


class EndpointAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    form = EndpointForm
    list_display = ("name", "kind", "url", "is_on")
    show_full_result_count = False


class OutboxAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A list to read; what was given up is sent again from it."""

    list_display = ("__str__", "endpoint", "state", "due_at", "attempts", "next_try_at", "problem")
    list_filter = ("state", "endpoint")
    list_select_related = ("endpoint", "edition")
    list_per_page = 50
    actions = ("send_again",)
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    fields = readonly_fields = (
        *("endpoint", "edition", "event", "state", "due_at", "attempts", "next_try_at"),
        *("problem", "done_at"),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """One comes about by what becomes public."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Delivery | None = None) -> bool:
        return False

    @admin.action(description=_("Send again"), permissions=["change"])
    def send_again(self, request: HttpRequest, chosen: QuerySet[Delivery]) -> None:
        each = list(chosen.select_related("edition"))
        for delivery in each:
            delivering.again(delivery, by=cast(User, request.user))
        said = ngettext("%d is tried again.", "%d are tried again.", len(each))
        messages.success(request, said % len(each))


NOUNS: dict[Any, Any] = {Endpoint: EndpointAdmin, Delivery: OutboxAdmin}
