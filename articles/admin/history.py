"""History: every version of a story, any two side by side, and the way back to one."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import clock, naming, revising
from articles.admin.deskwork import acts_after
from articles.admin.opening import allow, number_in, opened, page, version_of
from articles.admin.sizes import sizes_of
from articles.comparing import Size
from articles.models import Article, AuditEntry, Edition, Revision
from articles.revising import Stale

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

A_PAGE = 50
ALL, NAMED, PUBLISHED = "", "named", "published"
SHOWN = (ALL, NAMED, PUBLISHED)


class Entry(NamedTuple):
    """A version, what readers saw of it (the editions made of it, oldest first), what the
    desk did about the story while it was the latest, and how many words came and went."""

    revision: Revision
    editions: list[Edition]
    acts: list[AuditEntry]
    size: Size | None


class Day(NamedTuple):
    """A day by the newsroom's calendar, and its versions."""

    date: date
    entries: list[Entry]


def history(admin: ArticleAdmin, request: HttpRequest, pk: str) -> HttpResponse:
    """Versions, newest first: ?show=named or published, ?by= one person's."""
    article = opened(admin, request, pk)
    show, by = request.GET.get("show", ALL), request.GET.get("by", "")
    revisions = list(_asked_for(article, request, show, by)[: A_PAGE + 1])
    return page(
        admin,
        request,
        "history",
        title=_("History of “%s”") % article,
        article=article,
        days=_days(_entries(article, revisions[:A_PAGE], whole=not (show or by))),
        to_number=revisions[0].number if revisions else 0,
        from_number=revisions[1].number if len(revisions) > 1 else 0,
        older=revisions[A_PAGE - 1].number if len(revisions) > A_PAGE else None,
        show=show if show in SHOWN else ALL,
        by=by,
        now=clock.now(),
        can_change=admin.has_change_permission(request, article),
    )


def name(admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Call a version something, or with act=remove no longer so."""
    article = opened(admin, request, pk)
    allow(admin.has_change_permission(request, article))
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    revision = version_of(article, number_in(request.POST.get("number", "")))
    user, text = cast(User, request.user), request.POST.get("name", "")
    if request.POST.get("act") == "remove":
        if naming.unname(revision, text, by=user):
            messages.success(request, _("Version %d is not called so any more.") % revision.number)
    elif naming.name(revision, text, by=user):
        messages.success(request, _("Version %d has its name.") % revision.number)
    here = reverse("admin:articles_article_history", args=[pk])
    return HttpResponseRedirect(f"{here}?before={revision.number + 1}#version-{revision.number}")


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


def _asked_for(article: Article, request: HttpRequest, show: str, by: str) -> QuerySet[Revision]:
    revisions = article.revisions.newest_first().defer("content").prefetch_related("names")
    if number := number_in(request.GET.get("before", "")):
        revisions = revisions.numbered_below(number)
    if show == NAMED:
        revisions = revisions.named()
    if show == PUBLISHED:
        revisions = revisions.these(Edition.log.of(article).values("revision"))
    return revisions.by(by) if by else revisions


def _entries(article: Article, revisions: list[Revision], *, whole: bool) -> list[Entry]:
    """`whole`: no version between these is left out, so what was done then stands in its place."""
    editions: dict[int, list[Edition]] = {}
    log = Edition.log.of(article).order_by("live_from")
    for edition in log.only("revision_id", "live_from", "live_until", "end_reason", "path"):
        editions.setdefault(edition.revision_id, []).append(edition)
    acts = acts_after(article, revisions, _newer(article, revisions)) if whole else {}
    sizes = sizes_of(article, revisions)
    return [
        Entry(
            revision,
            editions.get(revision.pk, []),
            acts.get(revision.number, []),
            sizes.get(revision.number),
        )
        for revision in revisions
    ]


def _days(entries: list[Entry]) -> list[Day]:
    def day(entry: Entry) -> date:
        return timezone.localdate(entry.revision.created_at)

    return [Day(date, list(those)) for date, those in groupby(entries, key=day)]


def _newer(article: Article, revisions: list[Revision]) -> Revision | None:
    """The version after the first of these, if an earlier page showed it."""
    if not revisions or revisions[0].number == article.version:
        return None
    after: Revision | None = article.revisions.filter(number=revisions[0].number + 1).first()
    return after
