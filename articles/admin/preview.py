"""Preview: unpublished text on the page readers will get. For the staff, and kept nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from articles import clock
from articles.admin.opening import number_in, opened, version_of
from articles.composing import columns_of, is_day_only, path_of
from articles.documents import Document
from articles.models import Article, Author, Correction, Tag
from articles.models.correction import printed
from articles.models.edition import FOREVER
from articles.models.taxonomy import key_of
from articles.printing import first_published_at
from articles.site.pages import article_context
from articles.site.reading import Name, Story, all_sections
from articles.slugs import slugify

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin


def preview(admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """The working copy, or ?revision=N, as readers would see it if it were published now."""
    article = opened(admin, request, pk)
    number = number_in(request.GET.get("revision", "")) or article.version
    revision = None if number == article.version else version_of(article, number)
    context = {
        **as_readers_would(article, revision.document if revision else article.document()),
        "article": article,
        "number": number,
        "is_latest": revision is None,
    }
    response = TemplateResponse(request, "admin/articles/article/preview.html", context)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def as_readers_would(
    article: Article, document: Document, at: datetime | None = None
) -> dict[str, Any]:
    """For the page of a story that would be published at the instant; now if none is given.

    Round it stands only what readers have now: the instant is the story's alone.
    """
    sections = all_sections()
    ident = next((each.ident for each in sections if each.name == document.section), None)
    context = article_context(
        _story(article, document, ident, at or clock.now()),
        sections=sections,
        tags=_names("tag", Tag, document.tags),
        authors=_names("author", Author, document.bylines),
    )
    return {**context, "canonical": ""}


def _story(article: Article, document: Document, section_id: int | None, at: datetime) -> Story:
    """The columns of the edition it would be. Nothing is written, no slug is minted."""
    published_at = first_published_at(article, document, at)
    columns = columns_of(document) | {
        "id": 0,
        "article_id": article.pk,
        "path": path_of(published_at, document.slug or slugify(document.headline)),
        "published_at": published_at,
        "published_day_only": is_day_only(document, published_at),
        "updated_at": None,
        "corrections": printed(Correction.log.of(article).standing()),
        "live_until": FOREVER,
        "section_id": section_id,
    }
    return Story(**{name: columns[name] for name in Story._fields})


def _names(kind: str, model: type[Tag | Author], names: Sequence[str]) -> list[Name]:
    """Names as the page links them; one that is not known yet has no page of its own."""
    known = model.objects.known([key_of(name) for name in names])
    terms = ((name, known.get(key_of(name))) for name in names)
    return [
        Name(kind, position, name, term.slug if term else slugify(name), term.pk if term else 0)
        for position, (name, term) in enumerate(terms)
    ]
