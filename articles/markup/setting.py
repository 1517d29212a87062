"""Setting: any HTML in, the blocks of the house's normal form out.

The compositor takes tags and texts in their order, keeps a stack of what is
open, and sets the text in the galley. It is more forgiving than a browser in
one way: bold that was never closed ends with its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from articles.limits import HTML_DEPTH, TooMuch
from articles.markup.addresses import image, link
from articles.markup.elements import (
    CELLS,
    DRAWINGS,
    FRAMES,
    HEADINGS,
    INLINE,
    LINES,
    LISTS,
    MARKS,
    MUTE,
    PARTS,
    QUOTES,
    STYLED,
)
from articles.markup.galley import Galley, Line
from articles.markup.pasting import is_marker, is_numbered, list_level, marks_in_style
from articles.markup.runs import NONE
from articles.markup.stack import DEEPEST, Open, Stack
from articles.markup.tokens import START, TEXT, attributes, tokens

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
SCOPE = CELLS | {"table"}
ITEM_SCOPE = SCOPE | LISTS
ROW_SCOPE = frozenset(("table",))
MARKER_CHARACTERS = 20
TOO_DEEP = f"The text nests more than {HTML_DEPTH} elements in one another. Flatten it."


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
        self.galley = Galley()
        self.stack = Stack()
        self.marker = ""

    def finished(self) -> list[str]:
        """The blocks, once everything open is closed."""
        self._pop_to(0)
        self._flush()
        return self.galley.blocks()

    def text(self, text: str) -> None:
        """Takes text in."""
        if self.stack.muted:
            self.marker = (self.marker + text)[:MARKER_CHARACTERS]
        else:
            self.galley.write(text, self.stack.marks)

    def start(self, name: str, source: str) -> None:
        """Takes a start tag in, its attributes as written."""
        if self.stack.muted and not self._breaks_out(name):
            if name in MUTE or name == "span":
                self._push(Open(name, mute=True))
        elif self.galley.frame.name == "pre":
            self._start_in_pre(name)
        elif name in INLINE:
            self._start_mark(name, attributes(source))
        elif name in LINES:
            self._start_line(name, attributes(source) if name == "p" else {})
        elif name in STARTERS:
            STARTERS[name](self, name, attributes(source))

    def end(self, name: str) -> None:
        """Takes an end tag in; one that closes nothing is passed over."""
        if name in INLINE or name in QUOTES:
            self._end_mark(name)
        elif name in HEADINGS:
            self._close(HEADINGS)
        elif name == "p":
            self._end_paragraph()
        elif name == "li":
            self._close((name,), ITEM_SCOPE)
        elif name in PARTS or name in CELLS:
            self._close((name,), ROW_SCOPE)
        else:
            self._close((name,))

    # What starts

    def _start_mark(self, name: str, given: Mapping[str, str]) -> None:
        style = given.get("style", "") if name in STYLED else ""
        if name == "a":
            self._end_mark(name)
        if is_marker(style):
            self.marker = ""
            self._push(Open(name, mute=True))
        elif style:
            self._start_styled(name, style)
        else:
            mark = link(given) if name == "a" else MARKS.get(name, "")
            self._push(Open(name, frozenset((mark,)) if mark else NONE))

    def _start_styled(self, name: str, style: str) -> None:
        said = {MARKS[name]: True} if name in MARKS else {}
        said |= marks_in_style(style)
        on = frozenset(mark for mark, says in said.items() if says)
        self._push(Open(name, on, frozenset(said) - on))

    def _start_line(self, name: str, given: Mapping[str, str]) -> None:
        self._end_paragraph()
        if name in HEADINGS:
            self._close(HEADINGS, within_frame=True)
        elif name in ("dt", "dd"):
            self._close(("dt", "dd"))
        level = list_level(given["style"]) if "style" in given else 0
        marks = frozenset(("strong",)) if name == "dt" else NONE
        inside = Line(HEADINGS.get(name, ""), level)
        self._push(Open(name, marks, line=True, inside=inside))

    def _start_frame(self, name: str, given: Mapping[str, str]) -> None:
        self._end_paragraph()
        self._push_frame(name, given)

    def _start_item(self, name: str, given: Mapping[str, str]) -> None:
        """An item; one outside any list finds its list later."""
        self._end_paragraph()
        self._close((name,), ITEM_SCOPE)
        if self.galley.frame.name in LISTS:
            self._push_frame(name, given)
        else:
            self._push(Open(name, line=True, inside=Line(level=1)))

    def _start_part(self, name: str, given: Mapping[str, str]) -> None:
        self._close(CELLS, ROW_SCOPE)
        if self.galley.frame.name != "table":
            return
        kept = PARTS - {"tr"} if name == "tr" else frozenset[str]()
        self._pop_to(1 + self.stack.find(kept | ROW_SCOPE, ROW_SCOPE))
        self._push(Open(name))
        self.galley.frame.rows.append([])

    def _start_cell(self, name: str, given: Mapping[str, str]) -> None:
        self._close(CELLS, ROW_SCOPE)
        if self.galley.frame.name != "table":
            return
        if name != "caption" and self.stack.find(("tr",), ROW_SCOPE) < 0:
            self._start_part("tr", {})
        in_head = self.stack.find(("thead",), ROW_SCOPE) >= 0
        self._push_frame("th" if name == "td" and in_head else name, given)

    def _start_caption(self, name: str, given: Mapping[str, str]) -> None:
        self._end_paragraph()
        if self.galley.frame.name == "figure":
            self._push_frame(name, given)

    def _start_quote(self, name: str, given: Mapping[str, str]) -> None:
        self.galley.write(QUOTES[name][0], self.stack.marks)
        self._push(Open(name))

    def _start_mute(self, name: str, given: Mapping[str, str]) -> None:
        self._push(Open(name, mute=True))

    def _start_in_pre(self, name: str) -> None:
        if name == "br":
            self.galley.break_line(NONE)
        elif name in LINES or name in INLINE:
            self._push(Open(name))

    def _add_break(self, name: str, given: Mapping[str, str]) -> None:
        self.galley.break_line(self.stack.marks)

    def _add_rule(self, name: str, given: Mapping[str, str]) -> None:
        self._end_paragraph()
        self.galley.frame.put("<hr>")

    def _add_picture(self, name: str, given: Mapping[str, str]) -> None:
        """A picture, or the character that an emoji's picture stands for."""
        if "emoji" in given.get("class", ""):
            self.galley.write(given.get("alt", ""), self.stack.marks)
        elif picture := image(given):
            self.galley.add_picture(picture)

    def _breaks_out(self, name: str) -> bool:
        """Whether a block starts in a drawing never closed, which ends the drawing."""
        if name in LINES or name in FRAMES:
            while self.stack.muted and self.stack.entries[-1].name in DRAWINGS:
                self._pop_to(len(self.stack) - 1)
        return not self.stack.muted

    # What ends

    def _flush(self) -> None:
        line = self.stack.line
        if line.level:
            line = line._replace(ordered=is_numbered(self.marker))
        self.galley.flush(line)

    def _end_paragraph(self) -> None:
        self._close(("p",), within_frame=True)
        self._flush()

    def _end_mark(self, name: str) -> None:
        """Ends a mark wherever it stands, leaving what was opened inside it open."""
        found = self.stack.find((name,), SCOPE)
        if found < 0 or (self.stack.muted and not self.stack.entries[found].mute):
            return
        if name in QUOTES:
            self.galley.write(QUOTES[name][1], self.stack.marks)
        self.stack.pop(found)

    def _close(
        self, names: Collection[str], stop: Collection[str] = SCOPE, *, within_frame: bool = False
    ) -> None:
        """Closes the innermost element so named, and all in it, unless it is out of scope."""
        found = self.stack.find(names, stop, within_frame=within_frame)
        if found >= 0:
            self._pop_to(found)

    def _pop_to(self, length: int) -> None:
        while len(self.stack) > length:
            entry = self.stack.entries[-1]
            if entry.line or entry.frame:
                self._flush()
            self.stack.pop()
            if entry.frame:
                self.galley.close()

    def _push_frame(self, name: str, given: Mapping[str, str]) -> None:
        self.galley.open(name, given)
        if self.galley.too_deep():
            raise TooMuch(TOO_DEEP)
        self._push(Open(name, frame=True))

    def _push(self, entry: Open) -> None:
        if len(self.stack) == DEEPEST:
            raise TooMuch(TOO_DEEP)
        self.stack.push(entry)


STARTERS = {
    **dict.fromkeys(FRAMES, Compositor._start_frame),
    **dict.fromkeys(PARTS, Compositor._start_part),
    **dict.fromkeys(CELLS, Compositor._start_cell),
    **dict.fromkeys(QUOTES, Compositor._start_quote),
    **dict.fromkeys(MUTE, Compositor._start_mute),
    "li": Compositor._start_item,
    "figcaption": Compositor._start_caption,
    "br": Compositor._add_break,
    "hr": Compositor._add_rule,
    "img": Compositor._add_picture,
}
