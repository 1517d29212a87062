"""Sizes: how much each version of a page of history changed. Counted once, and kept."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.cache import cache

from articles.comparing import Size, size
from articles.documents import Document
from articles.models import Article, Revision

MOST_CHARACTERS = 2_000_000
"""Looked through for one page; of longer stories the rest are counted on the next visit."""
A_MONTH = 30 * 24 * 60 * 60


def sizes_of(article: Article, revisions: Sequence[Revision]) -> dict[int, Size]:
    """Version → its size; of the first there is none, it is all new."""
    keys = {f"size:{each.hash}": each.number for each in revisions if each.number > 1}
    known: dict[str, Size] = cache.get_many(keys)
    wanted = {number: key for key, number in keys.items() if key not in known}
    counted = _counted(article, wanted)
    cache.set_many(counted, A_MONTH)
    return {keys[key]: found for key, found in (known | counted).items()}


def _counted(article: Article, wanted: dict[int, str]) -> dict[str, Size]:
    """One query, read version by version, so that two of them are held at once."""
    if not wanted:
        return {}
    numbers = wanted.keys() | {number - 1 for number in wanted}
    rows = article.revisions.numbered(numbers).newest_first().values_list("number", "content")
    counted: dict[str, Size] = {}
    newer: tuple[int, Document] | None = None
    seen = 0
    for number, content in rows.iterator(chunk_size=10):
        document = Document.from_json(content)
        if newer and newer[0] == number + 1 and newer[0] in wanted:
            counted[wanted[newer[0]]] = size(document, newer[1])
        newer, seen = (number, document), seen + len(content)
        if seen > MOST_CHARACTERS:
            break
    return counted
