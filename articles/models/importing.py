"""ImportRun and ImportItem: what came, from where, what was decided and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.documents import Document
from articles.models.article import Article
from articles.models.import_runs import ImportRunQuerySet
from articles.models.revision import NAME_LENGTH
from articles.models.verdicts import (
    AT_WORK,
    FINISHED,
    TROUBLES,
    UNDOABLE,
    WRITING,
    Approval,
    RunState,
    Verdict,
)

__all__ = [
    "AT_WORK",
    "FINISHED",
    "TROUBLES",
    "UNDOABLE",
    "WRITING",
    "Approval",
    "ImportItem",
    "ImportItemQuerySet",
    "ImportRun",
    "ImportRunQuerySet",
    "RunState",
    "Verdict",
]


class ImportRun(models.Model):
    """One import, from the first byte read to its report. Never deleted.

    `options` are the words it was started with, `counts` verdict → number so far.
    A run whose `heartbeat_at` is old and whose state is unfinished was killed.

    One that `is_planned` is read first, and written once people have approved of it. Its
    files are at `paths`, or in a `folder` of its own below IMPORT_ROOT. `worker` is who
    has it in hand, `cursor` how far that came: {files, file, documents} while reading,
    {position} afterwards; `done` of `aim` files or documents, `rate` of them a second.
    `resumes` is the state to go back to from a pause, `reason` why it failed, and `acts`
    is who did what: {act, by, by_id, at, documents}.
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
    is_planned = models.BooleanField(_("planned"), default=False)
    paths = models.JSONField(default=list)
    folder = models.CharField(max_length=60, blank=True)
    resumes = models.CharField(max_length=9, choices=RunState, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    acts = models.JSONField(default=list)
    worker = models.CharField(max_length=120, blank=True)
    cursor = models.JSONField(default=dict)
    aim = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    rate = models.FloatField(default=0)
    started_at = models.DateTimeField(_("started"))
    heartbeat_at = models.DateTimeField()
    finished_at = models.DateTimeField(_("finished"), null=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("import run")
        verbose_name_plural = _("import runs")
        permissions = [
            ("approve_importrun", _("Can approve and apply imports")),
            ("undo_importrun", _("Can undo imports")),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                name="import_run_at_work",
                condition=models.Q(state__in=AT_WORK),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def is_finished(self) -> bool:
        return self.state in FINISHED

    def finish(self, state: RunState) -> None:
        self.state, self.finished_at = state, timezone.now()
        self.save(update_fields=["state", "finished_at"])

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise models.ProtectedError("An import run is kept for ever.", {self})


class ImportItemQuerySet(models.QuerySet["ImportItem"]):
    """The documents of a run, as those who look through, approve, apply and undo it ask."""

    def with_verdict(self, verdict: Verdict) -> ImportItemQuerySet:
        return self.filter(verdict=verdict)

    def with_something_to_say(self) -> ImportItemQuerySet:
        """Those that wait for somebody, or were taken with a reservation."""
        return self.filter(models.Q(verdict__in=TROUBLES) | ~models.Q(problems=[]))

    def with_article(self) -> ImportItemQuerySet:
        """Their articles' names along with them, and not their words."""
        return self.select_related("article").defer("article__body")

    def with_section(self) -> ImportItemQuerySet:
        return self.select_related("article__section")

    def held(self) -> ImportItemQuerySet:
        """Those whose words and whose article are both there to be looked at, settled or not."""
        return self.filter(verdict=Verdict.HELD, article__isnull=False).exclude(content="")

    def waiting(self) -> ImportItemQuerySet:
        """What is held and nobody has dealt with; not where the article has the words since."""
        known = models.F("article__source_digest")
        return self.held().filter(approval=Approval.UNDECIDED).exclude(digest=known)

    def older_than(self, key: int) -> ImportItemQuerySet:
        """Latest first, from before the one with this key; from the latest, if that is 0."""
        return (self.filter(pk__lt=key) if key else self).order_by("-pk")

    def waiting_by_run(self, runs: Iterable[ImportRun]) -> dict[int, int]:
        """Run's key → how many of its documents wait, in one query."""
        rows = self.waiting().filter(run__in=runs).order_by().values("run_id")
        return dict(rows.annotate(n=models.Count("pk")).values_list("run_id", "n"))

    def about(self, article: Article) -> ImportItemQuerySet:
        return self.filter(article=article).order_by("pk")

    def of(self, run: ImportRun) -> ImportItemQuerySet:
        return self.filter(run=run)

    def after(self, position: int) -> ImportItemQuerySet:
        return self.filter(position__gt=position).order_by("position")

    def from_position(self, position: int) -> ImportItemQuerySet:
        return self.filter(position__gte=position).order_by("position")

    def before(self, position: int) -> ImportItemQuerySet:
        return self.filter(position__lt=position).order_by("-position")

    def proposed(self) -> ImportItemQuerySet:
        """What would be written, and is not yet."""
        return self.filter(verdict__in=WRITING, applied_at=None)

    def taken(self) -> ImportItemQuerySet:
        return self.exclude(verdict__in=TROUBLES)

    def to_be_decided(self) -> ImportItemQuerySet:
        """What asks for approval, whatever was said to it and whether it is written."""
        return self.filter(verdict__in=WRITING)

    def undecided(self) -> ImportItemQuerySet:
        return self.proposed().filter(approval=Approval.UNDECIDED)

    def approved(self) -> ImportItemQuerySet:
        """What was approved, and is not yet written."""
        return self.proposed().filter(approval=Approval.APPROVED)

    def standing(self) -> ImportItemQuerySet:
        """What the run wrote and nobody has undone."""
        return self.filter(verdict__in=WRITING, applied_at__isnull=False, undone_at=None)

    def undone(self) -> ImportItemQuerySet:
        return self.filter(undone_at__isnull=False)

    def kept(self) -> ImportItemQuerySet:
        """What the undoing of its run left as it was, for the reason in `note`."""
        return self.standing().exclude(note="")


class ImportItem(models.Model):
    """One document of a run: where it stood, what was decided, and why.

    `digest` is the Document's; `sha256` that of the file's bytes; `problems` a list of
    {message, remedy, line, severity}; `content` the Document's normal form where it waits
    for a person, else empty (the revision has it). `section` is filled while it is only
    planned, `status` is what the source calls it. The article stood at `base_version`, as
    the source brought it with `base_digest`, when this was decided; 0 where there was none.
    `decided_by_name` is who approved, declined, settled or dismissed it; `note` says
    why it was dismissed, or why the undoing of its run left it alone.
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

    status = models.CharField(max_length=100, blank=True)
    section = models.CharField(_("section"), max_length=120, blank=True)
    base_version = models.PositiveIntegerField(default=0)
    base_digest = models.CharField(max_length=64, blank=True)
    approval = models.CharField(
        _("approval"), max_length=8, choices=Approval, blank=True, default=Approval.UNDECIDED
    )
    decided_by_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    decided_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=500, blank=True)

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
            # What waits for somebody, in whichever run.
            models.Index(
                fields=["-id"],
                name="import_item_waits",
                condition=models.Q(verdict="held", approval=""),
            ),
            # What is said to a plan is counted on every page of it.
            models.Index(
                fields=["run", "approval", "verdict", "position"],
                name="import_item_proposed",
                condition=models.Q(applied_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.path

    @property
    def is_decided(self) -> bool:
        return self.approval != Approval.UNDECIDED

    @property
    def document(self) -> Document | None:
        """What the source says, where it is kept here (see `content`)."""
        return Document.from_json(self.content) if self.content else None
