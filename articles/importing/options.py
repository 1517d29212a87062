"""Options: the words an import was started with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from articles.documents import Document

COLLECTION = 200
"""Characters of a collection's name."""
FILES = "files"
"""The source of files whose collection has no name of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`section` files the stories that name none; `tags` are added to every new story's own.

    `source` names the collection the files belong to: within it a story is known by its
    path relative to the folder given, without it by its absolute path.
    """

    publish: bool = False
    section: str = ""
    tags: tuple[str, ...] = ()
    source: str = ""

    @property
    def collection(self) -> str:
        return self.source or FILES

    def filed(self, document: Document) -> Document:
        """The document under its section, or else ours, with our tags after its own."""
        section = document.section or self.section
        tags = tuple(dict.fromkeys((*document.tags, *self.tags)))
        if (section, tags) == (document.section, document.tags):
            return document
        return replace(document, section=section, tags=tags)

    @classmethod
    def from_json(cls, words: Mapping[str, Any]) -> Options:
        """The options whose `as_json` is among these words, as a run keeps them."""
        return cls(
            publish=words["publish"],
            section=words["section"],
            tags=tuple(words["tags"]),
            source=words["source"],
        )

    def as_json(self) -> dict[str, Any]:
        return asdict(self)
