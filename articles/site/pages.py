"""What the templates of pages are given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.encoding import iri_to_uri
from django.utils.safestring import SafeString

from articles.search import Hit
from articles.site import sharing
from articles.site.calendars import Span
from articles.site.cards import by_key, next_reads, river, strip
from articles.site.fragments import Fragment, Here, here
from articles.site.frame import frame
from articles.site.front import arrange, top
from articles.site.origin import origin_of
from articles.site.paging import Sheet, paging
from articles.site.reading import Entry, Name, Story, entry_of
from articles.site.story import described, shown
from articles.site.vouched import marked

NEXT_READS = 4

SPANS = Fragment("site/spans.html", 64)
CRUMBS = Fragment("site/crumbs.html", 64)
FEEDS = Fragment("site/feed_list.html", 4)
RESULT = Fragment("site/result.html", 1024)


def article_context(
    story: Story,
    *,
    sections: Sequence[Name],
    tags: Sequence[Name],
    authors: Sequence[Name],
    near: Sequence[Entry] = (),
    more: Sequence[Entry] = (),
    origin: str = "",
    times: int = 0,
) -> dict[str, Any]:
    """For site/article.html. `story` is what readers see or would see; `origin`
    (https://example.org) begins the addresses that machines are told; `times` is how often
    it was published, where readers may look up what changed."""
    site = here()
    section = next((each for each in sections if each.ident == story.section_id), None)
    names = {"section": section, "tags": tuple(tags), "authors": tuple(authors)}
    url = iri_to_uri(f"{origin}/{story.path}/")
    address = {"origin": origin, "url": url}
    return {
        "frame": frame(site, sections, within=section, sheet="story"),
        "title": story.headline,
        "description": story.dek or story.summary,
        "canonical": url,
        "for_machines": described(site, story, **names, **address),
        "story": shown(site, story, times=times, **names),
        "more": _read_next(story, near, more, section, tuple(sections)),
    }


def _read_next(
    story: Story,
    near: Sequence[Entry],
    more: Sequence[Entry],
    section: Name | None,
    sections: tuple[Name, ...],
) -> SafeString | str:
    """What is related and then what else is new; without the first, more of the section."""
    others = dict.fromkeys(each for each in (*near, *more) if each.path != story.path)
    reads = list(others)[:NEXT_READS]
    if near:
        return next_reads(here(), reads, section, sections)
    return strip(here(), reads, section, is_more=True) if reads else ""


def list_context(
    request: HttpRequest,
    sheet: Sheet,
    sections: Sequence[Name],
    *,
    title: str = "",
    about: Name | None = None,
    css: str = "",
) -> dict[str, Any]:
    """For every page that is a list of stories: about a section, a tag, an author, or under
    another title. `css` is a stylesheet it needs besides those all pages have."""
    site, is_section = here(), about in sections
    return {
        "frame": frame(site, sections, current=request.path, sheet=css),
        "title": about.name if about else title,
        "description": about.description if about else "",
        "tint": about.tint if is_section and about else "",
        "feed": f"{about.url}feed/" if about else "",
        "canonical": canonical(request),
        "machines": shared(request, sheet.entries, title=title, about=about),
        "river": river(site, sheet.entries, () if is_section else tuple(sections)),
        "paging": paging(site, sheet.newest, sheet.older),
    }


def section_context(
    request: HttpRequest, own: Name, found: Sheet, sections: Sequence[Name]
) -> dict[str, Any]:
    """A list whose first page has a lead and what follows it, as the front page has."""
    layout = arrange([] if found.newest else found.entries)._replace(briefs=(), latest=())
    rest = [entry for entry in found.entries if entry.id not in layout.prominent]
    context = list_context(request, found._replace(entries=rest), sections, about=own)
    machines = shared(request, found.entries, about=own)
    return context | {"top": top(here(), layout), "machines": machines}


def shared(
    request: HttpRequest,
    entries: Sequence[Entry] = (),
    *,
    title: str = "",
    about: Name | None = None,
) -> SafeString:
    """What a page other than a story's says of itself to machines; the front has no title."""
    return sharing.of_list(
        here(),
        origin=origin_of(request),
        url=canonical(request),
        title=about.name if about else title,
        description=about.description if about else "",
        about=about,
        entries=tuple(entries),
    )


def spans(site: Here, each: Sequence[Span]) -> SafeString | str:
    """Links to years, months or days."""
    return SPANS(site, spans=tuple(each)) if each else ""


def crumbs(site: Here, each: Sequence[Span]) -> SafeString:
    """The way from the archive to a day."""
    return CRUMBS(site, spans=tuple(each))


def feeds_of(site: Here, sections: Sequence[Name]) -> SafeString:
    """The feeds of the site and of each section, in every form."""
    return FEEDS(site, sections=tuple(sections))


def results(site: Here, hits: Sequence[Hit], sections: Sequence[Name]) -> list[SafeString]:
    """What was found, with the words it was found by marked."""
    named = by_key(sections)
    return [
        RESULT(
            site,
            entry=entry_of(hit.edition),
            section=named.get(hit.edition.section_id),
            is_foreign=site.is_foreign(hit.edition.language),
            headline=marked(hit.headline),
            snippet=marked(hit.snippet),
        )
        for hit in hits
    ]


def canonical(request: HttpRequest) -> str:
    """The page's own full address; of what was asked only the place in the list counts."""
    place = request.GET.get("before")
    return origin_of(request) + iri_to_uri(request.path) + (f"?before={place}" if place else "")
