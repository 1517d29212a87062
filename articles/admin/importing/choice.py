"""Choice: which documents of a run somebody looks at, or means when approving."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Self
from urllib.parse import urlencode

from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from articles.importing.selecting import Selection
from articles.models import Approval, ImportItem, ImportRun, Verdict
from articles.models.importing import ImportItemQuerySet

PATH = 200
NONE = "none"
# Sections named in the list to choose from.
SECTIONS = 200
LOOKED_AT = 2_000


class Reservation(TextChoices):
    """Whether the reader had something to say about a document."""

    WITH = "with", _("With problems")
    WITHOUT = "without", _("Without problems")


class Decided(TextChoices):
    """What was said to a proposal, or became of it."""

    UNDECIDED = "undecided", _("Undecided")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined")
    KEPT = "kept", _("Kept when undone")


APPROVALS: dict[str, Approval] = {
    Decided.UNDECIDED: Approval.UNDECIDED,
    Decided.APPROVED: Approval.APPROVED,
    Decided.DECLINED: Approval.DECLINED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """All conditions given together; "" is no condition. `verdict` may also be "all"."""

    verdict: str = ""
    decided: str = ""
    section: str = ""
    path: str = ""
    problems: str = ""

    @classmethod
    def of(cls, data: QueryDict) -> Self:
        """What an address or a form says; nonsense is no condition."""
        verdict, decided = data.get("verdict", ""), data.get("decided", "")
        problems = data.get("problems", "")
        return cls(
            verdict=verdict if verdict in {*Verdict.values, "all"} else "",
            decided=decided if decided in Decided.values else "",
            section=data.get("section", "").replace("\0", ""),
            path=data.get("path", "").replace("\0", "").strip()[:PATH],
            problems=problems if problems in Reservation.values else "",
        )

    @property
    def is_narrow(self) -> bool:
        return bool(self.decided or self.section or self.path or self.problems)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return [(name, value) for name, value in asdict(self).items() if value]

    @property
    def query(self) -> str:
        return urlencode(self.pairs)

    def said(self, verdict: str) -> str:
        """The query of the same with another verdict."""
        return replace(self, verdict=verdict).query

    def selection(self) -> Selection:
        """What the engine is told to decide on: the conditions a decision can be made by."""
        return Selection(
            verdicts=[self.verdict] if self.verdict in Verdict.values else (),
            section=("" if self.section == NONE else self.section) if self.section else None,
            path=self.path,
            with_problems={"with": True, "without": False}.get(self.problems),
            approval=APPROVALS.get(self.decided),
        )

    def items(self, run: ImportRun) -> ImportItemQuerySet:
        """The documents shown."""
        items = self.selection().of(run)
        if self.decided == Decided.KEPT:
            return items.kept()
        return items.to_be_decided() if self.decided else items


def sections_of(run: ImportRun) -> list[str]:
    """The sections the plan's first stories are filed under; all of them would be a walk of it."""
    named = ImportItem.objects.of(run).proposed().order_by("position").values_list("section")
    return sorted({name for (name,) in named[:LOOKED_AT] if name})[:SECTIONS]
