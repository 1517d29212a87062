"""Exporting: stories out of the newsroom, one module a format; what readers/ is the other way.

A format is a module with one function and one line in FORMATS:

    write(story: Story) -> Written
"""

from __future__ import annotations

from articles.exporting import json_lines, markdown, ninjs, seed_text
from articles.exporting.formats import Format, Written
from articles.exporting.selection import NobodyOfThatName, Selection, stories_of
from articles.exporting.story import Story

__all__ = [
    "FORMATS",
    "Format",
    "NobodyOfThatName",
    "Selection",
    "Story",
    "Written",
    "format_of",
    "stories_of",
]

FORMATS: tuple[Format, ...] = (
    Format(
        "jsonl",
        "JSON lines",
        ".jsonl",
        "application/x-ndjson",
        json_lines.write,
        because="Every field, to the character.",
        is_gathered=True,
    ),
    Format(
        "markdown",
        "Markdown",
        ".md",
        "text/markdown",
        markdown.write,
        loses=markdown.LOSES,
        because=markdown.BECAUSE,
    ),
    Format(
        "ninjs",
        "ninjs 3.1",
        ".json",
        "application/json",
        ninjs.write,
        loses=ninjs.LOSES,
        because=ninjs.BECAUSE,
    ),
    Format(
        "seed",
        "Seed text",
        ".txt",
        "text/plain",
        seed_text.write,
        loses=seed_text.LOSES,
        because=seed_text.BECAUSE,
    ),
)


def format_of(name: str) -> Format | None:
    """The format of that name, if any."""
    return next((format_ for format_ in FORMATS if format_.name == name), None)
