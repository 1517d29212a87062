"""Origins: which versions wrote and reworded each paragraph, back to where it came in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from django.core.cache import cache

from articles import markup
from articles.comparing import ancestors
from articles.documents import Document
from articles.models.article import Article
from articles.models.revision import Revision

FIELDS = ("headline", "kicker", "dek", "dateline")
FARTHEST = 400
"""Versions looked back through; what is older is only said to be."""
STRETCH = 40
A_DAY = 24 * 60 * 60


class Trace(NamedTuple):
    """The versions something comes from, the latest first: each reworded it, the last wrote it.

    Where not all versions were looked at, the last one `is_older`: at least that old.
    """

    versions: tuple[int, ...]
    is_older: bool = False


class Traces(NamedTuple):
    """Those of the fields, by name, and of the blocks of the body, in order."""

    fields: dict[str, Trace]
    blocks: list[Trace]


def traces(article: Article) -> Traces:
    """Where what the article says now comes from. Kept, as numbers only, until the next version."""
    key = f"origins:{article.pk}:{article.head_hash}"
    known: Traces | None = cache.get(key)
    if known is None:
        known = _traced(_documents(article))
        cache.set(key, known, A_DAY)
    return known


def _documents(article: Article) -> Iterator[tuple[int, Document]]:
    """Versions, the latest first, a stretch a query."""
    below = article.version + 1
    while below > 1:
        revisions = Revision.objects.filter(article=article, number__lt=below).newest_first()
        stretch = list(revisions.values_list("number", "content")[:STRETCH])
        if not stretch:
            return
        for number, content in stretch:
            yield number, Document.from_json(content)
        below = stretch[-1][0]


def _traced(documents: Iterator[tuple[int, Document]]) -> Traces:
    first = next(documents, None)
    if first is None:
        return Traces({}, [])
    number, document = first
    walk = Walk(document)
    for older_number, older in islice(documents, FARTHEST):
        walk.step(number, older)
        number = older_number
    return walk.ended(number)


class Walk:
    """What the latest version says, followed backwards from one version to the one before."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._blocks: Sequence[markup.Block] = markup.blocks(document.body)
        self._fields = {name: list[int]() for name in FIELDS if getattr(document, name)}
        self._hands = [list[int]() for _ in self._blocks]
        self._places: dict[int, int] = {n: n for n in range(len(self._blocks))}

    def step(self, number: int, older: Document) -> None:
        """From version `number` to the one before it."""
        for name, hands in self._fields.items():
            if not hands and getattr(older, name) != getattr(self._document, name):
                hands.append(number)
        if self._places and older.body != self._document.body:
            self._step_through_blocks(number, markup.blocks(older.body))
        self._document = older

    def ended(self, number: int) -> Traces:
        """What is left was there at version `number`, the oldest seen."""
        for hands in self._fields.values():
            if not hands:
                hands.append(number)
        for place in self._places:
            self._hands[place].append(number)
        return Traces(
            {name: _trace(hands, number) for name, hands in self._fields.items()},
            [_trace(hands, number) for hands in self._hands],
        )

    def _step_through_blocks(self, number: int, older: Sequence[markup.Block]) -> None:
        found = ancestors(older, self._blocks)
        for place, here in list(self._places.items()):
            ancestor = found.get(here)
            if ancestor is None or not ancestor.same:
                self._hands[place].append(number)
            if ancestor is None:
                del self._places[place]
            else:
                self._places[place] = ancestor.place
        self._blocks = older


def _trace(hands: list[int], oldest: int) -> Trace:
    return Trace(tuple(hands), hands[-1] == oldest > 1)
