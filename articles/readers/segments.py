"""Segments: an RSS file cut into its items, each a piece of XML of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from articles.readers import elements, records
from articles.readers.elements import Element, Malformed
from articles.readers.encodings import decode

DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""")
PART = re.compile(rb"<!\[CDATA\[|<!--|<(/?)item(?=[\s>])")
ENDS = {b"<![CDATA[": b"]]>", b"<!--": b"-->"}
MOST_BYTES = 8_000_000
"""One item."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One item of the file `whole`, or all that stands before the first; the line it begins on."""

    whole: bytes
    begin: int
    end: int
    line: int = 1
    number: int = 0

    @property
    def data(self) -> bytes:
        return self.whole[self.begin : self.end]

    @property
    def tree(self) -> Element:
        if self.end - self.begin > MOST_BYTES:
            raise Malformed(f"It is larger than {MOST_BYTES:,} bytes", self.line)
        return elements.parse(self.data.decode("utf-8", "replace"), self.line)


def segments(data: bytes) -> list[Segment]:
    """The head of the file, then each item; what CDATA and comments hold is no item.

    Raises Undecodable for bytes that are no text.
    """
    return list(_cut(_utf8(data)))


def _utf8(data: bytes) -> bytes:
    """The file in UTF-8, as it is where it is that already."""
    declared = DECLARED.search(data[:1_000].replace(b"\0", b""))
    charset = declared[1].decode() if declared else ""
    if charset.lower() in ("", "utf-8", "utf8") and _is_utf8(data):
        return data
    return decode(data, charset).text.encode("utf-8", "ignore")


def _is_utf8(data: bytes) -> bool:
    """Asked a piece at a time: the whole as text could take four times the room."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:100]:
        return False
    step, here = 1 << 20, 0
    while here < len(data):
        end = here + step
        while end < len(data) and data[end] & 0xC0 == 0x80 and end > here + step - 4:
            end -= 1
        try:
            data[here:end].decode()
        except UnicodeDecodeError:
            return False
        here = end
    return True


def _cut(data: bytes) -> Iterator[Segment]:
    line, counted = 1, 0
    spans = list(islice(_spans(data), records.MOST + 1))
    yield Segment(data, 0, spans[0][0] if spans else len(data))
    for number, (begin, end) in enumerate(spans, 1):
        line, counted = line + data.count(b"\n", counted, begin), begin
        yield Segment(data, begin, end, line, number)


def _spans(data: bytes) -> Iterator[tuple[int, int]]:
    begin, part = -1, PART.search(data)
    while part:
        after = part.end()
        if closing := ENDS.get(part[0]):
            found = data.find(closing, after)
            after = found + len(closing) if found >= 0 else len(data)
        elif not part[1]:
            if begin >= 0:
                yield begin, part.start()
            begin = part.start()
        elif begin >= 0:
            after = data.find(b">", after) + 1 or len(data)
            yield begin, after
            begin = -1
        part = PART.search(data, after)
    if begin >= 0:
        yield begin, len(data)
