"""Seed text: a news story as plain text, with a few header words before the first sentence.

What it takes is in the project's description of the seed; in short: `date 2024-02-25` and
the lede on one line, blank lines between blocks, short lines as headings, no headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, tzinfo
from html import escape

from articles import headlines, languages, limits
from articles.documents import Document
from articles.readers import dates
from articles.readers.blocks import EDGE, Block, read_blocks
from articles.readers.bylines import names_in_line
from articles.readers.encodings import Undecodable, decode
from articles.readers.header import Header
from articles.readers.header_lines import read_header
from articles.readers.headings import with_headings
from articles.readers.reading import Reading, refused
from articles.slugs import stated

DECLARED = re.compile(rb"(?i)[ \t]*(?:encoding|charset)[ \t]*[:=][ \t]*([\w.:-]+)")
LINE_END = re.compile(r"[\r\x0b\x0c\x85\u2028\u2029]")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
END_MARK = re.compile(
    r"#(?: ?#){2,}|[-–—]+ ?30 ?[-–—]+|\(?ends\)?|\*{3} ?end ?\*{3}", re.IGNORECASE
)
WHITE = re.compile(r"[ \t\n]+")
EDGE_BLOCKS = 4  # from the top or the bottom, where a byline stands
MOST_LINES = 50_000
TOO_LONG = "Cut the story in two."
NOTHING_TO_DO = "Nothing need be done."


def read(data: bytes, name: str = "", *, zone: tzinfo = UTC) -> Iterator[Reading]:
    """One reading: the story in `data`, or why there is none.

    `name` is the file's, for messages. A time of day without a zone is read in `zone`.
    """
    shown = f"“{name}”" if name else "The file"
    if len(data) > limits.SEED_FILE_BYTES:
        size = f"{len(data):,} bytes, more than {limits.SEED_FILE_BYTES:,}"
        yield refused(f"{shown} is too long for one story: {size}.", TOO_LONG)
        return
    try:
        text = decode(data, _declared(data)).text
    except Undecodable as error:
        yield refused(f"{shown} cannot be read: {error.message}.", error.remedy)
        return
    yield _read_text(text, shown, zone)


def _declared(data: bytes) -> str:
    """The encoding that a line of the header names, if any."""
    lines = data[:2_000].splitlines()[:20]
    found = next(filter(None, map(DECLARED.match, lines)), None)
    return found[1].decode("ascii", "ignore") if found else ""


def _read_text(text: str, shown: str, zone: tzinfo) -> Reading:
    text = LINE_END.sub("\n", text.removeprefix("\ufeff").replace("\r\n", "\n"))
    text, controls = CONTROLS.subn("", text)
    header = read_header(text, zone)
    if controls:
        header.warn(f"{controls:,} control characters were left out", 1, NOTHING_TO_DO)
    blocks = None if _is_too_long(header.rest) else _story(header)
    body = "".join(map(_html, blocks or ()))
    if blocks is None or len(body) > limits.BODY_CHARACTERS:
        most = f"{limits.BODY_CHARACTERS:,} characters or {MOST_LINES:,} lines"
        return refused(f"{shown} is too long for one story: more than {most}.", TOO_LONG)
    if not blocks:
        what = "has a header and no story" if header.values else "is empty"
        return refused(f"{shown} {what}.", "Write the story, or delete the file.")
    return _reading(header, blocks, body, last_line=text.count("\n") + 1)


def _is_too_long(lines: Sequence[str]) -> bool:
    """Known before a million short paragraphs are read one by one."""
    return len(lines) > MOST_LINES or sum(map(len, lines)) > limits.BODY_CHARACTERS


def _story(header: Header) -> list[Block]:
    """The blocks of the story without byline and end mark; a title above them is its headline."""
    blocks = [block for block in read_blocks(header.rest) if not END_MARK.fullmatch(block.text)]
    blocks = with_headings(_without_bylines(header, blocks))
    if "headline" not in header.values and len(blocks) > 1 and blocks[0].name == "h2":
        header.is_titled = header.put("headline", blocks[0].text, header.first)
        return blocks[1:]
    return blocks


def _without_bylines(header: Header, blocks: Sequence[Block]) -> list[Block]:
    kept = []
    for at, block in enumerate(blocks):
        at_edge = at < EDGE_BLOCKS or at >= len(blocks) - EDGE_BLOCKS
        names = names_in_line(block.text) if at_edge and block.name == "p" else ""
        if names:
            header.put("bylines", names, header.first)
        else:
            kept.append(block)
    return kept


def _html(block: Block) -> str:
    texts = [escape(_spaced(text.strip(EDGE)), quote=False) for text in block.texts]
    if block.name in ("ul", "ol"):
        start = f' start="{block.number}"' if block.number > 1 else ""
        return f"<{block.name}{start}>{''.join(f'<li>{t}</li>' for t in texts)}</{block.name}>"
    if block.name == "blockquote":
        return f"<blockquote>{''.join(f'<p>{text}</p>' for text in texts)}</blockquote>"
    return "<hr>" if block.name == "hr" else f"<{block.name}>{texts[0]}</{block.name}>"


def _spaced(text: str) -> str:
    """The text with one space between words, as it mostly is."""
    mixed = "  " in text or "\t" in text or "\n" in text
    return WHITE.sub(" ", text) if mixed else text


def _reading(header: Header, blocks: Sequence[Block], body: str, last_line: int) -> Reading:
    prose = "\n\n".join(block.text for block in blocks if block.name == "p")
    headline = header.values.get("headline", "")
    document = Document(
        headline=headline or headlines.derive(prose),
        headline_derived=not headline,
        kicker=header.values.get("kicker", ""),
        dek=header.values.get("dek", ""),
        dateline=header.values.get("dateline", ""),
        body=body,
        bylines=tuple(dict.fromkeys(header.bylines)),
        section=header.values.get("section", ""),
        tags=tuple({tag.casefold(): tag for tag in reversed(header.tags)}.values())[::-1],
        dated=header.dated,
        language=header.values.get("language", "") or languages.guess(prose),
        slug=_slug(header),
        source_url=header.values.get("url", ""),
    )
    if "date" not in header.values:
        header.warn("the story says no date", 1, dates.REMEDY)
    return Reading(
        document=document,
        problems=tuple(header.problems),
        lines=(1, last_line),
        source=header.values.get("source", ""),
        dated_line=header.lines.get("date"),
        is_titled=header.is_titled,
    )


def _slug(header: Header) -> str:
    return stated(header.values["slug"]) if "slug" in header.values else ""
