"""A dump: what the readers make of files, as JSON lines; no database is asked or written."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from typing import Any, TextIO

from articles import markup
from articles.documents import Document
from articles.importing.finding import found_in
from articles.importing.found import Found
from articles.importing.intake import SourceFile
from articles.importing.options import Options

PIECE = re.compile(r"<p>|<li>(?!<p>)")  # a paragraph, or an item of a list


def dump(files: Iterable[SourceFile], base: str, options: Options, out: TextIO) -> int:
    """A line for each document and each refusal, `source` relative to `base`; how many.

    A feed without items is understood as far as its title.
    """
    lines = 0
    for file in files:
        for found in found_in(file, options):
            line = {"source": os.path.relpath(file.path, base), **_understood(found)}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
            lines += 1
    return lines


def _understood(found: Found) -> dict[str, Any]:
    problems = [problem.message for problem in found.problems]
    if found.document is None and not found.credit:
        return {"error": " ".join(problems)}
    return {
        "n": found.number,
        "feed_title": found.credit,
        "status": found.status or "draft",
        "ext_id": found.own_id,
        **_of_document(found.document or Document()),
        "text": _text(found.document or Document(), found.is_titled),
        "problems": problems,
    }


def _text(document: Document, is_titled: bool) -> str:
    """All the words that stood in the text, the headline's too where it was its first line."""
    text = markup.text(document.body)
    return f"{document.headline}\n\n{text}" if is_titled else text


def _of_document(document: Document) -> dict[str, Any]:
    blocks = markup.blocks(document.body)
    return {
        "title": document.headline,
        "derived": document.headline_derived,
        "date": document.dated.isoformat() if document.dated else None,
        "authors": list(document.bylines),
        "tags": list(document.tags),
        "section": document.section,
        "slug": document.slug,
        "lang": document.language,
        "link": document.source_url,
        "html": document.body,
        "headings": [block.text for block in blocks if block.kind in ("h2", "h3")],
        "paragraphs": len(PIECE.findall(document.body)),
    }
