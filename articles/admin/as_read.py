"""As read: a story as readers had it at an instant, or are to have it; for the desk alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode

from articles import clock
from articles.admin.ahead import instant_in, led_on
from articles.admin.opening import opened
from articles.admin.sharing import closed
from articles.admin.stops import Stop, stop_at
from articles.models import Article, Correction, Edition
from articles.models.correction import printed
from articles.site import reading
from articles.site.former import story_of
from articles.site.fragments import here
from articles.site.frame import frame
from articles.site.views import story_context

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin


def as_read(admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """At ?at=, wherever it stood then; its links lead to other pages of that instant."""
    article, now = opened(admin, request, pk), clock.now()
    stop, log = stop_at(instant_in(request.GET.get("at", ""))), Edition.log.of(article)
    with clock.stopped_at(stop.instant):
        context = _context(request, article) | {
            "article": article,
            "canonical": "",
            "stop": stop,
            "is_future": stop.second > now,
            "earlier": stop.before(log),
            "later": stop.after(log),
        }
        html = render_to_string("admin/articles/article/as_read.html", context, request)
    return closed(HttpResponse(led_on(html, stop)))


def address_of(article: Article, stop: Stop) -> str:
    """Where the desk sees what readers read of the story then."""
    page = reverse("admin:articles_article_as_read", args=[article.pk])
    return f"{page}?{urlencode({'at': stop.asked})}"


def _context(request: HttpRequest, article: Article) -> dict[str, Any]:
    """With the corrections told at that instant, withdrawn since or not."""
    edition = Edition.objects.of(article).first()
    if edition is None:
        return {"parent": "site/page.html", "frame": frame(here(), reading.sections())}
    told = printed(Correction.log.of(article).as_told_at(clock.now()))
    story = story_of(edition)._replace(corrections=told)
    return {"parent": "site/article.html", **story_context(request, story)}
