"""The front page: which stories lead, which follow, and what each section brings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from django.utils.safestring import SafeString

from articles.site.cards import Sections, cards
from articles.site.reading import Entry, Name

BRIEF = 120  # words: a story that short never leads
SECONDS = 5
BRIEFS = 4
LATEST = 8
STRIP = 4


class Layout(NamedTuple):
    """The top of the page, in the order of their weight."""

    lead: list[Entry]
    seconds: list[Entry]
    briefs: list[Entry]
    latest: list[Entry]

    @property
    def prominent(self) -> set[int]:
        """The keys of what need not be said again below."""
        return {entry.id for entry in [*self.lead, *self.seconds, *self.briefs]}


class Strip(NamedTuple):
    """A section on the front page."""

    section: Name
    cards: list[SafeString]


def arrange(entries: Sequence[Entry]) -> Layout:
    """The newest story of some length leads; where there is none, the newest."""
    long = [entry for entry in entries if entry.words >= BRIEF] or list(entries[:1])
    top, rest = long[: 1 + SECONDS], long[1 + SECONDS :]
    briefs = [entry for entry in entries if entry.words < BRIEF and entry not in top][:BRIEFS]
    return Layout(top[:1], top[1:], briefs, rest[:LATEST])


def strips(entries: Sequence[Entry], sections: Sections, shown: set[int]) -> list[Strip]:
    """The sections that have something, in the order of the masthead."""
    found = {key: list(group) for key, group in groupby(sorted(entries, key=_section), _section)}
    return [
        Strip(section, cards(_fresh(found[section.ident], shown), "strip", level=3))
        for section in sections.values()
        if section.ident in found
    ]


def _fresh(entries: list[Entry], shown: set[int]) -> list[Entry]:
    """What is not shown above; a section all of whose news is keeps its newest."""
    newest_first = sorted(entries, reverse=True)
    return ([entry for entry in newest_first if entry.id not in shown] or newest_first[:1])[:STRIP]


def _section(entry: Entry) -> int:
    return entry.section_id or 0
