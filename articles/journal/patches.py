"""Patches: what changed between two states of a form, as small as typing is. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Fields = dict[str, Any]
"""Name → text, or a list of names: what stood in each field, exactly as it was typed."""

SHORT = 200
"""Up to so many characters a field is written down whole."""


def between(old: Mapping[str, Any], new: Mapping[str, Any]) -> Fields:
    """What `applied` needs to make `new` of `old`; empty where they are the same."""
    changed = {name: _change(old.get(name), value) for name, value in new.items()
               if name not in old or old[name] != value}  # fmt: skip
    return changed | {name: None for name in old if name not in new}


def applied(old: Mapping[str, Any], patch: Mapping[str, Any]) -> Fields:
    """The fields after the change."""
    fields = dict(old)
    for name, change in patch.items():
        if change is None:
            fields.pop(name, None)
        elif isinstance(change, dict):
            text, start = fields[name], change["at"]
            fields[name] = text[:start] + change["put"] + text[start + change["cut"] :]
        else:
            fields[name] = change
    return fields


def replayed(patches: Iterable[Mapping[str, Any]]) -> Fields:
    """The fields after all the changes, the first of which stands by itself."""
    fields: Fields = {}
    for patch in patches:
        fields = applied(fields, patch)
    return fields


def _change(old: Any, new: Any) -> Any:
    if not (isinstance(old, str) and isinstance(new, str) and len(old) > SHORT):
        return new
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    return {
        "at": start,
        "cut": len(old) - start - end,
        "put": new[start : len(new) - end],
    }


def _shared(one: str, other: str) -> int:
    """How many characters both begin with, found by halves: each comparison is a memcmp."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        if one[least:middle] == other[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least
