"""People and groups: what the house would have otherwise about Django's own pages for them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import Group, Permission, User
from django.db.models import ManyToManyField, Model
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

# What the desk has pages for. Rights over anything else have no effect, so none are offered.
NOUNS = (
    *("article", "tag", "section", "author", "importrun", "redirect", "user", "group"),
    *("correction", "auditentry", "publication", "page"),
)


class RightsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Rights as boxes to tick: a list that wants a key held down is no list."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Model) -> str:
        return obj.name if isinstance(obj, Permission) else str(obj)


def rights_field(
    admin: object, field: ManyToManyField[Any, Any], request: HttpRequest | None, **kwargs: Any
) -> RightsField:
    rows = field.remote_field.model._default_manager.all()
    if field.remote_field.model is Permission:
        rows = rows.filter(content_type__model__in=NOUNS)
    return RightsField(rows, label=capfirst(str(field.verbose_name)), required=False)


HABITS: dict[type[Model], dict[str, Any]] = {
    Group: {"filter_horizontal": (), "formfield_for_manytomany": rights_field},
    User: {
        "filter_horizontal": (),
        "formfield_for_manytomany": rights_field,
        # When somebody last signed in is a fact to be read, not a field to be changed.
        "readonly_fields": ("last_login", "date_joined"),
        "list_display": ("username", "first_name", "last_name", "is_staff", "last_login"),
        "fieldsets": (
            (None, {"fields": ("username", "password")}),
            (_("Name"), {"fields": ("first_name", "last_name", "email")}),
            (_("Rights"), {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
            (_("Rights beyond those of the groups"), {"fields": ("user_permissions",)}),
            (_("On record"), {"fields": ("last_login", "date_joined")}),
        ),
    },
}
