"""Pulling a story: from readers, or from the schedule. Each needs a right of its own."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import auditing, publishing
from articles.admin.form import InstantField
from articles.admin.opening import allow, opened
from articles.publishing import NotPublishable

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

REASON = 300


def withdraw(admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Take it from readers, now or at an instant; the reason given is public."""
    article = opened(admin, request, pk)
    allow(admin.has_withdraw_permission(request))
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    reason = " ".join(request.POST.get("reason", "").split())[:REASON]
    try:
        at = InstantField(required=False).clean(request.POST.get("at"))
        publishing.withdraw(article.pk, by=cast(User, request.user), reason=reason, at=at)
        messages.success(request, _withdrawn(at))
    except ValidationError:
        messages.error(request, _("Not withdrawn: write the instant as 2026-11-23 18:00."))
    except NotPublishable as refusal:
        messages.error(request, str(refusal))
    return _back(pk)


def _withdrawn(at: datetime | None) -> str:
    if at is None or at <= timezone.now():
        return _("Withdrawn. Its address now says so.")
    return _("It is withdrawn at %s; until then readers have it.") % auditing.instant(at)


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
