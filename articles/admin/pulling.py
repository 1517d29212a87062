"""Pulling a story: from readers, or from the schedule. Each needs a right of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import publishing
from articles.admin.opening import allow, opened
from articles.publishing import NotPublishable

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

REASON = 300


def withdraw(admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Take it from readers, now; the reason given is public."""
    article = opened(admin, request, pk)
    allow(admin.has_withdraw_permission(request))
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    reason = " ".join(request.POST.get("reason", "").split())[:REASON]
    try:
        publishing.withdraw(article.pk, by=cast(User, request.user), reason=reason)
        messages.success(request, _("Withdrawn. Its address now says so."))
    except NotPublishable as refusal:
        messages.error(request, str(refusal))
    return _back(pk)


def cancel(admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what is scheduled; what readers see stays."""
    article = opened(admin, request, pk)
    allow(admin.has_publish_permission(request))
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if publishing.cancel(article.pk, by=cast(User, request.user)):
        messages.success(request, _("The schedule is cancelled."))
    else:
        messages.warning(request, _("Nothing was scheduled."))
    return _back(pk)


def _back(pk: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[pk]))
