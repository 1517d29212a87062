"""Cards: a story as lists show it.

The same few hundred stories stand in most lists, so each card's HTML is remembered by all
that it is made of; a story that changes is another card.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.safestring import SafeString

from articles import clock
from articles.models.edition import second_of
from articles.site.dates import When, in_list
from articles.site.reading import Entry, Name

Sections = dict[int | None, Name]


def cards(
    entries: Iterable[Entry], size: str, *, level: int = 2, sections: Sections | None = None
) -> list[SafeString]:
    """Each entry as HTML: `size` is lead, second, river, strip, line or brief, as the CSS
    has them; `level` that of its heading. With `sections` the story's own is named."""
    today = timezone.localdate(clock.now())
    language = translation.get_language()
    return [
        _card(
            entry,
            size,
            level,
            (sections or {}).get(entry.section_id),
            _when(entry, today),
            language,
        )
        for entry in entries
    ]


def _when(entry: Entry, today: date) -> When:
    return in_list(second_of(entry.id), today, day_only=entry.published_day_only)


@lru_cache(maxsize=2048)
def _card(
    entry: Entry, size: str, level: int, section: Name | None, when: When, language: str
) -> SafeString:
    context = {
        "entry": entry,
        "size": size,
        "heading": f"h{level}",
        "section": section,
        "when": when,
        "names": entry.byline.split("\n") if entry.byline else [],
        "is_foreign": is_foreign(entry.language, language),
        "site_language": language,
    }
    return render_to_string("site/card.html", context)


def is_foreign(language: str, site_language: str) -> bool:
    """Whether a story must say what language it is in, the page being in another."""
    return bool(language) and language.split("-")[0] != site_language.split("-")[0]
