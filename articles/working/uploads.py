"""Uploads whose run is long over."""

from __future__ import annotations

import time

from articles.importing.tidying import throw_away_old_uploads

EVERY = 3600.0
"""Seconds between two looks."""


class Uploads:
    """Nothing is claimed here: to remove a folder twice does no harm."""

    name = "uploads"

    def __init__(self) -> None:
        self._next = 0.0

    def piece(self) -> bool:
        if time.monotonic() < self._next:
            return False
        self._next = time.monotonic() + EVERY
        return bool(throw_away_old_uploads())

    def let_go(self) -> None:
        """Nothing is in hand."""
