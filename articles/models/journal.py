"""Sheets and the journal: what is being typed, kept before anybody saves it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.revision import NAME_LENGTH, AppendOnlyQuerySet, HistoryCannotChange

if TYPE_CHECKING:
    from django.contrib.auth.models import User

AWAY = timedelta(seconds=30)
"""How long after the last sign of life somebody is still said to be in a story."""


class SheetQuerySet(models.QuerySet["Sheet"]):
    """Who has which story open, and whose words nobody has saved."""

    def about(self, article: Article) -> SheetQuerySet:
        """Of one story; of a new one, those no story has come of yet."""
        return self.filter(article=article if article.pk else None)

    def of(self, user: User) -> SheetQuerySet:
        return self.filter(user=user)

    def loose(self) -> SheetQuerySet:
        """Those with words that are in no version, and that nobody has set aside."""
        return self.filter(number__gt=models.F("settled"))

    def at_hand(self, now: datetime) -> SheetQuerySet:
        """Those somebody has open, as far as can be told."""
        return self.filter(seen_at__gte=now - AWAY, is_open=True)

    def blank(self, before: datetime) -> SheetQuerySet:
        """Those nothing was typed on, last seen before an instant."""
        return self.filter(number=0, stroke=0, seen_at__lt=before)

    def with_words(self) -> SheetQuerySet:
        return self.filter(number__gt=0)

    def newest_first(self) -> SheetQuerySet:
        return self.order_by("-seen_at", "-pk")


class Sheet(models.Model):
    """A story as it lies open in one tab: who has it, over which version, where they are.

    `token` is the form's, `stroke` the tab's own count of what it sent, so that what comes
    late or twice is known. `number` counts the entries in the journal, `settled` is the last
    of them that a version holds or somebody set aside. The article is null until
    a new story is first saved.
    """

    token = models.CharField(max_length=32, unique=True)
    article = models.ForeignKey(
        Article, models.PROTECT, null=True, related_name="+", db_index=False
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    user_name = models.CharField(_("who"), max_length=NAME_LENGTH, blank=True)
    base = models.PositiveIntegerField(default=0)
    place = models.CharField(max_length=40, blank=True)
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    is_open = models.BooleanField(default=True)
    stroke = models.PositiveIntegerField(default=0)
    number = models.PositiveIntegerField(default=0)
    settled = models.PositiveIntegerField(default=0)

    objects = SheetQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["article", "-seen_at"], name="sheet_article"),
            models.Index(fields=["-seen_at"], name="sheet_seen"),
            models.Index(
                fields=["user", "-seen_at"],
                name="sheet_loose",
                condition=models.Q(number__gt=models.F("settled")),
            ),
            models.Index(
                fields=["seen_at"],
                name="sheet_blank",
                condition=models.Q(number=0) & models.Q(stroke=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_name}: {self.article or _('New article')}"

    @property
    def is_at_hand(self) -> bool:
        return self.is_open and self.seen_at >= timezone.now() - AWAY

    @property
    def is_loose(self) -> bool:
        return self.number > self.settled


class JournalEntry(models.Model):
    """What one sheet said at one instant. Append-only, and never thinned.

    `patch` is JSON: what changed since the entry before, or all the fields where the number is
    one that stands by itself (see articles/journal/).
    """

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="entries", db_index=False)
    number = models.PositiveIntegerField()
    at = models.DateTimeField(_("when"))
    patch = models.TextField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["sheet", "number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="journal_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id} № {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise HistoryCannotChange("What was typed is written down once.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise HistoryCannotChange("The journal is kept for ever.")
