"""Headings: which short paragraphs of plain text are the headings they look like.

Not length alone tells: `lines` sees how one is set, and here its place decides, what
stands before and after it, and the manner of the other headings in the same story.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from articles.readers.blocks import Block
from articles.readers.lines import FOREIGN, LABEL, QUOTE, SECOND_SENTENCE, Line, line

SHORTEST_PARAGRAPH = 60  # characters of prose that can stand under a plain heading
LONGEST_LONE_QUESTION = 60
LONGEST_RUN = 2  # headings one under the other; more are a list
QUOTE_END = re.compile(r"[\"”’»'][.,]?$")
FINISHED = re.compile(r"[.!?:…。！？：।۔؟][\"'”’»)\]]*(?:\[\w{1,4}\])*$")


def with_headings(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks, those paragraphs that are headings made `h2`."""
    headings = find_headings(blocks)
    return [
        replace(block, name="h2") if at in headings else block for at, block in enumerate(blocks)
    ]


def find_headings(blocks: Sequence[Block]) -> set[int]:
    """Where the headings are."""
    seen = (line(block.text, at) for at, block in enumerate(blocks) if block.name == "p")
    lines = [one for one in seen if one and _stands_apart(one, blocks)]
    lines = _without_runs(_without_details(lines))
    manner = _manner(lines)
    found = {one.at for one in lines if _keeps_the_manner(one, manner)}
    return found if len(found) < len(blocks) else set()


def _stands_apart(one: Line, blocks: Sequence[Block]) -> bool:
    """Whether prose ends before it and something follows that it can head."""
    before = blocks[one.at - 1] if one.at else None
    after = blocks[one.at + 1] if one.at + 1 < len(blocks) else None
    if before and _is_quotation(before) and _is_name(one):
        return False
    if one.strong and not one.colon:
        return True
    if not after or (one.colon and not _is_prose(after)):
        return False
    then = blocks[one.at + 2] if one.at + 2 < len(blocks) else None
    headed = _can_be_headed(after)
    if then and not one.colon and line(after.text, 0):
        headed = headed or _can_be_headed(then)
    return _is_finished(before) and headed


def _is_finished(before: Block | None) -> bool:
    """Whether nothing runs on: a sentence ended, or it was none (a credit, a time, a heading)."""
    if not before or before.name != "p" or FINISHED.search(before.text):
        return True
    return bool(FOREIGN.match(before.text)) or line(before.text, 0) is not None


def _is_quotation(block: Block) -> bool:
    quoted = QUOTE.match(block.text) and QUOTE_END.search(block.text)
    return block.name == "blockquote" or bool(quoted)


def _is_name(one: Line) -> bool:
    words = one.text.replace(",", " ").split()
    return len(words) <= 4 and all(word[0].isupper() for word in words)


def _can_be_headed(block: Block) -> bool:
    if block.name != "p":
        return block.name != "hr"
    if len(block.text) >= SHORTEST_PARAGRAPH or FINISHED.search(block.text):
        return True
    return bool(FOREIGN.match(block.text) or LABEL.match(block.text))


def _is_prose(block: Block) -> bool:
    """Under a colon anything may stand; only under a heading with a colon, a paragraph."""
    return block.name == "p" and len(block.text) >= SHORTEST_PARAGRAPH


def _without_details(lines: Sequence[Line]) -> list[Line]:
    """“Custom Event: Errors” under a heading, or “Parent Topic: …” twice over, is a detail."""
    labels = Counter(one.label for one in lines)
    places = {one.at for one in lines}
    return [
        one
        for one in lines
        if not one.label
        or one.label[-1].isdigit()
        or (labels[one.label] == 1 and one.at - 1 not in places)
    ]


def _without_runs(lines: Sequence[Line]) -> list[Line]:
    """Of many short lines in a row only the first may be a heading, and they what it heads."""
    kept: list[Line] = []
    for run in _runs(lines):
        kept += run if len(run) <= LONGEST_RUN else run[:1]
    return kept


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    run: list[Line] = []
    for one in lines:
        if run and one.at != run[-1].at + 1:
            yield run
            run = []
        run.append(one)
    if run:
        yield run


@dataclass(frozen=True, slots=True)
class Manner:
    """How the headings of one story are set: how many in each way."""

    colons: int
    titles: int
    plain: int
    questions: int
    total: int


def _manner(lines: Sequence[Line]) -> Manner:
    return Manner(
        colons=sum(one.colon for one in lines),
        titles=sum(one.style == "title" for one in lines),
        plain=sum(one.style == "plain" and not one.question for one in lines),
        questions=sum(_is_plain_question(one) for one in lines),
        total=len(lines),
    )


def _is_plain_question(one: Line) -> bool:
    return one.question and one.style == "plain"


def _keeps_the_manner(one: Line, manner: Manner) -> bool:
    """What is doubtful by itself must be set as the story's other headings are.

    In a story whose headings are titles, plain questions are an interviewer's, or rhetoric.
    """
    if one.colon:
        return manner.colons == manner.total or len(one.text.split()) > 2
    if not _is_plain_question(one):
        return True
    if SECOND_SENTENCE.search(one.text) and manner.titles:
        return False
    if manner.total == 1:
        return len(one.text) <= LONGEST_LONE_QUESTION
    return manner.plain > 0 or manner.titles < 2 or manner.questions == 1
