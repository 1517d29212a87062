"""Bulk actions that were more than a request could do."""

from __future__ import annotations

from articles import sweeping
from articles.models import BulkAct

PIECE = 3.0
"""Seconds at a stretch; then other kinds of work have their turn."""


class Sweeps:
    """Nothing is claimed here: each few stories hold the act's row, which knows how far it is."""

    name = "sweeps"

    def piece(self) -> bool:
        act = BulkAct.objects.under_way().order_by("pk").first()
        if act:
            sweeping.carry(act.pk, PIECE)
        return act is not None

    def let_go(self) -> None:
        """Nothing is in hand."""
