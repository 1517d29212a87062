"""Setting: any HTML in, the blocks of the house's normal form out.

The compositor reads tags and texts in order and keeps a stack of what is open.
Elements the house knows become frames (blocks that hold blocks), lines (blocks
that hold text) and marks; every other tag is dropped and its text kept, except
where that text was never meant to be read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from articles.limits import HTML_DEPTH, TooMuch
from articles.markup.addresses import image, link
from articles.markup.frames import LISTS, Frame, close
from articles.markup.pasting import BULLET, Item, folded, is_numbered, list_level, marks_in_style
from articles.markup.runs import BREAK, NONE, Marks, Run, markup, paragraphs, without
from articles.markup.tokens import START, TEXT, attributes, tokens

HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
LINES = HEADINGS.keys() | {
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "nav",
    "address",
    "center",
    "details",
    "summary",
    "form",
    "fieldset",
    "legend",
    "dl",
    "dt",
    "dd",
    "hgroup",
}
FRAMES = frozenset(("blockquote", "aside", "ul", "ol", "table", "figure", "pre"))
CELLS = frozenset(("td", "th", "caption"))
PARTS = frozenset(("thead", "tbody", "tfoot", "tr"))
MARKS = {
    "strong": "strong", "b": "strong",
    "em": "em", "i": "em", "cite": "em", "dfn": "em", "var": "em",
    "s": "s", "del": "s", "strike": "s", "sup": "sup", "sub": "sub",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code",
}  # fmt: skip
INLINE = frozenset(("a", "span", *MARKS))
QUOTES = {"q": "“”", "rt": "()"}
MUTE = frozenset(
    (
        "svg",
        "math",
        "object",
        "audio",
        "video",
        "canvas",
        "template",
        "noscript",
        "head",
        "button",
        "select",
        "rp",
        "xml",
    )
)
SPACE = re.compile(r"[\t\n\v\f\r][ \t\n\v\f\r]*+| [ \t\n\v\f\r]++")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
SCOPE = frozenset(("table", *CELLS))


@dataclass(slots=True)
class Open:
    """An element that has started: what it does to text, and whether it is frame, line or mute."""

    name: str
    marks: Marks = NONE
    lifted: Marks = NONE
    frame: bool = False
    line: bool = False
    mute: bool = False
    level: int = 0


def blocks_of(html: str) -> list[str]:
    """The normal form of any HTML, a block a string."""
    compositor = Compositor()
    for kind, name, content in tokens(CONTROLS.sub("", html)):
        if kind is TEXT:
            compositor.text(content)
        elif kind is START:
            compositor.start(name, content)
        else:
            compositor.end(name)
    return compositor.finished()


class Compositor:
    """Sets a story from tags and texts in their order."""

    def __init__(self) -> None:
        self.story = self.frame = Frame("", {}, None)
        self.stack: list[Open] = []
        self.marks: Marks = NONE
        self.muted = 0
        self.marker = ""

    def finished(self) -> list[str]:
        """The blocks, once everything open is closed."""
        self._pop_to(0)
        self._flush()
        return folded(self.story.blocks)

    def text(self, text: str) -> None:
        """Takes text in, its white space tidied."""
        if self.muted:
            self.marker += text
        elif self.frame.name == "pre":
            text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ")
            self._write(text)
        else:
            self._write(SPACE.sub(" ", text))

    def start(self, name: str, source: str) -> None:
        """Takes a start tag in."""
        if self.muted and not self._breaks_out(name):
            if name in MUTE or name == "span":
                self._push(Open(name, mute=True))
        elif self.frame.name == "pre":
            self._start_in_pre(name)
        elif name in INLINE:
            self._open_mark(name, attributes(source))
        elif name in LINES:
            self._open_line(name, attributes(source))
        elif name in STARTERS:
            STARTERS[name](self, name, attributes(source))

    def end(self, name: str) -> None:
        """Takes an end tag in; one that closes nothing is passed over."""
        if name in INLINE or name in QUOTES:
            self._close_mark(name)
        elif name in HEADINGS:
            self._close(HEADINGS)
        elif name == "p":
            self._close(("p",), within_frame=True)
            self._flush()
        elif name == "li":
            self._close(("li",), stop=SCOPE | set(LISTS))
        elif name in PARTS or name in CELLS:
            self._close((name,), stop=("table",))
        else:
            self._close((name,))

    # Text

    def _write(self, text: str) -> None:
        if text and (self.frame.runs or text != " "):
            self.frame.runs.append(Run(text, self.marks))

    def _flush(self) -> None:
        """Ends the paragraph being written, if there is one."""
        frame = self.frame
        if frame.name == "pre":
            return
        if frame.runs:
            runs, frame.runs = frame.runs, []
            frame.put(*self._set(runs))
        if frame.images and frame.name not in ("figure", "figcaption"):
            frame.put(*(f"<figure>{image}</figure>" for image in frame.images))
            frame.images = []

    def _set(self, runs: list[Run]) -> list[str | Item]:
        line = self._line()
        if line.name in HEADINGS and not self.frame.name:
            return _headings(HEADINGS[line.name], runs)
        return [self._paragraph(paragraph, line) for paragraph in paragraphs(runs)]

    def _paragraph(self, runs: list[Run], line: Open) -> str | Item:
        unbulleted = _without_bullet(runs)
        level = line.level or (unbulleted is not runs)
        level = min(level, (HTML_DEPTH - self.frame.depth) // 2)
        if not level or self.frame.name == "li" or self.frame.name in LISTS:
            return f"<p>{markup(unbulleted)}</p>"
        marker, self.marker = self.marker, ""
        return Item(level, is_numbered(marker), markup(unbulleted))

    def _line(self) -> Open:
        """The innermost heading or list paragraph the text stands in, or a plain one."""
        for entry in reversed(self.stack):
            if entry.frame:
                break
            if entry.name in HEADINGS or entry.level:
                return entry
        return PLAIN

    # Starting

    def _open_mark(self, name: str, given: Mapping[str, str]) -> None:
        style = given.get("style", "") if name in STYLED else ""
        if "mso-list:ignore" in style.lower():
            self.marker = ""
            return self._push(Open(name, mute=True))
        if name == "a":
            self._close_mark(name)
        mark = link(given) if name == "a" else MARKS.get(name, "")
        if not style:
            return self._push(Open(name, frozenset((mark,)) if mark else NONE))
        said = marks_in_style(style)
        on = {mark for mark, says in said.items() if says} | ({mark} if mark else set())
        off = frozenset(mark for mark, says in said.items() if not says)
        return self._push(Open(name, frozenset(on) - off, off))

    def _open_line(self, name: str, given: Mapping[str, str]) -> None:
        self._end_paragraph()
        if name in HEADINGS:
            self._close(HEADINGS, within_frame=True)
        elif name in ("dt", "dd"):
            self._close(("dt", "dd"))
        level = list_level(given["style"]) if name == "p" and "style" in given else 0
        marks = frozenset(("strong",)) if name == "dt" else NONE
        self._push(Open(name, marks, line=True, level=level))

    def _open_frame(self, name: str, given: Mapping[str, str]) -> None:
        self._end_paragraph()
        self._push_frame(name, given)

    def _open_item(self, name: str, given: Mapping[str, str]) -> None:
        self._end_paragraph()
        self._close(("li",), stop=SCOPE | set(LISTS))
        if self.frame.name in LISTS:
            self._push_frame(name, given)
        else:
            self._push(Open(name, line=True, level=1))

    def _open_part(self, name: str, given: Mapping[str, str]) -> None:
        self._close(CELLS, stop=("table",))
        if self.frame.name != "table":
            return
        kept = PARTS - {"tr"} if name == "tr" else ()
        self._pop_to(1 + self._find(("table", *kept), ()))
        self._push(Open(name))
        self.frame.rows.append([])

    def _open_cell(self, name: str, given: Mapping[str, str]) -> None:
        self._close(CELLS, stop=("table",))
        if self.frame.name != "table":
            return
        if name != "caption" and self._find(("tr",), ("table",)) < 0:
            self._open_part("tr", {})
        heads = self._find(("thead",), ("table",)) >= 0
        self._push_frame("th" if name == "td" and heads else name, given)

    def _open_caption(self, name: str, given: Mapping[str, str]) -> None:
        self._end_paragraph()
        if self.frame.name == "figure":
            self._push_frame(name, given)

    def _add_break(self, name: str, given: Mapping[str, str]) -> None:
        self._write(BREAK)

    def _add_rule(self, name: str, given: Mapping[str, str]) -> None:
        self._end_paragraph()
        self.frame.put("<hr>")

    def _add_image(self, name: str, given: Mapping[str, str]) -> None:
        """A picture stands before the paragraph it opens, else after it; an emoji is text."""
        if "emoji" in given.get("class", ""):
            return self._write(SPACE.sub(" ", given.get("alt", "")))
        picture = image(given)
        if picture and self.frame.name not in FIGURES and not _has_text(self.frame.runs):
            self.frame.put(f"<figure>{picture}</figure>")
        elif picture:
            self.frame.images.append(picture)
        return None

    def _open_quote(self, name: str, given: Mapping[str, str]) -> None:
        self._write(QUOTES[name][0])
        self._push(Open(name))

    def _mute(self, name: str, given: Mapping[str, str]) -> None:
        self._push(Open(name, mute=True))

    def _start_in_pre(self, name: str) -> None:
        if name == "br":
            self._write("\n")
        elif name in LINES or name in INLINE:
            self._push(Open(name))

    def _breaks_out(self, name: str) -> bool:
        """Whether a block starts in a drawing never closed, which ends the drawing."""
        if name in LINES or name in FRAMES:
            while self.muted and self.stack[-1].name in ("svg", "math"):
                self._pop_to(len(self.stack) - 1)
        return not self.muted

    # The stack

    def _push(self, entry: Open) -> None:
        if len(self.stack) >= 4 * HTML_DEPTH or (entry.frame and self.frame.depth > HTML_DEPTH):
            raise TooMuch(
                f"The text nests more than {HTML_DEPTH} elements in one another. Flatten it."
            )
        self.stack.append(entry)
        self.muted += entry.mute
        if entry.marks or entry.lifted:
            self._remark()

    def _push_frame(self, name: str, given: Mapping[str, str]) -> None:
        self.frame = Frame(name, given, self.frame)
        self._push(Open(name, frame=True))

    def _end_paragraph(self) -> None:
        self._close(("p",), within_frame=True)
        self._flush()

    def _close(
        self, names: Collection[str], stop: Collection[str] = SCOPE, within_frame: bool = False
    ) -> None:
        found = self._find(names, stop, within_frame)
        if found >= 0:
            self._pop_to(found)

    def _find(
        self, names: Collection[str], stop: Collection[str], within_frame: bool = False
    ) -> int:
        for i in range(len(self.stack) - 1, -1, -1):
            entry = self.stack[i]
            if entry.name in names:
                return i
            if entry.frame and (within_frame or entry.name in stop):
                break
        return -1

    def _close_mark(self, name: str) -> None:
        found = self._find((name,), SCOPE)
        if found < 0 or (self.muted and not self.stack[found].mute):
            return
        if name in QUOTES:
            self._write(QUOTES[name][1])
        self.muted -= self.stack.pop(found).mute
        self._remark()

    def _pop_to(self, length: int) -> None:
        while len(self.stack) > length:
            entry = self.stack[-1]
            if entry.line or entry.frame:
                self._flush()
            self.stack.pop()
            self.muted -= entry.mute
            if entry.frame:
                self._close_frame()
            if entry.marks or entry.lifted:
                self._remark()

    def _close_frame(self) -> None:
        frame = self.frame
        if frame.parent is not None:
            self.frame = frame.parent
            close(frame, frame.parent)

    def _remark(self) -> None:
        """The marks of all open elements; code stands alone, and not in a link."""
        marks: set[str] = set()
        for entry in self.stack:
            marks = (marks - entry.lifted) | entry.marks
        if "code" in marks:
            linked = any(mark.startswith("a ") for mark in marks)
            marks = marks - {"code"} if linked else {"code"}
        self.marks = frozenset(marks)


def _headings(name: str, runs: list[Run]) -> list[str | Item]:
    """A heading on one line, without the bold it has anyway."""
    line = [Run(text.replace(BREAK, " "), marks) for text, marks in without(runs, "strong")]
    return [f"<{name}>{markup(paragraph)}</{name}>" for paragraph in paragraphs(line)]


def _without_bullet(runs: list[Run]) -> list[Run]:
    """The same runs, or those after a bullet typed as text."""
    while bullet := BULLET.match(runs[0].text):
        rest = [Run(runs[0].text[bullet.end() :], runs[0].marks), *runs[1:]]
        if not any(char.isalnum() for run in rest for char in run.text):
            break
        [runs] = paragraphs(rest)
    return runs


def _has_text(runs: list[Run]) -> bool:
    return any(run.text.strip() for run in runs)


PLAIN = Open("p", line=True)
FIGURES = frozenset(("figure", "figcaption"))
STYLED = frozenset(("span", "b", "i", "strong", "em"))
STARTERS = {
    **dict.fromkeys(FRAMES, Compositor._open_frame),
    **dict.fromkeys(PARTS, Compositor._open_part),
    **dict.fromkeys(CELLS, Compositor._open_cell),
    **dict.fromkeys(QUOTES, Compositor._open_quote),
    **dict.fromkeys(MUTE, Compositor._mute),
    "li": Compositor._open_item,
    "figcaption": Compositor._open_caption,
    "br": Compositor._add_break,
    "hr": Compositor._add_rule,
    "img": Compositor._add_image,
}
