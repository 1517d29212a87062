"""Sitemaps: one of the lists, one of each month of stories, and one of the last two days'."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.views.decorators.http import require_safe

from articles import clock
from articles.models.edition import LAST_KEY, Edition, first_key_of, second_of
from articles.models.prepared import prepared
from articles.site import calendars, reading
from articles.site.answers import cacheable, uncacheable
from articles.site.imprint import imprint
from articles.site.origin import absolute, origin_of
from articles.site.structured import instant
from articles.site.xml import legal

NEWS_FOR = timedelta(days=2)
A_SITEMAP = 50_000  # what the protocol allows
A_NEWS_SITEMAP = 1_000  # what aggregators take
CHANGES = 1_000  # the newest, which tell when the months they were made in last changed


class Listed(NamedTuple):
    """What a sitemap says of a story."""

    id: int
    path: str
    updated_at: datetime | None


class News(NamedTuple):
    """What a news sitemap says of a story."""

    id: int
    path: str
    headline: str
    language: str
    published_at: datetime
    published_day_only: bool


class Change(NamedTuple):
    """When an edition came, or went."""

    id: int
    instant: datetime


@prepared(Listed)
def listed_within(first: int, end: int) -> Any:
    return Edition.objects.newest().within(first, end)[:A_SITEMAP]


@prepared(News)
def news_within(first: int, end: int) -> Any:
    return Edition.objects.newest().within(first, end)[:A_NEWS_SITEMAP]


@prepared(Change)
def newest_changes(at: datetime) -> Any:
    came = Edition.log.seen_by(at).order_by("-live_from")
    return came.annotate(instant=F("live_from"))[:CHANGES]


@prepared(Change)
def newest_ends(at: datetime) -> Any:
    went = Edition.log.ended(at).order_by("-live_until")
    return went.annotate(instant=F("live_until"))[:CHANGES]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """One sitemap of the lists, and one of each month in which something was published."""
    years = calendars.years_with_stories()
    months = [month for year in years for month in calendars.months_of(year.start.year)]
    origin, changed = origin_of(request), _changed_months()
    sitemaps = [(origin + reverse("site:sitemap_pages"), "")]
    for each in calendars.with_stories(months):
        path = reverse("site:sitemap_month", args=[f"{each.start:%Y}", f"{each.start:%m}"])
        sitemaps.append((origin + path, changed.get(each.start, "")))
    return _xml(request, "site/sitemapindex.xml", {"sitemaps": sitemaps})


@require_safe
def pages(request: HttpRequest) -> HttpResponse:
    """The front page, the sections, the archive and the newspaper's own pages; not when they
    changed: most do so too often."""
    named = [*reading.sections(), *reading.pages()]
    paths = ["/", *(each.url for each in named), reverse("site:archive")]
    return _xml(request, "site/sitemap.xml", {"addresses": _addresses(request, paths)})


@require_safe
def month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    """A month's stories, with when each last changed."""
    first, end = calendars.month(int(year), int(month)).keys
    stories = listed_within(first=first, end=end)
    if not stories:
        raise Http404
    changed = [instant(story.updated_at or second_of(story.id)) for story in stories]
    addresses = _addresses(request, [f"/{story.path}/" for story in stories])
    rows = zip(addresses, changed, strict=True)
    return _xml(request, "site/sitemap.xml", {"stories": rows})


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """What was published in the last two days, as news aggregators ask for it. What has become
    too old leaves it at no instant that is known beforehand, so that nobody may keep it."""
    since = first_key_of(clock.now() - NEWS_FOR)
    listed = news_within(first=since, end=LAST_KEY)
    stories = [
        {
            "address": absolute(origin_of(request), f"/{story.path}/"),
            "language": _language(story.language or imprint().language),
            "published": instant(story.published_at, day_only=story.published_day_only),
            "headline": story.headline,
        }
        for story in listed
    ]
    context = {"stories": stories, "name": imprint().name}
    return uncacheable(_xml(request, "site/sitemap_news.xml", context))


def _changed_months() -> dict[date, str]:
    """The months that the newest changes were made in, and when; of the others it is not known,
    only that it was earlier."""
    changes = newest_changes.together(newest_ends, at=clock.now())
    found: dict[date, datetime] = {}
    for key, moment in changes:
        month = timezone.localtime(second_of(key)).date().replace(day=1)
        found[month] = max(moment, found.get(month, moment))
    return {month: instant(moment) for month, moment in found.items()}


def _language(tag: str) -> str:
    """ISO 639, or Chinese by its script, as news sitemaps have it."""
    language, _, rest = tag.lower().partition("-")
    if language == "zh":
        return "zh-tw" if rest.startswith(("tw", "hk", "mo", "hant")) else "zh-cn"
    return language


def _addresses(request: HttpRequest, paths: list[str]) -> list[str]:
    origin = origin_of(request)
    return [origin + iri_to_uri(path) for path in paths]


def _xml(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    xml = legal(render_to_string(template, context))
    answer = HttpResponse(xml, content_type="application/xml; charset=utf-8")
    return cacheable(request, answer, until=reading.next_change())
