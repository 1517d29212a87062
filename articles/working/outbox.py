"""What others are to be told of, sent as it becomes true."""

from __future__ import annotations

import time

from articles.outbox import delivering

PIECE = 2.0
"""Seconds in which another delivery is begun; then other kinds of work have their turn."""
EVERY = 3600.0
"""Seconds between two looks for what need not be kept."""


class Outbox:
    """Each delivery is claimed by itself, so nothing stays in hand."""

    name = "outbox"

    def __init__(self) -> None:
        self._next = 0.0

    def piece(self) -> bool:
        until, done = time.monotonic() + PIECE, False
        while time.monotonic() < until and delivering.deliver_next():
            done = True
        if time.monotonic() >= self._next and not delivering.forget_old():
            self._next = time.monotonic() + EVERY
        return done

    def let_go(self) -> None:
        """Nothing is in hand."""
