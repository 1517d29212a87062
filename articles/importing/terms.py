"""The sections, tags and authors of a run: each looked up, or made, once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from articles.documents import Document
from articles.models.taxonomy import Author, Section, Tag, key_of

FIELDS: dict[Any, str] = {Section: "section", Tag: "tags", Author: "bylines"}


class Terms:
    """Terms by the key of their name, learnt a batch at a time."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """What is known may be stale: somebody merged, renamed or erased a term."""
        self._known: dict[Any, dict[str, Any]] = {model: {} for model in FIELDS}

    def learn(self, documents: Iterable[Document]) -> None:
        """Know every term these documents name; a query a kind where any is new."""
        documents = list(documents)
        for model, field in FIELDS.items():
            names = (name for doc in documents for name in _names(getattr(doc, field)))
            wanted = {key_of(name): name for name in names if key_of(name)}
            missing = {key: wanted[key] for key in wanted.keys() - self._known[model].keys()}
            if missing:
                known = model.objects.known(missing)
                for key in missing.keys() - known.keys():
                    [known[key]] = model.objects.named([missing[key]])
                self._known[model].update(known)

    def of(self, model: Any, names: str | Iterable[str]) -> list[Any]:
        """The terms of these names, in order and once each."""
        known = self._known[model]
        return list(dict.fromkeys(known[key] for key in map(key_of, _names(names)) if key))

    def settled(self, document: Document) -> Document:
        """The document with every term called what the newsroom calls it."""
        return replace(
            document,
            section=next((term.name for term in self.of(Section, document.section)), ""),
            tags=tuple(term.name for term in self.of(Tag, document.tags)),
            bylines=tuple(term.name for term in self.of(Author, document.bylines)),
        )


def _names(value: str | Iterable[str]) -> Iterable[str]:
    return [value] if isinstance(value, str) else value
