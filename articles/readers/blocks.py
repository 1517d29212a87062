"""Blocks: the paragraphs, lists and quotations of plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from articles.readers.wrapping import Wrapping

EDGE = " \t\u00a0\u200b\ufeff"  # a paragraph neither begins nor ends with these
BULLET = re.compile(r"[•◦▪‣●○■·*-][ \t\u00a0]+(?=\S)")
SURE_BULLET = re.compile(r"[•◦▪‣●○■]")  # the others may be a dash or a footnote
NUMBER = re.compile(r"(?:(\d{1,3})[.)]|\((\d{1,3})\))[ \t\u00a0]+(?=\S)")
QUOTED = re.compile(r"\s*(?:>[ \t]?)+")
INDENTED = re.compile(r" {4}|\t")
HASHES = re.compile(r"#{1,6}[ \t]+(?=.*\w)")  # “## Heading”, as Markdown has it
RULE = re.compile(r"(?:[-*_—] ?){3,}|⁂")
SHARE_INDENTED = 1 / 3  # of paragraphs; where more are, it is how they begin


@dataclass(frozen=True, slots=True)
class Block:
    """One block: `name` is the element it becomes (p, h2, ul, ol, blockquote, hr).

    `texts` holds the text of a paragraph or heading, the items of a list or the
    paragraphs of a quotation; `marker` what stood before a list's first item, and
    `number` what a numbered list begins with.
    """

    name: str
    texts: tuple[str, ...] = ()
    marker: str = ""
    number: int = 0

    @property
    def text(self) -> str:
        return " ".join(self.texts)


def read_blocks(lines: Iterable[str]) -> list[Block]:
    """The blocks of a story; headings are still paragraphs, but for those with hashes."""
    groups = [list(group) for full, group in groupby(lines, _is_full) if full]
    wrapping = Wrapping(groups)
    indents_quote = sum(map(_is_indented, groups)) < SHARE_INDENTED * len(groups)
    found = (block for group in groups for block in _blocks(group, wrapping, indents_quote))
    return list(_gathered(found))


def _is_full(line: str) -> bool:
    return bool(line.strip().strip(EDGE))


def _is_indented(group: Sequence[str]) -> bool:
    return all(map(INDENTED.match, group))


def _blocks(group: Sequence[str], wrapping: Wrapping, indents_quote: bool) -> Iterator[Block]:
    if len(group) == 1 and group[0][0].isalpha():  # as most of any story: nothing marks it
        yield Block("p", (group[0].strip(),))
        return
    listed = _is_list(group)
    if indents_quote and _is_indented(group) and not listed:
        yield Block("blockquote", tuple(wrapping.paragraphs(group)))
        return
    for quoted, run in groupby(group, lambda line: bool(QUOTED.match(line))):
        if quoted:
            lines = [QUOTED.sub("", line, count=1) for line in run]
            inner = [list(part) for full, part in groupby(lines, _is_full) if full]
            texts = tuple(text for part in inner for text in wrapping.paragraphs(part))
            yield from [Block("blockquote", texts)] if texts else []
        else:
            yield from _pieces(list(run), wrapping, listed)


def _is_list(group: Sequence[str]) -> bool:
    """A marker further down a group may be a number or a dash at the start of a wrapped line."""
    return bool(_marker(group[0])) or sum(map(bool, map(_marker, group))) > 1


def _marker(line: str) -> re.Match[str] | None:
    line = line.lstrip(EDGE)
    return BULLET.match(line) or NUMBER.match(line)


def _pieces(lines: Sequence[str], wrapping: Wrapping, listed: bool) -> Iterator[Block]:
    """Cuts lines before each marker and around each rule."""
    piece: list[str] = []
    for line in lines:
        is_rule = bool(RULE.fullmatch(line.strip(EDGE)))
        hashes = HASHES.match(line)
        if is_rule or hashes or (listed and _marker(line)):
            yield from _piece(piece, wrapping)
            piece = []
        if is_rule:
            yield Block("hr")
        elif hashes:
            yield Block("h2", (line[hashes.end() :].rstrip("# \t"),))
        else:
            piece.append(line.lstrip(EDGE) if listed else line)
    yield from _piece(piece, wrapping)


def _piece(lines: Sequence[str], wrapping: Wrapping) -> Iterator[Block]:
    if not lines:
        return
    first, *others = wrapping.paragraphs(lines)
    yield _item(first) or Block("p", (first,))
    yield from (Block("p", (text,)) for text in others)


def _item(text: str) -> Block | None:
    """A list of one item; its neighbours tell whether it is a list."""
    if bullet := BULLET.match(text):
        return Block("ul", (text[bullet.end() :],), bullet[0])
    if number := NUMBER.match(text):
        return Block("ol", (text[number.end() :],), number[0], int(number[1] or number[2]))
    return None


def _gathered(blocks: Iterable[Block]) -> Iterator[Block]:
    """Items next to each other as one list, quotations as one, and what is no list as it stood."""
    run: list[Block] = []
    for block in blocks:
        if run and not _belongs(run, block):
            yield _settled(run)
            run = []
        run.append(block)
    if run:
        yield _settled(run)


def _belongs(run: Sequence[Block], block: Block) -> bool:
    if block.name != run[0].name or block.name not in ("ul", "ol", "blockquote"):
        return False
    return block.name != "ol" or block.number == run[0].number + len(run)


def _settled(run: Sequence[Block]) -> Block:
    first = run[0]
    if first.name in ("p", "h2", "hr"):
        return first
    if first.name != "blockquote" and len(run) == 1 and not SURE_BULLET.match(first.marker):
        return Block("p", (first.marker + first.text,))
    texts = tuple(text for block in run for text in block.texts)
    return Block(first.name, texts, first.marker, first.number)
