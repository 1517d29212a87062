"""Likeness: has this been run already? The panel beside a story, the pair, and the report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import auditing, comparing, markup, resembling
from articles.admin.opening import LARGEST, allow, number_in, opened, page
from articles.admin.queues import Pile, up_to
from articles.limits import BODY_CHARACTERS, TooMuch
from articles.models import Article, Judgement, Resemblance, Verb

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

A_PAGE = 50


def panel(admin: ArticleAdmin, request: HttpRequest) -> HttpResponse:
    """What the words posted, saved or not, are like: the panel beside the story."""
    allow(admin.has_view_or_change_permission(request))
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    article_id = number_in(request.POST.get("article", ""))
    pairs = resembling.pairs_in(_cleaned(request.POST.get("body", "")), article_id)
    return _panel(admin, request, article_id, pairs)


def pair(admin: ArticleAdmin, request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Two stories side by side, and what somebody makes of them."""
    if request.method == "POST":
        return _judge(admin, request, pk, other)
    article, known = opened(admin, request, pk), opened(admin, request, other)
    return page(
        admin,
        request,
        "pair",
        title=_("“%(this)s” and “%(that)s”") % {"this": article, "that": known},
        article=article,
        other=known,
        pair=resembling.pair_of(pk, other),
        judgements=Judgement.choices[1:],
        comparison=comparing.compare(known.document(), article.document()),
        can_change=admin.has_change_permission(request, article),
    )


def report(admin: ArticleAdmin, request: HttpRequest) -> HttpResponse:
    """The pairs nobody has judged, or those judged in one way; the latest found first."""
    allow(admin.has_view_or_change_permission(request))
    judgement = request.GET.get("judgement", "")
    below = number_in(request.GET.get("before", "")) or LARGEST
    pairs = Resemblance.objects.judged(judgement).older_than(below).with_stories()
    shown = list(pairs[: A_PAGE + 1])
    return page(
        admin,
        request,
        "likeness_report",
        title=_("Run already?"),
        pairs=resembling.seen_from_later(shown[:A_PAGE]),
        judgement=judgement,
        judgements=Judgement.choices,
        older=shown[A_PAGE - 1].pk if len(shown) > A_PAGE else None,
    )


def pile() -> Pile:
    """The pairs nobody has judged, as the dashboard shows them; one bounded query."""
    url = reverse("admin:articles_article_likeness_report")
    return Pile("likeness", _("Run already?"), url, up_to(Resemblance.objects.undecided()))


def panel_of(article: Article) -> dict[str, Any]:
    """What the story's form shows of it; two queries."""
    return {"pairs": resembling.pairs_of(article.pk), "judgements": Judgement.choices[1:]}


def _judge(admin: ArticleAdmin, request: HttpRequest, pk: int, other: int) -> HttpResponse:
    article = opened(admin, request, pk)
    allow(admin.has_change_permission(request, article))
    resemblance = Resemblance.objects.between(pk, other).first()
    judgement = request.POST.get("judgement", "")
    if resemblance is None or judgement not in Judgement.values:
        raise Http404
    by, told = cast(User, request.user), Judgement(judgement)
    with transaction.atomic():
        resemblance.judge(told, by=by, at=timezone.now())
        detail = f"{told.label}: № {other}"
        auditing.record(Verb.JUDGED, article, by=by, detail=detail)
    if "panel" in request.POST:
        return _panel(admin, request, pk, resembling.pairs_of(pk))
    messages.success(request, _("Noted. Nobody will be asked about these two again."))
    return redirect("admin:articles_article_change", pk)


def _panel(
    admin: ArticleAdmin, request: HttpRequest, article_id: int, pairs: list[resembling.Pair]
) -> TemplateResponse:
    return page(
        admin,
        request,
        "likeness",
        pairs=pairs,
        article_id=article_id,
        judgements=Judgement.choices[1:],
        can_change=admin.has_change_permission(request),
    )


def _cleaned(html: str) -> str:
    """What was posted as it would be saved; what could not be saved is like nothing."""
    try:
        return markup.clean(html) if len(html) <= BODY_CHARACTERS else ""
    except TooMuch:
        return ""
