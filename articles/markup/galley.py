"""The galley: where text is set, paragraph by paragraph, in the frame that is open."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from articles.limits import HTML_DEPTH
from articles.markup.elements import FIGURES, LISTS
from articles.markup.frames import Frame, close
from articles.markup.pasting import BULLET, Item, folded
from articles.markup.runs import BREAK, Marks, Run, markup, paragraphs, without

SPACE = re.compile(r"[\t\n\v\f\r][ \t\n\v\f\r]*+| [ \t\n\v\f\r]++")


class Line(NamedTuple):
    """What the text being written will be: a heading, a list item at a level, or a paragraph."""

    heading: str = ""
    level: int = 0
    ordered: bool = False


class Galley:
    """A story being set; `frame` is the innermost block that is open."""

    def __init__(self) -> None:
        self.frame = Frame("", {}, None)

    def write(self, text: str, marks: Marks) -> None:
        """Adds text to the paragraph, its white space collapsed except in `pre`."""
        if self.frame.name == "pre":
            text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ")
        else:
            text = SPACE.sub(" ", text)
        if text and (self.frame.runs or text != " "):
            self.frame.runs.append(Run(text, marks))

    def break_line(self, marks: Marks) -> None:
        """Adds a line break; two in a row end the paragraph."""
        self.frame.runs.append(Run(BREAK, marks))

    def add_picture(self, image: str) -> None:
        """Adds a picture: before the paragraph it opens, after the one it stands in."""
        if self.frame.name in FIGURES or any(run.text.strip() for run in self.frame.runs):
            self.frame.images.append(image)
        else:
            self.frame.put(f"<figure>{image}</figure>")

    def flush(self, line: Line) -> None:
        """Ends the paragraph being written, if there is one."""
        frame = self.frame
        if frame.name == "pre":
            return
        if frame.runs:
            runs, frame.runs = frame.runs, []
            frame.put(*self._set(runs, line))
        if frame.images and frame.name not in FIGURES:
            images, frame.images = frame.images, []
            frame.put(*(f"<figure>{image}</figure>" for image in images))

    def open(self, name: str, given: Mapping[str, str]) -> None:
        """Opens a frame in the present one."""
        self.frame = Frame(name, given, self.frame)

    def too_deep(self) -> bool:
        """Whether the innermost frame, with the item a list will hold, is beyond the limit."""
        frame = self.frame
        return frame.depth + (frame.name in LISTS) > HTML_DEPTH and frame.name not in FIGURES

    def close(self) -> None:
        """Closes the innermost frame; the story itself stays open."""
        frame = self.frame
        if frame.parent is not None:
            self.frame = frame.parent
            close(frame, frame.parent)

    def blocks(self) -> list[str]:
        """The finished blocks, once every frame is closed."""
        return folded(self.frame.blocks)

    def _set(self, runs: Sequence[Run], line: Line) -> list[str | Item]:
        if line.heading and not self.frame.name:
            return _headings(line.heading, runs)
        return [self._paragraph(paragraph, line) for paragraph in paragraphs(runs)]

    def _paragraph(self, runs: list[Run], line: Line) -> str | Item:
        unbulleted = _without_bullet(runs)
        level = line.level or int(unbulleted is not runs)
        level = min(level, (HTML_DEPTH - self.frame.depth) // 2)
        if not level or self.frame.name == "li" or self.frame.name in LISTS:
            return f"<p>{markup(unbulleted)}</p>"
        return Item(level, line.ordered, markup(unbulleted))


def _headings(name: str, runs: Sequence[Run]) -> list[str | Item]:
    """A heading on one line, without the bold it has anyway."""
    line = [Run(text.replace(BREAK, " "), marks) for text, marks in without(runs, "strong")]
    return [f"<{name}>{markup(paragraph)}</{name}>" for paragraph in paragraphs(line)]


def _without_bullet(runs: list[Run]) -> list[Run]:
    """The same runs, or those after a bullet typed as text; a row of bullets is an ornament."""
    while bullet := BULLET.match(runs[0].text):
        rest = [Run(runs[0].text[bullet.end() :], runs[0].marks), *runs[1:]]
        if not any(char.isalnum() for run in rest for char in run.text):
            break
        [runs] = paragraphs(rest)
    return runs
