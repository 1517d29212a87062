"""Preamble: the header of a Markdown file as its generator wrote it, in YAML, TOML or JSON."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from articles.readers.front_matter import LONGEST, as_yaml, front_matter
from articles.readers.reading import Problem

TOML = re.compile(r"\s*?\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
EMPTY = re.compile(r"\s*?---[ \t]*\n---[ \t]*(?:\n|\Z)")
YAML_FENCE = re.compile(r"\A\s*?---[ \t]*\n|\n(?:---|\.\.\.)[ \t]*\n?\Z")
JSON_START = re.compile(r'\s*?\{\s*"')
TOML_LINE = re.compile(r"""["']?([\w.-]+)["']?\s*=\s*(.+)""")


@dataclass(frozen=True, slots=True)
class Preamble:
    """`values` as written, keys in lower case; `length` in characters, fences included."""

    values: Mapping[str, Any] = field(default_factory=dict)
    length: int = 0
    problems: tuple[Problem, ...] = ()


def preamble(text: str) -> Preamble:
    """What stands before the story; nothing when the text opens with the story."""
    if fenced := TOML.match(text, 0, LONGEST):
        return _toml(fenced)
    if JSON_START.match(text, 0, LONGEST) and (found := _json(text)):
        return found
    if empty := EMPTY.match(text):
        return Preamble(length=empty.end())
    return _yaml(text)


def _toml(fenced: re.Match[str]) -> Preamble:
    try:
        return Preamble(_lowered(tomllib.loads(fenced[1])), fenced.end())
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        pairs = filter(None, map(TOML_LINE.fullmatch, fenced[1].splitlines()))
        values = {pair[1]: pair[2].strip().strip("\"'") for pair in pairs}
        return Preamble(_lowered(values), fenced.end(), (_broken("TOML", error),))


def _json(text: str) -> Preamble | None:
    try:
        values, end = json.JSONDecoder().raw_decode(text[:LONGEST].lstrip())
    except (ValueError, RecursionError):
        return None
    length = end + len(text) - len(text.lstrip())
    rest = text[length : length + 1]
    if not isinstance(values, dict) or rest not in ("", "\n"):
        return None
    return Preamble(_lowered(values), length)


def _yaml(text: str) -> Preamble:
    read_by_line = front_matter(text)
    if not read_by_line:
        return Preamble()
    try:
        values = as_yaml(YAML_FENCE.sub("\n", text[: read_by_line.length]))
    except yaml.YAMLError as error:
        problem = _broken("YAML", error)
        return Preamble(read_by_line.values, read_by_line.length, (problem,))
    whole = values if isinstance(values, dict) else read_by_line.values
    return Preamble(_lowered(whole), read_by_line.length)


def _lowered(values: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(key).strip().lower().replace("-", "_"): value for key, value in values.items()}


def _broken(language: str, error: Exception) -> Problem:
    where = getattr(error, "problem_mark", None)
    return Problem(
        message=f"The header is not quite {language}; it was read line by line.",
        remedy="Look whether title, date, tags and authors came out right.",
        line=where.line + 1 if where else None,
    )
