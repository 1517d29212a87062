"""The frame of every page: what stands in its head, above the news and below it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import SafeString

from articles import clock
from articles.site import dates
from articles.site.reading import Name


class Frame(NamedTuple):
    """Ready HTML, and what a page says of itself."""

    name: str
    language: str
    direction: str
    links: SafeString
    masthead: SafeString
    footer: SafeString


def frame(sections: Sequence[Name], *, current: str = "", is_front: bool = False) -> Frame:
    """`current` is the address of the page, so that its link in the masthead can say so."""
    return _frame(
        tuple(sections),
        current,
        is_front,
        timezone.localdate(clock.now()),
        translation.get_language(),
        settings.SITE_NAME,
        settings.SITE_TAGLINE,
    )


@lru_cache(maxsize=64)
def _frame(
    sections: tuple[Name, ...],
    current: str,
    is_front: bool,
    today: date,
    language: str,
    name: str,
    tagline: str,
) -> Frame:
    """The frame changes with the day and the sections, so it is remembered by them."""
    context = {
        "sections": sections,
        "current": current,
        "is_front": is_front,
        "today": dates.weekday(today),
        "name": name,
        "tagline": tagline,
    }
    return Frame(
        name,
        language,
        "rtl" if translation.get_language_bidi() else "ltr",
        render_to_string("site/links.html", context),
        render_to_string("site/masthead.html", context),
        render_to_string("site/footer.html", context),
    )
