"""Rescheduling: another instant for what is decided already, the words left as they are."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import auditing, correcting, intervals
from articles.intervals import End
from articles.models.audit import Verb
from articles.models.edition import FOREVER, Edition
from articles.models.revision import name_of
from articles.printing import first_published_at
from articles.publishing import NotPublishable, publish, refuse_taken
from articles.revising import locked

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def move(
    article_id: int, at: datetime, *, by: User | None, until: datetime | None = None
) -> Edition:
    """Let what is scheduled appear at another instant, in the words it was scheduled in.

    The working copy may have been edited on since. Raises NotPublishable.
    """
    with transaction.atomic():
        article, now = locked(article_id), timezone.now()
        due = Edition.log.of(article).scheduled(now).select_related("revision").first()
        if due is None:
            raise NotPublishable(_("Nothing is scheduled, so there is nothing to move."))
        if at <= now:
            raise NotPublishable(_("That instant has passed: choose a later one."))
        published_at = first_published_at(article, due.revision.document, at)
        refuse_taken(article, published_at, due.slug)
        notice, is_minor = correcting.told_with(due), due.updated_at != due.live_from
        return publish(
            article_id,
            by=by,
            at=at,
            until=until,
            minor=is_minor,
            notice=notice,
            revision=due.revision,
        )


def expire(article_id: int, until: datetime, *, by: User | None) -> None:
    """Set when readers lose it, whatever is live or scheduled; FOREVER lifts that.

    A public reason already given stands as long as there is an end. Raises NotPublishable.
    """
    with transaction.atomic():
        article, now = locked(article_id), timezone.now()
        last = intervals.last_of(article, now)
        if last is None:
            raise NotPublishable(_("It is not published, so there is nothing to end."))
        if until <= max(now, last.live_from):
            raise NotPublishable(_("It would end before it begins: choose a later end."))
        is_open = until == FOREVER
        its = End(until, "", "") if is_open else End(until, name_of(by), last.end_reason)
        intervals.end(last, its)
        detail = _("no end any more") if is_open else auditing.instant(until)
        auditing.record(Verb.EXPIRED, article, by=by, detail=detail)
