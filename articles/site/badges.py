"""Badges: the newsroom's initial as icons, and the manifest that names them."""

from __future__ import annotations

import json
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.site import drawing
from articles.site.answers import cacheable, for_anybody
from articles.site.imprint import imprint

ARTICLES = frozenset(
    ("the", "a", "an", "le", "la", "les", "der", "die", "das", "el", "los", "las", "il", "o", "os")
)
MASKABLE = 0.48  # of the height: what a round mask leaves
SIZES = {"icon-192": (192, 0.66), "icon-512": (512, 0.66), "icon-maskable": (512, MASKABLE),
         "apple-touch-icon": (180, 0.66)}  # fmt: skip


def initial(newsroom: str) -> str:
    """The letter the newsroom is known by: the first, but for The and its like."""
    words = newsroom.split()
    known = [word for word in words if word.casefold() not in ARTICLES] or words
    return next((letter.upper() for letter in "".join(known) if letter.isalnum()), "")[:1]


@require_safe
def icon(request: HttpRequest, name: str) -> HttpResponse:
    """A PNG of one of SIZES."""
    pixels, share = SIZES[name]
    png = _icon(initial(imprint().name), pixels, share)
    return for_anybody(cacheable(request, HttpResponse(png, content_type="image/png")))


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    content = _favicon(initial(imprint().name))
    return for_anybody(cacheable(request, HttpResponse(content, content_type="image/x-icon")))


@require_safe
def favicon_svg(request: HttpRequest) -> HttpResponse:
    letter = initial(imprint().name)
    svg = render_to_string("site/favicon.svg", {"letter": letter})
    return for_anybody(cacheable(request, HttpResponse(svg, content_type="image/svg+xml")))


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What an installed site is called and looks like."""
    told = imprint()
    described = {
        "id": "/",
        "name": told.name,
        "short_name": told.name if len(told.name) <= 12 else told.name.split()[-1][:12],
        "description": told.tagline,
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "lang": told.language,
        "dir": told.direction,
        "background_color": drawing.PAPER,
        "theme_color": drawing.PAPER,
        "icons": [_described(name) for name in SIZES if name != "apple-touch-icon"],
    }
    content = json.dumps(described, ensure_ascii=False)
    return cacheable(request, HttpResponse(content, content_type="application/manifest+json"))


def _described(name: str) -> dict[str, str]:
    pixels, share = SIZES[name]
    return {
        "src": reverse(f"site:{name}"),
        "sizes": f"{pixels}x{pixels}",
        "type": "image/png",
        "purpose": "maskable" if share == MASKABLE else "any",
    }


@lru_cache(maxsize=8)
def _icon(letter: str, pixels: int, share: float) -> bytes:
    return drawing.icon(letter, pixels, share=share)


_favicon = lru_cache(maxsize=2)(drawing.favicon)
