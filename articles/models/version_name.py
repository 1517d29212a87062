"""VersionName: what the newsroom calls a version: “as filed”, “after legal”."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.revision import NAME_LENGTH, Revision

LONGEST = 60


class VersionName(models.Model):
    """A name for a revision, which itself never changes; it may have several."""

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="names")
    name = models.CharField(_("name"), max_length=LONGEST)
    by_name = models.CharField(_("by"), max_length=NAME_LENGTH, blank=True)
    named_at = models.DateTimeField(_("when"))

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        verbose_name = _("name of a version")
        verbose_name_plural = _("names of versions")
        constraints = [
            models.UniqueConstraint(fields=["revision", "name"], name="version_named_so_once"),
        ]

    def __str__(self) -> str:
        return self.name
