"""Opening an article: found and allowed, or 404 and 403; every page of an article begins here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse

from articles.models import Article, Revision

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

# What a version's number is held in.
LARGEST = 2**31 - 1


def opened(admin: ArticleAdmin, request: HttpRequest, pk: int | str) -> Article:
    """The article, for somebody who may look at it."""
    allow(admin.has_view_or_change_permission(request))
    article = Article.objects.with_relations().filter(pk=number_in(str(pk))).first()
    if article is None:
        raise Http404
    return article


def allow(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def page(
    admin: ArticleAdmin, request: HttpRequest, name: str, status: int = 200, **context: Any
) -> TemplateResponse:
    """A page of the desk about one article."""
    context = {**admin.admin_site.each_context(request), "opts": admin.opts, **context}
    template = f"admin/articles/article/{name}.html"
    return TemplateResponse(request, template, context, status=status)


def version_of(article: Article, number: int) -> Revision:
    revision: Revision | None = article.revisions.filter(number=number).first()
    if revision is None:
        raise Http404
    return revision


def number_in(text: str) -> int:
    """The whole number somebody asked for, no larger than a database holds; 0 for anything else."""
    is_number = text.isascii() and text.isdecimal() and len(text) < 20
    return min(int(text), LARGEST) if is_number else 0
