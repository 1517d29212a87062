"""History: every version of a story, any two side by side, and the way back to one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import clock, revising
from articles.admin.deskwork import acts_after
from articles.admin.opening import allow, number_in, opened, page, version_of
from articles.models import Article, AuditEntry, Edition, Revision
from articles.revising import Stale

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

A_PAGE = 50


class Entry(NamedTuple):
    """A version, what readers saw of it (the editions made of it, oldest first), and what the
    desk did about the story while it was the latest."""

    revision: Revision
    editions: list[Edition]
    acts: list[AuditEntry]


def history(admin: ArticleAdmin, request: HttpRequest, pk: str) -> HttpResponse:
    """Versions, newest first."""
    article = opened(admin, request, pk)
    shown = _numbered_below(article, number_in(request.GET.get("before", "")))
    return page(
        admin,
        request,
        "history",
        title=_("History of “%s”") % article,
        article=article,
        entries=_entries(article, shown[:A_PAGE]),
        older=shown[A_PAGE - 1].number if len(shown) > A_PAGE else None,
        now=clock.now(),
        can_change=admin.has_change_permission(request, article),
    )


def restore(admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Make an old version the newest: a new version that says what it said."""
    article = opened(admin, request, pk)
    allow(admin.has_change_permission(request, article))
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    revision = version_of(article, number_in(request.POST.get("number", "")))
    base = number_in(request.POST.get("base", ""))
    try:
        restored = revising.restore(revision, base=base, by=cast(User, request.user))
    except Stale:
        messages.error(request, _("Not restored: somebody saved meanwhile. Look again first."))
        return HttpResponseRedirect(reverse("admin:articles_article_history", args=[pk]))
    messages.success(
        request,
        _("Version %(old)d is back, as version %(new)d.")
        % {"old": revision.number, "new": restored.number},
    )
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[pk]))


def _numbered_below(article: Article, number: int) -> list[Revision]:
    revisions = article.revisions.newest_first().defer("content")
    if number:
        revisions = revisions.filter(number__lt=number)
    return list(revisions[: A_PAGE + 1])


def _entries(article: Article, revisions: list[Revision]) -> list[Entry]:
    editions: dict[int, list[Edition]] = {}
    log = Edition.log.of(article).order_by("live_from")
    for edition in log.only("revision_id", "live_from", "live_until", "end_reason", "path"):
        editions.setdefault(edition.revision_id, []).append(edition)
    acts = acts_after(article, revisions, _newer(article, revisions))
    return [
        Entry(revision, editions.get(revision.pk, []), acts.get(revision.number, []))
        for revision in revisions
    ]


def _newer(article: Article, revisions: list[Revision]) -> Revision | None:
    """The version after the first of these, if an earlier page showed it."""
    if not revisions or revisions[0].number == article.version:
        return None
    after: Revision | None = article.revisions.filter(number=revisions[0].number + 1).first()
    return after
