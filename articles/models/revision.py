"""Revision: what an article said, who made it say so, when and why. Append-only."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.documents import Document
from articles.models.article import Article

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NAME_LENGTH = 200


class HistoryCannotChange(Exception):
    """Somebody tried to rewrite or erase what is on record."""


class Kind(models.TextChoices):
    """What brought a revision about."""

    IMPORT = "import", _("Imported")
    EDIT = "edit", _("Edited")
    MERGE = "merge", _("Merged")
    RESTORE = "restore", _("Restored")
    PUBLISH = "publish", _("Made ready to publish")
    UNDO = "undo", _("Undone")


class AppendOnlyQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Rows are added and read. Database triggers say the same to raw SQL."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise HistoryCannotChange("History is added to, never changed.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise HistoryCannotChange("History is added to, never changed.")

    def delete(self) -> NoReturn:
        raise HistoryCannotChange("History is added to, never erased.")


class RevisionQuerySet(AppendOnlyQuerySet):
    """How a revision comes about, and how history is read."""

    def snap(self, article: Article, *, by: User | None, kind: str, reason: str = "") -> Revision:
        """Record the working copy as it stands; no change, no revision.

        The caller holds the article's row locked (see revising.py). Returns the new
        revision, or the latest where its content is the same.
        """
        latest = self.latest_of(article)
        document = article.document()
        if latest and latest.digest == document.digest:
            return latest
        revision = Revision.following(latest, article, document, by=by, kind=kind, reason=reason)
        revision.save(force_insert=True)
        article.version, article.head_hash = revision.number, revision.hash
        article.changed_at = revision.created_at
        article.save(update_fields=["version", "head_hash", "changed_at"])
        return revision

    def latest_of(self, article: Article) -> Revision | None:
        return self.filter(article=article, number=article.version).first()

    def latest_of_their_articles(self) -> RevisionQuerySet:
        """What articles say now."""
        return self.filter(number=models.F("article__version"))

    def after_article(self, key: int) -> RevisionQuerySet:
        """Of the articles after this one, in the order of their keys."""
        return self.filter(article__gt=key).order_by("article")

    def newest_first(self) -> RevisionQuerySet:
        return self.order_by("-number")

    def numbered_below(self, number: int) -> RevisionQuerySet:
        return self.filter(number__lt=number)

    def named(self) -> RevisionQuerySet:
        """Those the newsroom has a name for."""
        return self.filter(names__isnull=False).distinct()

    def numbered(self, numbers: Iterable[int]) -> RevisionQuerySet:
        return self.filter(number__in=numbers)

    def these(self, keys: Iterable[int] | models.QuerySet[Any, Any]) -> RevisionQuerySet:
        return self.filter(pk__in=keys)

    def by(self, name: str) -> RevisionQuerySet:
        """By the name history signs with."""
        return self.filter(author_name=name)


class Revision(models.Model):
    """One state of an article, kept for ever.

    `content` is the Document's normal form, `digest` its SHA-256; `hash` covers the
    revision before, so that no link of the chain can be exchanged unseen. The author's
    name stands beside the key: it outlives the login.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_index=False)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    author_name = models.CharField(_("by"), max_length=NAME_LENGTH, blank=True)
    created_at = models.DateTimeField(_("when"))
    content = models.TextField()
    digest = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["article", "number"]
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} № {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise HistoryCannotChange("A revision is written once.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise HistoryCannotChange("A revision is kept for ever.")

    @classmethod
    def following(
        cls,
        parent: Revision | None,
        article: Article,
        document: Document,
        *,
        by: User | None,
        kind: str,
        reason: str = "",
        at: datetime | None = None,
    ) -> Revision:
        """The next link of the chain, not saved yet."""
        content = document.to_json()
        revision = cls(
            article=article,
            number=parent.number + 1 if parent else 1,
            parent=parent,
            kind=kind,
            reason=reason[:300],
            author=by,
            author_name=name_of(by),
            created_at=at or timezone.now(),
            content=content,
            digest=hashlib.sha256(content.encode()).hexdigest(),
            previous_hash=parent.hash if parent else "",
        )
        revision.hash = revision.computed_hash()
        return revision

    def computed_hash(self) -> str:
        """What `hash` has to be."""
        return link(
            self.previous_hash,
            self.article_id,
            self.number,
            self.kind,
            self.reason,
            self.author_name,
            self.created_at,
            self.digest,
        )

    @property
    def document(self) -> Document:
        return Document.from_json(self.content)


def link(
    previous_hash: str,
    article_id: int,
    number: int,
    kind: str,
    reason: str,
    author_name: str,
    created_at: datetime,
    digest: str,
) -> str:
    """SHA-256 over everything on record of a revision and the hash before, newline-joined."""
    instant = created_at.astimezone(UTC).isoformat(timespec="microseconds")
    facts = (previous_hash, article_id, number, kind, reason, author_name, instant, digest)
    return hashlib.sha256("\n".join(map(str, facts)).encode()).hexdigest()


def name_of(user: User | None) -> str:
    """How history names a person: the full name, else the login; nobody is ""."""
    if user is None:
        return ""
    return (getattr(user, "get_full_name", str)() or user.get_username())[:NAME_LENGTH]
