"""Due: what is still to come. Stories go live, expire, may be shown at last, or must be done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from articles import clock
from articles.models import Article, Edition
from articles.models.edition import FOREVER, EditionQuerySet


class What(TextChoices):
    """What happens; the names are those of the states' colours."""

    BEGINS = "scheduled", _("Goes live")
    ENDS = "withdrawn", _("Expires")
    EMBARGO = "review", _("Embargo ends")
    DEADLINE = "ready", _("Due")


class Due(NamedTuple):
    """One thing that happens to one story at an instant."""

    at: datetime
    article_id: int
    headline: str
    section: str
    what: What


def due(start: datetime, end: datetime, *, most: int) -> tuple[list[Due], bool]:
    """What happens from `start` to before `end` and has not happened yet, soonest first, at most
    `most` of each kind; and whether that is all. Four queries."""
    start = max(start, clock.now())
    kinds = [list(kind(start, end, most)) for kind in (_begins, _ends, _deadlines)]
    begin = {(each.article_id, each.at) for each in kinds[0]}
    # A story scheduled for the end of its embargo is due once.
    kinds.append([e for e in _embargoes(start, end, most) if (e.article_id, e.at) not in begin])
    found = sorted(each for kind in kinds for each in kind[:most])
    return found, all(len(kind) <= most for kind in kinds)


def upcoming(most: int) -> list[Due]:
    """The next so many, however far ahead."""
    return due(clock.now(), FOREVER, most=most)[0][:most]


def listed(editions: EditionQuerySet) -> EditionQuerySet:
    """With their sections, and no more words than a list shows."""
    return editions.select_related("section").defer("body_html", "contents", "summary")


def _begins(start: datetime, end: datetime, most: int) -> Iterator[Due]:
    for edition in listed(Edition.log.begins_within(start, end))[: most + 1]:
        yield _of(edition, edition.live_from, What.BEGINS)


def _ends(start: datetime, end: datetime, most: int) -> Iterator[Due]:
    for edition in listed(Edition.log.expires_within(start, end))[: most + 1]:
        yield _of(edition, edition.live_until, What.ENDS)


def _embargoes(start: datetime, end: datetime, most: int) -> Iterator[Due]:
    held = Article.objects.embargo_ends_within(start, end).slips()
    for article in held[: most + 1]:
        if article.embargo_until:
            section = article.section.name if article.section else ""
            yield Due(article.embargo_until, article.pk, str(article), section, What.EMBARGO)


def _deadlines(start: datetime, end: datetime, most: int) -> Iterator[Due]:
    for article in Article.objects.due_within(start, end).slips()[: most + 1]:
        if article.due_at:
            section = article.section.name if article.section else ""
            yield Due(article.due_at, article.pk, str(article), section, What.DEADLINE)


def _of(edition: Edition, at: datetime, what: What) -> Due:
    section = edition.section.name if edition.section else ""
    return Due(at, edition.article_id, edition.headline, section, what)
