"""Edition: one revision as readers see it, from an instant until an instant."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, NoReturn, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles import clock, limits
from articles.models.article import Article
from articles.models.on_edition import OnEditionQuerySet
from articles.models.revision import NAME_LENGTH, HistoryCannotChange, Revision
from articles.models.taxonomy import Author, Section, Tag

FOREVER = datetime(9999, 1, 1, tzinfo=UTC)
# An edition's key is its place in the news: seconds of published_at, then a running number.
ROOM_IN_A_SECOND = 1 << 20
LAST_KEY = 2**63 - 1
# Not cancelled before anybody saw it.
SHOWN = models.Q(live_until__gt=models.F("live_from"))


def first_key_of(published_at: datetime) -> int:
    """The lowest key an edition of this instant can have (below 2⁵³ until the year 2242)."""
    return int(published_at.timestamp() // 1) * ROOM_IN_A_SECOND


def second_of(key: int) -> datetime:
    """The second in which the edition of this key was published."""
    return datetime.fromtimestamp(key // ROOM_IN_A_SECOND, UTC)


class EditionQuerySet(models.QuerySet["Edition"]):
    """The site's words. `Edition.objects` starts from what is live; `Edition.log` from all."""

    def live_at(self, instant: datetime) -> Self:
        """The one place that says what “live” means."""
        return self.filter(live_from__lte=instant, live_until__gt=instant)

    def newest(self) -> Self:
        """News order: the key is the order, so no sorting and no second index."""
        return self.order_by("-pk")

    def older_than(self, key: int | None) -> Self:
        """Keyset paging: what comes after the edition with this key."""
        return self if key is None else self.filter(pk__lt=key)

    def within(self, first: int, end: int) -> Self:
        """Keys from `first` up to but not including `end`: a day, a month, a year of news."""
        return self.filter(pk__gte=first, pk__lt=end)

    def in_section(self, section: Section | int) -> Self:
        return self.filter(section=section)

    def tagged(self, tag: Tag | int, before: int = LAST_KEY) -> Self:
        """Newest first, from below the key: all walked in one index, which `older_than` is not."""
        return self.filter(edition_tags__tag=tag, edition_tags__edition_id__lt=before).order_by(
            "-edition_tags__edition_id"
        )

    def by(self, author: Author | int, before: int = LAST_KEY) -> Self:
        """As `tagged`."""
        return self.filter(
            edition_bylines__author=author, edition_bylines__edition_id__lt=before
        ).order_by("-edition_bylines__edition_id")

    def these(self, keys: Iterable[int]) -> Self:
        return self.filter(pk__in=keys)

    def in_languages(self, languages: Iterable[str]) -> Self:
        return self.filter(language__in=languages)

    def at_path(self, path: str) -> Self:
        return self.filter(path=path)

    def of(self, article: Article | int | models.OuterRef) -> Self:
        return self.filter(article=article)

    def of_each(self, articles: Iterable[int]) -> Self:
        """Of the articles with these keys."""
        return self.filter(article__in=articles)

    def seen_by(self, instant: datetime) -> Self:
        """What had become visible by then, whether or not it still is."""
        return self.filter(SHOWN, live_from__lte=instant)

    def scheduled(self, instant: datetime) -> Self:
        """What will become visible after the instant."""
        return self.filter(SHOWN, live_from__gt=instant)

    def from_now_on(self, instant: datetime) -> Self:
        """What readers have at the instant, or are to have after it."""
        return self.filter(SHOWN, live_until__gt=instant)

    def ended(self, instant: datetime) -> Self:
        """What readers had before the instant and have no more."""
        return self.filter(SHOWN, live_until__lte=instant, live_until__lt=FOREVER)

    def taken_away(self, instant: datetime) -> Self:
        """What had ended by the instant with nothing of the same story in its place."""
        successors = Edition.log.of(models.OuterRef("article")).seen_by(instant)
        successor = successors.filter(live_from=models.OuterRef("live_until"))
        return self.ended(instant).exclude(models.Exists(successor))

    def latest_first(self) -> Self:
        """What readers were given last comes first."""
        return self.order_by("-live_from")

    def ending(self, instant: datetime) -> Self:
        """What is to end after the instant, and is not open-ended."""
        return self.filter(live_until__gt=instant, live_until__lt=FOREVER)

    def begins_within(self, start: datetime, end: datetime) -> Self:
        """What becomes visible from `start` up to but not including `end`, soonest first."""
        return self.filter(SHOWN, live_from__gte=start, live_from__lt=end).order_by("live_from")

    def expires_within(self, start: datetime, end: datetime) -> Self:
        """What ends in that time, and nothing takes its place; soonest first."""
        following = self.model.log.of(models.OuterRef("article")).filter(SHOWN)
        replaced = models.Exists(following.filter(live_from=models.OuterRef("live_until")))
        ending = self.filter(SHOWN, live_until__gte=start, live_until__lt=end)
        return ending.filter(~replaced, live_until__lt=FOREVER).order_by("live_until")

    def with_links(self) -> Self:
        """With revision, tags and bylines, in a fixed number of queries."""
        return self.select_related("revision").prefetch_related("edition_tags", "edition_bylines")

    def delete(self) -> NoReturn:
        raise HistoryCannotChange("An edition is kept for ever; withdraw it instead.")


