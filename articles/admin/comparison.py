"""Comparison: what changed between two versions, what readers have, or what they had once."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from articles import clock, comparing
from articles.admin.opening import number_in, opened, page, version_of
from articles.models import Article, Edition, Revision

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

CALLS = 30
LIVE = "live"
COPY = "copy"


class NotLive(Exception):
    """Readers had nothing of the story at that instant."""


def compare(admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Two versions: ?from=3&to=5; without them, the latest change.

    Either may be “copy”, what the desk has, or “live”, what readers have: at the instant
    of ?at=, if there is one. ?view=side puts them side by side.
    """
    article = opened(admin, request, pk)
    try:
        old, new = _versions(article, request)
    except NotLive:
        messages.warning(request, _("Readers had nothing of this story then."))
        return HttpResponseRedirect(reverse("admin:articles_article_history", args=[pk]))
    comparison = comparing.compare(old.document, new.document)
    return page(
        admin,
        request,
        "compare",
        title=_("Changes in “%s”") % article,
        article=article,
        old=old,
        new=new,
        comparison=comparison,
        calls=comparison.calls[:CALLS],
        more_calls=max(len(comparison.calls) - CALLS, 0),
        side=request.GET.get("view") == "side",
        live_number=_live_number(article),
        can_change=admin.has_change_permission(request, article),
    )


def _versions(article: Article, request: HttpRequest) -> tuple[Revision, Revision]:
    """The older and the newer of those asked for."""
    at = _instant(request.GET.get("at", "")) or clock.now()
    to = _number(article, request.GET.get("to", ""), at) or article.version
    was = _number(article, request.GET.get("from", ""), at) or max(to - 1, 1)
    return version_of(article, min(was, to)), version_of(article, max(was, to))


def _number(article: Article, asked: str, at: datetime) -> int:
    if asked == COPY:
        return article.version
    if asked != LIVE:
        return number_in(asked)
    edition = Edition.log.of(article).live_at(at).select_related("revision").first()
    if edition is None:
        raise NotLive
    return edition.revision.number


def _instant(text: str) -> datetime | None:
    """By the newsroom's clock, unless it says otherwise."""
    try:
        instant = parse_datetime(text)
        return timezone.make_aware(instant) if instant and timezone.is_naive(instant) else instant
    except (ValueError, OverflowError):
        return None


def _live_number(article: Article) -> int | None:
    edition = Edition.objects.of(article).select_related("revision").first()
    return edition.revision.number if edition else None
