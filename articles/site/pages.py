"""What the templates of pages are given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils.encoding import iri_to_uri

from articles import markup
from articles.search import Hit
from articles.site.cards import cards, is_foreign
from articles.site.dates import When, when
from articles.site.frame import frame
from articles.site.paging import Sheet
from articles.site.reading import Entry, Name, Story
from articles.site.structured import news_article

LONG_READ = 700  # words from which a list of contents helps
FEWEST_CONTENTS = 3
NEXT_READS = 4


def article_context(
    story: Story,
    *,
    sections: Sequence[Name],
    tags: Sequence[Name],
    authors: Sequence[Name],
    more: Sequence[Entry] = (),
    origin: str = "",
) -> dict[str, Any]:
    """For site/article.html. `story` is anything with the flat columns of an Edition, saved
    or not; `origin` (https://example.org) begins the addresses that machines are told."""
    section = next((each for each in sections if each.ident == story.section_id), None)
    published = when(story.published_at, day_only=story.published_day_only)
    updated = when(story.updated_at) if story.updated_at else None
    url = iri_to_uri(f"{origin}/{story.path}/")
    layout = frame(sections, current=section.url if section else "")
    return {
        "frame": layout,
        "story": story,
        "section": section,
        "tags": tags,
        "authors": authors,
        "published": published,
        "updated": updated,
        "minutes": markup.reading_minutes(story.words, story.language),
        "contents": _contents(story),
        "is_foreign": is_foreign(story.language, layout.language),
        "more": cards([each for each in more if each.path != story.path][:NEXT_READS], "strip"),
        "title": story.headline,
        "description": story.dek or story.summary,
        "canonical": url,
        "json_ld": news_article(
            story,
            url,
            site=layout.name,
            origin=origin,
            published=published,
            updated=updated,
            section=section,
            tags=list(tags),
            authors=list(authors),
        ),
    }


def list_context(
    request: HttpRequest,
    sheet: Sheet,
    sections: Sequence[Name],
    *,
    title: str,
    description: str = "",
    names_sections: bool = True,
    feed: str = "",
) -> dict[str, Any]:
    """For every page that is a list of stories under a title."""
    named = {section.ident: section for section in sections} if names_sections else None
    return {
        "frame": frame(sections, current=request.path),
        "title": title,
        "description": description,
        "cards": cards(sheet.entries, "river", sections=named),
        "newest": sheet.newest,
        "older": sheet.older,
        "canonical": canonical(request),
        "feed": feed,
    }


class Result(NamedTuple):
    """A story found, with its own words around what was looked for."""

    hit: Hit
    section: Name | None
    when: When


def results(hits: Sequence[Hit], sections: Sequence[Name]) -> list[Result]:
    named = {section.ident: section for section in sections}
    return [
        Result(
            hit,
            named.get(hit.edition.section_id or 0),
            when(hit.edition.published_at, day_only=True),
        )
        for hit in hits
    ]


def canonical(request: HttpRequest) -> str:
    """The page's own full address; of what was asked only the place in the list counts."""
    place = request.GET.get("before")
    return origin_of(request) + iri_to_uri(request.path) + (f"?before={place}" if place else "")


def origin_of(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _contents(story: Story) -> list[list[Any]]:
    is_long = story.words >= LONG_READ and len(story.contents) >= FEWEST_CONTENTS
    return story.contents if is_long else []
