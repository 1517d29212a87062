"""Roles: the four groups of people a newsroom begins with; migrations grant them rights."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.utils.translation import gettext_lazy as _

WRITER, EDITOR, PUBLISHER, ADMINISTRATOR = "Writer", "Editor", "Publisher", "Administrator"
PURPOSES = {
    WRITER: _("writes stories of their own and those assigned to them, and sends them to review"),
    EDITOR: _("changes every story, sends it back or sets it ready, assigns, tags, imports"),
    PUBLISHER: _("an editor who publishes, schedules, embargoes, withdraws and corrects"),
    ADMINISTRATOR: _("a publisher who looks after people, sections, tags and settings"),
}
"""What each is for, said where people are given one."""


def grant(apps: Any, using: str, rights: Mapping[str, Iterable[str]]) -> None:
    """Give the groups of these names these rights (`model.codename`), from a migration.

    Permissions are made first, since Django makes them only after the last migration. A group
    somebody has deleted or renamed stays so, unless `establish` made it in the same run.
    """
    _make_permissions(apps, using)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    for group in apps.get_model("auth", "Group").objects.using(using).filter(name__in=rights):
        for right in rights[group.name]:
            model, codename = right.split(".")
            group.permissions.add(permissions.get(content_type__model=model, codename=codename))


def establish(apps: Any, using: str) -> None:
    """Make the four groups; one of that name that is there already is left as it is."""
    groups = apps.get_model("auth", "Group").objects.using(using)
    for name in PURPOSES:
        groups.get_or_create(name=name)


def _make_permissions(apps: Any, using: str) -> None:
    for label in ("articles", "auth"):
        create_permissions(installed.get_app_config(label), verbosity=0, using=using, apps=apps)
