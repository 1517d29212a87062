"""What a page says of itself to machines: schema.org as JSON-LD."""

from __future__ import annotations

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from articles.site.dates import When
from articles.site.reading import Name, Story

# Inside a script element these end it, or begin a comment, or are line ends to old parsers.
ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def news_article(
    story: Story,
    url: str,
    *,
    site: str,
    origin: str,
    published: When,
    updated: When | None,
    section: Name | None,
    tags: list[Name],
    authors: list[Name],
) -> SafeString:
    """NewsArticle and its breadcrumbs, ready to stand in a script element."""
    newsroom = {"@type": "NewsMediaOrganization", "name": site, "url": f"{origin}/"}
    article = {
        "@type": "NewsArticle",
        "@id": url,
        "mainEntityOfPage": url,
        "url": url,
        "headline": story.headline,
        "description": story.dek or story.summary,
        "datePublished": published.machine,
        "dateModified": (updated or published).machine,
        "author": [_person(author, origin) for author in authors] or newsroom,
        "publisher": newsroom,
        "articleSection": section.name if section else "",
        "keywords": [tag.name for tag in tags],
        "inLanguage": story.language,
        "wordCount": story.words,
        "isAccessibleForFree": True,
    }
    crumbs = _breadcrumbs(site, origin, section)
    return _json({"@context": "https://schema.org", "@graph": [_said(article), crumbs]})


def _person(author: Name, origin: str) -> dict[str, str]:
    return {"@type": "Person", "name": author.name, "url": f"{origin}{author.url}"}


def _breadcrumbs(site: str, origin: str, section: Name | None) -> dict[str, Any]:
    steps = [(site, f"{origin}/")] + ([(section.name, origin + section.url)] if section else [])
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": url}
        for position, (name, url) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _said(properties: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty."""
    return {name: value for name, value in properties.items() if value not in ("", [], None)}


def _json(value: Any) -> SafeString:
    """Vouched for here: with these escapes no text can leave the script element."""
    return mark_safe(json.dumps(value, ensure_ascii=False).translate(ESCAPES))  # noqa: S308
