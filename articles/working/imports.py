"""Runs of imports that wait to be read, applied or undone."""

from __future__ import annotations

from articles.importing import steps
from articles.importing.lock import AnotherImport
from articles.importing.steps import Hand
from articles.models.importing import ImportRun

PIECE = 3.0
"""Seconds at a stretch; then other kinds of work have their turn."""


MOST = 20
"""Runs looked at in one turn, the oldest first."""


class Imports:
    """One run in hand at a time, kept from piece to piece."""

    name = "imports"

    def __init__(self, worker: str) -> None:
        self._worker = worker
        self._hand: Hand | None = None

    def piece(self) -> bool:
        hand = self._hand or self._take_one()
        if hand is None:
            return False
        self._hand = None  # whatever goes wrong, it is taken up anew
        try:
            goes_on = hand.advance(PIECE)
        except AnotherImport:
            hand.let_go()
            return False
        except BaseException:
            hand.let_go()
            raise
        if goes_on:
            self._hand = hand
        else:
            hand.let_go()
        return True

    def let_go(self) -> None:
        if self._hand:
            self._hand.let_go()
            self._hand = None

    def _take_one(self) -> Hand | None:
        for run in ImportRun.objects.for_workers()[:MOST]:
            if hand := steps.take(run, self._worker):
                return hand
        return None
