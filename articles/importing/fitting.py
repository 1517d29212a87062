"""Fitting: a document within the house's limits, and what had to give, in sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from articles import limits, markup
from articles.documents import Document
from articles.readers.reading import Problem
from articles.slugs import stated

NAME = 120
"""Characters of a section, a tag or a byline."""
LANGUAGE = 35
ADDRESS = 2_000

UNFIT = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]+")
TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]+")
"""Signs that turn the direction of text: in one line they would turn the page's as well."""
WEB = re.compile(r"https?://[^\s/]+", re.IGNORECASE)
TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")

Told = Callable[[str, str], None]


def fit(document: Document) -> tuple[Document, tuple[Problem, ...]]:
    """The document as it can be kept, its body clean, with a warning for all that was cut.

    Raises TooMuch where cutting would lose the story itself.
    """
    problems: list[Problem] = []

    def told(message: str, remedy: str) -> None:
        problems.append(Problem(message=message, remedy=remedy))

    fitted = dict(_fields(document, told))
    return replace(document, body=markup.clean(document.body), **fitted), tuple(problems)


def _fields(document: Document, told: Told) -> Iterator[tuple[str, Any]]:
    for name, limit in LINES.items():
        yield name, _line(name, getattr(document, name), limit, told)
    yield "bylines", _names("byline", document.bylines, told)
    yield "tags", _tags(document.tags, told)
    yield "language", document.language if TAG.fullmatch(document.language[: LANGUAGE + 1]) else ""
    yield "slug", stated(document.slug, document.language) if document.slug else ""
    yield "source_url", _address(document.source_url, told)


LINES = {
    "headline": limits.HEADLINE,
    "kicker": limits.KICKER,
    "dek": limits.DEK,
    "dateline": limits.DATELINE,
    "section": NAME,
}


def _line(name: str, text: str, limit: int, told: Told) -> str:
    line = " ".join(UNFIT.sub(" ", text).split()) if UNFIT.search(text) else text.strip()
    line = TURNING.sub("", line)
    if len(line) <= limit:
        return line
    told(
        f"The {name} is {len(line):,} characters long; the limit is {limit:,}. It was cut.",
        f"Write a shorter {name}.",
    )
    return _cut(line, limit)


def _cut(line: str, limit: int) -> str:
    head = line[: limit - 1]
    return (head.rpartition(" ")[0] or head).rstrip() + "…"


def _names(what: str, names: tuple[str, ...], told: Told) -> tuple[str, ...]:
    lines = (_line(what, name, NAME, told) for name in names)
    return tuple(dict.fromkeys(filter(None, lines)))


def _tags(names: tuple[str, ...], told: Told) -> tuple[str, ...]:
    tags = _names("tag", names, told)
    if len(tags) > limits.TAGS:
        told(
            f"There are {len(tags)} tags; the limit is {limits.TAGS}. The rest were left out.",
            "Keep the tags a reader would look for.",
        )
    return tags[: limits.TAGS]


def _address(address: str, told: Told) -> str:
    if not address or (len(address) <= ADDRESS and WEB.match(address)):
        return UNFIT.sub("", address)
    told(f"“{address[:60]}” is not a web address; it was left out.", "Use http:// or https://.")
    return ""
