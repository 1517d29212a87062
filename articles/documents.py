"""Document: the one shape every room trades in. No Django here, and no database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import Any, Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A story as a value: what the desk writes, history keeps and readers see.

    `body` is HTML in the house subset, already through `markup.clean`.
    `dated` is the source's own date: a `date` when it named a day, an aware
    `datetime` when it named an instant. Names (section, tags, bylines) are
    names, not keys: they are resolved when an article takes the document on.
    """

    headline: str = ""
    headline_derived: bool = False
    kicker: str = ""
    dek: str = ""
    dateline: str = ""
    body: str = ""
    bylines: tuple[str, ...] = ()
    section: str = ""
    tags: tuple[str, ...] = ()
    dated: date | datetime | None = None
    language: str = ""
    slug: str = ""
    source_url: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 of the normal form, as 64 hexadecimal digits."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    def to_json(self) -> str:
        """The normal form: sorted keys, no white space, empty fields left out."""
        content = {
            field.name: _plain(getattr(self, field.name))
            for field in fields(self)
            if getattr(self, field.name) != field.default
        }
        return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The document whose `to_json` this was. Unknown keys raise TypeError."""
        content: Mapping[str, Any] = json.loads(text)
        return cls(**{name: _rich(name, value) for name, value in content.items()})


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _rich(name: str, value: Any) -> Any:
    if name == "dated":
        return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value
