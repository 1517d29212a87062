"""The kinds of work there are, each done a bounded piece at a time.

A kind that joins the list is asked in turn, in every worker of every host at once: a piece
claims what it does in the database, so that nobody does it twice, and commits as it goes.
"""

from __future__ import annotations

from typing import Protocol

from articles.working.imports import Imports
from articles.working.merges import Merges
from articles.working.outbox import Outbox
from articles.working.sweeps import Sweeps
from articles.working.uploads import Uploads


class Kind(Protocol):
    """A kind of work, in one worker."""

    name: str

    def piece(self) -> bool:
        """Do one piece, of a few seconds at most; whether there was anything to do.

        What it raises is logged, and it is asked again after a while.
        """
        ...

    def let_go(self) -> None:
        """The worker stops: what it has in hand is for others."""
        ...


def kinds(worker: str) -> list[Kind]:
    """All there are, for the worker of this name."""
    return [Imports(worker), Merges(), Outbox(), Sweeps(), Uploads()]
