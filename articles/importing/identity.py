"""Identity: what a document is known by within its collection; never a headline."""

from __future__ import annotations

import hashlib
import re
from collections import Counter

LONGEST = 600
"""Characters; an index of PostgreSQL takes no more than 2,700 bytes."""
URI = re.compile(r"[a-z][a-z0-9+.-]*://|urn:|tag:", re.IGNORECASE)


class Identities:
    """Gives each document of one file its identity, in order.

    The source's own (a guid, a uri) comes first: anywhere in a named collection, or
    where it is a URI; else it is good within its file. What has none is known by the
    file's place, and from the second on by its number there. One that stands twice in
    a file is numbered, so that neither document hides the other.
    """

    def __init__(self, place: str, *, named_collection: bool) -> None:
        self._place, self._named = place, named_collection
        self._last: Counter[str] = Counter()
        self._given: set[str] = set()

    def of(self, own: str, member: str = "") -> str:
        """The identity of the next document, `own` being what the source calls it, if anything.

        `member` is the file it stands in where the file is an archive.
        """
        place = f"{self._place}/{member}" if member else self._place
        identity = self._scoped(own, place) if own else place
        return _short(self._numbered(identity))

    def _numbered(self, identity: str) -> str:
        """The first form not given yet: another document may be called what ours is numbered."""
        number = self._last[identity] + 1
        while (form := identity if number == 1 else f"{identity}#{number}") in self._given:
            number += 1
        self._last[identity] = number
        self._given.add(form)
        return form

    def _scoped(self, own: str, place: str) -> str:
        return own if self._named or URI.match(own) else f"{place}#{own}"


def _short(identity: str) -> str:
    """Identities beyond what a column holds end in their own SHA-256."""
    if len(identity) <= LONGEST:
        return identity
    return f"{identity[: LONGEST - 65]}#{hashlib.sha256(identity.encode()).hexdigest()}"
