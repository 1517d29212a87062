"""Records: one story among many in a file, its facts by name and its text as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from articles import markup
from articles.limits import TooMuch
from articles.readers import titles
from articles.readers.bodies import absolute, cleaned
from articles.readers.embeds import linked
from articles.readers.metadata import Metadata, metadata
from articles.readers.reading import Problem, Reading, Severity, refused

CHECK = "Check that it is the right file."
EMPTY = Problem(
    message="The story has a headline and no text.",
    remedy="Write the text, or leave the story out.",
)


MOST = 100_000
"""Stories in one file."""

MOST_REFUSED = 1_000
"""Refusals before the first story, after which a file is taken for something else."""

MOST_ALIKE = 20
"""Refusals in a row for one reason that are told one by one."""

MOST_TAGS = 250_000
"""Angle brackets in one story; a million take ten seconds to clean."""


NOTHING = ("It has neither a headline nor text.", "Leave it out, or fill it in.")


@dataclass(slots=True, kw_only=True)
class Record:
    """A story as its source tells it.

    `values` are its facts under `metadata`'s keys, `html` its text, `base` the address
    relative links are seen from. `place` says where it stands (“Record 3”), `status` and
    `source_id` what a Reading's do. `is_item` of a wire says that its identity alone makes
    it one.
    """

    place: str
    values: Mapping[str, Any]
    html: str = ""
    base: str = ""
    source_id: str = ""
    status: str = ""
    lines: tuple[int, int] | None = None
    is_item: bool = False
    problems: list[Problem] = field(default_factory=list)

    def warn(self, message: str, remedy: str) -> None:
        self.problems.append(Problem(message=message, remedy=remedy, line=self.line))

    @property
    def line(self) -> int | None:
        return self.lines[0] if self.lines else None


def read(record: Record) -> Reading:
    """The story of a record; or why there is none, naming its place and what to do."""
    if not (record.html.strip() or record.values.get("title") or record.is_item):
        return unread(record, *NOTHING)
    if record.html.count("<") > MOST_TAGS:
        return unread(record, f"It has more than {MOST_TAGS:,} tags.", "Split the story.")
    facts = metadata(_sound(record.values), "")
    try:
        body, lost = cleaned(absolute(linked(record.html), record.base))
    except TooMuch as limit:
        message, _, remedy = str(limit).partition(". ")
        return unread(record, f"{message}.", remedy or "Split the story.")
    body = _without_its_headline(body, facts.headline)
    if not body and not facts.headline and not record.is_item:
        return unread(record, *NOTHING)
    if not body:
        record.problems.append(EMPTY)
    return _reading(record, facts, body, (*record.problems, *facts.problems, *lost))


def bounded(readings: Iterable[Reading]) -> Iterator[Reading]:
    """The readings of a file, as many as one file may hold, and a word where there are more.

    Of many refusals in a row for one reason the last are told together.
    """
    alike: list[Reading] = []
    for reading in _as_many_as_may_be(readings):
        if alike and not _is_refused_alike(alike[0], reading):
            yield from _told_together(alike)
            alike = []
        if reading.document is None and reading.problems:
            alike.append(reading)
        else:
            yield reading
    yield from _told_together(alike)


def _is_refused_alike(one: Reading, other: Reading) -> bool:
    return other.document is None and bool(other.problems) and _reason(one) == _reason(other)


def _reason(refusal: Reading) -> str:
    """What is wrong, without the place it stands at."""
    message = refusal.problems[0].message
    return message.partition(": ")[2] or message


def _told_together(alike: Sequence[Reading]) -> Iterator[Reading]:
    yield from alike[:MOST_ALIKE]
    more = alike[MOST_ALIKE:]
    if more:
        first, last = (
            refusal.problems[0].message.partition(":")[0] for refusal in (more[0], more[-1])
        )
        problem = replace(
            more[0].problems[0],
            message=f"{first} to {last}, {len(more):,} entries: {_reason(more[0])}",
        )
        yield Reading(document=None, problems=(problem,), lines=more[0].lines)


def _as_many_as_may_be(readings: Iterable[Reading]) -> Iterator[Reading]:
    stories = 0
    for number, reading in enumerate(readings):
        if number == MOST:
            yield refused(f"There are more than {MOST:,} stories in this file.", "Split it.")
            return
        if number == MOST_REFUSED and not stories:
            yield refused(f"None of the first {MOST_REFUSED:,} entries is a story.", CHECK)
            return
        stories += reading.document is not None
        yield reading


def unread(record: Record, message: str, remedy: str) -> Reading:
    """A reading without a document, for a record that yields none."""
    shown = titles.line(str(record.values.get("title") or ""))[:60]
    named = f"{record.place} (“{shown}”)" if shown else record.place
    problem = Problem(
        message=f"{named}: {message}", remedy=remedy, line=record.line, severity=Severity.ERROR
    )
    return Reading(document=None, problems=(problem,), lines=record.lines)


def _reading(record: Record, facts: Metadata, body: str, problems: Sequence[Problem]) -> Reading:
    prose = "" if facts.headline and facts.language else _prose(body)
    document = facts.document(body, prose, untitled=record.source_id)
    return Reading(
        document=document,
        problems=tuple(problems),
        lines=record.lines,
        source_id=record.source_id,
        source=facts.source,
        status=record.status or facts.status,
    )


def _prose(body: str) -> str:
    blocks = markup.blocks(body)
    return " ".join(block.text for block in blocks if block.kind not in ("h2", "h3", "pre"))


def _without_its_headline(body: str, headline: str) -> str:
    """A body that opens with the headline again leaves it off."""
    if not body.startswith("<h"):
        return body
    first, *others = markup.blocks(body)
    same = _plain(headline) and _plain(first.text) == _plain(headline)
    return markup.join(others) if others and same else body


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _sound(value: Any) -> Any:
    """`value` without halves of characters, which JSON can name and no database takes."""
    if isinstance(value, str):
        return value.encode("utf-8", "ignore").decode().replace("\0", "")
    if isinstance(value, Mapping):
        return {key: _sound(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_sound(item) for item in value]
    return value
