"""The only door through which an article's words change: form, import, restore, command."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from articles import auditing, commenting, markup, resembling, search
from articles.documents import Document
from articles.merging import Merge, merge
from articles.models.article import Article
from articles.models.audit import Verb
from articles.models.revision import Kind, Revision

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class Stale(Exception):
    """The article moved since `base`, the version the save was made from.

    `article` is the row as it stands, `mine` the document that was not saved, `merge` what
    would come of both where that was tried.
    """

    def __init__(
        self, article: Article, base: int, mine: Document, merge: Merge | None = None
    ) -> None:
        super().__init__(f"Article {article.pk} is at version {article.version}, not {base}.")
        self.article, self.base, self.mine, self.merge = article, base, mine, merge


class Contribution(NamedTuple):
    """The version that stands now, and the latest of others that was merged in, if any."""

    revision: Revision
    beside: Revision | None
    is_new: bool


def begin(
    document: Document,
    *,
    by: User | None,
    kind: str = Kind.EDIT,
    reason: str = "",
    **identity: Any,
) -> Article:
    """A new article with its first revision. `identity`: source, source_id, stage…"""
    with transaction.atomic():
        moment = timezone.now()
        article = Article(created_at=moment, changed_at=moment, **identity)
        _write(article, document)
        revision = Revision.objects.snap(article, by=by, kind=kind, reason=reason)
        search.note(revision)
        if kind != Kind.IMPORT:
            auditing.record(Verb.BEGAN, article, by=by)
        return article


def revise(
    article_id: int,
    document: Document,
    *,
    base: int,
    by: User | None,
    kind: str = Kind.EDIT,
    reason: str = "",
) -> Revision:
    """Make an article say what `document` says, if it still stands at version `base`.

    Returns the new revision, or the latest where nothing changed. Raises Stale, and
    writes nothing, where somebody else saved in between.
    """
    with transaction.atomic():
        article = locked(article_id)
        if article.version != base:
            raise Stale(article, base, document)
        _write(article, document)
        revision = Revision.objects.snap(article, by=by, kind=kind, reason=reason)
        if revision.number != base:
            commenting.follow(article)
            search.note(revision)
        if revision.number != base and kind != Kind.IMPORT:
            verb = Verb.RESTORED if kind == Kind.RESTORE else Verb.SAVED
            auditing.record(verb, article, by=by, detail=f"№ {revision.number}")
        return revision


def contribute(
    article_id: int,
    document: Document,
    *,
    base: int,
    by: User | None,
    reason: str = "",
    settle: Callable[[Merge], Document | None] = lambda merge: None,
) -> Contribution:
    """Make an article say what `document` changed since version `base`, beside what others did.

    Edits to different paragraphs and fields stand together in one new revision. Where both
    sides changed the same, `settle` says what is to stand; if it does not know, Stale is
    raised with the merge, and nothing is written.
    """
    with transaction.atomic():
        article = locked(article_id)
        if article.version == base:
            revision = revise(article_id, document, base=base, by=by, reason=reason)
            return Contribution(revision, None, revision.number != base)
        latest = Revision.objects.latest_of(article)
        began = article.revisions.filter(number=base).first()
        if latest is None or began is None:
            raise Stale(article, base, document)
        merged = merge(began.document, document, article.document())
        settled = merged.document if merged.clean else settle(merged)
        if settled is None:
            raise Stale(article, base, document, merged)
        reason = ", ".join(filter(None, (reason, f"№ {latest.number}", latest.author_name)))
        revision = revise(
            article_id, settled, base=latest.number, by=by, kind=Kind.MERGE, reason=reason
        )
        return Contribution(revision, latest, revision.number != latest.number)


def restore(revision: Revision, *, base: int, by: User | None) -> Revision:
    """A new revision that says what an old one said."""
    return revise(
        revision.article_id,
        revision.document,
        base=base,
        by=by,
        kind=Kind.RESTORE,
        reason=f"№ {revision.number}",
    )


def locked(article_id: int) -> Article:
    """The article's row, held until the transaction ends; a lone writer at a time."""
    return Article.objects.select_for_update().get(pk=article_id)


def _write(article: Article, document: Document) -> None:
    was = article.body
    article.take(document)
    article.body = markup.clean(document.body)
    article.save()
    article.relate(document)
    resembling.follow(article.pk, was, article.body)
