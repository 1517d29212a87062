"""Readers: bytes → documents and problems, one module a format; no database, no clock.

A format is a module with two functions and one line in FORMATS:

    recognises(name: str, head: bytes) -> bool       by content first, by name second
    read(data: bytes, name: str = "") -> Iterator[Reading]

The first format that recognises a file reads it, so the particular stand before the
general; seed text takes whatever text is left.
"""

from __future__ import annotations

from collections.abc import Iterator

from articles import limits
from articles.readers import (
    archive,
    feed,
    ghost,
    house_lines,
    html,
    json_feed,
    json_lines,
    json_records,
    mail,
    markdown,
    newsml,
    ninjs,
    seed_text,
    substack,
    tabular,
    word,
    wxr,
)
from articles.readers.formats import Format, is_text
from articles.readers.reading import Reading

HEAD = 8 * 1024
"""Bytes of a file that `recognises` is shown."""


def _read_archive(data: bytes, name: str) -> Iterator[Reading]:
    return archive.read(data, name, reader_for)


FORMATS: tuple[Format, ...] = (
    Format("Word", word.recognises, word.read, word.MOST_BYTES),
    Format(archive.NAME, archive.recognises, _read_archive, limits.ZIP_BYTES),
    Format("mail", mail.recognises, mail.read, mail.MOST_BYTES),
    Format("WordPress export", wxr.recognises, wxr.read, wxr.MOST_BYTES),
    Format("NewsML-G2", newsml.recognises, newsml.read, newsml.MOST_BYTES),
    Format("feed", feed.recognises, feed.read, feed.MOST_BYTES),
    Format("Newsroom JSON lines", house_lines.recognises, house_lines.read, house_lines.MOST_BYTES),
    Format("JSON Feed", json_feed.recognises, json_feed.read, json_feed.MOST_BYTES),
    Format("Ghost export", ghost.recognises, ghost.read, ghost.MOST_BYTES),
    Format("ninjs", ninjs.recognises, ninjs.read, ninjs.MOST_BYTES),
    Format("HTML", html.recognises, html.read, html.MOST_BYTES),
    Format("Markdown", markdown.recognises, markdown.read),
    Format("JSON lines", json_lines.recognises, json_lines.read, json_lines.MOST_BYTES),
    Format("JSON", json_records.recognises, json_records.read, json_records.MOST_BYTES),
    Format(substack.NAME, substack.recognises, substack.read_alone, substack.MOST_BYTES),
    Format("table", tabular.recognises, tabular.read, tabular.MOST_BYTES),
    Format("seed text", is_text, seed_text.read),
)


def reader_for(name: str, head: bytes) -> Format | None:
    """The format of a file by its first bytes and its name, if any reader takes it."""
    return next((format_ for format_ in FORMATS if format_.recognises(name, head)), None)
