"""Sharing: the preview links of a story, made and revoked; and what they open."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles import previewing
from articles.admin.form import InstantField
from articles.admin.opening import allow, number_in, opened, page, version_of
from articles.admin.preview import as_readers_would
from articles.models import Article, PreviewLink

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

MOST = 50
DAYS = (1, 3, 7, 30)


class LinkForm(forms.Form):
    """Which version, as of when, for how long, and for whom."""

    number = forms.IntegerField(label=gettext_lazy("Version"), min_value=1)
    at = InstantField(
        label=gettext_lazy("As it would stand at"),
        required=False,
        help_text=gettext_lazy("Empty: whenever it is opened."),
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("It opens for"),
        choices=[(1, gettext_lazy("a day"))]
        + [(days, gettext_lazy("%d days") % days) for days in DAYS[1:]],
        coerce=int,
        initial=3,
    )
    note = forms.CharField(label=gettext_lazy("For whom"), required=False, max_length=120)


class Shown(NamedTuple):
    """A link in the list; `address` only while it opens."""

    link: PreviewLink
    address: str


def links(admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """The links of a story, the newest first, and a form for another."""
    article = opened(admin, request, pk)
    may_make = admin.has_change_permission(request, article)
    number = number_in(request.GET.get("revision", "")) or article.version
    form = LinkForm(request.POST or None, initial={"number": number})
    if request.method == "POST":
        allow(may_make)
        if form.is_valid() and _make(request, article, form):
            return HttpResponseRedirect(reverse("admin:articles_article_links", args=[pk]))
    return page(
        admin,
        request,
        "links",
        title=_("Preview links of “%s”") % article,
        article=article,
        links=_shown(request, article),
        form=form,
        may_make=may_make,
    )


def revoke(admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """A link of this story opens no more."""
    article = opened(admin, request, pk)
    allow(admin.has_change_permission(request, article))
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    key = number_in(request.POST.get("link", ""))
    link = PreviewLink.objects.of(article).newest_first().filter(pk=key).first()
    if link is None:
        raise Http404
    previewing.revoke(link, by=cast(User, request.user))
    messages.success(request, _("Revoked: the link opens no more."))
    return HttpResponseRedirect(reverse("admin:articles_article_links", args=[pk]))


@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """What a link opens: for whoever has it, kept nowhere, told to nobody."""
    link = previewing.link_of(token)
    if link is None:
        raise Http404
    if not previewing.opens(link):
        return closed(render(request, "preview_over.html", status=410))
    article = Article.objects.with_relations().get(pk=link.article_id)
    context = as_readers_would(article, link.revision.document, link.at)
    context |= {"article": article, "number": link.revision.number, "link": link}
    return closed(render(request, "admin/articles/article/preview.html", context))


def closed(response: HttpResponse) -> HttpResponse:
    """Whoever follows a link of the page does not tell where from: the address opens it."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _make(request: HttpRequest, article: Article, form: LinkForm) -> bool:
    said: dict[str, Any] = form.cleaned_data
    if not article.revisions.filter(number=said["number"]).exists():
        form.add_error("number", _("There is no such version."))
        return False
    revision = version_of(article, said["number"])
    lasts, at = timedelta(days=said["days"]), cast("datetime | None", said["at"])
    previewing.make(revision, lasts=lasts, at=at, note=said["note"], by=cast(User, request.user))
    messages.success(request, _("The link is made. Whoever has it can open it."))
    return True


def _shown(request: HttpRequest, article: Article) -> list[Shown]:
    now = timezone.now()
    found = PreviewLink.objects.of(article).newest_first()[:MOST]
    return [Shown(link, _address(request, link, now)) for link in found]


def _address(request: HttpRequest, link: PreviewLink, now: datetime) -> str:
    if link.revoked_at or link.expires_at <= now:
        return ""
    return request.build_absolute_uri(reverse("preview", args=[previewing.token_of(link)]))
