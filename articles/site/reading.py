"""What the site's pages read, each question compiled once (see models/prepared.py)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F, SmallIntegerField, Value

from articles import clock, lull
from articles.models.edition import (
    LAST_KEY,
    Edition,
    EditionByline,
    EditionTag,
    second_of,
)
from articles.models.page import Page
from articles.models.prepared import prepared
from articles.models.public import public_sections
from articles.models.taxonomy import AUTOMATIC, Author, Tag
from articles.models.tongues import languages_on_record

A_PAGE = 30
A_FRONT = 20
A_STRIP = 6
TINTS = 6  # in tokens.css
# What only sections have.
NO_SECTION = {"tone": Value(AUTOMATIC, SmallIntegerField()), "shows_changes": Value(False)}


class Story(NamedTuple):
    """All that the page of one story shows: the columns of an Edition of these names.

    Equal when all of it is; its hash need not go through the text for that.
    """

    id: int
    article_id: int
    path: str
    headline: str
    kicker: str
    dek: str
    byline: str
    dateline: str
    body_html: str
    contents: list[list[Any]]
    corrections: list[dict[str, Any]]
    summary: str
    language: str
    direction: str
    words: int
    published_at: datetime
    published_day_only: bool
    updated_at: datetime | None
    live_until: datetime
    section_id: int | None

    def __hash__(self) -> int:
        return hash(self.id)


class Entry(NamedTuple):
    """What a list says of a story. Its key tells when it was published. Compared as a Story."""

    id: int
    path: str
    headline: str
    kicker: str
    dek: str
    summary: str
    byline: str
    language: str
    direction: str
    words: int
    published_day_only: bool
    section_id: int | None
    lead: str = ""  # the address of its first picture

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def published(self) -> datetime:
        return second_of(self.id)

    @property
    def names(self) -> list[str]:
        return self.byline.split("\n")


class Name(NamedTuple):
    """A section, tag or author as a page names it."""

    kind: str
    position: int
    name: str
    slug: str
    ident: int
    description: str = ""  # of a page: which policy it is
    tone: int = AUTOMATIC
    shows_changes: bool = False

    @property
    def url(self) -> str:
        return f"/{self.slug}/" if self.kind == "page" else f"/{self.kind}/{self.slug}/"

    @property
    def tint(self) -> str:
        """The class that gives a section its colour."""
        return f"tint-{self.colour}"

    @property
    def colour(self) -> int:
        """Its number among the colours in tokens.css."""
        return tint_of(self.ident, self.tone)


def tint_of(section: int, tone: int) -> int:
    """Which of the colours in tokens.css a section has: its own, or one by its key."""
    return section % TINTS if tone == AUTOMATIC else tone


class Key(NamedTuple):
    """An edition, and so the second it was published in."""

    id: int


class Instant(NamedTuple):
    """When something is to happen."""

    instant: datetime


@prepared(Name)
def all_sections() -> Any:
    return public_sections().order_by().annotate(kind=Value("section"), ident=F("pk"))


@prepared(Name)
def all_pages() -> Any:
    page = {"kind": Value("page"), "name": F("title"), "ident": F("pk"), "description": F("policy")}
    return Page.objects.shown().order_by().annotate(**page, **NO_SECTION)


@prepared(Name)
def tag_at(slug: str) -> Any:
    tags = Tag.objects.order_by().at_slug(slug)
    return tags.annotate(kind=Value("tag"), position=Value(0), ident=F("pk"), **NO_SECTION)


@prepared(Name)
def author_at(slug: str) -> Any:
    authors = Author.objects.order_by().at_slug(slug)
    return authors.annotate(kind=Value("author"), position=Value(0), ident=F("pk"), **NO_SECTION)


@prepared(Name)
def tags_of(edition: int) -> Any:
    tag = {"ident": F("tag_id"), "name": F("tag__name"), "slug": F("tag__slug")}
    rest = {"kind": Value("tag"), "description": Value(""), **NO_SECTION}
    return EditionTag.objects.of(edition).order_by().annotate(**tag, **rest)


@prepared(Name)
def authors_of(edition: int) -> Any:
    author = {"ident": F("author_id"), "name": F("author__name"), "slug": F("author__slug")}
    rest = {"kind": Value("author"), "description": Value(""), **NO_SECTION}
    return EditionByline.objects.of(edition).order_by().annotate(**author, **rest)


@prepared(Instant)
def next_beginning(after: datetime) -> Any:
    return Edition.log.scheduled(after).order_by("live_from").annotate(instant=F("live_from"))[:1]


@prepared(Instant)
def next_end(after: datetime) -> Any:
    return Edition.log.ending(after).order_by("live_until").annotate(instant=F("live_until"))[:1]


@prepared(Story)
def story_at(path: str) -> Any:
    return Edition.objects.at_path(path)


@prepared(Entry)
def newest(before: int) -> Any:
    return Edition.objects.newest().older_than(before)[: A_PAGE + 1]


@prepared(Entry)
def newest_of_front() -> Any:
    return Edition.objects.newest().older_than(LAST_KEY)[:A_FRONT]


@prepared(Entry)
def newest_in_section(section: int, before: int) -> Any:
    return Edition.objects.in_section(section).newest().older_than(before)[: A_PAGE + 1]


@prepared(Entry)
def strip_of_section(section: int) -> Any:
    return Edition.objects.in_section(section).newest()[:A_STRIP]


@prepared(Entry)
def newest_tagged(of: int, before: int) -> Any:
    return Edition.objects.tagged(of, before)[: A_PAGE + 1]


@prepared(Entry)
def newest_by(of: int, before: int) -> Any:
    return Edition.objects.by(of, before)[: A_PAGE + 1]


@prepared(Entry)
def newest_within(first: int, before: int) -> Any:
    return Edition.objects.newest().within(first, before)[: A_PAGE + 1]


@prepared(Key)
def oldest() -> Any:
    return Edition.objects.within(-LAST_KEY, LAST_KEY).order_by("pk")[:1]


@prepared(Key)
def newest_key_within(first: int, end: int) -> Any:
    return Edition.objects.newest().within(first, end)[:1]


@prepared(Key)
def newest_key_before(first: int) -> Any:
    return Edition.objects.newest().older_than(first)[:1]


@prepared(Key)
def oldest_key_from(end: int) -> Any:
    return Edition.objects.within(end, LAST_KEY).order_by("pk")[:1]


@prepared(Key)
def newest_in_language(language: str) -> Any:
    return Edition.objects.in_languages([language]).newest()[:1]


@lull.asked_once
def furniture() -> tuple[Name, ...]:
    """What every page of the site leads to: its own pages, and the sections."""
    return tuple(sorted(all_sections.together(all_pages)))


def sections() -> tuple[Name, ...]:
    """In the order of the masthead."""
    return tuple(name for name in furniture() if name.kind == "section")


def pages() -> tuple[Name, ...]:
    """The newspaper's own, in the order of the foot; each one's description is its policy."""
    return tuple(name for name in furniture() if name.kind == "page")


def languages() -> list[str]:
    """Those that some live story is in."""
    known = languages_on_record()
    counts = newest_in_language.counts([{"language": language} for language in known])
    return [language for language, live in zip(known, counts, strict=True) if live]


def entry_of(edition: Edition) -> Entry:
    return Entry(*(getattr(edition, column) for column in Entry._fields))


def names_round(edition: int) -> list[Name]:
    """Every section, and the tags and authors of an edition, in one query or two."""
    return [*sections(), *sorted(tags_of.together(authors_of, edition=edition))]


def strips(of: Sequence[Name]) -> list[Entry]:
    """The newest few of each of these sections, newest first, in one query."""
    each = [{"section": section.ident} for section in of]
    return sorted(strip_of_section.of_each(each), reverse=True)


def more_beside(story: Story) -> list[Entry]:
    """The newest of the story's section, itself among them if it is that new."""
    if story.section_id is None:
        return newest_of_front()
    return strip_of_section(section=story.section_id)


def next_change() -> datetime | None:
    """The next instant at which, if nobody does anything, readers see something else."""
    known = lull.end()
    if known:
        return known
    changes = next_beginning.together(next_end, after=clock.now())
    return min((change.instant for change in changes), default=None)
