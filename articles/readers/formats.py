"""Format: what a reader registers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from articles import limits
from articles.readers.reading import Reading


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file we read: its name for reports, how it is told apart, how it is read.

    `most_bytes` is the largest file taken; a larger one is refused unread.
    """

    name: str
    recognises: Callable[[str, bytes], bool]
    read: Callable[[bytes, str], Iterator[Reading]]
    most_bytes: int = limits.SEED_FILE_BYTES


FOREIGN = (".html", ".htm", ".xml", ".rss", ".atom", ".json", ".jsonl", ".csv", ".tsv", ".eml")
MARKED_UP = re.compile(rb"\s*(?:\xef\xbb\xbf)?<(?:\?xml|!doctype|html|rss)", re.IGNORECASE)


def is_text(name: str, head: bytes) -> bool:
    """Seed text takes all that no other reader knows; what is no text it refuses with a reason."""
    return not name.lower().endswith(FOREIGN) and not MARKED_UP.match(head)
