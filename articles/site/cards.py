"""Cards: a story as lists show it, and the lists they make."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.safestring import SafeString

from articles import prints
from articles.site.fragments import Fragment, Here
from articles.site.reading import Entry, Name

Entries = tuple[Entry, ...]
Sections = tuple[Name, ...]

# How wide the picture of a card is, as stories.css has it; other cards show none.
SHOT_SIZES = {
    "lead": "(min-width: 64rem) 40rem, 100vw",
    "second": "(min-width: 64rem) 20rem, (min-width: 44rem) 50vw, 100vw",
    "strip": "(min-width: 64rem) 28rem, (min-width: 44rem) 50vw, 100vw",
    "river": "(min-width: 56rem) 20rem, 100vw",
}


def cards(
    site: Here, entries: Iterable[Entry], size: str, *, level: int = 2, sections: Sections = ()
) -> list[SafeString]:
    """Each entry as HTML: `size` is lead, second, river, strip, line or brief, as the CSS
    has them; `level` that of its heading. Of these `sections` the story's own is named."""
    named, heading = by_key(sections), f"h{level}"
    return [
        CARD(
            site,
            entry=entry,
            size=size,
            heading=heading,
            section=named.get(entry.section_id),
            is_foreign=site.is_foreign(entry.language),
        )
        for entry in entries
    ]


def by_key(sections: Iterable[Name]) -> dict[int | None, Name]:
    return {section.ident: section for section in sections}


def river(site: Here, entries: Iterable[Entry], sections: Sections = ()) -> SafeString | str:
    """A page of stories one below the other; "" of none."""
    stories = tuple(entries)
    return RIVER(site, entries=stories, sections=sections) if stories else ""


def strip(
    site: Here, entries: Iterable[Entry], section: Name | None, *, is_more: bool = False
) -> SafeString:
    """A row of stories under their section's name; `is_more` than the story above it."""
    return STRIP(site, entries=tuple(entries), section=section, is_more=is_more)


def next_reads(
    site: Here, entries: Iterable[Entry], section: Name | None, sections: Sections
) -> SafeString:
    """A row of stories that have to do with the one above it, each under its own section."""
    return NEXT(site, entries=tuple(entries), section=section, sections=sections)


def _in_river(site: Here, entries: Entries, sections: Sections) -> dict[str, Any]:
    return {"cards": cards(site, entries, "river", sections=sections)}


def _in_card(site: Here, entry: Entry, size: str, **_: Any) -> dict[str, Any]:
    sizes = SHOT_SIZES.get(size, "")
    return {"shot": prints.at(entry.lead) if sizes else None, "sizes": sizes}


def _in_strip(site: Here, entries: Entries, **_: Any) -> dict[str, Any]:
    return {"cards": cards(site, entries, "strip", level=3)}


def _in_next(site: Here, entries: Entries, sections: Sections, **_: Any) -> dict[str, Any]:
    return {"cards": cards(site, entries, "strip", level=3, sections=sections)}


CARD = Fragment("site/card.html", 2048, _in_card)
STRIP = Fragment("site/strip.html", 256, _in_strip)
NEXT = Fragment("site/next.html", 256, _in_next)
RIVER = Fragment("site/river.html", 128, _in_river)
