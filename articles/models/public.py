"""Sections, tags and authors that readers may know of: those with a story that is live."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.models.edition import Edition
from articles.models.taxonomy import Author, Section, Tag


def public_sections() -> QuerySet[Section]:
    """The sections readers may know of: announced by the desk, or with a story that is live."""
    stories = Edition.objects.in_section(OuterRef("pk"))
    public: QuerySet[Section] = Section.objects.filter(Q(announced=True) | Exists(stories))
    return public


def public_tags(after: str = "") -> QuerySet[Tag]:
    """In the order of their slugs, those after this one."""
    stories = Exists(Edition.objects.tagged(OuterRef("pk")))
    return Tag.objects.filter(stories, slug__gt=after).order_by("slug")


def public_authors(after: str = "") -> QuerySet[Author]:
    """As public_tags."""
    stories = Exists(Edition.objects.by(OuterRef("pk")))
    return Author.objects.filter(stories, slug__gt=after).order_by("slug")
