"""BulkAct: one thing done to many stories of the list, and what came of each."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class BulkState(models.TextChoices):
    """How far it has come; in the first and the third a worker goes on with it."""

    DOING = "doing", _("Being done")
    DONE = "done", _("Done")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")


UNDER_WAY = (BulkState.DOING, BulkState.UNDOING)


class Deed(models.TextChoices):
    """What can be done to many at once and taken back."""

    STAGE = "stage", _("Set the stage")
    SECTION = "section", _("Move to a section")
    TAGS = "tags", _("Add tags")
    ASSIGNEE = "assignee", _("Assign")


class BulkActQuerySet(models.QuerySet["BulkAct"]):
    def under_way(self) -> Self:
        return self.filter(state__in=UNDER_WAY)


class BulkAct(models.Model):
    """`said` is what was asked for, as JSON, `spoken` the same for people; `reached` the last
    item looked at, `left` how many an undo left as somebody has made them since."""

    deed = models.CharField(_("what"), max_length=8, choices=Deed)
    said = models.JSONField(default=dict)
    spoken = models.CharField(_("to what"), max_length=300, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=7, choices=BulkState, default=BulkState.DOING)
    number = models.PositiveIntegerField(_("stories"), default=0)
    done = models.PositiveIntegerField(_("done"), default=0)
    refused = models.PositiveIntegerField(_("refused"), default=0)
    left = models.PositiveIntegerField(default=0)
    reached = models.BigIntegerField(default=0)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    by_name = models.CharField(_("who"), max_length=150, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )

    objects = BulkActQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("bulk action")
        verbose_name_plural = _("bulk actions")
        default_permissions = ("view",)
        indexes = [
            models.Index(
                fields=["state"],
                name="bulk_under_way",
                condition=models.Q(state__in=("doing", "undoing")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_deed_display()}: {self.spoken}"

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def looked_at(self) -> int:
        return self.done + self.refused


class BulkItem(models.Model):
    """One story: the version it was asked about (0: whatever stands), the versions before and
    after, what the desk noted before, and why nothing was done, if so."""

    act = models.ForeignKey(BulkAct, models.CASCADE, related_name="items")
    article = models.ForeignKey(Article, models.CASCADE, related_name="+", db_index=False)
    base = models.PositiveIntegerField(default=0)
    before = models.PositiveIntegerField(default=0)
    after = models.PositiveIntegerField(default=0)
    was = models.JSONField(default=dict)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["act", "id"], name="bulk_refused", condition=~models.Q(problem="")
            ),
        ]

    def __str__(self) -> str:
        return str(self.article)
