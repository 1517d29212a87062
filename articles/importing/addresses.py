"""Slugs and keys for many editions at once, as publishing one after the other would give them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.db import connection

from articles.composing import path_of
from articles.models.edition import ROOM_IN_A_SECOND, Edition, first_key_of
from articles.slugs import distinct, rivals

HIGHEST = """
WITH seconds(first) AS (VALUES {places})
SELECT first, (SELECT MAX(id) FROM articles_edition WHERE id >= first AND id < first + %s)
FROM seconds
"""


class Addresses:
    """The addresses a batch would like: free ones are given out, and are free no more."""

    def __init__(self, wanted: Iterable[str]) -> None:
        self._taken = _known(set(wanted))
        self._looked_up: set[str] = set()

    def take(self, path: str) -> bool:
        """Whether this very address is free; if so, it is taken now."""
        if path in self._taken:
            return False
        self._taken.add(path)
        return True

    def mint(self, at: datetime, slug: str) -> str:
        """The first numbered form whose address is free, taken now; "" when none is."""
        forms = rivals(slug)
        self._look_up(at, forms)
        free = distinct(slug, {form for form in forms if path_of(at, form) in self._taken})
        return free if free in forms and self.take(path_of(at, free)) else ""

    def _look_up(self, at: datetime, forms: Sequence[str]) -> None:
        first = path_of(at, forms[0])
        if first not in self._looked_up:
            self._looked_up.add(first)
            self._taken |= _known({path_of(at, form) for form in forms})


def _known(paths: set[str]) -> set[str]:
    known = Edition.log.filter(path__in=paths)
    return set(known.values_list("path", flat=True)) if paths else set()


def keys(instants: Sequence[datetime]) -> Iterator[int]:
    """The next free key for each, in order; the caller is in a transaction."""
    following = _following({first_key_of(instant) for instant in instants})
    for instant in instants:
        first = first_key_of(instant)
        yield following[first]
        following[first] += 1


def _following(firsts: set[int]) -> dict[int, int]:
    if not firsts:
        return {}
    places = ", ".join(["(%s)"] * len(firsts))
    with connection.cursor() as cursor:
        cursor.execute(HIGHEST.format(places=places), [*firsts, ROOM_IN_A_SECOND])
        return {
            first: first if highest is None else highest + 1 for first, highest in cursor.fetchall()
        }
