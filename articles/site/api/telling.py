"""What is told of a story, a section, a tag or an author."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.http import urlencode

from articles import markup
from articles.search import Piece
from articles.site.dispatches import Dispatch
from articles.site.origin import absolute, identifier
from articles.site.reading import Name
from articles.site.structured import instant

ROOT = "/api/v1"
LISTS = {"section": "sections", "tag": "tags", "author": "authors"}


class Teller:
    """Tells of things as reached at `origin` (https://example.org)."""

    def __init__(self, origin: str) -> None:
        self.origin = origin

    def article(self, dispatch: Dispatch, fields: Iterable[str]) -> dict[str, Any]:
        """The fields asked for, in the order of the schema."""
        story, asked = dispatch.story, set(fields)
        told = {
            "id": story.article_id,
            "identifier": identifier(self.origin, f"story/{story.article_id}"),
            "url": self.address(f"/{story.path}/"),
            "api_url": self.address(f"{ROOT}/articles/{story.article_id}"),
            "ninjs_url": self.address(f"/{story.path}/ninjs.json"),
            "path": story.path,
            "slug": story.slug,
            "headline": story.headline,
            "kicker": story.kicker,
            "dek": story.dek,
            "summary": story.summary,
            "dateline": story.dateline,
            "byline": ", ".join(story.byline.split("\n")),
            "language": story.language,
            "direction": story.direction,
            "words": story.words,
            "reading_minutes": markup.reading_minutes(story.words, story.language),
            "published_at": instant(story.published_at),
            "published_day_only": story.published_day_only,
            "updated_at": instant(story.updated_at) if story.updated_at else None,
            "section": self.name(dispatch.section) if dispatch.section else None,
            "tags": [self.name(tag) for tag in dispatch.tags],
            "authors": [self.name(author) for author in dispatch.authors],
            "picture": self.picture(dispatch),
            "corrections": [self.correction(each) for each in story.corrections],
            "body_html": story.body,
            "body_text": markup.text(story.body) if "body_text" in asked else "",
        }
        return {name: value for name, value in told.items() if name in asked}

    def name(self, name: Name) -> dict[str, Any]:
        """A section, tag or author; its description where it has one."""
        described = {"description": name.description} if name.description else {}
        return {
            "name": name.name,
            "slug": name.slug,
            "url": self.address(name.url),
            "api_url": self.address(path_of(name.kind, name.slug)),
            **described,
        }

    def correction(self, printed: Mapping[str, Any]) -> dict[str, Any]:
        """As an edition carries it."""
        at = instant(datetime.fromisoformat(printed["at"]))
        return {"id": printed["id"], "kind": printed["kind"], "text": printed["text"], "at": at}

    def picture(self, dispatch: Dispatch) -> dict[str, Any] | None:
        picture = dispatch.picture
        if picture is None:
            return None
        sizes = {"width": picture.width, "height": picture.height}
        return {"url": absolute("", picture.address(self.origin)), "alt": picture.alt, **sizes}

    def address(self, path: str, **query: str) -> str:
        asked = f"?{urlencode(query)}" if query else ""
        return absolute(self.origin, path) + asked


def path_of(kind: str, slug: str) -> str:
    """Where the API has a section, a tag or an author."""
    return f"{ROOT}/{LISTS[kind]}/{slug}"


def pieces(marked: Iterable[Piece]) -> list[dict[str, Any]]:
    """Text in pieces, those that match what was searched for told apart."""
    return [{"text": text, "is_match": is_match} for text, is_match in marked]
