"""What crawlers are told: robots.txt, and a sitemap for each month of news."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.views.decorators.http import require_safe

from articles.models.edition import second_of
from articles.site import calendars, reading
from articles.site.answers import cacheable
from articles.site.origin import origin_of


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """One sitemap of the lists, and one of each month in which something was published."""
    years = calendars.years_with_stories()
    months = [month for year in years for month in calendars.months_of(year.start.year)]
    origin = origin_of(request)
    addresses = [origin + reverse("site:sitemap_pages")]
    addresses += [
        origin + reverse("site:sitemap_month", args=[f"{each.start:%Y}", f"{each.start:%m}"])
        for each in calendars.with_stories(months)
    ]
    return _xml(request, "site/sitemapindex.xml", {"addresses": addresses})


@require_safe
def pages(request: HttpRequest) -> HttpResponse:
    """The front page, the sections and the archive; they change too often to say when."""
    paths = ["/", *(section.url for section in reading.sections()), reverse("site:archive")]
    return _xml(request, "site/sitemap.xml", {"addresses": _addresses(request, paths)})


@require_safe
def month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    """A month's stories, with when each last changed."""
    first, end = calendars.month(int(year), int(month)).keys
    stories = reading.listed_within(first=first, end=end)
    if not stories:
        raise Http404
    changed = [(story.updated_at or second_of(story.id)).isoformat() for story in stories]
    addresses = _addresses(request, [f"/{story.path}/" for story in stories])
    rows = zip(addresses, changed, strict=True)
    return _xml(request, "site/sitemap.xml", {"stories": rows})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    context = {"sitemap": origin_of(request) + reverse("site:sitemap")}
    text = render_to_string("site/robots.txt", context)
    return cacheable(request, HttpResponse(text, content_type="text/plain; charset=utf-8"))


def _addresses(request: HttpRequest, paths: list[str]) -> list[str]:
    origin = origin_of(request)
    return [origin + iri_to_uri(path) for path in paths]


def _xml(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    xml = render_to_string(template, context)
    answer = HttpResponse(xml, content_type="application/xml; charset=utf-8")
    return cacheable(request, answer, until=reading.next_change())
