"""Takedown: a former version that readers may look up no more, and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.edition import Edition
from articles.models.revision import NAME_LENGTH, HistoryCannotChange


class TakedownQuerySet(models.QuerySet["Takedown"]):
    """Which former versions are withheld."""

    def standing(self) -> Self:
        """Not lifted."""
        return self.filter(lifted_at=None)

    def of(self, edition: Edition | int) -> Self:
        return self.filter(edition=edition)

    def of_each(self, editions: Iterable[int]) -> Self:
        return self.filter(edition__in=editions)

    def keys_of(self, editions: Iterable[int]) -> set[int]:
        """The keys of those of the editions that are withheld."""
        return set(self.of_each(editions).values_list("edition_id", flat=True))

    def delete(self) -> NoReturn:
        raise HistoryCannotChange("A takedown is kept for ever; lift it instead.")


class Takedown(models.Model):
    """Withholds an edition that readers had once: its words are shown nowhere any more.

    `why` is for the record and not for readers. Lifted perhaps, and never erased.
    """

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
    why = models.CharField(_("why"), max_length=300)
    lifted_at = models.DateTimeField(_("lifted"), null=True)
    lifted_by_name = models.CharField(max_length=NAME_LENGTH, blank=True)

    objects = TakedownQuerySet.as_manager()

    class Meta:
        verbose_name = _("takedown")
        verbose_name_plural = _("takedowns")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["edition"],
                condition=models.Q(lifted_at=None),
                name="one_takedown_an_edition",
            ),
        ]

    def __str__(self) -> str:
        return self.why

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise HistoryCannotChange("A takedown is kept for ever; lift it instead.")
