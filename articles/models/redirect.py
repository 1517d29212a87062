"""Redirect: an address that moved, or is gone for good, on somebody's decision."""

from __future__ import annotations

from urllib.parse import unquote

from django.db import models
from django.utils.translation import gettext_lazy as _


class RedirectQuerySet(models.QuerySet["Redirect"]):
    def for_path(self, path: str) -> Redirect | None:
        """What is known of a path such as /tag/trams/, if anything."""
        return self.filter(path=path).first()

    def forward(self, path: str, target: str) -> None:
        """Send one address to another from now on, and whatever led to the first as well.

        Both may be percent-encoded, as `reverse` gives them; they are kept readable.
        """
        path, target = unquote(path), unquote(target)
        self.filter(path=target).delete()
        self.filter(target=path).update(target=target)
        self.update_or_create(path=path, defaults={"target": target})


class Redirect(models.Model):
    """Renamed terms, merged tags, addresses of an older site. A story's own former
    addresses need no row: the log of editions knows them (see site/moved.py)."""

    class Answer(models.IntegerChoices):
        MOVED = 301, _("Moved")
        GONE = 410, _("Gone")

    path = models.CharField(
        _("path"), max_length=500, unique=True, help_text=_("Begins and ends with a slash.")
    )
    target = models.CharField(_("target"), max_length=500, blank=True)
    answer = models.PositiveSmallIntegerField(_("answer"), choices=Answer, default=Answer.MOVED)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = RedirectQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer=410) | ~models.Q(target=""), name="moved_to_somewhere"
            ),
        ]

    def __str__(self) -> str:
        return self.path
