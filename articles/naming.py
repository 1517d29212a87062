"""Naming: what versions are called, written down and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from articles import auditing
from articles.models.audit import Verb
from articles.models.revision import Revision, name_of
from articles.models.version_name import LONGEST, VersionName

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def name(revision: Revision, text: str, *, by: User | None) -> VersionName | None:
    """Call a version so; None where there is no name in the text, or it is called so already."""
    text = " ".join(text.split())[:LONGEST].strip()
    if not text:
        return None
    with transaction.atomic():
        given, is_new = VersionName.objects.get_or_create(
            revision=revision,
            name=text,
            defaults={"by_name": name_of(by), "named_at": timezone.now()},
        )
        if is_new:
            auditing.record(Verb.NAMED, revision.article, by=by, detail=_detail(revision, text))
        return given if is_new else None


def unname(revision: Revision, text: str, *, by: User | None) -> bool:
    """Take a name back; whether there was one."""
    with transaction.atomic():
        taken, _ = VersionName.objects.filter(revision=revision, name=text).delete()
        if taken:
            auditing.record(Verb.UNNAMED, revision.article, by=by, detail=_detail(revision, text))
        return bool(taken)


def _detail(revision: Revision, text: str) -> str:
    return f"№ {revision.number}: {text}"
