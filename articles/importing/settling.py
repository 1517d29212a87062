"""Settling: what becomes of a document that is held because the desk has changed it too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import auditing, revising
from articles.documents import Document
from articles.models.article import Article
from articles.models.audit import Verb
from articles.models.importing import Approval, ImportItem, Verdict
from articles.models.revision import Kind, Revision, name_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class Settled(Exception):
    """Somebody has dealt with the document already, or there is nothing to deal with."""


def base_of(item: ImportItem) -> Document:
    """What the source said before: the base of a three-way merge. Empty where none is known."""
    brought = Revision.objects.filter(
        article=item.article_id, number=_article_of(item).source_version
    )
    revision = brought.first()
    return revision.document if revision else Document()


def settle(item: ImportItem, by: User | None, document: Document, base: int) -> Revision:
    """Make the article say `document`, made of both; `base` is the version it was made from.

    The source's own words become a revision before it, so that the next merge starts from
    them. Raises Stale, with nothing written, where the desk has saved since; Settled where
    the document is not held any more.
    """
    with transaction.atomic():
        item = _held(item)
        article_id, theirs = _article_of(item).pk, item.document or Document()
        brought = revising.revise(
            article_id, theirs, base=base, by=None, kind=Kind.IMPORT, reason=str(item.run)
        )
        Article.objects.filter(pk=article_id).update(
            source_digest=item.digest, source_version=brought.number
        )
        revision = revising.revise(
            article_id,
            document,
            base=brought.number,
            by=by,
            kind=Kind.MERGE,
            reason=str(item.run),
        )
        item.revision_number, item.applied_at = revision.number, timezone.now()
        _decide(item, Approval.APPROVED, by)
        return revision


def dismiss(item: ImportItem, by: User | None, reason: str) -> None:
    """Keep what the desk says; the same words from the source are not held again."""
    with transaction.atomic():
        item = _held(item)
        article = _article_of(item)
        Article.objects.filter(pk=article.pk).update(source_digest=item.digest)
        item.note = reason[:500]
        auditing.record(Verb.DISMISSED, article, by=by, detail=reason)
        _decide(item, Approval.DECLINED, by)


def _held(item: ImportItem) -> ImportItem:
    item = ImportItem.objects.select_for_update().get(pk=item.pk)
    if item.verdict != Verdict.HELD or item.approval != Approval.UNDECIDED or not item.content:
        raise Settled(_("Somebody has dealt with it already."))
    return item


def _article_of(item: ImportItem) -> Article:
    if item.article is None:
        raise Settled(_("It is about no article."))
    return item.article


def _decide(item: ImportItem, approval: Approval, by: User | None) -> None:
    item.approval, item.decided_by_name, item.decided_at = approval, name_of(by), timezone.now()
    item.save()
