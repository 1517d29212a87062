"""Sending: stories → files of a format at a place, one at a time, counting what was lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from articles.exporting.formats import Format, Written
from articles.exporting.places import Place, Taken, lone_file, place
from articles.exporting.story import Story

MOST_TOGETHER = 10_000
MOST_CHARACTERS = 16_000_000
"""Of one file of gathered stories: what an import takes in one piece."""


@dataclass(slots=True)
class Tally:
    """How many stories went out, and in how many of them each field lost something."""

    stories: int = 0
    losses: Counter[str] = field(default_factory=Counter)

    def add(self, written: Written) -> None:
        self.stories += 1
        self.losses.update(written.losses)


def send(
    stories: Iterable[Story], format_: Format, target: Path, *, overwrite: bool = False
) -> Iterator[Tally]:
    """Write the stories; yields the tally after each. A `target` that is named like a file of
    the format is that file, a .zip an archive, anything else a folder."""
    tally = Tally()
    if target.suffix.lower() in (format_.suffix, ".ndjson") and format_.is_gathered:
        with lone_file(target, overwrite=overwrite) as file:
            yield from _pour(stories, format_, file, tally)
        return
    if target.suffix.lower() == format_.suffix:
        raise Taken(f"{format_.title} is a file a story. Name a folder, or a file ending in .zip.")
    with place(target, overwrite=overwrite) as made:
        gather = _gathered if format_.is_gathered else _one_by_one
        yield from gather(stories, format_, made, tally)


def pour(stories: Iterable[Story], format_: Format, out: TextIO) -> Iterator[Tally]:
    """Write the stories one after the other, as for standard output."""
    yield from _pour(stories, format_, out, Tally())


def _pour(stories: Iterable[Story], format_: Format, file: TextIO, tally: Tally) -> Iterator[Tally]:
    for story in stories:
        written = format_.write(story)
        file.write(written.text)
        tally.add(written)
        yield tally


def _one_by_one(
    stories: Iterable[Story], format_: Format, made: Place, tally: Tally
) -> Iterator[Tally]:
    for story in stories:
        written = format_.write(story)
        made.add(f"{story.file_name}{format_.suffix}", written.text)
        tally.add(written)
        yield tally


def _gathered(
    stories: Iterable[Story], format_: Format, made: Place, tally: Tally
) -> Iterator[Tally]:
    texts: list[str] = []
    number = characters = 0
    for story in stories:
        written = format_.write(story)
        if texts and (len(texts) == MOST_TOGETHER or characters > MOST_CHARACTERS):
            number += 1
            made.add(f"stories-{number:04}{format_.suffix}", "".join(texts))
            texts, characters = [], 0
        texts.append(written.text)
        characters += len(written.text)
        tally.add(written)
        yield tally
    made.add(f"stories-{number + 1:04}{format_.suffix}", "".join(texts))
