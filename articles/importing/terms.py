"""The sections, tags and authors of a run: each looked up, or made, once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
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
            new: dict[str, str] = {}
            for document in documents:
                for name in _names(getattr(document, field)):
                    if (key := _key(name)) and key not in self._known[model]:
                        new.setdefault(key, name)
            if new:
                self._known[model].update(_found_or_made(model, new))

    def of(self, model: Any, names: Iterable[str]) -> list[Any]:
        """The terms of these names, in order and once each."""
        known = self._known[model]
        return list(dict.fromkeys(known[key] for key in map(_key, names) if key))

    def keys(self, model: Any, names: Iterable[str]) -> list[int]:
        return [term.pk for term in self.of(model, names)]

    def settled(self, document: Document) -> Document:
        """The document with every term called what the newsroom calls it."""
        section = next((term.name for term in self.of(Section, [document.section])), "")
        tags = tuple(term.name for term in self.of(Tag, document.tags))
        bylines = tuple(term.name for term in self.of(Author, document.bylines))
        if (section, tags, bylines) == (document.section, document.tags, document.bylines):
            return document
        return replace(document, section=section, tags=tags, bylines=bylines)


_key = lru_cache(4096)(key_of)


def _found_or_made(model: Any, names: dict[str, str]) -> dict[str, Any]:
    terms = model.objects.known(names)
    for key in [key for key in names if key not in terms]:
        [terms[key]] = model.objects.named([names[key]])
    return dict(terms)


def _names(value: str | Iterable[str]) -> Iterable[str]:
    return [value] if isinstance(value, str) else value
