"""What a reader hands back: a document, or why there is none, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from articles.documents import Document


class Severity(StrEnum):
    """An error means no document came of it; a warning means one did, with a reservation."""

    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong in a source: where, what, and the remedy, in sentences for an editor."""

    message: str
    remedy: str
    line: int | None = None
    severity: Severity = Severity.WARNING


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One document found in a source, or one refusal (`document` is None).

    `source_id` is the identity the source itself gives (a guid, a uri), if any;
    `lines` the first and last line it stands on, counted from one; `status`
    what the source said of it (draft, published, scheduled, private, trash).
    `source` is where it says it comes from (an agency, a paper); `dated_line` the line
    of its date, for who has a clock and finds the date odd; `member` the file of an
    archive it stands in; `is_titled` that the headline stood above the text, as its first line.
    """

    document: Document | None
    problems: tuple[Problem, ...] = ()
    lines: tuple[int, int] | None = None
    source_id: str = ""
    status: str = ""
    source: str = ""
    dated_line: int | None = None
    member: str = ""
    is_titled: bool = False

    def within(self, member: str) -> Reading:
        """The same, read from this file of an archive."""
        return replace(self, member=member)


def refused(message: str, remedy: str, line: int | None = None) -> Reading:
    """A reading that yields no document."""
    problem = Problem(message=message, remedy=remedy, line=line, severity=Severity.ERROR)
    return Reading(document=None, problems=(problem,))
