"""Comment: what one of the desk says to the others about a paragraph. No reader sees one."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles import limits
from articles.models.article import Article
from articles.models.revision import NAME_LENGTH, HistoryCannotChange


class CommentQuerySet(models.QuerySet["Comment"]):
    def of(self, article_id: int) -> CommentQuerySet:
        return self.filter(article=article_id)

    def beginning(self) -> CommentQuerySet:
        """Those that begin a thread; the others answer one."""
        return self.filter(thread=None)

    def open(self) -> CommentQuerySet:
        """Threads nobody has resolved."""
        return self.beginning().filter(resolved_at=None)

    def anchored(self) -> CommentQuerySet:
        """Those that are, or were, about one paragraph."""
        return self.exclude(quote="")

    def in_order(self) -> CommentQuerySet:
        return self.order_by("pk")

    def delete(self) -> NoReturn:
        raise HistoryCannotChange("A comment is resolved, never erased.")


class Comment(models.Model):
    """One comment, kept for ever; a thread is the comment that began it and its answers.

    `place` is the number of the block it is about, counted from 0, in version `version`;
    `quote` is how that block began when it was last there. Without a quote it is about the
    whole story; with a quote and no place, its paragraph is gone.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="comments", db_index=False)
    thread = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="answers", db_index=False
    )
    version = models.PositiveIntegerField()
    place = models.PositiveIntegerField(null=True)
    quote = models.CharField(max_length=limits.NOTE, blank=True)
    text = models.CharField(_("comment"), max_length=limits.NOTICE)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    by_name = models.CharField(_("by"), max_length=NAME_LENGTH, blank=True)
    at = models.DateTimeField(_("when"))
    resolved_at = models.DateTimeField(_("resolved"), null=True)
    resolved_by_name = models.CharField(max_length=NAME_LENGTH, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        default_permissions = ("add",)
        indexes = [models.Index(fields=["article", "id"], name="comment_article")]

    def __str__(self) -> str:
        return self.text

    @property
    def is_gone(self) -> bool:
        """Whether the paragraph it is about is not there any more."""
        return bool(self.quote) and self.place is None

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise HistoryCannotChange("A comment is resolved, never erased.")
