"""Bundles: some stories as one file in memory, for somebody who asked for them on the desk."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from articles.exporting.formats import Format
from articles.exporting.places import Archive
from articles.exporting.story import Story


@dataclass(frozen=True, slots=True)
class Bundle:
    """A file to send: its name, what it is, its bytes."""

    name: str
    media_type: str
    data: bytes


def bundle(stories: Sequence[Story], format_: Format) -> Bundle:
    """One story as its file; several one after the other where the format is, else zipped."""
    if len(stories) == 1:
        name, texts = stories[0].file_name, [format_.write(stories[0]).text]
    elif format_.is_gathered:
        name, texts = "stories", [format_.write(story).text for story in stories]
    else:
        return Bundle("stories.zip", "application/zip", _zipped(stories, format_))
    data = "".join(texts).encode()
    return Bundle(f"{name}{format_.suffix}", f"{format_.media_type}; charset=utf-8", data)


def _zipped(stories: Sequence[Story], format_: Format) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        place = Archive(archive)
        for story in stories:
            place.add(f"{story.file_name}{format_.suffix}", format_.write(story).text)
    return made.getvalue()
