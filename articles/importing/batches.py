"""Batches: as many documents at a time as fit into a short transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from articles.importing.found import Found
from articles.importing.pacing import Pace

SMALLEST, FIRST, LARGEST = 10, 50, 1_000


class Batches:
    """Documents in order, in batches whose size follows how long the last one was being written.

    No batch holds an identity twice: the second waits for the next one, where the first
    is already known.
    """

    def __init__(self, found: Iterable[Found], pace: Pace) -> None:
        self._found, self._pace = found, pace
        self._size = FIRST

    def __iter__(self) -> Iterator[list[Found]]:
        batch: list[Found] = []
        identities: set[str] = set()
        for found in self._found:
            if len(batch) >= self._size or found.source_id in identities:
                yield from self._timed(batch)
                batch, identities = [], set()
            batch.append(found)
            identities.add(found.source_id)
        if batch:
            yield from self._timed(batch)

    def _timed(self, batch: list[Found]) -> Iterator[list[Found]]:
        yield batch
        aim = self._pace.stretch
        took = max(self._pace.writing, aim / 4)
        self._size = min(LARGEST, max(SMALLEST, int(len(batch) * aim / took)))
