"""Feeds: the newest of the site, a section, a tag or an author, for readers' own programs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from articles import limits
from articles.models.edition import Edition, EditionQuerySet, public_sections
from articles.models.taxonomy import Author, Tag, Term
from articles.site.answers import cacheable
from articles.site.reading import next_change

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Newest(Feed):  # type: ignore[type-arg]
    """The site's own. What a story is known by stays when its address changes."""

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return require_safe(self._answer)(request, *args, **kwargs)

    def _answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return cacheable(request, super().__call__(request, *args, **kwargs), until=next_change())

    def link(self, term: Term | None) -> str:
        return term.get_absolute_url() if term else "/"

    def title(self, term: Term | None) -> str:
        return _legal(f"{settings.SITE_NAME} — {term}" if term else settings.SITE_NAME)

    def description(self, term: Any) -> str:
        return _legal(getattr(term, "description", "") or settings.SITE_TAGLINE)

    def editions(self, term: Any) -> EditionQuerySet:
        return Edition.objects.newest()

    def items(self, term: Any) -> Sequence[Edition]:
        listed = self.editions(term).defer("body_html", "contents")[: limits.FEED_ITEMS]
        return list(listed)

    def item_title(self, item: Edition) -> str:
        return _legal(item.headline)

    def item_description(self, item: Edition) -> str:
        return _legal(item.dek or item.summary)

    def item_link(self, item: Edition) -> str:
        return f"/{item.path}/"

    def item_guid(self, item: Edition) -> str:
        return f"urn:newsroom:story:{item.article_id}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: Edition) -> datetime:
        return item.published_at

    def item_updateddate(self, item: Edition) -> datetime:
        return item.updated_at or item.published_at

    def item_author_name(self, item: Edition) -> str:
        return _legal(", ".join(item.byline.split("\n")))


class NewestAtom(Newest):
    """The same as Atom."""

    feed_type = Atom1Feed
    subtitle = Newest.description


class InSection(Newest):
    """A section's."""

    def get_object(self, request: HttpRequest, slug: str) -> Term:
        return get_object_or_404(public_sections(), slug=slug)

    def editions(self, term: Any) -> EditionQuerySet:
        return Edition.objects.in_section(term).newest()


class Tagged(InSection):
    """A tag's. As its page, it is not there before its first story is."""

    term: type[Term] = Tag

    def get_object(self, request: HttpRequest, slug: str) -> Term:
        return get_object_or_404(self.term, slug=slug)

    def editions(self, term: Any) -> EditionQuerySet:
        return Edition.objects.tagged(term)

    def items(self, term: Any) -> Sequence[Edition]:
        return super().items(term) or _no_page()


class By(Tagged):
    """An author's."""

    term: type[Term] = Author

    def editions(self, term: Any) -> EditionQuerySet:
        return Edition.objects.by(term)


def _legal(text: str) -> str:
    """Without the characters that no XML may hold."""
    return ILLEGAL.sub("", text)


def _no_page() -> Sequence[Edition]:
    raise Http404
