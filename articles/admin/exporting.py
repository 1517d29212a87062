"""Exporting from the desk: one story by a link, some by an action; whoever may look may take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from articles import auditing
from articles.admin.opening import opened, page
from articles.exporting import FORMATS, Format, format_of, stories_of
from articles.exporting.bundling import bundle
from articles.models import Article, Verb

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

MOST = 500


class FormatForm(forms.Form):
    format = forms.ChoiceField(
        label=_("Format"), choices=[(format_.name, format_.title) for format_ in FORMATS]
    )


def export(desk: ArticleAdmin, request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """The working copy of an article as a file."""
    article = opened(desk, request, pk)
    format_ = format_of(name)
    if format_ is None:
        raise Http404
    return _sent(request, [article], format_)


@admin.action(description=_("Export as…"), permissions=["view"])
def export_as(
    desk: ArticleAdmin, request: HttpRequest, articles: QuerySet[Article]
) -> HttpResponse:
    """The question which format; with an answer, the file."""
    form = FormatForm(request.POST if "confirmed" in request.POST else None)
    if form.is_bound and form.is_valid():
        chosen = Article.objects.with_relations().filter(pk__in=articles.values("pk")[:MOST])
        format_ = next(one for one in FORMATS if one.name == form.cleaned_data["format"])
        return _sent(request, chosen.order_by("pk"), format_)
    return page(
        desk,
        request,
        "act",
        title=_("Export these articles"),
        chosen=list(articles.defer("body")[:MOST]),
        form=form,
        media=form.media,
        action=request.POST.get("action", ""),
    )


def _sent(
    request: HttpRequest, articles: Sequence[Article] | QuerySet[Article], format_: Format
) -> HttpResponse:
    """The file, and on record whose story went out of the house with whom."""
    taken, by = list(articles), cast(User, request.user)
    with transaction.atomic():
        for article in taken:
            auditing.record(Verb.EXPORTED, article, by=by, detail=format_.title)
    made = bundle(stories_of(taken), format_)
    response = HttpResponse(made.data, content_type=made.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, made.name) or ""
    return response
