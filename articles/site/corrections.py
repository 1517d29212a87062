"""Corrections: what readers are told of changes, under each story, on a page and in a feed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import linebreaks
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import limits
from articles.models.correction import Correction, CorrectionQuerySet
from articles.models.edition import Edition
from articles.site import reading
from articles.site.answers import page
from articles.site.dispatches import Dispatch, dispatches
from articles.site.feeds.channel import Channel, Item, channel
from articles.site.feeds.forms import Form
from articles.site.feeds.views import written
from articles.site.fragments import here
from articles.site.frame import frame
from articles.site.notes import Note, notes_of
from articles.site.origin import absolute, identifier, origin_of
from articles.site.pages import canonical, shared
from articles.site.paging import paging
from articles.site.reading import A_PAGE, Entry, Name, entry_of


class Told(NamedTuple):
    """A correction as the page of corrections shows it, with the story as it is live."""

    note: Note
    entry: Entry
    section: Name | None
    is_foreign: bool


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """What we have put right, newest first; ?section= narrows it."""
    sections = reading.sections()
    own = _asked(request, sections)
    found = list(_before(request, _in(own))[: A_PAGE + 1])
    site, shown = here(), found[:A_PAGE]
    chosen = {"section": own.slug} if own else {}
    older = f"?{urlencode(chosen | {'before': shown[-1].pk})}" if len(found) > A_PAGE else ""
    context = {
        "frame": frame(site, tuple(sections), current=request.path),
        "title": _("Corrections"),
        "canonical": canonical(request),
        "machines": shared(request, title=_("Corrections")),
        "told": _told(shown, sections),
        "sections": sections,
        "own": own,
        "paging": paging(site, "?" if "before" in request.GET else "", older),
    }
    return page(request, "site/corrections.html", context, until=reading.next_change())


@require_safe
def feed(request: HttpRequest, form: Form) -> HttpResponse:
    """The newest of them."""
    sections = reading.sections()
    told = list(Correction.objects.newest()[: limits.FEED_ITEMS])
    return written(request, form, _channel(request, told, sections))


def _asked(request: HttpRequest, sections: Sequence[Name]) -> Name | None:
    slug = request.GET.get("section")
    own = next((each for each in sections if each.slug == slug), None)
    if slug and own is None:
        raise Http404
    return own


def _in(section: Name | None) -> CorrectionQuerySet:
    told: CorrectionQuerySet = Correction.objects.newest()
    return told.in_section(section.ident) if section else told


def _before(request: HttpRequest, told: CorrectionQuerySet) -> CorrectionQuerySet:
    given = request.GET.get("before")
    if given is None:
        return told
    last = Correction.objects.at_key(given)
    if last is None:
        raise Http404
    return told.older_than(last.at, last.pk)


def _told(shown: Sequence[Correction], sections: Sequence[Name]) -> list[Told]:
    """Each with its story; of a story withdrawn this very instant nothing."""
    site, named = here(), {section.ident: section for section in sections}
    editions = Edition.objects.of_each({each.article_id for each in shown})
    stories = {edition.article_id: edition for edition in editions.defer("body_html")}
    return [
        Told(
            notes_of([each.printed()])[0],
            entry_of(story),
            named.get(story.section_id),
            site.is_foreign(story.language),
        )
        for each in shown
        if (story := stories.get(each.article_id))
    ]


def _channel(request: HttpRequest, told: Sequence[Correction], sections: Sequence[Name]) -> Channel:
    """A channel of the stories, of which each item then tells one correction."""
    editions = Edition.objects.of_each({each.article_id for each in told})
    stories = {each.story.article_id: each for each in dispatches(editions, sections)}
    empty = channel(
        request,
        Edition.objects.none(),
        sections,
        page=reverse("site:corrections"),
        title=_("Corrections"),
        description=_("What we have put right."),
    )
    origin = origin_of(request)
    items = [
        _item(each, stories[each.article_id], origin) for each in told if each.article_id in stories
    ]
    return empty._replace(items=items)


def _item(told: Correction, dispatch: Dispatch, origin: str) -> Item:
    story = dispatch.story._replace(
        headline=f"{told.get_kind_display()}: {dispatch.story.headline}",
        dek=told.text,
        published_at=told.at,
        published_day_only=False,
        updated_at=None,
    )
    return Item(
        identity=identifier(origin, f"correction/{told.pk}"),
        url=absolute(origin, f"/{story.path}/#note-{told.pk}"),
        dispatch=dispatch._replace(story=story),
        content=linebreaks(told.text, autoescape=True),
        picture="",
        authors=(),
    )
