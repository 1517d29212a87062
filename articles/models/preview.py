"""PreviewLink: leave to look at one version of a story before readers do, without a login."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.revision import NAME_LENGTH, Revision


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    def of(self, article: Article | int) -> Self:
        return self.filter(article=article)

    def good_at(self, instant: datetime) -> Self:
        """Those that still open."""
        return self.filter(expires_at__gt=instant, revoked_at=None)

    def newest_first(self) -> Self:
        return self.select_related("revision").defer("revision__content").order_by("-pk")


class PreviewLink(models.Model):
    """`at` is the instant the story is shown as of; null: that of looking.

    The row holds nothing that opens it: the address is signed (see previewing.py).
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="+", db_index=False)
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(_("as of"), null=True)
    note = models.CharField(_("for whom"), max_length=120, blank=True)
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    made_by_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    revoked_by_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    opened = models.PositiveIntegerField(_("times opened"), default=0)
    last_opened_at = models.DateTimeField(_("last opened"), null=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        default_permissions = ()
        indexes = [models.Index(fields=["article", "-id"], name="preview_article")]

    def __str__(self) -> str:
        return self.note or str(self.pk)
