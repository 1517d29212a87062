"""Stated: the pages on which the newspaper says who it is and by which rules it works."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles import markup, rendering
from articles.models.page import Page
from articles.models.prepared import prepared
from articles.site import pictures, reading
from articles.site.answers import page
from articles.site.fragments import Fragment, Here, here
from articles.site.frame import frame
from articles.site.pages import canonical, shared


class Stated(NamedTuple):
    """The columns of a Page of these names."""

    title: str
    body: str
    changed_at: datetime


@prepared(Stated)
def page_at(slug: str) -> Any:
    return Page.objects.shown().at_slug(slug)


@require_safe
def stated(request: HttpRequest, slug: str) -> HttpResponse:
    """What a page says now; one that is not live is as unknown as nonsense."""
    found = page_at(slug=slug)
    if not found:
        raise Http404
    site, own = here(), found[0]
    context = {
        "frame": frame(site, reading.sections(), current=request.path, sheet="story"),
        "title": own.title,
        "description": markup.excerpt(own.body),
        "canonical": canonical(request),
        "machines": shared(request, title=own.title),
        "stated": STATED(site, stated=own),
    }
    return page(request, "site/stated_page.html", context, until=reading.next_change())


def _stated(site: Here, stated: Stated) -> dict[str, Any]:
    rendered = rendering.render(stated.body, language=site.language)
    return {"body_html": pictures.with_prints(rendered.html)}


STATED = Fragment("site/stated.html", 32, _stated)
