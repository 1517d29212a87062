"""Slugs: the readable end of an address."""

from __future__ import annotations

from collections.abc import Container

from django.utils.text import slugify as _plain


def slugify(headline: str, language: str = "") -> str:
    return _plain(headline, allow_unicode=True)[:80] or "story"


def distinct(slug: str, taken: Container[str]) -> str:
    return next(rival for rival in rivals(slug) if rival not in taken)


def rivals(slug: str) -> list[str]:
    """The slug and its numbered forms: slug, slug-2 … slug-999, the only ones `distinct` mints."""
    return [slug, *(f"{slug}-{number}" for number in range(2, 1000))]
