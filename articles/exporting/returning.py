"""Returning: what our own reader makes of what a writer wrote. A writer asks before it signs."""

from __future__ import annotations

from dataclasses import fields

from articles import readers
from articles.documents import Document


def returned(text: str, name: str) -> Document | None:
    """The one story an import would find in a file of this name; None where it finds another
    number of them."""
    data = text.encode()
    format_ = readers.reader_for(name, data[: readers.HEAD])
    readings = list(format_.read(data, name)) if format_ else []
    return readings[0].document if len(readings) == 1 else None


def losses(document: Document, back: Document | None) -> frozenset[str]:
    """The fields in which what came back is not what went out."""
    if back is None:
        return frozenset(field.name for field in fields(document))
    return frozenset(
        field.name
        for field in fields(document)
        if getattr(document, field.name) != getattr(back, field.name)
    )
