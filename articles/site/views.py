"""The pages: each asks reading.py once or twice and hands over to a template."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.site import almanac, calendars, moved, reading
from articles.site.answers import page, uncacheable
from articles.site.former import shows_changes, times_published
from articles.site.fragments import Here, here
from articles.site.frame import frame
from articles.site.front import arrange, strips, top
from articles.site.imprint import imprint
from articles.site.origin import origin_of
from articles.site.pages import (
    NEXT_READS,
    article_context,
    canonical,
    crumbs,
    feeds_of,
    list_context,
    section_context,
    shared,
)
from articles.site.paging import before, sheet
from articles.site.reading import Story
from articles.site.related import related


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What is new, by weight, and what each section brings."""
    return page(request, "site/front.html", front_context(request), until=reading.next_change())


def front_context(request: HttpRequest) -> dict[str, Any]:
    """For site/front.html, at the clock's instant; so the next two."""
    site, sections = here(), tuple(reading.sections())
    layout = arrange(reading.newest_of_front())
    return {
        "frame": frame(site, sections, current="/", is_front=True),
        "description": imprint().tagline,
        "canonical": canonical(request),
        "machines": shared(request),
        "top": top(site, layout, sections),
        "strips": strips(site, reading.strips(sections), sections, layout),
    }


@require_safe
def article(request: HttpRequest, year: str, month: str, day: str, slug: str) -> HttpResponse:
    """One story, as it stands now."""
    found = reading.story_at(path=f"{year}/{month}/{day}/{slug}")
    if not found:
        raise Http404
    context = story_context(request, found[0])
    return page(request, "site/article.html", context, until=reading.next_change())


def story_context(request: HttpRequest, story: Story) -> dict[str, Any]:
    names = reading.names_round(story.id)
    tags = [name for name in names if name.kind == "tag"]
    near = related(story, tags)
    sections = [name for name in names if name.kind == "section"]
    is_told = shows_changes(story, sections)
    return article_context(
        story,
        sections=sections,
        tags=tags,
        authors=[name for name in names if name.kind == "author"],
        near=near,
        more=reading.more_beside(story) if len(near) < NEXT_READS else (),
        origin=origin_of(request),
        times=times_published(story.article_id) if is_told else 0,
    )


@require_safe
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """A section's news; an announced one has a page before its first story."""
    context = context_of_section(request, slug)
    return page(request, "site/section.html", context, until=reading.next_change())


def context_of_section(request: HttpRequest, slug: str) -> dict[str, Any]:
    """Raises Http404 where readers know of none."""
    sections = reading.sections()
    own = next((each for each in sections if each.slug == slug), None)
    if own is None:
        raise Http404
    entries = reading.newest_in_section(section=own.ident, before=before(request))
    return section_context(request, own, sheet(request, entries), sections)


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
    return _calendar(request, calendars.year(int(year)), almanac.of_year)


@require_safe
def month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    return _calendar(request, calendars.month(int(year), int(month)), almanac.of_month)


@require_safe
def day(request: HttpRequest, year: str, month: str, day: str) -> HttpResponse:
    return _calendar(request, calendars.day(int(year), int(month), int(day)), None)


def _calendar(
    request: HttpRequest,
    span: calendars.Span,
    grid: Callable[[Here, calendars.Span], SafeString] | None,
) -> HttpResponse:
    first, end = span.keys
    entries = reading.newest_within(first=first, before=min(end, before(request)))
    if not entries:
        raise Http404
    site, found = here(), sheet(request, entries)
    context = list_context(request, found, reading.sections(), title=span.name, css="finding")
    context |= {
        "robots": "noindex, follow" if found.newest else "",
        "grid": grid(site, span) if grid else "",
        "beside": almanac.beside(site, span),
        "up": crumbs(site, calendars.above(span)),
    }
    return page(request, "site/calendar.html", context, until=reading.next_change())


@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    """Every feed there is, for people."""
    sections = reading.sections()
    context = {
        "frame": frame(here(), sections, current=request.path, sheet="machines"),
        "title": _("Feeds"),
        "canonical": canonical(request),
        "machines": shared(request, title=_("Feeds")),
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
