"""Resemblance: two stories that say much the same, and what the desk makes of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.revision import NAME_LENGTH, name_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class Judgement(models.TextChoices):
    """What a person said of two stories that are alike."""

    UNDECIDED = "", _("Undecided")
    FOLLOW_UP = "follow-up", _("Follow-up")
    DUPLICATE = "duplicate", _("Duplicate")
    COINCIDENCE = "coincidence", _("Coincidence")


class ResemblanceQuerySet(models.QuerySet["Resemblance"]):
    """Pairs, as the desk asks for them."""

    def of(self, article_id: int) -> ResemblanceQuerySet:
        """Those this story is one of, whichever came first."""
        return self.filter(models.Q(article=article_id) | models.Q(other=article_id))

    def between(self, one: int, other: int) -> ResemblanceQuerySet:
        """The one pair of these two, if they are one."""
        return self.filter(article=max(one, other), other=min(one, other))

    def judged(self, judgement: str) -> ResemblanceQuerySet:
        return self.filter(judgement=judgement)

    def undecided(self) -> ResemblanceQuerySet:
        return self.judged(Judgement.UNDECIDED)

    def older_than(self, pk: int) -> ResemblanceQuerySet:
        return self.filter(pk__lt=pk)

    def with_stories(self) -> ResemblanceQuerySet:
        """Both stories without their words, in the same query."""
        return self.select_related("article", "other").defer("article__body", "other__body")


class Resemblance(models.Model):
    """A pair of stories that are alike, the later one first; asked about once.

    `share` is how much of the later one stands in the earlier, `share_of_other` how much
    of the earlier in the later: 0 to 1. A judgement outlives any change to either story.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="resembles", db_index=False)
    other = models.ForeignKey(Article, models.CASCADE, related_name="resembled_by")
    share = models.FloatField()
    share_of_other = models.FloatField()
    found_at = models.DateTimeField()
    judgement = models.CharField(
        _("judgement"), max_length=11, choices=Judgement, blank=True, default=Judgement.UNDECIDED
    )
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    judged_by_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    judged_at = models.DateTimeField(null=True)

    objects = ResemblanceQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("resemblance")
        verbose_name_plural = _("resemblances")
        constraints = [
            models.UniqueConstraint(fields=["article", "other"], name="a_pair_once"),
            models.CheckConstraint(
                condition=models.Q(article__gt=models.F("other")), name="the_later_story_first"
            ),
        ]
        indexes = [models.Index(fields=["judgement", "-id"], name="resemblance_judgement")]

    def __str__(self) -> str:
        return f"{self.article_id} ~ {self.other_id}"

    def judge(self, judgement: Judgement, *, by: User, at: datetime) -> None:
        """What somebody makes of the pair; UNDECIDED takes an earlier judgement back."""
        self.judgement = judgement
        self.judged_by, self.judged_by_name, self.judged_at = by, name_of(by), at
        self.save(update_fields=["judgement", "judged_by", "judged_by_name", "judged_at"])
