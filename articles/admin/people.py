"""People and groups: what the house would have otherwise about Django's own pages for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.models import Group, Permission, User
from django.db.models import ManyToManyField, Model, QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles.roles import PURPOSES

# What the desk has pages for. Rights over anything else have no effect, so none are offered.
NOUNS = (
    *("article", "tag", "section", "author", "importrun", "redirect", "user", "group"),
    *("correction", "auditentry", "requirement", "publication", "page", "picture", "comment"),
    *("endpoint", "delivery"),
)
# What only those may give who have it: it is every right there is.
UNBOUNDED = ("is_superuser", "user_permissions")
PASSWORDS = ("password", "password1", "password2", "usable_password")
ROLES = _("Whoever has a role may sign in to the desk; several add up.")


class RightsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Rights and roles as boxes to tick: a list that wants a key held down is no list."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Model) -> str:
        if isinstance(obj, Permission):
            return obj.name
        purpose = PURPOSES.get(str(obj))
        return f"{obj}: {purpose}" if purpose else str(obj)


def rights_field(
    admin: object, field: ManyToManyField[Any, Any], request: HttpRequest | None, **kwargs: Any
) -> RightsField:
    rows = field.remote_field.model._default_manager.all()
    if field.remote_field.model is Permission:
        rows = rows.filter(content_type__model__in=NOUNS)
        return RightsField(rows, label=capfirst(str(field.verbose_name)), required=False)
    return roles_field()


def roles_field() -> RightsField:
    return RightsField(Group.objects.all(), label=_("Roles"), required=False, help_text=ROLES)


class NewPersonForm(AdminUserCreationForm):  # type: ignore[type-arg]
    """A name, a password, a role: enough to begin with."""

    groups = roles_field()

    def save(self, commit: bool = True) -> User:
        """Whoever is given a role is given the door to the desk as well."""
        user = cast(User, super().save(commit=False))
        user.is_staff = bool(self.cleaned_data["groups"])
        if commit:
            user.save()
            self.save_m2m()
        return user


class Person(admin.ModelAdmin):  # type: ignore[type-arg]
    """Over Django's own page: nobody gives others more than they have themselves."""

    add_form = NewPersonForm
    add_fieldsets = (
        (None, {"fields": ("username", "first_name", "last_name", "email")}),
        (_("Roles"), {"fields": ("groups",)}),
        (_("Password"), {"fields": ("usable_password", "password1", "password2")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("groups")

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        fields = super().get_readonly_fields(request, obj)
        return fields if _has_every_right(request) else (*fields, *UNBOUNDED)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_change_permission(request, obj) and _reaches(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_delete_permission(request, obj) and _reaches(request, obj)

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        """What it was and what it is, for the audit; of a password, that it is another."""
        return "; ".join(
            _told(form, name) for name in form.changed_data if name not in PASSWORDS or not add
        )

    @admin.display(description=_("Roles"))
    def roles(self, user: User) -> str:
        every = [str(_("Every right"))] if user.is_superuser else []
        return ", ".join([*every, *(group.name for group in user.groups.all())]) or "–"


def _told(form: Any, name: str) -> str:
    label, now = form.fields[name].label or name, form.cleaned_data.get(name)
    if name in PASSWORDS:
        return str(label)
    was = form.initial.get(name, "")
    return f"{label}: {_spoken(was)} → {_spoken(now)}"


def _spoken(value: Any) -> str:
    """Several things by their names; yes and no as a reader says them."""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(str(each) for each in value) or "–"
    return str(value or "–")


def _has_every_right(request: HttpRequest) -> bool:
    return cast(User, request.user).is_superuser


def _reaches(request: HttpRequest, person: User | None) -> bool:
    return _has_every_right(request) or person is None or not person.is_superuser


ABOVE: dict[type[Model], tuple[type[admin.ModelAdmin[Any]], ...]] = {User: (Person,)}
HABITS: dict[type[Model], dict[str, Any]] = {
    Group: {"filter_horizontal": (), "formfield_for_manytomany": rights_field},
    User: {
        "filter_horizontal": (),
        "formfield_for_manytomany": rights_field,
        # When somebody last signed in is a fact to be read, not a field to be changed.
        "readonly_fields": ("last_login", "date_joined"),
        "list_display": ("username", "first_name", "last_name", "roles", "is_active", "last_login"),
        "list_filter": ("groups", "is_active", "is_superuser"),
        "fieldsets": (
            (None, {"fields": ("username", "password")}),
            (_("Name"), {"fields": ("first_name", "last_name", "email")}),
            (_("Roles"), {"fields": ("groups", "is_active", "is_staff")}),
            (
                _("Rights beyond those of the roles"),
                {"classes": ("collapse",), "fields": ("is_superuser", "user_permissions")},
            ),
            (_("On record"), {"fields": ("last_login", "date_joined")}),
        ),
    },
}
