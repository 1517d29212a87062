"""Batches: as many documents at a time as fit into a short transaction."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from articles.importing.found import Found

SMALLEST, FIRST, LARGEST = 10, 50, 500
AIM = 0.2
"""Seconds a transaction may take, so that an editor's save never waits long for one."""


class Batches:
    """Documents in order, in batches whose size follows how long the last one took.

    No batch holds an identity twice: the second waits for the next one, where the first
    is already known.
    """

    def __init__(self, found: Iterable[Found]) -> None:
        self._found = found
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
        began = time.monotonic()
        yield batch
        took = max(time.monotonic() - began, AIM / 4)
        self._size = min(LARGEST, max(SMALLEST, int(len(batch) * AIM / took)))
