"""Front matter: a document's header between two lines of dashes, in YAML or nearly."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

# Strings, lists and mappings are all it makes: no objects, no dates it would guess at.
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
LONGEST = 64 * 1024  # characters between the dashes; YAML is slow and headers are short
MOST_NESTED = 1_000  # beyond some thousands the parser written in C crashes the process
_NESTED = re.compile(rf"(?:[-?:][ \t]+){{{MOST_NESTED}}}")
_FENCED = re.compile(r"\s*?---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_KEY = re.compile(r"([A-Za-z][\w -]*?)[ \t]*:(?:[ \t]+(.*))?$")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`values` by lower-case key, every scalar as it was written; `lines` where each key stands.

    A list is a tuple of its items; of a mapping inside, its name or its first value.
    `length` is how much of the text the header takes, fences included.
    """

    values: dict[str, str | tuple[str, ...]]
    lines: dict[str, int]
    length: int


def front_matter(text: str) -> FrontMatter | None:
    """The header `text` opens with, or None when it opens with the story."""
    fenced = _FENCED.match(text, 0, LONGEST)
    if not fenced or not fenced[1] or not any(map(_KEY.match, fenced[1].splitlines())):
        return None
    first_line = text.count("\n", 0, fenced.start(1)) + 1
    lines = {
        key[1].lower(): number
        for number, line in enumerate(fenced[1].splitlines(), first_line)
        if (key := _KEY.match(line))
    }
    return FrontMatter(_values(fenced[1]), lines, fenced.end())


def as_yaml(header: str) -> object:
    """What the YAML in `header` says. Raises YAMLError when it is none, or nests absurdly."""
    if header.count("[") + header.count("{") > MOST_NESTED or _NESTED.search(header):
        raise yaml.YAMLError("nested too deep")
    try:
        return LOADER(header).get_single_data()
    except RecursionError as error:
        raise yaml.YAMLError("nested too deep") from error


def _values(header: str) -> dict[str, str | tuple[str, ...]]:
    try:
        found = as_yaml(header)
    except yaml.YAMLError:
        return _line_by_line(header)
    if not isinstance(found, dict):
        return _line_by_line(header)
    return {str(key).lower(): _plain(value) for key, value in found.items()}


def _line_by_line(header: str) -> dict[str, str | tuple[str, ...]]:
    """What people write is not always YAML: `title: Trams: the return` has a colon too many."""
    keys = filter(None, map(_KEY.match, header.splitlines()))
    return {key[1].lower(): (key[2] or "").strip().strip("\"'") for key in keys}


def _plain(value: object) -> str | tuple[str, ...]:
    if isinstance(value, list):
        return tuple(str(_scalar(item)) for item in value if _scalar(item))
    return _scalar(value)


def _scalar(value: object) -> str:
    if isinstance(value, dict):
        return _scalar(value.get("name") or next(iter(value.values()), ""))
    if isinstance(value, list):
        return _scalar(value[0]) if value else ""
    return "" if value is None else str(value).strip()
