"""Notices for robots and for whoever finds a hole in the fence."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles import clock
from articles.models.delivery import Endpoint
from articles.site.answers import cacheable, uncacheable
from articles.site.imprint import imprint
from articles.site.origin import origin_of

GOOD_FOR = timedelta(days=364)  # RFC 9116 asks for less than a year


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    origin = origin_of(request)
    context = {
        "newsroom": imprint(),
        "sitemaps": [origin + reverse(f"site:{name}") for name in ("sitemap", "sitemap_news")],
        "api": origin + reverse("site:manual"),
    }
    return _text(request, render_to_string("site/robots.txt", context))


@require_safe
def indexnow(request: HttpRequest, key: str) -> HttpResponse:
    """Proves to search engines that who announces our addresses is us."""
    if not Endpoint.objects.answering_to(key).exists():
        raise Http404
    return uncacheable(HttpResponse(key, content_type="text/plain; charset=utf-8"))


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116; there is none where nobody can be reached."""
    told = imprint()
    if not told.security_contact:
        raise Http404
    expires = datetime.combine(clock.now().astimezone(UTC).date() + GOOD_FOR, time.min)
    lines = [
        f"Contact: {told.security_contact}",
        f"Expires: {expires.isoformat()}Z",
        f"Preferred-Languages: {told.language}",
        f"Canonical: {origin_of(request)}{request.path}",
    ]
    return _text(request, "\n".join(lines) + "\n")


def _text(request: HttpRequest, text: str) -> HttpResponse:
    return cacheable(request, HttpResponse(text, content_type="text/plain; charset=utf-8"))
