"""What a page says of itself to machines, in schema.org's words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from articles.site.reading import Name, Story


def news_article(
    story: Story,
    *,
    section: Name | None,
    tags: Sequence[Name],
    authors: Sequence[Name],
    origin: str,
    url: str,
    newsroom: str,
) -> dict[str, Any]:
    """NewsArticle and its breadcrumbs, for JSON-LD."""
    publisher = {"@type": "NewsMediaOrganization", "name": newsroom, "url": f"{origin}/"}
    published = instant(story.published_at, day_only=story.published_day_only)
    article = {
        "@type": "NewsArticle",
        "@id": url,
        "mainEntityOfPage": url,
        "url": url,
        "headline": story.headline,
        "description": story.dek or story.summary,
        "datePublished": published,
        "dateModified": instant(story.updated_at) if story.updated_at else published,
        "author": [_person(author, origin) for author in authors] or publisher,
        "publisher": publisher,
        "articleSection": section.name if section else "",
        "keywords": [tag.name for tag in tags],
        "inLanguage": story.language,
        "wordCount": story.words,
        "isAccessibleForFree": True,
    }
    crumbs = _breadcrumbs(newsroom, origin, section)
    return {"@context": "https://schema.org", "@graph": [said(article), crumbs]}


def instant(instant: datetime, *, day_only: bool = False) -> str:
    """RFC 3339 in the newsroom's zone; a day where no more is known."""
    local = timezone.localtime(instant)
    return local.date().isoformat() if day_only else local.isoformat(timespec="seconds")


def _person(author: Name, origin: str) -> dict[str, str]:
    return {"@type": "Person", "name": author.name, "url": f"{origin}{author.url}"}


def _breadcrumbs(newsroom: str, origin: str, section: Name | None) -> dict[str, Any]:
    steps = [(newsroom, f"{origin}/")] + ([(section.name, origin + section.url)] if section else [])
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": url}
        for position, (name, url) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def said(properties: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty."""
    return {name: value for name, value in properties.items() if value not in ("", [], None)}
