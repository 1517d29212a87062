"""The front page: which stories lead, which follow, and what each section brings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils.safestring import SafeString

from articles.site.cards import Entries, Sections, cards, strip
from articles.site.fragments import Fragment, Here
from articles.site.reading import Entry

BRIEF = 120  # words: a story that short never leads
SECONDS = 5
BRIEFS = 4
LATEST = 8
STRIP = 4


class Layout(NamedTuple):
    """The top of a page, in the order of its weight."""

    lead: Entries
    seconds: Entries
    briefs: Entries
    latest: Entries

    @property
    def prominent(self) -> set[int]:
        """The keys of what need not be said again below."""
        return {entry.id for entry in [*self.lead, *self.seconds, *self.briefs]}


def arrange(entries: Sequence[Entry]) -> Layout:
    """The newest story of some length leads; where there is none, the newest."""
    long = [entry for entry in entries if entry.words >= BRIEF] or entries[:1]
    short = [entry for entry in entries if entry.words < BRIEF and entry not in long]
    top, rest = long[: 1 + SECONDS], long[1 + SECONDS :]
    return Layout(tuple(top[:1]), tuple(top[1:]), tuple(short[:BRIEFS]), tuple(rest[:LATEST]))


def top(site: Here, layout: Layout, sections: Sections = ()) -> SafeString | str:
    """The layout as HTML; of these `sections` each story names its own."""
    return TOP(site, layout=layout, sections=sections) if layout.lead else ""


def strips(site: Here, entries: Sequence[Entry], sections: Sections, layout: Layout) -> SafeString:
    """The sections that have something, in the order of the masthead; entries newest first."""
    found: dict[int | None, list[Entry]] = {section.ident: [] for section in sections}
    for entry in entries:
        found[entry.section_id].append(entry)
    shown = layout.prominent
    each = (
        strip(site, _fresh(found[section.ident], shown), section)
        for section in sections
        if found[section.ident]
    )
    return STRIPS(site, strips=tuple(each))


def _fresh(entries: list[Entry], shown: set[int]) -> list[Entry]:
    """What is not shown above; a section all of whose news is keeps its newest."""
    return ([entry for entry in entries if entry.id not in shown] or entries[:1])[:STRIP]


def _in_top(site: Here, layout: Layout, sections: Sections) -> dict[str, Any]:
    return {
        "lead": cards(site, layout.lead, "lead", sections=sections),
        "seconds": cards(site, layout.seconds, "second", sections=sections),
        "latest": cards(site, layout.latest, "line", level=3),
        "briefs": cards(site, layout.briefs, "brief", level=3),
    }


TOP = Fragment("site/top.html", 64, _in_top)
STRIPS = Fragment("site/strips.html", 16)
