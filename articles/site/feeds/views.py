"""The addresses of feeds. What has no page has no feed."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import limits, search
from articles.models.edition import Edition, EditionQuerySet
from articles.site import reading
from articles.site.answers import cacheable, for_anybody
from articles.site.asked import words_of
from articles.site.feeds.channel import Channel, channel
from articles.site.feeds.forms import Form


@require_safe
def newest(request: HttpRequest, form: Form) -> HttpResponse:
    """The site's own."""
    editions = Edition.objects.newest()
    return written(request, form, channel(request, editions, reading.sections(), page="/"))


@require_safe
def in_section(request: HttpRequest, slug: str, form: Form) -> HttpResponse:
    own = next((each for each in reading.sections() if each.slug == slug), None)
    if own is None:
        raise Http404
    return _about(request, form, own, Edition.objects.in_section(own.ident).newest())


@require_safe
def tagged(request: HttpRequest, slug: str, form: Form) -> HttpResponse:
    return _named(request, form, reading.tag_at(slug=slug), Edition.objects.tagged)


@require_safe
def by(request: HttpRequest, slug: str, form: Form) -> HttpResponse:
    return _named(request, form, reading.author_at(slug=slug), Edition.objects.by)


@require_safe
def searched(request: HttpRequest, form: Form) -> HttpResponse:
    """The newest stories with the words in `?q=`."""
    words = words_of(request)
    found = search.matching(words, limit=limits.FEED_ITEMS)
    title = _("Search for “%(words)s”") % {"words": words}
    editions, page = Edition.objects.these(found).newest(), reverse("site:search")
    own = channel(request, editions, reading.sections(), page=page, title=title)
    return written(request, form, own)


def _named(
    request: HttpRequest,
    form: Form,
    known: list[reading.Name],
    editions: Callable[[int], EditionQuerySet],
) -> HttpResponse:
    """A name without news has no feed: it might be a draft's."""
    if not known:
        raise Http404
    return _about(request, form, known[0], editions(known[0].ident), is_empty_unknown=True)


def _about(
    request: HttpRequest,
    form: Form,
    own: reading.Name,
    editions: EditionQuerySet,
    *,
    is_empty_unknown: bool = False,
) -> HttpResponse:
    about = {"page": own.url, "title": own.name, "description": own.description}
    found = channel(request, editions, reading.sections(), **about)
    if is_empty_unknown and not found.items:
        raise Http404
    return written(request, form, found)


def written(request: HttpRequest, form: Form, found: Channel) -> HttpResponse:
    """The answer: the channel in that form, with what aggregators are told of it."""
    response = HttpResponse(form.write(found), content_type=form.content_type)
    response["Link"] = ", ".join(
        f'<{address}>; rel="{relation}"'
        for relation, address in (("self", found.address), ("hub", found.imprint.hub))
        if address
    )
    return for_anybody(cacheable(request, response, until=reading.next_change()))
