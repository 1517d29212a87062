"""Article: a story's identity and the desk's working copy of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles import limits
from articles.documents import Document
from articles.models.filing import ArticleTag, Byline, replace_links
from articles.models.taxonomy import Author, Section, Tag

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class Stage(models.TextChoices):
    """Where the working copy stands. Whether readers see it is for editions to say."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "review", _("In review")
    READY = "ready", _("Ready")
    SPIKED = "spiked", _("Spiked")


class ArticleQuerySet(models.QuerySet["Article"]):
    """The desk's words for its articles. What is live is told by `Edition`."""

    def on_desk(self) -> ArticleQuerySet:
        return self.exclude(stage=Stage.SPIKED)

    def needing_a_headline(self) -> ArticleQuerySet:
        return self.on_desk().filter(models.Q(headline_derived=True) | models.Q(headline=""))

    def assigned_to(self, user: User) -> ArticleQuerySet:
        """What this person still has to do something about."""
        return self.on_desk().ahead().filter(assignee=user)

    def sent_back(self) -> ArticleQuerySet:
        """What an editor returned, and nobody has sent on since."""
        return self.in_stage(Stage.DRAFT).ahead().exclude(returned_why="")

    def due_before(self, instant: datetime) -> ArticleQuerySet:
        """What was to be done by then and is not, the longest overdue first."""
        return self.on_desk().ahead().filter(due_at__lt=instant).order_by("due_at", "id")

    def in_stage(self, stage: Stage) -> ArticleQuerySet:
        return self.filter(stage=stage)

    def ahead(self) -> ArticleQuerySet:
        """What readers have not been given: never published, or changed since."""
        return self.filter(version__gt=models.F("published_version"))

    def never_published(self) -> ArticleQuerySet:
        return self.ahead().filter(published_version=0)

    def changed_since_published(self) -> ArticleQuerySet:
        return self.ahead().filter(published_version__gt=0)

    def due_within(self, start: datetime, end: datetime) -> ArticleQuerySet:
        """What is to be done in that time and is not yet; soonest first."""
        waiting = self.on_desk().ahead().filter(due_at__gte=start, due_at__lt=end)
        return waiting.order_by("due_at", "id")

    def embargo_ends_within(self, start: datetime, end: datetime) -> ArticleQuerySet:
        """Those that may be shown from an instant in that time; soonest first."""
        ends = self.on_desk().filter(embargo_until__gte=start, embargo_until__lt=end)
        return ends.order_by("embargo_until")

    def from_source(self, source: str, source_ids: list[str]) -> ArticleQuerySet:
        """By identity. Without its condition said once more, SQLite would not use the index."""
        return self.filter(source=source, source_id__in=source_ids).exclude(source="")

    def brought_as(self, digests: list[str]) -> ArticleQuerySet:
        """What the source last brought in just these words, whoever sent it."""
        return self.filter(source_digest__in=digests).exclude(source_digest="")

    def slips(self) -> ArticleQuerySet:
        """With their sections, and no more words than a list shows."""
        return self.select_related("section").defer("body", "dek", "source_url")

    def with_relations(self) -> ArticleQuerySet:
        """Everything `document()` asks for, in a fixed number of queries."""
        return self.select_related("section").prefetch_related(
            models.Prefetch("bylines", Byline.objects.select_related("author")),
            models.Prefetch("article_tags", ArticleTag.objects.select_related("tag")),
        )


