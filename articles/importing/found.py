"""Found: one document as a file gave it, ready for a verdict."""

from __future__ import annotations

from dataclasses import dataclass

from articles.documents import Document
from articles.importing.proof import Proof
from articles.likeness import UNLIKE, Likeness
from articles.readers.reading import Problem

PUBLISHED = {"", "published"}
"""What a source may say of a story's state for it to be published along with the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A document with where it stood and what it is known by; or a refusal, without one.

    `source_id` is its identity within the collection, `own_id` what the source itself
    calls it, if anything, and `credit` where that says it comes from. `number` is its
    place in the file from 0, `sha256` the digest of the file's bytes and `digest` that of
    the document. `proof` is of the document filed as the options ask, `likeness` what its
    words are recognised by. What `is_remembered` was not read again and has no document:
    it is unchanged. `item_id` is the item it was planned as, if it was.
    """

    path: str
    sha256: str
    source_id: str
    own_id: str = ""
    credit: str = ""
    number: int = 0
    lines: tuple[int, int] | None = None
    status: str = ""
    is_titled: bool = False
    problems: tuple[Problem, ...] = ()
    document: Document | None = None
    digest: str = ""
    proof: Proof | None = None
    likeness: Likeness = UNLIKE
    is_remembered: bool = False
    item_id: int = 0

    @property
    def is_for_readers(self) -> bool:
        """Whether the source says nothing against publishing it."""
        return self.status in PUBLISHED
