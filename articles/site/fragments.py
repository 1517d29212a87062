"""Fragments: pieces of HTML that many pages share.

A fragment is a function of what it is given and of nothing else, so its HTML is remembered
by that. What changed is given differently and is another fragment: nothing goes stale.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import SafeString

from articles import clock, lull
from articles.models.edition import first_key_of


class Here(NamedTuple):
    """Where and when a page is set: the site's language and its direction, and today."""

    language: str
    direction: str
    today: date
    midnight: int  # the first key of today

    def is_foreign(self, language: str) -> bool:
        """Whether a story must say what language it is in, the page being in another."""
        return bool(language) and language.split("-")[0] != self.language.split("-")[0]


def here() -> Here:
    """To be asked once for a page and handed on."""
    return _here(translation.get_language(), _today())


@lull.asked_once
def _today() -> date:
    """In the newsroom; a lull ends at its midnight."""
    return timezone.localdate(clock.now())


@lru_cache(maxsize=8)
def _here(language: str, today: date) -> Here:
    direction = "rtl" if translation.get_language_bidi() else "ltr"
    return Here(language, direction, today, first_key_of_day(today))


@lru_cache(maxsize=1024)
def first_key_of_day(day: date) -> int:
    """Where the keys of a day of the newsroom begin."""
    return first_key_of(timezone.make_aware(datetime.combine(day, time.min)))


class Fragment:
    """A template whose last `remembered` renderings are kept.

    `prepare`, if any, works out from what is given what else the template shows.
    """

    def __init__(
        self,
        template: str,
        remembered: int,
        prepare: Callable[..., dict[str, Any]] | None = None,
    ) -> None:
        self.template, self.prepare = template, prepare
        self._html = lru_cache(maxsize=remembered)(self._render)

    def __call__(self, site: Here, **given: Hashable) -> SafeString:
        return self._html(site, tuple(given.items()))

    def anew(self, site: Here, **given: Any) -> SafeString:
        """Not remembered: for what is too large to keep, or belongs to nobody else."""
        return self._render(site, tuple(given.items()))

    def _render(self, site: Here, given: tuple[tuple[str, Any], ...]) -> SafeString:
        context: dict[str, Any] = {"site": site, **dict(given)}
        if self.prepare:
            context |= self.prepare(site, **dict(given))
        return render_to_string(self.template, context)
