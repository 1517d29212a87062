"""Placards: the pictures that stand for pages where they are passed on.

A placard's address carries a digest of all that is drawn on it, so browsers may keep it for
good. Only a live story has one; shared caches let go of it as they do of its page.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.models.edition import Edition
from articles.models.prepared import prepared
from articles.site import drawing
from articles.site.answers import for_anybody, kept
from articles.site.imprint import imprint
from articles.site.reading import tint_of

# Raise it when the same words come to be drawn otherwise.
DESIGN = 1
REMEMBERED = 128  # of some 15 kB each
COLOURS = ("#8c1c13", "#1c4a7a", "#14594d", "#7a4a00", "#6a2c66", "#4a5612")  # as in tokens.css


class Words(NamedTuple):
    """All that a story's placard is drawn from."""

    headline: str
    kicker: str
    newsroom: str
    tint: str


class Shown(NamedTuple):
    """What of an edition is on its placard."""

    headline: str
    kicker: str
    section_name: str | None
    section_id: int | None
    section_tone: int | None
    live_until: datetime


@prepared(Shown)
def shown(key: int) -> Any:
    return Edition.objects.these([key]).annotate(
        section_name=F("section__name"), section_tone=F("section__tone")
    )


def words_of(headline: str, kicker: str, section_name: str | None, tint: int) -> Words:
    """What stands on the placard of a story; `tint` is the number of its section's colour."""
    line = " · ".join(filter(None, (section_name, kicker)))
    return Words(headline, line, imprint().name, COLOURS[tint])


def address_of(key: int, words: Words) -> str:
    """The path of the placard of the edition with this key."""
    return reverse("site:placard", args=[key, _digest(words)])


def wordmark_address() -> str:
    """The path of the placard that pages without a story of their own have."""
    return reverse("site:wordmark", args=[_digest(_name())])


@require_safe
def story(request: HttpRequest, key: int, digest: str) -> HttpResponse:
    """A live edition's; a former design or wording is as unknown as nonsense."""
    found = shown(key=key)
    if not found:
        raise Http404
    own = found[0]
    tint = tint_of(own.section_id or 0, own.section_tone or 0) if own.section_id else 0
    words = words_of(own.headline, own.kicker, own.section_name, tint)
    if digest != _digest(words):
        raise Http404
    return _answer(request, _drawn(words), own.live_until)


@require_safe
def wordmark(request: HttpRequest, digest: str) -> HttpResponse:
    """The newsroom's."""
    if digest != _digest(_name()):
        raise Http404
    return _answer(request, _named(*_name()), None)


def _answer(request: HttpRequest, png: bytes, until: datetime | None) -> HttpResponse:
    return for_anybody(kept(request, HttpResponse(png, content_type="image/png"), until=until))


def _name() -> tuple[str, str]:
    told = imprint()
    return told.name, told.tagline


def _digest(words: tuple[str, ...]) -> str:
    drawn = "\0".join((str(DESIGN), *words))
    return hashlib.blake2b(drawn.encode(errors="replace"), digest_size=8).hexdigest()


_drawn = lru_cache(maxsize=REMEMBERED)(lambda words: drawing.placard(*words))
_named = lru_cache(maxsize=4)(drawing.wordmark)
