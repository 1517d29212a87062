"""Keeping: what the page of a story sends every few seconds, and what it is told in return."""

from __future__ import annotations

import uuid
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import journal
from articles.admin import presence
from articles.admin.opening import allow, number_in
from articles.admin.resuming import Resumed
from articles.admin.sheets import fields_in, sighting
from articles.limits import TooMuch
from articles.models import Article, Sheet

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

LOOSE_SHOWN = 5


def keep(admin: ArticleAdmin, request: HttpRequest) -> HttpResponse:
    """A sign of life from a story's page, with what was typed. GET: a token to go on with,
    after signing in again, and the words that wait for this person."""
    allow(admin.has_change_permission(request) or admin.has_add_permission(request))
    article = _article(admin, request)
    if request.method != "POST":
        return JsonResponse({"csrf": get_token(request), "loose": _loose(admin, request, article)})
    fields = fields_in(request.POST) if "body" in request.POST else None
    try:
        seen = sighting(request.POST)
        sheet = journal.keep(seen, fields, article=article, by=cast(User, request.user))
    except journal.NotTheirs:
        return _refused(_("This page was opened by somebody else: open it again."), 403)
    except TooMuch as much:
        return _refused(str(much), 413)
    return JsonResponse(_told(sheet, cast(User, request.user)))


def set_aside(admin: ArticleAdmin, request: HttpRequest) -> HttpResponse:
    """Ask no more about words that were not saved."""
    allow(admin.has_change_permission(request) or admin.has_add_permission(request))
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    user = cast(User, request.user)
    sheet = get_object_or_404(Sheet.objects.of(user), token=request.POST.get("token", ""))
    journal.set_aside(sheet, by=user)
    messages.success(request, _("Set aside. The journal of the story still holds these words."))
    if sheet.article_id:
        return redirect("admin:articles_article_change", sheet.article_id)
    return redirect("admin:articles_article_add")


def loose_of(user: User, article: Article, *tokens: str) -> list[Sheet]:
    """This person's words about a story that no version holds, but for those of these sheets,
    the latest first; one query."""
    sheets = Sheet.objects.of(user).loose().about(article).exclude(token__in=tokens).newest_first()
    return list(sheets.select_related("article").defer("article__body")[:LOOSE_SHOWN])


def settle(request: HttpRequest, article_id: int) -> None:
    """What was typed on this page is in a version now; the journal need not ask about it."""
    article = Article.objects.defer("body").get(pk=article_id)
    with suppress(journal.NotTheirs):
        journal.settle(sighting(request.POST), article=article, by=cast(User, request.user))


def sheet_for(
    request: HttpRequest, article: Article, resumed: Resumed | None = None
) -> dict[str, Any]:
    """The token the page keeps its words under, words that wait, and who else is here."""
    posted = sighting(request.POST)
    user = cast(User, request.user)
    token = posted.token if journal.TOKEN.fullmatch(posted.token) else uuid.uuid4().hex
    return {
        "sheet": token,
        "stroke": posted.stroke,
        "resumed": resumed,
        "resumes": resumed.name if resumed else request.POST.get("resumes", ""),
        "loose": loose_of(user, article, token, resumed.entry.sheet.token if resumed else ""),
        "others": presence.others_in(article, token, user) if article.pk else [],
    }


def _article(admin: ArticleAdmin, request: HttpRequest) -> Article | None:
    asked = request.POST.get("article") or request.GET.get("article") or ""
    if not asked:
        allow(admin.has_add_permission(request))
        return None
    allow(admin.has_change_permission(request))
    return get_object_or_404(Article.objects.defer("body"), pk=number_in(asked))


def _told(sheet: Sheet, user: User) -> dict[str, Any]:
    """What the server holds now, who else is there, and what was saved meanwhile."""
    at = timezone.localtime(sheet.seen_at)
    return {
        "stroke": sheet.stroke,
        "at": f"{at:%H:%M:%S}",
        "others": presence.line_of(sheet.article, sheet.token, user) if sheet.article else "",
        **_moved(sheet),
    }


def _moved(sheet: Sheet) -> dict[str, Any]:
    """The version somebody else saved since this page was opened."""
    article = sheet.article
    if article is None or article.version <= sheet.base:
        return {}
    latest = article.revisions.filter(number=article.version).defer("content").first()
    context = {"article": article, "base": sheet.base, "latest": latest}
    html = render_to_string("admin/articles/article/moved.html", context)
    return {"version": article.version, "moved": html}


def _loose(admin: ArticleAdmin, request: HttpRequest, article: Article | None) -> str:
    """The words that wait, as the page shows them."""
    user = cast(User, request.user)
    sheets = loose_of(user, article or Article(), request.GET.get("sheet", ""))
    context = {"loose": sheets, "can_change": admin.has_change_permission(request, article)}
    return render_to_string("admin/articles/article/loose.html", context, request)


def _refused(problem: str, status: int) -> JsonResponse:
    return JsonResponse({"problem": problem}, status=status)
