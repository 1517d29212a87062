"""Ahead: the newspaper as it would stand at an instant, with all that is scheduled; for the desk.

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
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import timezone
from django.utils.html import escape
from django.utils.http import urlencode

from articles import clock
from articles.admin.form import INSTANT, InstantField
from articles.admin.opening import allow
from articles.admin.sharing import closed

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

PAGES = {f"site:{name}" for name in ("front", "section", "article", "tag", "author", "day")}
LINK = re.compile(r'(<a\b[^>]*?\bhref=")(/(?!/)[^"#]*)"')


def ahead(admin: ArticleAdmin, request: HttpRequest) -> HttpResponse:
    """?at=…&page=/section/harbour/; without an instant as it stands now."""
    allow(admin.has_view_or_change_permission(request))
    at, path = _instant(request.GET.get("at", "")), request.GET.get("page", "/")
    found = _page(path)
    with clock.stopped_at(at):
        response = found.func(_asked(request, path), *found.args, **found.kwargs)
    if response.status_code == 200:
        response.content = _led_on(response.text, at, path, request.path)
    for name in ("ETag", "Content-Length"):
        response.headers.pop(name, None)
    return closed(response)


def _instant(text: str) -> datetime:
    try:
        typed = InstantField(required=False).clean(text)
    except ValidationError:
        raise Http404 from None
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


def _led_on(html: str, at: datetime, path: str, here: str) -> str:
    """With the banner, and with links to pages of the same instant."""
    typed = f"{timezone.localtime(at):{INSTANT}}"

    def led(found: re.Match[str]) -> str:
        query = urlencode({"at": typed, "page": found[2].replace("&amp;", "&")})
        return f'{found[1]}{escape(f"{here}?{query}")}"'

    context = {"at": at, "typed": typed, "page": path}
    banner = render_to_string("admin/articles/article/ahead.html", context)
    head = render_to_string("admin/articles/article/ahead_head.html")
    html = LINK.sub(led, html)
    html = html.replace("</head>", f"{head}</head>", 1)
    return html.replace("<body>", f"<body>{banner}", 1)
