"""Holding: what keeps a story from readers, for a time or for good."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import auditing
from articles.models.article import Stage
from articles.models.audit import Verb
from articles.models.edition import Edition
from articles.publishing import NotPublishable
from articles.revising import locked

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def embargo(article_id: int, until: datetime | None, *, by: User | None) -> None:
    """Let nothing of the article go live before `until`; None lifts it. Raises NotPublishable."""
    with transaction.atomic():
        article, now = locked(article_id), timezone.now()
        shown = Edition.log.of(article)
        if until and until > now and shown.live_at(now).exists():
            raise NotPublishable(_("Readers see it already: withdraw it first."))
        if until and any(edition.live_from < until for edition in shown.scheduled(now)):
            raise NotPublishable(_("It is scheduled for before that: cancel or move it first."))
        article.embargo_until = until
        article.save(update_fields=["embargo_until"])
        if until:
            auditing.record(Verb.EMBARGOED, article, by=by, detail=auditing.instant(until))
        else:
            auditing.record(Verb.RELEASED, article, by=by)


def spike(article_id: int, *, by: User | None) -> None:
    """Set the article aside for good, history kept. Raises NotPublishable while readers see it."""
    with transaction.atomic():
        article, now = locked(article_id), timezone.now()
        shown = Edition.log.of(article)
        if shown.live_at(now).exists() or shown.scheduled(now).exists():
            raise NotPublishable(_("Readers see it, or soon will: withdraw it first."))
        article.stage = Stage.SPIKED
        article.save(update_fields=["stage"])
        auditing.record(Verb.SPIKED, article, by=by)
