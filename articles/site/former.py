"""Former versions: what a story said at an instant, where its section lets readers look back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise, takewhile
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import clock
from articles.models.correction import Correction
from articles.models.edition import Edition, EditionQuerySet
from articles.models.prepared import prepared
from articles.models.takedown import Takedown
from articles.site import reading
from articles.site.answers import page, uncacheable
from articles.site.converters import Instant
from articles.site.fragments import Fragment, here
from articles.site.frame import frame
from articles.site.moved import moved_to
from articles.site.origin import absolute, origin_of
from articles.site.pages import article_context
from articles.site.reading import Name, Story
from articles.site.story import MOST_TIMES

# An address names a second, and means its end: so each version has the second it began in.
LAST_OF_SECOND = timedelta(seconds=1) - timedelta(microseconds=1)

BANNER = Fragment("site/former_banner.html", 64)


class Interval(NamedTuple):
    """From when until when readers had an edition, or have it."""

    live_from: datetime
    live_until: datetime


class Record(NamedTuple):
    """A live story, and since when readers may look up what it said. What they had before it
    was taken from them once is not shown again because there is something else now."""

    story: Story
    since: datetime | None

    @property
    def versions(self) -> EditionQuerySet:
        """All that readers had by now, be it shown or not."""
        return Edition.log.of(self.story.article_id).seen_by(clock.now())

    def withheld(self, versions: Iterable[Edition]) -> set[int]:
        """The keys of those of the versions whose words are shown nowhere."""
        each = list(versions)
        taken = {edition.pk for edition in each if self.since and edition.live_from < self.since}
        return taken | Takedown.objects.standing().keys_of(edition.pk for edition in each)

    def address(self, version: Edition) -> str:
        return f"/{self.story.path}/at/{Instant().to_url(version.live_from)}/"


def shows_changes(story: Story, sections: Iterable[Name]) -> bool:
    """Whether its section lets readers look up what changed."""
    return any(each.shows_changes for each in sections if each.ident == story.section_id)


@prepared(Interval)
def given(article: int) -> Any:
    """When readers had what of a story, the present first."""
    return Edition.log.of(article).seen_by(clock.now()).latest_first()[:MOST_TIMES]


def times_published(article: int) -> int:
    """How often readers were given other words of it since it was last taken from them."""
    intervals = given(article=article)
    unbroken = (older.live_until == newer.live_from for newer, older in pairwise(intervals))
    return min(1, len(intervals)) + sum(1 for _ in takewhile(bool, unbroken))


def record_of(path: str) -> Record:
    """Of the story that is live at YYYY/MM/DD/slug. Raises Http404 where none is told."""
    story = next(iter(reading.story_at(path=path)), None)
    if story is None or not shows_changes(story, reading.sections()):
        raise Http404
    taken = Edition.log.of(story.article_id).taken_away(clock.now()).latest_first().first()
    return Record(story, taken.live_until if taken else None)


@require_safe
def former(
    request: HttpRequest, year: str, month: str, day: str, slug: str, at: datetime
) -> HttpResponse:
    """The text as it stood then; each version has one address, to which the others lead."""
    record = record_of(f"{year}/{month}/{day}/{slug}")
    if at > clock.now():
        raise Http404
    instant = min(at + LAST_OF_SECOND, clock.now())
    version = record.versions.live_at(instant).first()
    if version is None and not record.versions.seen_by(instant).exists():
        raise Http404
    if version is None or record.withheld([version]):
        return _withheld(record)
    if request.path_info != record.address(version):
        return moved_to(record.address(version))
    context = _context(request, record, version)
    return page(request, "site/former.html", context, until=reading.next_change())


def _context(request: HttpRequest, record: Record, version: Edition) -> dict[str, Any]:
    names = reading.names_round(version.pk)
    story = _without_withdrawn(story_of(version))
    context = article_context(
        story,
        sections=[name for name in names if name.kind == "section"],
        tags=(),
        authors=[name for name in names if name.kind == "author"],
    )
    when = date_format(timezone.localtime(version.live_from), "DATETIME_FORMAT")
    told = {"headline": story.headline, "when": when}
    return context | {
        "title": _("%(headline)s, as it stood on %(when)s") % told,
        "canonical": absolute(origin_of(request), f"/{record.story.path}/"),
        "for_machines": "",
        "banner": BANNER(
            here(),
            path=record.story.path,
            since=version.live_from,
            until=version.live_until,
            is_present=version.pk == record.story.id,
        ),
    }


def story_of(version: Edition) -> Story:
    return Story(*(getattr(version, column) for column in Story._fields))


def _without_withdrawn(story: Story) -> Story:
    """With those corrections it carried that are still told."""
    if not story.corrections:
        return story
    told = set(Correction.objects.of(story.article_id).values_list("pk", flat=True))
    standing = [each for each in story.corrections if each["id"] in told]
    return story._replace(corrections=standing)


def _withheld(record: Record) -> HttpResponse:
    context = {"frame": frame(here(), reading.sections()), "story": record.story}
    return uncacheable(HttpResponse(render_to_string("site/withheld.html", context), status=410))
