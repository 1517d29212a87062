"""ImportRun and ImportItem: what came, from where, what was decided and why."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.revision import NAME_LENGTH


class RunState(models.TextChoices):
    """Where a run stands."""

    PLANNING = "planning", _("Planning")
    PLANNED = "planned", _("Awaiting approval")
    APPLYING = "applying", _("Applying")
    PAUSED = "paused", _("Paused")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")
    FAILED = "failed", _("Failed")
    UNDONE = "undone", _("Undone")


class Verdict(models.TextChoices):
    """What an import decided about one document."""

    CREATED = "created", _("Created")
    UPDATED = "updated", _("Updated")
    UNCHANGED = "unchanged", _("Unchanged")
    HELD = "held", _("Held")
    DUPLICATE = "duplicate", _("Duplicate")
    REJECTED = "rejected", _("Rejected")


TROUBLES = (Verdict.REJECTED, Verdict.HELD, Verdict.DUPLICATE)
"""What an import did not take as it came, the worst first."""


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    """Imports, as whoever looks after them asks."""

    def at_work(self) -> ImportRunQuerySet:
        return self.filter(state__in=[RunState.PLANNING, RunState.APPLYING])

    def listed(self, state: str, before: int, most: int) -> ImportRunQuerySet:
        """Newest first, those older than run `before`, in one state or any; one more than `most`,
        by which is known that there are older ones."""
        runs = self.filter(state=state) if state else self
        return (runs.filter(pk__lt=before) if before else runs).order_by("-pk")[: most + 1]

    def mark_interrupted(self) -> int:
        """Close the books on runs whose process is gone; what they did stands. How many."""
        return self.at_work().update(state=RunState.FAILED, finished_at=models.F("heartbeat_at"))


class ImportRun(models.Model):
    """One import, from the first byte read to its report. Never deleted.

    `options` are the words it was started with, `counts` verdict → number so far.
    A run whose `heartbeat_at` is old and whose state is unfinished was killed.
    """

    state = models.CharField(_("state"), max_length=9, choices=RunState, default=RunState.PLANNING)
    source = models.CharField(_("source"), max_length=200)
    options = models.JSONField(_("options"), default=dict)
    counts = models.JSONField(_("counts"), default=dict)
    total = models.PositiveIntegerField(_("documents"), default=0)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    by_name = models.CharField(_("by"), max_length=NAME_LENGTH, blank=True)
    started_at = models.DateTimeField(_("started"))
    heartbeat_at = models.DateTimeField()
    finished_at = models.DateTimeField(_("finished"), null=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("import run")
        verbose_name_plural = _("import runs")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    def finish(self, state: RunState) -> None:
        self.state, self.finished_at = state, timezone.now()
        self.save(update_fields=["state", "finished_at"])

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise models.ProtectedError("An import run is kept for ever.", {self})


class ImportItemQuerySet(models.QuerySet["ImportItem"]):
    """Imported documents, as whoever looks through a run asks."""

    def with_verdict(self, verdict: Verdict) -> ImportItemQuerySet:
        return self.filter(verdict=verdict)

    def with_something_to_say(self) -> ImportItemQuerySet:
        """Those that wait for somebody, or were taken with a reservation."""
        return self.filter(models.Q(verdict__in=TROUBLES) | ~models.Q(problems=[]))

    def after(self, position: int) -> ImportItemQuerySet:
        return self.filter(position__gt=position)

    def with_article(self) -> ImportItemQuerySet:
        """Their articles' names along with them, and not their words."""
        return self.select_related("article").defer("article__body")


class ImportItem(models.Model):
    """One document of a run: where it stood, what was decided, and why.

    `digest` is the Document's; `sha256` that of the file's bytes; `problems` a list of
    {message, remedy, line, severity}; `content` the Document's normal form where the
    decision waits for approval, else empty (the revision has it).
    """

    run = models.ForeignKey(ImportRun, models.PROTECT, related_name="items", db_index=False)
    position = models.PositiveIntegerField()
    path = models.CharField(_("file"), max_length=1000)
    sha256 = models.CharField(max_length=64, blank=True)
    first_line = models.PositiveIntegerField(null=True)
    last_line = models.PositiveIntegerField(null=True)
    source_id = models.CharField(max_length=1000, blank=True)
    verdict = models.CharField(_("verdict"), max_length=9, choices=Verdict)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    problems = models.JSONField(_("problems"), default=list)
    digest = models.CharField(max_length=64, blank=True)
    content = models.TextField(blank=True)
    article = models.ForeignKey(Article, models.PROTECT, null=True, related_name="import_items")
    revision_number = models.PositiveIntegerField(null=True)
    applied_at = models.DateTimeField(null=True)

    objects = ImportItemQuerySet.as_manager()

    class Meta:
        ordering = ["run", "position"]
        verbose_name = _("imported document")
        verbose_name_plural = _("imported documents")
        constraints = [
            models.UniqueConstraint(fields=["run", "position"], name="import_item_position"),
        ]
        indexes = [
            models.Index(fields=["run", "verdict", "position"], name="import_item_verdict"),
            models.Index(fields=["path", "run"], name="import_item_path"),
        ]

    def __str__(self) -> str:
        return self.path
