"""As read: the site as readers saw it at an instant, or are to see it; for the desk alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles import clock, lull
from articles.admin.opening import allow, opened
from articles.models import Article, Correction, Edition
from articles.models.correction import printed
from articles.models.edition import EditionQuerySet
from articles.site import reading
from articles.site.former import LAST_OF_SECOND, story_of
from articles.site.fragments import here
from articles.site.frame import frame
from articles.site.views import context_of_section, front_context, story_context

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

# Wide enough for any news, and so that no zone leads out of what a calendar has.
FIRST, LAST = datetime(1000, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)

Page = tuple[str, dict[str, Any]]


class Stop(NamedTuple):
    """An instant the time machine stops at: a whole second, all of which has passed in it."""

    second: datetime

    @property
    def instant(self) -> datetime:
        return self.second + LAST_OF_SECOND

    @property
    def asked(self) -> str:
        """As the address has it, in the newsroom's time."""
        return f"{localtime(self.second):%Y-%m-%dT%H:%M:%S}"


def site(admin: ArticleAdmin, request: HttpRequest) -> HttpResponse:
    """The front page at ?at=, or with ?section= that of a section."""
    allow(admin.has_view_or_change_permission(request))
    slug, log = request.GET.get("section", ""), Edition.log.all()
    return _shown(request, log, lambda: _front_or_section(request, slug), section=slug)


def story(admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """One story's page at ?at=."""
    article = opened(admin, request, pk)
    log = Edition.log.of(article)
    return _shown(request, log, lambda: _story(request, article), article=article)


def _shown(
    request: HttpRequest, log: EditionQuerySet, page: Callable[[], Page], **about: Any
) -> HttpResponse:
    """The page at the instant asked for, under a banner to move through time with."""
    stop, now = _asked(request.GET.get("at", "")), timezone.now()
    with lull.apart(), clock.stopped_at(stop.instant):
        parent, context = page()
        sections = reading.sections()
        context |= {
            **about,
            "parent": parent,
            "canonical": "",
            "stop": stop,
            "is_future": stop.second > now,
            "choices": [(each.slug, each.name) for each in sections],
            "earlier": _address(request, _before(log, stop)),
            "later": _address(request, _after(log, stop)),
        }
        html = render_to_string("admin/articles/article/as_read.html", context, request)
    response = HttpResponse(html)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _front_or_section(request: HttpRequest, slug: str) -> Page:
    if not slug:
        return "site/front.html", front_context(request)
    try:
        return "site/section.html", context_of_section(request, slug)
    except Http404:
        return _nothing(_("Readers knew of no such section at that instant."))


def _story(request: HttpRequest, article: Article) -> Page:
    """With the corrections told at that instant, withdrawn since or not."""
    edition = Edition.objects.of(article).first()
    if edition is None:
        return _nothing(_("Readers cannot read this story at that instant."))
    told = printed(Correction.log.of(article).as_told_at(clock.now()))
    story = story_of(edition)._replace(corrections=told)
    return "site/article.html", story_context(request, story)


def _nothing(why: str) -> Page:
    return "site/page.html", {"frame": frame(here(), reading.sections()), "why": why}


def _asked(text: str) -> Stop:
    """Of ?at=, by the newsroom's clock where it names no zone; now where it is none."""
    try:
        found = parse_datetime(text) if text else None
    except ValueError:
        found = None
    if found is None or not FIRST.year < found.year < LAST.year:
        found = timezone.now()
    aware = timezone.make_aware(found) if timezone.is_naive(found) else found
    return Stop(aware.astimezone(UTC).replace(microsecond=0))


def _before(log: EditionQuerySet, stop: Stop) -> datetime | None:
    """When readers last saw something else than before, earlier than in that second."""
    until = stop.second - MOMENT
    begun = log.seen_by(until).latest_first().values_list("live_from", flat=True)[:1]
    ended = log.ended(until).order_by("-live_until").values_list("live_until", flat=True)[:1]
    return max([*begun, *ended], default=None)


def _after(log: EditionQuerySet, stop: Stop) -> datetime | None:
    """When they see something else next."""
    begins = log.scheduled(stop.instant).order_by("live_from").values_list("live_from", flat=True)
    ends = log.ending(stop.instant).order_by("live_until").values_list("live_until", flat=True)
    return min([*begins[:1], *ends[:1]], default=None)


def _address(request: HttpRequest, at: datetime | None) -> str:
    """This page's own, at another instant; "" where there is none to go to."""
    if at is None:
        return ""
    query = {"section": request.GET.get("section", ""), "at": Stop(at).asked}
    return f"{request.path}?{urlencode({name: value for name, value in query.items() if value})}"


def address_of(article: Article, at: datetime) -> str:
    """Where the desk sees what readers read of the story then."""
    page = reverse("admin:articles_article_as_read_story", args=[article.pk])
    return f"{page}?{urlencode({'at': Stop(at).asked})}"
