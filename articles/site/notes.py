"""Notes: what an edition carries of the changes that readers are told of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from articles.models.correction import CorrectionKind, Placement


class Note(NamedTuple):
    """A correction as a story shows it."""

    ident: int
    name: str
    text: str
    at: datetime
    is_above: bool


def notes_of(told: Iterable[dict[str, Any]]) -> list[Note]:
    """From what an edition carries, oldest first."""
    return [
        Note(
            each["id"],
            str(CorrectionKind(each["kind"]).label),
            each["text"],
            datetime.fromisoformat(each["at"]),
            each["placement"] == Placement.TOP,
        )
        for each in told
    ]
