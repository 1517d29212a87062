"""Correcting: what readers are told of a change, and taking it back; publishing calls the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from articles import auditing
from articles.models.article import Article
from articles.models.audit import Verb
from articles.models.correction import Correction, Notice, printed
from articles.models.edition import Edition
from articles.models.revision import Revision, name_of
from articles.revising import locked

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def tell(
    edition: Edition, before: Revision | None, notice: Notice, *, by: User | None
) -> Correction:
    """Readers are told from the instant the edition goes live. The caller holds the article."""
    return Correction.log.create(
        article_id=edition.article_id,
        kind=notice.kind,
        text=notice.text.strip(),
        placement=notice.placement,
        before=before,
        after=edition.revision,
        edition=edition,
        at=edition.live_from,
        by=by,
        by_name=name_of(by),
    )


def told_with(edition: Edition) -> Notice | None:
    """What readers are to be told along with an edition, as it was asked for."""
    told = Correction.log.standing().filter(edition=edition).first()
    return Notice(told.kind, told.text, told.placement) if told else None


def withdraw(correction_id: int, *, by: User | None, why: str = "") -> None:
    """Readers are told it no more, at once; on record it stays. Done again, it changes nothing."""
    with transaction.atomic():
        correction = Correction.log.get(pk=correction_id)
        article = locked(correction.article_id)
        correction.refresh_from_db()
        if correction.withdrawn_at:
            return
        correction.withdrawn_at, correction.withdrawn_why = timezone.now(), why[:300]
        correction.withdrawn_by_name = name_of(by)
        correction.save(update_fields=["withdrawn_at", "withdrawn_by_name", "withdrawn_why"])
        print_on_editions(article)
        auditing.record(Verb.WITHDREW, correction, by=by, detail=why)


def print_on_editions(article: Article) -> None:
    """Every edition readers have, or are to have, carries what stands by the time it is live."""
    standing = list(Correction.log.of(article).standing())
    for edition in Edition.log.of(article).from_now_on(timezone.now()):
        told = printed(each for each in standing if each.at <= edition.live_from)
        if edition.corrections != told:
            edition.corrections = told
            edition.save(update_fields=["corrections"])
