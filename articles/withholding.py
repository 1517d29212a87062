"""Withholding: a former version is taken from readers for good reason, and given back perhaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import auditing
from articles.models.article import Article
from articles.models.audit import Verb
from articles.models.edition import Edition
from articles.models.revision import name_of
from articles.models.takedown import Takedown
from articles.revising import locked

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class NotWithholdable(Exception):
    """Why not, in a sentence for the editor; nothing was written."""


def withhold(article_id: int, edition_id: int, *, by: User | None, why: str) -> None:
    """Its words are shown to readers nowhere any more, at once. Done again, it changes nothing.

    `why` is for the record. Raises NotWithholdable.
    """
    with transaction.atomic():
        article = locked(article_id)
        edition = _former(article, edition_id)
        if not why.strip():
            raise NotWithholdable(_("Say why, for the record."))
        if Takedown.objects.of(edition).standing().exists():
            return
        Takedown.objects.create(
            edition=edition, at=timezone.now(), by=by, by_name=name_of(by), why=why.strip()[:300]
        )
        _put_on_record(Verb.WITHHELD, article, edition, by=by, why=why.strip())


def reopen(article_id: int, edition_id: int, *, by: User | None) -> None:
    """Readers can look it up again. Done again, it changes nothing. Raises NotWithholdable."""
    with transaction.atomic():
        article = locked(article_id)
        edition = _former(article, edition_id)
        takedown = Takedown.objects.of(edition).standing().first()
        if takedown is None:
            return
        takedown.lifted_at, takedown.lifted_by_name = timezone.now(), name_of(by)
        takedown.save(update_fields=["lifted_at", "lifted_by_name"])
        _put_on_record(Verb.REOPENED, article, edition, by=by)


def _former(article: Article, edition_id: int) -> Edition:
    seen = Edition.log.of(article).ended(timezone.now()).these([edition_id]).first()
    if seen is None:
        raise NotWithholdable(
            _("Only a former version can be withheld. To take away the present one, withdraw it.")
        )
    return seen


def _put_on_record(
    verb: Verb, article: Article, edition: Edition, *, by: User | None, why: str = ""
) -> None:
    when = auditing.instant(edition.live_from)
    auditing.record(verb, article, by=by, detail=f"{when}: {why}" if why else when)
