"""Format: what a writer registers, as a reader registers its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from articles.exporting.story import Story


@dataclass(frozen=True, slots=True)
class Written:
    """A story in a format, and the fields of its Document that come back different, if any."""

    text: str
    losses: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file we write: what it is called, and how a story becomes one.

    `loses` are the fields it cannot always carry, and `because` says when. Where
    `is_gathered`, stories stand one after the other in one file; else each has its own.
    """

    name: str
    title: str
    suffix: str
    media_type: str
    write: Callable[[Story], Written]
    loses: frozenset[str] = frozenset()
    because: str = ""
    is_gathered: bool = False
