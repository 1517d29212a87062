"""Documents of a run, a page at a time: as they come, or what needs somebody first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.admin.importing.choice import Choice
from articles.admin.opening import number_in
from articles.models import Approval, ImportItem, ImportRun, Verdict
from articles.models.importing import TROUBLES, WRITING, ImportItemQuerySet

A_PAGE = 50
FIRST = "0-0"
KEY = re.compile(r"\d+-\d+\Z", re.ASCII)
PROPOSALS: dict[str, str | Promise] = {
    Verdict.CREATED: _("New"),
    Verdict.UPDATED: _("Update"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A document with what it says, or said: from the plan, else from the article it became."""

    item: ImportItem
    headline: str
    dated: date | datetime | None = None
    section: str = ""
    tags: tuple[str, ...] = ()

    @classmethod
    def of(cls, item: ImportItem) -> Row:
        if document := item.document:
            filed = document.section, document.tags
            return cls(item, document.headline, document.dated, *filed)
        if item.verdict in WRITING and (article := item.article):
            section = article.section.name if article.section else ""
            return cls(item, article.headline, article.dated, section)
        return cls(item, "")

    @property
    def can_be_decided(self) -> bool:
        return self.item.verdict in WRITING and self.item.applied_at is None

    @property
    def reason(self) -> str:
        """Why, unless one of the problems says the same."""
        said = (problem["message"] for problem in self.item.problems)
        return "" if self.item.reason in said else self.item.reason

    @property
    def changes_its_own(self) -> bool:
        """Whether it changes a story that is to come in with the same import."""
        is_update = self.item.verdict == Verdict.UPDATED
        return is_update and self.item.article_id is None

    @property
    def proposal(self) -> str | Promise:
        """What would become of it; the verdict says what has."""
        return PROPOSALS.get(self.item.verdict, "")

    @property
    def waits(self) -> bool:
        """Whether somebody is to settle it."""
        is_held = self.item.verdict == Verdict.HELD and bool(self.item.content)
        return is_held and self.item.approval == Approval.UNDECIDED


@dataclass(frozen=True, slots=True)
class Page:
    """Some documents, and the key that leads to the next; "" on the last page."""

    rows: list[Row]
    after: str


def page_of(run: ImportRun, choice: Choice, after: str, *, worst_first: bool) -> Page:
    """The page after that key."""
    key = after if KEY.match(after) else FIRST
    stack, position = (number_in(part) for part in key.split("-"))
    items = choice.items(run).with_article().with_section()
    stacks = list(_stacks(items) if worst_first else [items])
    found = list[tuple[int, ImportItem]]()
    for number, pile in enumerate(stacks[stack:], stack):
        here = pile.from_position(position if number == stack else 0)
        found += [(number, item) for item in here[: A_PAGE + 1 - len(found)]]
    more = len(found) > A_PAGE
    number, last = found[A_PAGE - 1] if more else (0, None)
    rows = [Row.of(item) for _, item in found[:A_PAGE]]
    return Page(rows, f"{number}-{last.position + 1}" if last else "")


def _stacks(items: ImportItemQuerySet) -> Iterator[ImportItemQuerySet]:
    """What was not taken, worst first; then what was, with a reservation."""
    for verdict in TROUBLES:
        yield items.with_verdict(verdict)
    yield items.with_something_to_say().taken()
