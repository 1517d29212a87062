"""The API's sections, tags and authors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import F, QuerySet, Value
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from articles.models.edition import LAST_KEY
from articles.models.public import public_authors, public_tags
from articles.site import moved, reading
from articles.site.api import asking
from articles.site.api.answering import Asked, endpoint, paged
from articles.site.api.problems import Problem
from articles.site.api.telling import Teller, path_of
from articles.site.origin import origin_of
from articles.site.reading import NO_SECTION, Name


@endpoint("The sections, in the order of the masthead", "Names")
def sections(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    return _page(request, reading.sections(), None)


@endpoint("Tags with stories, by their slugs", "Names", asking.LIMIT, asking.AFTER)
def tags(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    return _listed(request, asked, "tag", public_tags(asked.get("cursor", "")))


@endpoint("Authors with stories, by their slugs", "Names", asking.LIMIT, asking.AFTER)
def authors(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    return _listed(request, asked, "author", public_authors(asked.get("cursor", "")))


@endpoint("A section", "Name")
def section(request: HttpRequest, asked: Asked, slug: str) -> dict[str, Any] | HttpResponse:
    return _one(request, "section", slug, [own for own in reading.sections() if own.slug == slug])


@endpoint("A tag", "Name")
def tag(request: HttpRequest, asked: Asked, slug: str) -> dict[str, Any] | HttpResponse:
    return _one(request, "tag", slug, _public(reading.tag_at(slug=slug), reading.newest_tagged))


@endpoint("An author", "Name")
def author(request: HttpRequest, asked: Asked, slug: str) -> dict[str, Any] | HttpResponse:
    return _one(request, "author", slug, _public(reading.author_at(slug=slug), reading.newest_by))


def _listed(request: HttpRequest, asked: Asked, kind: str, terms: QuerySet[Any]) -> dict[str, Any]:
    limit = asked.get("limit", asking.DEFAULT_ITEMS)
    named = terms.annotate(kind=Value(kind), position=Value(0), ident=F("pk"), **NO_SECTION)
    names = [Name(*row) for row in named.values_list(*Name._fields)[: limit + 1]]
    further = names[limit - 1].slug if len(names) > limit else None
    return _page(request, names[:limit], further)


def _page(request: HttpRequest, names: Sequence[Name], further: str | None) -> dict[str, Any]:
    teller = Teller(origin_of(request))
    return paged(request, [teller.name(name) for name in names], further)


def _public(known: list[Name], newest: Callable[..., list[Any]]) -> list[Name]:
    """Those of the names that readers may know of."""
    return [name for name in known if newest(of=name.ident, before=LAST_KEY)]


def _one(
    request: HttpRequest, kind: str, slug: str, known: Sequence[Name]
) -> dict[str, Any] | HttpResponse:
    """What there is of this name, or where it is under its new one."""
    teller = Teller(origin_of(request))
    if known:
        return teller.name(known[0])
    renamed = moved.renamed(kind, slug)
    if renamed:
        return HttpResponsePermanentRedirect(teller.address(path_of(kind, renamed)))
    raise Problem(404, "There is nothing of this name.")
