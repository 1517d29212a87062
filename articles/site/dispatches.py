"""Dispatches: stories as feeds, programs and other newsrooms are sent them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from html import unescape
from typing import Any, NamedTuple

from django.db.models import Case, F, TextField, Value, When
from django.db.models.functions import Left, Length

from articles.models.edition import EditionByline, EditionQuerySet, EditionTag
from articles.site.reading import Name

OPENING = 4_000  # characters of HTML
WHOLE = 1_000_000_000  # longer than any body
PICTURE = re.compile(
    r'<img [^>]*?src="([^"]*)" alt="([^"]*)"(?: width="(\d+)")?(?: height="(\d+)")?>'
)


class Row(NamedTuple):
    """The columns of an Edition of these names; `body` is its HTML, "" where none was asked for,
    and `opening` what begins it."""

    id: int
    article_id: int
    path: str
    slug: str
    headline: str
    kicker: str
    dek: str
    summary: str
    byline: str
    dateline: str
    language: str
    direction: str
    words: int
    published_at: datetime
    published_day_only: bool
    updated_at: datetime | None
    section_id: int | None
    corrections: list[dict[str, Any]]
    opening: str
    body: str


class Dispatch(NamedTuple):
    """A live story with the names it carries."""

    story: Row
    section: Name | None
    tags: tuple[Name, ...]
    authors: tuple[Name, ...]

    @property
    def changed_at(self) -> datetime:
        return self.story.updated_at or self.story.published_at

    @property
    def picture(self) -> Picture | None:
        return lead_picture(self.story.opening)


class Picture(NamedTuple):
    """As a rendered body names it; sizes in pixels, 0 when it does not say."""

    src: str
    alt: str
    width: int
    height: int

    def address(self, origin: str) -> str:
        """In full, wherever the picture is kept."""
        return origin + self.src if self.src.startswith("/") else self.src


def lead_picture(body_html: str) -> Picture | None:
    """The first picture of a story, if it stands in its opening."""
    found = PICTURE.search(body_html, 0, OPENING) if "<img" in body_html else None
    if found is None:
        return None
    src, alt, width, height = found.groups()
    return Picture(unescape(src), unescape(alt), int(width or 0), int(height or 0))


def dispatches(
    editions: EditionQuerySet, sections: Sequence[Name], *, longest_body: int = 0
) -> list[Dispatch]:
    """Of these editions, in their order, in three queries. A body of more than `longest_body`
    characters is left out."""
    rows = [Row(*row) for row in _with_body(editions, longest_body).values_list(*Row._fields)]
    keys = [row.id for row in rows]
    tags = _by_edition(EditionTag.objects.of_each(keys), "tag")
    authors = _by_edition(EditionByline.objects.of_each(keys), "author")
    named = {section.ident: section for section in sections}
    return [
        Dispatch(
            row,
            named.get(row.section_id or 0),
            tuple(tags.get(row.id, ())),
            tuple(authors.get(row.id, ())),
        )
        for row in rows
    ]


def _with_body(editions: EditionQuerySet, longest: int) -> EditionQuerySet:
    editions = editions.annotate(opening=Left("body_html", OPENING))
    if not longest:
        return editions.annotate(body=Value(""))
    is_short = When(characters__lte=longest, then=F("body_html"))
    fitting = Case(is_short, default=Value(""), output_field=TextField())
    return editions.annotate(characters=Length("body_html")).annotate(body=fitting)


def _by_edition(names: Iterable[Any], kind: str) -> dict[int, list[Name]]:
    """Edition → its tags, or its authors, in their order."""
    found: dict[int, list[Name]] = {}
    columns = ("edition_id", "position", f"{kind}__name", f"{kind}__slug", f"{kind}_id")
    for edition, position, name, slug, ident in names.values_list(*columns):  # type: ignore[attr-defined]
        found.setdefault(edition, []).append(Name(kind, position, name, slug, ident))
    return found
