"""The pages: each asks reading.py once or twice and hands over to a template."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import search as index
from articles.site import calendars, moved, reading
from articles.site.answers import page, uncacheable
from articles.site.asked import words_of
from articles.site.filters import ArchiveFilter, form
from articles.site.fragments import here
from articles.site.frame import frame
from articles.site.front import arrange, strips, top
from articles.site.imprint import imprint
from articles.site.origin import origin_of
from articles.site.pages import (
    article_context,
    canonical,
    crumbs,
    feeds_of,
    list_context,
    results,
    section_context,
    spans,
)
from articles.site.paging import before, newest, older_than, paging, sheet


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What is new, by weight, and what each section brings."""
    site, sections = here(), tuple(reading.sections())
    layout = arrange(reading.newest_of_front())
    context = {
        "frame": frame(site, sections, current="/", is_front=True),
        "description": imprint().tagline,
        "canonical": canonical(request),
        "top": top(site, layout, sections),
        "strips": strips(site, reading.strips(sections), sections, layout),
    }
    return page(request, "site/front.html", context, until=reading.next_change())


@require_safe
def article(request: HttpRequest, year: str, month: str, day: str, slug: str) -> HttpResponse:
    """One story, as it stands now."""
    found = reading.story_at(path=f"{year}/{month}/{day}/{slug}")
    if not found:
        raise Http404
    story = found[0]
    names = reading.names_round(story.id)
    context = article_context(
        story,
        sections=[name for name in names if name.kind == "section"],
        tags=[name for name in names if name.kind == "tag"],
        authors=[name for name in names if name.kind == "author"],
        more=reading.more_beside(story),
        origin=origin_of(request),
    )
    return page(request, "site/article.html", context, until=story.live_until)


@require_safe
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """A section's news; an announced one has a page before its first story."""
    sections = reading.sections()
    own = next((each for each in sections if each.slug == slug), None)
    if own is None:
        raise Http404
    entries = reading.newest_in_section(section=own.ident, before=before(request))
    context = section_context(request, own, sheet(request, entries), sections)
    return page(request, "site/section.html", context, until=reading.next_change())


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """What is tagged so."""
    return _named(request, reading.tag_at(slug=slug), reading.newest_tagged, "site/tag.html")


@require_safe
def author(request: HttpRequest, slug: str) -> HttpResponse:
    """What an author wrote."""
    return _named(request, reading.author_at(slug=slug), reading.newest_by, "site/author.html")


def _named(
    request: HttpRequest,
    known: list[reading.Name],
    newest: Callable[..., list[reading.Entry]],
    template: str,
) -> HttpResponse:
    """A name without news has no page: it might be a draft's."""
    entries = [each for own in known for each in newest(of=own.ident, before=before(request))]
    if not entries:
        raise Http404
    own, sections = known[0], reading.sections()
    context = list_context(request, sheet(request, entries), sections, about=own)
    return page(request, template, context, until=reading.next_change())


@require_safe
def year(request: HttpRequest, year: str) -> HttpResponse:
    span = calendars.year(int(year))
    return _calendar(request, span, calendars.months_of(int(year)))


@require_safe
def month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    span = calendars.month(int(year), int(month))
    return _calendar(request, span, calendars.days_of(span))


@require_safe
def day(request: HttpRequest, year: str, month: str, day: str) -> HttpResponse:
    return _calendar(request, calendars.day(int(year), int(month), int(day)), [])


def _calendar(
    request: HttpRequest, span: calendars.Span, parts: list[calendars.Span]
) -> HttpResponse:
    first, end = span.keys
    entries = reading.newest_within(first=first, before=min(end, before(request)))
    if not entries:
        raise Http404
    context = list_context(request, sheet(request, entries), reading.sections(), title=span.name)
    context |= {
        "parts": spans(here(), calendars.with_stories(parts)),
        "up": crumbs(here(), calendars.above(span)),
    }
    return page(request, "site/calendar.html", context, until=reading.next_change())


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """Everything, narrowed down as far as the address says."""
    sections, place, asked = tuple(reading.sections()), before(request), request.GET
    is_narrowed = ArchiveFilter.is_asked(asked)
    chosen = ArchiveFilter(asked, sections=sections, before=place) if is_narrowed else None
    found = sheet(request, chosen.entries() if chosen else reading.newest(before=place))
    context = list_context(request, found, sections, title=_("Archive"))
    context |= {
        "robots": "noindex, follow" if is_narrowed else "",
        "form": form(here(), sections, chosen),
        "years": "" if is_narrowed else spans(here(), calendars.years_with_stories()),
    }
    return page(request, "site/archive.html", context, until=reading.next_change())


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The newest stories with these words."""
    words, site, sections = words_of(request), here(), reading.sections()
    found = index.find(words, before=before(request))
    context = {
        "frame": frame(site, sections, current=request.path),
        "words": words,
        "results": results(site, found.hits, sections),
        "paging": paging(site, newest(request), older_than(request, found.further)),
    }
    return page(request, "site/search.html", context, until=reading.next_change())


@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    """Every feed there is, for people."""
    sections = reading.sections()
    context = {
        "frame": frame(here(), sections, current=request.path, sheet="machines"),
        "title": _("Feeds"),
        "canonical": canonical(request),
        "feeds": feeds_of(here(), sections),
    }
    return page(request, "site/feeds.html", context, until=reading.next_change())


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Where there is nothing now there may have been something once."""
    answer = moved.answer(request)
    if answer is None:
        context = {"frame": frame(here(), reading.sections())}
        answer = HttpResponse(render_to_string("404.html", context), status=404)
    return uncacheable(answer)
