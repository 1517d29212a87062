"""What pages say of themselves to machines, in schema.org's words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from articles.site.imprint import Imprint
from articles.site.notes import Note, notes_of
from articles.site.origin import absolute
from articles.site.reading import Entry, Name, Story

LONGEST_HEADLINE = 110  # characters that search engines show
CONTEXT = "https://schema.org"


def news_article(
    story: Story,
    *,
    section: Name | None,
    tags: Sequence[Name],
    authors: Sequence[Name],
    origin: str,
    url: str,
    newsroom: Imprint,
    image: dict[str, Any],
) -> dict[str, Any]:
    """NewsArticle and its breadcrumbs."""
    publisher = organisation(newsroom, origin)
    published = instant(story.published_at, day_only=story.published_day_only)
    headline = short(story.headline)
    article = {
        "@type": "NewsArticle",
        "@id": url,
        "mainEntityOfPage": {"@type": "WebPage", "@id": url},
        "url": url,
        "headline": headline,
        "name": story.headline if headline != story.headline else "",
        "description": story.dek or story.summary,
        "image": {"@type": "ImageObject", **image} if image else "",
        "datePublished": published,
        "dateModified": instant(story.updated_at) if story.updated_at else published,
        "author": [person(author, origin) for author in authors] or publisher,
        "publisher": publisher,
        "articleSection": section.name if section else "",
        "keywords": [tag.name for tag in tags],
        "inLanguage": story.language or newsroom.language,
        "wordCount": story.words,
        "isAccessibleForFree": True,
        "correction": [_correction(note, url) for note in notes_of(story.corrections)],
    }
    steps = [(section.name, section.url)] if section else []
    crumbs = breadcrumbs([*steps, (story.headline, f"/{story.path}/")], newsroom, origin)
    return graph(said(article), crumbs)


def _correction(note: Note, url: str) -> dict[str, str]:
    return {
        "@type": "CorrectionComment",
        "@id": f"{url}#note-{note.ident}",
        "name": note.name,
        "text": note.text,
        "datePublished": instant(note.at),
    }


def website(newsroom: Imprint, origin: str) -> dict[str, Any]:
    """The site as a whole, for its front page: who makes it and how it is searched."""
    site = {
        "@type": "WebSite",
        "@id": f"{origin}/#site",
        "url": f"{origin}/",
        "name": newsroom.name,
        "description": newsroom.tagline,
        "inLanguage": newsroom.language,
        "publisher": organisation(newsroom, origin),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{origin}{reverse('site:search')}?q={{search_term_string}}",
            },
        },
    }
    return graph(said(site))


def collection(
    entries: Sequence[Entry],
    *,
    url: str,
    title: str,
    description: str,
    about: Name | None,
    newsroom: Imprint,
    origin: str,
) -> dict[str, Any]:
    """A page that is a list of stories; an author's is their profile."""
    is_profile, is_list = about is not None and about.kind == "author", bool(entries)
    listed = {
        "@type": "ItemList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "url": absolute(origin, f"/{entry.path}/"),
                "name": entry.headline,
            }
            for position, entry in enumerate(entries, start=1)
        ],
    }
    page = {
        "@type": "ProfilePage" if is_profile else "CollectionPage" if is_list else "WebPage",
        "@id": url,
        "url": url,
        "name": title,
        "description": description,
        "inLanguage": newsroom.language,
        "isPartOf": {"@type": "WebSite", "@id": f"{origin}/#site", "url": f"{origin}/"},
        "mainEntity": person(about, origin) if is_profile and about else listed if is_list else "",
    }
    crumbs = breadcrumbs([(title, url.removeprefix(origin))], newsroom, origin)
    return graph(said(page), crumbs, *([listed] if is_profile else []))


def organisation(newsroom: Imprint, origin: str) -> dict[str, Any]:
    """Who publishes, and by which rules."""
    told = [page for page in newsroom.pages if page.description]
    own = newsroom.logo
    logo = (
        {"url": absolute(origin, own.address), "width": own.width, "height": own.height}
        if own
        else {"url": f"{origin}{reverse('site:icon-512')}", "width": 512, "height": 512}
    )
    facts = newsroom.said
    return {
        "@type": "NewsMediaOrganization",
        "@id": f"{origin}/#newsroom",
        "name": newsroom.name,
        "url": f"{origin}/",
        "logo": {"@type": "ImageObject", **logo},
        "correctionsPolicy": f"{origin}{reverse('site:corrections')}",
        **dict(newsroom.policies),
        **{page.description: absolute(origin, page.url) for page in told},
        **said(
            {
                "description": newsroom.tagline,
                "legalName": facts.legal_name,
                "address": facts.address,
                "foundingDate": facts.founded.isoformat() if facts.founded else "",
                "email": facts.email,
                "telephone": facts.telephone,
                "sameAs": facts.profiles.split(),
            }
        ),
    }


def person(author: Name, origin: str) -> dict[str, Any]:
    return said(
        {
            "@type": "Person",
            "name": author.name,
            "url": absolute(origin, author.url),
            "description": author.description,
        }
    )


def breadcrumbs(steps: Iterable[tuple[str, str]], newsroom: Imprint, origin: str) -> dict[str, Any]:
    """The way from the front page, by the names of pages and their paths."""
    items = [
        {
            "@type": "ListItem",
            "position": position,
            "name": name,
            "item": absolute(origin, path),
        }
        for position, (name, path) in enumerate([(newsroom.name, "/"), *steps], start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def graph(*things: dict[str, Any]) -> dict[str, Any]:
    return {"@context": CONTEXT, "@graph": list(things)}


def short(headline: str) -> str:
    """A headline as search engines take it: cut at a word, if it must be."""
    if len(headline) <= LONGEST_HEADLINE:
        return headline
    cut = headline[: LONGEST_HEADLINE - 1]
    space = cut.rfind(" ", LONGEST_HEADLINE // 2)
    return (cut[:space] if space > 0 else cut).rstrip(" ,;:–—-") + "…"


def instant(instant: datetime, *, day_only: bool = False) -> str:
    """RFC 3339 in the newsroom's zone; a day where no more is known."""
    local = timezone.localtime(instant)
    return local.date().isoformat() if day_only else local.isoformat(timespec="seconds")


def said(properties: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty."""
    return {name: value for name, value in properties.items() if value not in ("", [], None)}
