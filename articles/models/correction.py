"""Correction: what readers are told about a change to a story they may have read before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple, NoReturn, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles import clock, limits
from articles.models.article import Article
from articles.models.edition import Edition
from articles.models.revision import NAME_LENGTH, HistoryCannotChange, Revision


class CorrectionKind(models.TextChoices):
    """What sort of thing readers are told."""

    CORRECTION = "correction", _("Correction")
    CLARIFICATION = "clarification", _("Clarification")
    UPDATE = "update", _("Update")
    NOTE = "note", _("Editor’s note")


class Placement(models.TextChoices):
    """Where in the story it stands."""

    TOP = "top", _("Above the story")
    BOTTOM = "bottom", _("Below the story")


class Notice(NamedTuple):
    """What is to be told along with a publication."""

    kind: str
    text: str
    placement: str = Placement.BOTTOM


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """`Correction.objects` starts from what readers may see; `Correction.log` from all."""

    def told_at(self, instant: datetime) -> Self:
        """What readers had been told by then, of stories they could read then."""
        readable = Edition.log.of(models.OuterRef("article")).live_at(instant)
        return self.standing().filter(models.Exists(readable), at__lte=instant)

    def as_told_at(self, instant: datetime) -> Self:
        """What was, or will be, told at that instant, withdrawn since or not."""
        kept = models.Q(withdrawn_at=None) | models.Q(withdrawn_at__gt=instant)
        seen = models.Q(edition__live_until__gt=models.F("edition__live_from"))
        return self.filter(kept & seen, at__lte=instant)

    def standing(self) -> Self:
        """Not withdrawn, and not of a publication that was cancelled."""
        return self.filter(
            withdrawn_at=None, edition__live_until__gt=models.F("edition__live_from")
        )

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def withdrawn(self) -> Self:
        return self.exclude(withdrawn_at=None)

    def told_in(self, section: int) -> Self:
        """Told with an edition that stands in that section, whether it is live or not."""
        return self.filter(edition__section=section)

    def in_section(self, section: int) -> Self:
        """Of stories that stand in that section now."""
        there = Edition.objects.of(models.OuterRef("article")).in_section(section)
        return self.filter(models.Exists(there))

    def at_key(self, key: str) -> Correction | None:
        """The one of that key, if readers may see it."""
        is_key = key.isascii() and key.isdecimal() and len(key) < 19
        return self.filter(pk=int(key)).first() if is_key else None

    def of(self, article: Article | int) -> Self:
        return self.filter(article=article)

    def told_with(self, editions: Iterable[int]) -> Self:
        """Those that came with the editions of these keys, oldest first."""
        return self.filter(edition__in=editions).order_by("at", "pk")

    def newest(self) -> Self:
        return self.order_by("-at", "-pk")

    def older_than(self, at: datetime, pk: int) -> Self:
        """Keyset paging in that order."""
        same = models.Q(at=at, pk__lt=pk)
        return self.filter(models.Q(at__lte=at) & (models.Q(at__lt=at) | same))

    def delete(self) -> NoReturn:
        raise HistoryCannotChange("A correction is kept for ever; withdraw it instead.")


class ToldManager(models.Manager.from_queryset(CorrectionQuerySet)):  # type: ignore[misc]
    """What readers may see at this request's instant, and nothing else."""

    def get_queryset(self) -> CorrectionQuerySet:
        told: CorrectionQuerySet = super().get_queryset().told_at(clock.now())
        return told


class Correction(models.Model):
    """A public note on a change, bound to what readers had before and have since.

    `at` is when readers see it first: when its edition goes live. It is withdrawn
    perhaps, and never erased or reworded.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(_("kind"), max_length=13, choices=CorrectionKind)
    text = models.CharField(_("what readers are told"), max_length=limits.NOTICE)
    placement = models.CharField(_("place"), max_length=6, choices=Placement)
    before = models.ForeignKey(
        Revision, models.PROTECT, null=True, related_name="+", db_index=False
    )
    after = models.ForeignKey(Revision, models.PROTECT, related_name="+", db_index=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    by_name = models.CharField(_("by"), max_length=NAME_LENGTH, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)
    withdrawn_by_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    withdrawn_why = models.CharField(_("why"), max_length=300, blank=True)

    objects = ToldManager()
    log = CorrectionQuerySet.as_manager()

    class Meta:
        base_manager_name = "log"
        default_manager_name = "log"
        ordering = ["-at", "-pk"]
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        default_permissions = ("view", "change")
        indexes = [
            models.Index(fields=["-at", "-id"], name="correction_newest"),
            models.Index(fields=["article", "at"], name="correction_article"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}"

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise HistoryCannotChange("A correction is kept for ever; withdraw it instead.")

    def printed(self) -> dict[str, Any]:
        """As an edition carries it."""
        return {
            "id": self.pk,
            "kind": self.kind,
            "text": self.text,
            "placement": self.placement,
            "at": self.at.isoformat(),
        }


def printed(corrections: Iterable[Correction]) -> list[dict[str, Any]]:
    """As an edition carries them, oldest first."""
    return [each.printed() for each in sorted(corrections, key=lambda each: (each.at, each.pk))]
