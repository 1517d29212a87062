"""Auditing: the one place where it is written down who did what."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models import Model
from django.dispatch import receiver
from django.utils import timezone

from articles.models.article import Article
from articles.models.audit import LONGEST, AuditEntry, Verb
from articles.models.revision import name_of


def record(verb: Verb, about: Model, *, by: User | None, detail: str = "") -> None:
    """Write an act down; the caller's transaction holds both or neither."""
    AuditEntry(
        at=timezone.now(),
        by=by,
        by_name=name_of(by),
        verb=verb,
        kind=about._meta.model_name or "",
        subject_id=str(about.pk),
        subject=str(about)[:LONGEST],
        article=about if isinstance(about, Article) else None,
        detail=detail[:LONGEST],
    ).save(force_insert=True)


def instant(at: datetime) -> str:
    """An instant as a detail says it: the newsroom's time, with its zone."""
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M %Z}"


@receiver(user_logged_in)
def _came(user: User, **kwargs: Any) -> None:
    record(Verb.SIGNED_IN, user, by=user)


@receiver(user_logged_out)
def _went(user: User | None, **kwargs: Any) -> None:
    if user is not None:
        record(Verb.SIGNED_OUT, user, by=user)


@receiver(user_login_failed)
def _failed(credentials: dict[str, Any], **kwargs: Any) -> None:
    """Only a name that exists is written down: what else is typed there may be a password."""
    known = User.objects.filter(username=credentials.get("username")).first()
    if known:
        record(Verb.FAILED, known, by=None)
