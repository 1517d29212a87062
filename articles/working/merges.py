"""Merges of names that were more than a request could do."""

from __future__ import annotations

from articles import uniting
from articles.models import TermMerge

PIECE = 3.0
"""Seconds at a stretch; then other kinds of work have their turn."""


class Merges:
    """Nothing is claimed here: each batch holds the merge's row, and knows how far it has come."""

    name = "merges"

    def piece(self) -> bool:
        merge = TermMerge.objects.under_way().order_by("pk").first()
        if merge:
            uniting.carry(merge.pk, PIECE)
        return merge is not None

    def let_go(self) -> None:
        """Nothing is in hand."""
