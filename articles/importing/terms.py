"""The sections, tags and authors of a run: each looked up, or made, once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from articles.documents import Document
from articles.models.taxonomy import Author, Section, Tag, key_of

FIELDS: dict[Any, str] = {Section: "section", Tag: "tags", Author: "bylines"}


class Filing(NamedTuple):
    """What the newsroom calls the terms of a document, and their keys."""

    section: str
    tags: tuple[str, ...]
    bylines: tuple[str, ...]
    section_id: int | None
    tag_ids: list[int]
    author_ids: list[int]

    def settled(self, document: Document) -> Document:
        """The document with every term called what the newsroom calls it."""
        ours = (self.section, self.tags, self.bylines)
        if ours == (document.section, document.tags, document.bylines):
            return document
        return replace(document, section=self.section, tags=self.tags, bylines=self.bylines)


class Terms:
    """Terms by the key of their name, learnt a batch at a time."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """What is known may be stale: somebody merged, renamed or erased a term."""
        self._known: dict[Any, dict[str, Any]] = {model: {} for model in FIELDS}
        self._filings: dict[tuple[str, tuple[str, ...], tuple[str, ...]], Filing] = {}

    def learn(self, documents: Iterable[Document]) -> None:
        """Know every term these documents name; a query a kind where any is new."""
        documents = list(documents)
        self._filings.clear()
        for model, field in FIELDS.items():
            values = dict.fromkeys(getattr(document, field) for document in documents)
            new: dict[str, str] = {}
            for name in chain.from_iterable(map(_names, values)):
                if (key := _key(name)) and key not in self._known[model]:
                    new.setdefault(key, name)
            if new:
                self._known[model].update(_found_or_made(model, new))

    def filing(self, document: Document) -> Filing:
        """The terms a document names, which are known. Stories of a batch share theirs."""
        names = (document.section, document.tags, document.bylines)
        if names not in self._filings:
            section, tags, bylines = map(self._of, FIELDS, map(_names, names))
            self._filings[names] = Filing(
                section[0].name if section else "",
                tuple(tag.name for tag in tags),
                tuple(author.name for author in bylines),
                section[0].pk if section else None,
                [tag.pk for tag in tags],
                [author.pk for author in bylines],
            )
        return self._filings[names]

    def _of(self, model: Any, names: Iterable[str]) -> list[Any]:
        """The terms of these names, in order and once each."""
        known = self._known[model]
        return list(dict.fromkeys(known[key] for key in map(_key, names) if key))


_key = lru_cache(4096)(key_of)


def _found_or_made(model: Any, names: dict[str, str]) -> dict[str, Any]:
    terms = model.objects.known(names)
    for key in [key for key in names if key not in terms]:
        [terms[key]] = model.objects.named([names[key]])
    return dict(terms)


def _names(value: str | Iterable[str]) -> Iterable[str]:
    return [value] if isinstance(value, str) else value
