"""The wire: what agencies' formats say of an item, whatever the format."""

from __future__ import annotations

import re

from articles.readers import titles
from articles.readers.bylines import split_names
from articles.readers.records import Record

BY = re.compile(r"^(?:by|von|par|por|di|da|door|av|af|od|autor|text)[:\s]\s*", re.IGNORECASE)
AGENCY = re.compile(r"\s*[,/]\s*(?:[a-z]{2,5}|[A-Z]{2,5})\s*$")


def byline(written: str) -> list[str]:
    """The names in a byline, without “By” in any of the wires' languages or the agency's sign."""
    line = BY.sub("", titles.plain(written))
    return list(split_names(AGENCY.sub("", line) or line))


def stand(record: Record, status: str, embargo: str) -> None:
    """Sets what the item's publication status makes of it, and warns of what must not go out."""
    status = status.rpartition(":")[2].lower()
    record.status = STATES.get(status, "")
    if status in ("withheld", "canceled", "cancelled"):
        record.warn(f"The agency calls this item {status}.", "Do not publish it; ask the agency.")
    if embargo:
        record.status = "draft"
        record.warn(
            f"The item is under embargo until {titles.line(embargo)[:40]}.",
            "Schedule it for then.",
        )


STATES = {
    **{"usable": "published", "withheld": "private"},
    **dict.fromkeys(("canceled", "cancelled"), "trash"),
}