class LiveManager(models.Manager.from_queryset(EditionQuerySet)):  # type: ignore[misc]
    """What readers may see at this request's instant, and nothing else."""

    def get_queryset(self) -> EditionQuerySet:
        live: EditionQuerySet = super().get_queryset().live_at(clock.now())
        return live


class Edition(models.Model):
    """A row of what readers could see, and when; flat, so that a page is one read.

    `live_from` is when it became visible here; `published_at` is the date readers see,
    lists sort by and addresses carry. An interval [live_from, live_until) of one article
    never overlaps another; an empty one was cancelled before anybody saw it. Only the
    end of the interval (and why it ended), the section and the corrections told along with it
    may change once written.
    """

    # Given by hand (see first_key_of). Only an auto field is SQLite's rowid, hence clustered.
    id = models.BigAutoField(primary_key=True)
    article = models.ForeignKey(Article, models.PROTECT, related_name="+", db_index=False)
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+", db_index=False)
    live_from = models.DateTimeField()
    live_until = models.DateTimeField(default=FOREVER)
    published_at = models.DateTimeField()
    published_day_only = models.BooleanField(default=False)
    updated_at = models.DateTimeField(null=True)

    path = models.CharField(max_length=limits.SLUG + 20)
    slug = models.CharField(max_length=limits.SLUG)
    headline = models.CharField(max_length=limits.HEADLINE)
    kicker = models.CharField(max_length=limits.KICKER, blank=True)
    dek = models.TextField(blank=True)
    byline = models.TextField(blank=True)
    dateline = models.CharField(max_length=limits.DATELINE, blank=True)
    summary = models.TextField(blank=True)
    language = models.CharField(max_length=35, blank=True)
    direction = models.CharField(max_length=3, default="ltr")
    words = models.PositiveIntegerField(default=0)
    lead = models.CharField(max_length=80, blank=True)  # the address of its first picture
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, related_name="+", db_index=False
    )
    tags: models.ManyToManyField[Tag, EditionTag] = models.ManyToManyField(
        Tag, through="EditionTag", related_name="+"
    )
    authors: models.ManyToManyField[Author, EditionByline] = models.ManyToManyField(
        Author, through="EditionByline", related_name="+"
    )
    rendering = models.PositiveSmallIntegerField(default=1)

    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    published_by_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    decided_at = models.DateTimeField()
    ended_by_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    end_reason = models.CharField(max_length=300, blank=True)

    # Last, so that SQLite reads a list's columns without walking through every body.
    body_html = models.TextField()
    contents = models.JSONField(default=list)
    corrections = models.JSONField(default=list)  # what readers are told of changes

    objects = LiveManager()
    log = EditionQuerySet.as_manager()

    class Meta:
        base_manager_name = "log"
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(live_until__gte=models.F("live_from")),
                name="edition_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["article"],
                condition=models.Q(live_until=FOREVER),
                name="one_open_edition_an_article",
            ),
            models.UniqueConstraint(
                fields=["path"],
                condition=models.Q(live_until=FOREVER),
                name="one_open_edition_a_path",
            ),
        ]
        indexes = [
            models.Index(fields=["article", "live_from"], name="edition_intervals"),
            models.Index(fields=["path", "live_from"], name="edition_path"),
            models.Index(fields=["section", "-id"], name="edition_section"),
            models.Index(fields=["language", "-id"], name="edition_language"),
            models.Index(fields=["live_from"], name="edition_begins"),
            models.Index(
                fields=["live_until"],
                name="edition_ends",
                condition=models.Q(live_until__lt=FOREVER),
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        return reverse("site:article", args=self.path.split("/"))

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise HistoryCannotChange("An edition is kept for ever; withdraw it instead.")


class EditionTag(models.Model):
    """A tag on an edition. (tag, edition) is news order, since the edition's key is."""

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="edition_tags", db_index=False
    )
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveSmallIntegerField(default=0)

    objects = OnEditionQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "tag"], name="a_tag_once_an_edition"),
        ]
        indexes = [models.Index(fields=["tag", "-edition"], name="tag_newest")]

    def __str__(self) -> str:
        return str(self.tag)


class EditionByline(models.Model):
    """An author on an edition; indexed as tags are."""

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="edition_bylines", db_index=False
    )
    author = models.ForeignKey(Author, models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveSmallIntegerField(default=0)

    objects = OnEditionQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "author"], name="an_author_once_an_edition"),
        ]
        indexes = [models.Index(fields=["author", "-edition"], name="author_newest")]

    def __str__(self) -> str:
        return str(self.author)
