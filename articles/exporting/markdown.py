"""Markdown: a header in YAML and the story below, as site generators read it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

from articles import markup
from articles.exporting.formats import Written
from articles.exporting.markdown_blocks import as_html, as_markdown
from articles.exporting.returning import losses, returned
from articles.exporting.story import Story
from articles.markup import Block
from articles.readers import titles

LOSES = frozenset(("headline", "headline_derived", "body"))
BECAUSE = "A story without a headline is given one, and odd line ends inside a text become spaces."
NAME = "story.md"  # what says nothing of slug, day or language


def write(story: Story) -> Written:
    """The plainest spelling that our own reader reads as the same story."""
    document, header = story.document, "\n".join(["---", *_header(story), "---", ""])
    for spelled in _bodies(document.body):
        text = f"{header}\n{spelled}\n" if spelled else header
        back = returned(text, NAME)
        if back and back.body == document.body:
            break
    return Written(text, losses(document, back))


def _bodies(body: str) -> Iterator[str]:
    """The body in Markdown; where that would read as something else in HTML, block by block."""
    blocks = markup.blocks(body)
    yield _spelled(blocks, as_markdown)
    yield _spelled(blocks, _safely)
    yield _spelled(blocks, as_html)


def _spelled(blocks: Iterable[Block], spell: Callable[[Block, int], str]) -> str:
    return "".join(f"{spell(block, number)}\n\n" for number, block in enumerate(blocks)).rstrip()


def _safely(block: Block, number: int) -> str:
    text = as_markdown(block, number)
    back = returned(f"---\ntitle: x\n---\n\n{text}\n", NAME)
    return text if back and back.body == block.html else as_html(block, number)


def _header(story: Story) -> Iterator[str]:
    document = story.document
    yield from _text("title", document.headline)
    if document.headline_derived and document.headline:
        yield "working_headline: true"
    for name in ("kicker", "dek", "dateline"):
        yield from _text(name, getattr(document, name))
    if document.dated:
        yield f"date: {document.dated.isoformat()}"
    yield from _list("authors", document.bylines)
    yield from _text("section", document.section)
    yield from _list("tags", document.tags)
    yield f"lang: {document.language or 'und'}"
    yield from _text("slug", document.slug)
    yield from _text("source_url", document.source_url)
    yield f"status: {story.status}"
    yield from _text("guid", story.uri)


def _text(key: str, text: str) -> list[str]:
    return [f"{key}: {_quoted(text)}"] if text else []


def _list(key: str, names: Iterable[str]) -> list[str]:
    listed = ", ".join(map(_quoted, names))
    return [f"{key}: [{listed}]"] if listed else []


def _quoted(text: str) -> str:
    """As YAML and JSON both quote; escaped as HTML only where it would be read as such."""
    return "".join(map(_printable, json.dumps(titles.verbatim(text), ensure_ascii=False)))


def _printable(char: str) -> str:
    return char if char.isprintable() else f"\\U{ord(char):08x}"
