"""Bylines: who wrote it, as sources write it, taken apart into names."""

from __future__ import annotations

import re

LONGEST = 120  # characters of a line of names

_PARTICLE = r"(?:al|bin|da|de|del|della|den|der|di|dos|du|el|ibn|la|le|ter|the|van|von|y|zu)"
_WORD = r"(?:[^\W\d_a-z][\w.'’-]*|al-[\w'’-]+|(?:d|O|L)['’][\w-]+)"
_NAME = rf"(?:(?:{_PARTICLE}|[Tt]he)\s+)*{_WORD}(?:\s+(?:{_PARTICLE}\s+)*{_WORD}){{1,5}}"
_JOINT = r"\s*(?:,\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s+with\s+)"
_LINE = re.compile(rf"(?:[Bb]y|BY):?\s+({_NAME}(?:{_JOINT}{_NAME}){{0,5}})")
_BETWEEN = re.compile(r"\s*[;|/\n]\s*|\s+(?:and|AND|And|with|und|et)\s+|\s+&\s+")
_ROLE = re.compile(
    r"(?i)\b(agency|bureau|columnist|contributor|correspondent|critic|desk|editor|news|photographer"
    r"|press|producer|reporter|service|staff|times|writer)\b"
)


def names_in_line(line: str) -> str:
    """The names in a line like “By Ada Lovelace and Grace Hopper”; "" when it is prose."""
    match = _LINE.fullmatch(line.strip()) if len(line) <= LONGEST else None
    return match[1] if match else ""


def split_names(text: str) -> tuple[str, ...]:
    """Each name once, in order: joined by “and”, semicolons, bars, or commas between full names."""
    names = (name.strip(" ,") for part in _BETWEEN.split(text) for name in _by_commas(part))
    return tuple(dict.fromkeys(filter(None, map(_without_by, names))))


def _by_commas(part: str) -> list[str]:
    """“Ada Lovelace, Grace Hopper” is two; “Lovelace, Ada” and “Ada Lovelace, Staff Writer” one."""
    pieces = [piece.strip() for piece in part.split(",")]
    each_is_a_name = all(" " in piece for piece in pieces if piece)
    return pieces if each_is_a_name and not _ROLE.search(part) else [part]


def _without_by(name: str) -> str:
    return re.sub(r"^(?:by|BY|By)\s+", "", " ".join(name.split()))
