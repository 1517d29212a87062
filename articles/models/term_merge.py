"""TermMerge: a tag, an author or a section that was taken into another, and all it moved."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

NAME = 150


class MergeState(models.TextChoices):
    """How far it has come; in the first and the third a worker goes on with it."""

    MOVING = "moving", _("Being merged")
    STANDING = "standing", _("Merged")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")


UNDER_WAY = (MergeState.MOVING, MergeState.UNDOING)


class TermMergeQuerySet(models.QuerySet["TermMerge"]):
    """The ledger's words."""

    def standing(self, kind: str) -> Self:
        """What was merged and is still so, of “tag”, “author” or “section”."""
        return self.filter(kind=kind, state=MergeState.STANDING)

    def under_way(self) -> Self:
        return self.filter(state__in=UNDER_WAY)

    def known_as(self, keys: list[str], slugs: list[str]) -> Self:
        """Of what had one of these names or addresses."""
        return self.filter(models.Q(former_key__in=keys) | models.Q(former_slug__in=slugs))

    def with_term(self, kind: str, *idents: int) -> Self:
        """In which one of the terms with these keys takes part."""
        one = models.Q(former__in=idents) | models.Q(into__in=idents)
        return self.filter(one, kind=kind)


class TermMerge(models.Model):
    """One merge. Keys are kept as numbers, because `former` is no row while it stands.

    `kept` is what an undo needs besides the links: the former row, and which aliases,
    children and redirects went over. `reached` is the last link an undo has come to.
    """

    kind = models.CharField(_("kind"), max_length=10)
    former = models.BigIntegerField()
    former_name = models.CharField(_("was"), max_length=NAME)
    former_key = models.CharField(max_length=NAME)
    former_slug = models.CharField(max_length=NAME)
    into = models.BigIntegerField()
    into_name = models.CharField(_("is now"), max_length=NAME)
    state = models.CharField(
        _("state"), max_length=8, choices=MergeState, default=MergeState.MOVING
    )
    kept = models.JSONField(default=dict)
    moved = models.PositiveIntegerField(_("links moved"), default=0)
    reached = models.BigIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    by_name = models.CharField(_("who"), max_length=NAME, blank=True)

    objects = TermMergeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("merge of names")
        verbose_name_plural = _("merges of names")
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["kind", "former_key"], name="merge_key"),
            models.Index(fields=["kind", "former_slug"], name="merge_slug"),
            models.Index(
                fields=["state"],
                name="merge_under_way",
                condition=models.Q(state__in=("moving", "undoing")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.former_name} → {self.into_name}"

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY


class MergedLink(models.Model):
    """One story, or one edition, that had the former term.

    `owner` is its key, `version` what a working copy stood at, `position` where the former
    term stood. `beside` is where the other one did, if it had both; then this one was taken off.
    """

    merge = models.ForeignKey(TermMerge, models.CASCADE, related_name="links", db_index=False)
    published = models.BooleanField()
    owner = models.BigIntegerField()
    version = models.PositiveIntegerField(default=0)
    position = models.PositiveSmallIntegerField(default=0)
    beside = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["merge", "published", "owner"], name="merged_links")]

    def __str__(self) -> str:
        return str(self.owner)
