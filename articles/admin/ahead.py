"""Ahead: the newspaper as it stood at an instant, or will with all that is scheduled; for the desk.

The site's own pages are asked, at another instant; their links lead on within that instant.
"""

from __future__ import annotations

import re
from copy import copy
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.http import urlencode

from articles import clock
from articles.admin.form import InstantField
from articles.admin.opening import allow
from articles.admin.sharing import closed
from articles.admin.stops import Stop, stop_at
from articles.models import Edition

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

PAGES = {f"site:{name}" for name in ("front", "section", "article", "tag", "author", "day")}
# Wide enough for any news, and so that no zone leads out of the calendar.
YEARS = range(1000, 9000)
LINK = re.compile(r'(<a\b[^>]*?\bhref=")(/(?!/|admin/)[^"#]*)"')


def ahead(admin: ArticleAdmin, request: HttpRequest) -> HttpResponse:
    """?at=…&page=/section/harbour/; without an instant as it stands now."""
    allow(admin.has_view_or_change_permission(request))
    stop, path = stop_at(instant_in(request.GET.get("at", ""))), request.GET.get("page", "/")
    found = _page(path)
    with clock.stopped_at(stop.instant):
        response = found.func(_asked(request, path), *found.args, **found.kwargs)
    if response.status_code == 200:
        response.content = led_on(_with_banner(response.text, stop, path), stop)
    for name in ("ETag", "Content-Length"):
        response.headers.pop(name, None)
    return closed(response)


def instant_in(text: str) -> datetime:
    """Of ?at=; now where it is empty. Raises Http404 where it is none."""
    try:
        typed = InstantField(required=False).clean(text)
    except ValidationError:
        raise Http404 from None
    if typed and typed.year not in YEARS:
        raise Http404
    return typed or timezone.now()


def _page(path: str) -> ResolverMatch:
    try:
        found = resolve(urlsplit(path).path)
    except (Resolver404, ValueError):
        raise Http404 from None
    if found.view_name not in PAGES:
        raise Http404
    return found


def _asked(request: HttpRequest, path: str) -> HttpRequest:
    """The request as a reader would have sent it."""
    asked, parts = copy(request), urlsplit(path)
    asked.path = asked.path_info = parts.path
    asked.GET = QueryDict(parts.query)
    asked.META = {**request.META, "HTTP_IF_NONE_MATCH": "", "QUERY_STRING": parts.query}
    asked.__dict__.pop("headers", None)
    return asked


def led_on(html: str, stop: Stop) -> str:
    """The page with its links to others leading to those of the same instant."""
    here = reverse("admin:articles_article_ahead")

    def led(found: re.Match[str]) -> str:
        query = urlencode({"at": stop.asked, "page": found[2].replace("&amp;", "&")})
        return f'{found[1]}{escape(f"{here}?{query}")}"'

    return LINK.sub(led, html)


def _with_banner(html: str, stop: Stop, path: str) -> str:
    log = Edition.log.all()
    context = {
        "stop": stop,
        "is_future": stop.second > clock.now(),
        "page": path,
        "earlier": stop.before(log),
        "later": stop.after(log),
    }
    banner = render_to_string("admin/articles/article/ahead.html", context)
    head = render_to_string("admin/articles/article/ahead_head.html")
    html = html.replace("</head>", f"{head}</head>", 1)
    return html.replace("<body>", f"<body>{banner}", 1)
