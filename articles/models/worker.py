"""Worker: a process that does what waits in the database, and when it was last heard of."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkerQuerySet(models.QuerySet["Worker"]):
    """Who is at work."""

    def heard_since(self, instant: datetime) -> Self:
        return self.filter(seen_at__gte=instant)

    def silent_since(self, instant: datetime) -> Self:
        return self.filter(seen_at__lt=instant)


class Worker(models.Model):
    """One `manage.py work`. `name` is place:process:chance; the row goes when it stops."""

    name = models.CharField(max_length=120, unique=True)
    started_at = models.DateTimeField(_("started"))
    seen_at = models.DateTimeField(_("last heard of"))

    objects = WorkerQuerySet.as_manager()

    class Meta:
        ordering = ["started_at"]
        default_permissions = ()
        verbose_name = _("worker")
        verbose_name_plural = _("workers")

    def __str__(self) -> str:
        return self.name
