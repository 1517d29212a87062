"""Seed text: header words a line each, then the story in plain paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from itertools import product

from articles import markup
from articles.documents import Document
from articles.exporting.formats import Written
from articles.exporting.returning import losses, returned
from articles.exporting.story import Story
from articles.markup import Block

LOSES = frozenset(field.name for field in fields(Document))
BECAUSE = (
    "Plain text has no links, marks, tables or pictures, and short lines may read as headings."
)
NAME = "story.txt"


def write(story: Story) -> Written:
    """Of a few spellings the first that our own reader takes for the same story, or the best."""
    document = story.document
    spellings = (_spelled(document, value, heading) for value, heading in product(VALUES, HEADINGS))
    best: Written | None = None
    for text in spellings:
        written = Written(text, losses(document, returned(text, NAME)))
        best = min(best or written, written, key=lambda one: len(one.losses))
        if not best.losses:
            break
    return best or Written("")


def _plain(text: str) -> str:
    return text


def _quoted(text: str) -> str:
    return f'"{text}"'


def _hashed(text: str) -> str:
    return f"## {text}"


VALUES: tuple[Callable[[str], str], ...] = (_plain, _quoted)
HEADINGS: tuple[Callable[[str], str], ...] = (_plain, _hashed)


def _spelled(document: Document, value: Callable[[str], str], heading: Callable[[str], str]) -> str:
    header = "".join(f"{line}\n" for line in _header(document, value))
    story = "\n\n".join(
        text for block in markup.blocks(document.body) for text in _texts(block, heading)
    )
    return f"{header}\n{story}\n"


def _header(document: Document, value: Callable[[str], str]) -> Iterator[str]:
    if document.dated:
        yield f"date: {document.dated.isoformat()}"
    if document.headline and not document.headline_derived:
        yield f"title: {value(document.headline)}"
    for name in ("kicker", "dek", "dateline", "section"):
        if text := getattr(document, name):
            yield f"{name}: {value(text)}"
    if document.bylines:
        yield f"author: {'; '.join(document.bylines)}"
    if document.tags:
        yield f"tags: {', '.join(document.tags)}"
    for word, text in (("lang", document.language), ("slug", document.slug)):
        if text:
            yield f"{word}: {text}"
    if document.source_url:
        yield f"url: {document.source_url}"


def _texts(block: Block, heading: Callable[[str], str]) -> Iterator[str]:
    """The paragraphs a block becomes."""
    lines = [line for line in block.text.split("\n") if line.strip()]
    if block.kind in ("h2", "h3"):
        yield heading(" ".join(lines))
    elif block.kind == "ul":
        yield "\n".join(f"• {line}" for line in lines)
    elif block.kind == "ol":
        yield "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))
    elif block.kind == "blockquote":
        yield "\n>\n".join(f"> {line}" for line in lines)
    elif block.kind == "hr":
        yield "* * *"
    else:
        yield from lines
