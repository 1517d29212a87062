"""Previewing: links by which somebody without a login sees one version of a story.

What is in the address is a row's key with our signature, so that nobody makes one up and a
copy of the database opens nothing; until when it opens, and whether at all, is the row's.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import auditing
from articles.models.audit import Verb
from articles.models.preview import PreviewLink
from articles.models.revision import Revision, name_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST = timedelta(days=30)


def make(
    revision: Revision,
    *,
    lasts: timedelta,
    by: User | None,
    at: datetime | None = None,
    note: str = "",
) -> PreviewLink:
    """A link to this version as of `at`, or of whenever it is opened; a month at most."""
    now = timezone.now()
    with transaction.atomic():
        link = PreviewLink.objects.create(
            article_id=revision.article_id,
            revision=revision,
            at=at,
            note=note,
            made_at=now,
            made_by=by,
            made_by_name=name_of(by),
            expires_at=now + min(lasts, LONGEST),
        )
        auditing.record(Verb.SHARED, revision.article, by=by, detail=_detail(link))
    return link


def revoke(link: PreviewLink, *, by: User | None) -> None:
    """It opens no more, from now on. Done again, it changes nothing."""
    now = timezone.now()
    with transaction.atomic():
        good = PreviewLink.objects.filter(pk=link.pk, revoked_at=None)
        if good.update(revoked_at=now, revoked_by_name=name_of(by)):
            auditing.record(Verb.UNSHARED, link.article, by=by, detail=_detail(link))


def token_of(link: PreviewLink) -> str:
    """What stands in its address."""
    return _signer().sign(f"{link.pk}.{link.made_at.timestamp():.0f}")


def link_of(token: str) -> PreviewLink | None:
    """The link a token was made for, whether or not it still opens; None for any other text."""
    try:
        key, _dot, made = _signer().unsign(token).partition(".")
    except BadSignature:
        return None
    link = PreviewLink.objects.select_related("revision").filter(pk=int(key)).first()
    return link if link and f"{link.made_at.timestamp():.0f}" == made else None


def opens(link: PreviewLink) -> bool:
    """Whether it still does; and if so, that it was opened is counted."""
    now = timezone.now()
    good = PreviewLink.objects.good_at(now).filter(pk=link.pk)
    return bool(good.update(opened=F("opened") + 1, last_opened_at=now))


def _signer() -> Signer:
    return Signer(salt="articles.previewing")


def _detail(link: PreviewLink) -> str:
    facts = {"number": link.revision.number, "until": auditing.instant(link.expires_at)}
    said = _("№ %(number)d, until %(until)s") % facts
    return f"{said}: {link.note}" if link.note else said