class Article(models.Model):
    """The desk's working copy: a real row, edited in the admin, read by no reader.

    `version` numbers the latest revision, `head_hash` closes its chain. A save names
    the version it was based on (see revising.py). `published_version` is the one last put
    before readers, now or at an instant to come, and 0 where none was (see publishing.py):
    the desk's queues ask it instead of an archive of editions. `end_if_cancelled` is when
    what the latest publication replaced was to end, should it be taken back; null where it
    replaced nothing; `reason_if_cancelled` what readers were to be told then. `source_digest` and
    `source_version` remember what the source last brought, so that an import never
    overwrites the desk. `returned_why` is what an editor sent it back with, until it is
    sent on again.
    """

    headline = models.CharField(_("headline"), max_length=limits.HEADLINE, blank=True)
    headline_derived = models.BooleanField(_("working headline"), default=False)
    kicker = models.CharField(_("kicker"), max_length=limits.KICKER, blank=True)
    dek = models.TextField(_("dek"), max_length=limits.DEK, blank=True)
    dateline = models.CharField(_("dateline"), max_length=limits.DATELINE, blank=True)
    body = models.TextField(_("body"), blank=True)
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, db_index=False, verbose_name=_("section")
    )
    tags: models.ManyToManyField[Tag, ArticleTag] = models.ManyToManyField(
        Tag, through="ArticleTag", blank=True, verbose_name=_("tags")
    )
    authors: models.ManyToManyField[Author, Byline] = models.ManyToManyField(
        Author, through="Byline", blank=True, verbose_name=_("byline")
    )
    dated_on = models.DateField(_("date"), null=True, blank=True)
    dated_at = models.DateTimeField(_("date and time"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=35, blank=True)
    slug = models.SlugField(
        _("slug"), max_length=limits.SLUG, blank=True, allow_unicode=True, db_index=False
    )
    source_url = models.URLField(_("source address"), max_length=2000, blank=True)

    stage = models.CharField(_("stage"), max_length=8, choices=Stage, default=Stage.DRAFT)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("assigned to"),
    )
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    returned_why = models.CharField(
        _("sent back because"), max_length=limits.NOTE, blank=True, editable=False
    )
    embargo_until = models.DateTimeField(_("embargo"), null=True, blank=True)

    source = models.CharField(_("source"), max_length=200, blank=True, editable=False)
    source_id = models.CharField(max_length=1000, blank=True, editable=False)
    source_digest = models.CharField(max_length=64, blank=True, editable=False)
    source_version = models.PositiveIntegerField(default=0, editable=False)

    version = models.PositiveIntegerField(default=0, editable=False)
    published_version = models.PositiveIntegerField(default=0, editable=False)
    end_if_cancelled = models.DateTimeField(null=True, editable=False)
    reason_if_cancelled = models.CharField(
        max_length=300, blank=True, db_default="", default="", editable=False
    )
    head_hash = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), editable=False)
    changed_at = models.DateTimeField(_("changed"), editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-id"]
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        permissions = [
            ("publish_article", _("Can publish and schedule articles")),
            ("withdraw_article", _("Can withdraw articles")),
            ("write_article", _("Can write drafts of one’s own")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"],
                condition=~models.Q(source=""),
                name="one_article_a_source_id",
            ),
        ]
        indexes = [
            models.Index(fields=["-changed_at", "-id"], name="article_newest"),
            models.Index(fields=["stage", "-changed_at", "-id"], name="article_stage"),
            models.Index(fields=["section", "-changed_at", "-id"], name="article_section"),
            models.Index(
                fields=["-changed_at", "-id"],
                name="article_needs_headline",
                condition=models.Q(headline_derived=True) | models.Q(headline=""),
            ),
            models.Index(
                fields=["stage", "-changed_at", "-id"],
                name="article_ahead",
                condition=models.Q(version__gt=models.F("published_version")),
            ),
            models.Index(
                fields=["-changed_at", "-id"],
                name="article_changed",
                condition=models.Q(version__gt=models.F("published_version"))
                & models.Q(published_version__gt=0),
            ),
            models.Index(
                fields=["due_at", "id"],
                name="article_due",
                condition=models.Q(due_at__isnull=False),
            ),
            models.Index(
                fields=["-changed_at", "-id"],
                name="article_returned",
                condition=~models.Q(returned_why=""),
            ),
            models.Index(
                fields=["embargo_until"],
                name="article_embargo",
                condition=models.Q(embargo_until__isnull=False),
            ),
            models.Index(
                fields=["source_digest"],
                name="article_source_digest",
                condition=~models.Q(source_digest=""),
            ),
        ]

    def __str__(self) -> str:
        return self.headline or str(_("Untitled"))

    @property
    def dated(self) -> date | datetime | None:
        """The source's own date, as precise as the source was."""
        return self.dated_at or self.dated_on

    @property
    def is_sent_back(self) -> bool:
        """Whether an editor's reason for returning it still waits for an answer."""
        return bool(self.returned_why) and self.stage == Stage.DRAFT

    def belongs_to(self, user: User) -> bool:
        """Whether this person is to write it, or began it."""
        return self.assignee_id == user.pk or self.begun_by_id == user.pk

    @property
    def begun_by_id(self) -> int | None:
        """Who wrote its first version; nobody, where an import brought it."""
        first = self.revisions.filter(number=1).values_list("author_id", flat=True)
        return first.first()

    @property
    def touched(self) -> bool:
        """Whether the desk has changed anything since the source last spoke."""
        return self.version != self.source_version

    def document(self) -> Document:
        """The working copy as a value."""
        return Document(
            headline=self.headline,
            headline_derived=self.headline_derived,
            kicker=self.kicker,
            dek=self.dek,
            dateline=self.dateline,
            body=self.body,
            bylines=tuple(byline.author.name for byline in self.bylines.all()),
            section=self.section.name if self.section else "",
            tags=tuple(link.tag.name for link in self.article_tags.all()),
            dated=self.dated,
            language=self.language,
            slug=self.slug,
            source_url=self.source_url,
        )

    def take(self, document: Document) -> None:
        """Make the working copy say what the document says. The caller saves and snaps."""
        for name in PLAIN_FIELDS:
            setattr(self, name, getattr(document, name))
        self.dated_at = document.dated if isinstance(document.dated, datetime) else None
        self.dated_on = None if self.dated_at else document.dated
        self.section = next(iter(Section.objects.named([document.section])), None)

    def relate(self, document: Document) -> None:
        """Tags and bylines of a saved article, in the document's order."""
        replace_links(self.article_tags, "tag", Tag.objects.named(document.tags))
        replace_links(self.bylines, "author", Author.objects.named(document.bylines))


PLAIN_FIELDS = (
    "headline",
    "headline_derived",
    "kicker",
    "dek",
    "dateline",
    "body",
    "language",
    "slug",
    "source_url",
)
