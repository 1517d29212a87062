"""Elements: a tree grown from guarded XML, small enough to hold, prefixes as written.

expat alone reads it, told to declare nothing: an entity is never expanded, a file never
opened. Namespaces stay unresolved, for exports name prefixes they never declare.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.entities import html5
from xml.parsers import expat

DEEPEST = 150
"""Elements in one another; a story has thirty."""

MOST = 200_000
"""Elements in one tree, about 100 MB of them."""

KEPT = ("amp", "lt", "gt", "quot", "apos")
REFERENCE = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?:([A-Za-z]\w{0,30});|#(\w{1,8});)?", re.S)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Malformed(ValueError):
    """XML that grows no tree. `line` is where it fails, from one; the message says why."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


@dataclass(slots=True, eq=False)
class Element:
    """One element: its name and attributes as written, what it holds in order, its line."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list[Element | str] = field(default_factory=list)

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return self.name.rpartition(":")[2]

    @property
    def elements(self) -> list[Element]:
        """The elements among the children."""
        return [child for child in self.children if isinstance(child, Element)]

    @property
    def text(self) -> str:
        """All text inside, as written."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def line_of_text(self) -> str:
        """All text inside, on one line."""
        return " ".join(self.text.split())

    def all(self, *path: str) -> list[Element]:
        """The elements along a path of local names, one generation a name, in order."""
        found = [self]
        for name in path:
            found = [child for one in found for child in one.elements if child.local == name]
        return found

    def first(self, *path: str) -> Element | None:
        """The first element along a path of local names."""
        return next(iter(self.all(*path)), None)

    def anywhere(self, *names: str) -> Iterator[Element]:
        """Elements with one of these local names at any depth, the outermost of a nest."""
        for child in self.elements:
            if child.local in names:
                yield child
            else:
                yield from child.anywhere(*names)

    def html(self) -> str:
        """What stands inside, as HTML: local names, attributes, text escaped."""
        return "".join(
            escape(child, quote=False) if isinstance(child, str) else child.outer_html()
            for child in self.children
        )

    def outer_html(self) -> str:
        """The element itself as HTML."""
        given = "".join(f' {key}="{escape(value)}"' for key, value in self.attributes.items())
        if not self.children:
            empty = self.local in ("br", "hr", "img", "col")
            return f"<{self.local}{given}>" + ("" if empty else f"</{self.local}>")
        return f"<{self.local}{given}>{self.html()}</{self.local}>"


def parse(text: str, first_line: int = 1) -> Element:
    """The root of the tree in `text`, which stands on `first_line` of its file.

    Bare ampersands, HTML's named characters and control characters are mended first.
    Raises Malformed for what is no XML, declares entities, or is too much to hold.
    """
    grower = _Grower(first_line)
    try:
        grower.parser.Parse(well_formed(text), True)
    except expat.ExpatError as error:
        reason = expat.errors.messages.get(error.code, "not well-formed")
        line = first_line + error.lineno - 1
        raise Malformed(f"The XML breaks off in line {line}: {reason}", line) from error
    return grower.root


def well_formed(text: str) -> str:
    """XML with what people forget mended: `&` is `&amp;`, `&nbsp;` and its like their characters.

    CDATA is left alone but for control characters, which XML knows no way to write.
    """
    return REFERENCE.sub(_mended, CONTROLS.sub("", text)) if "&" in text else CONTROLS.sub("", text)


def _mended(found: re.Match[str]) -> str:
    name, number = found[1], found[2]
    if found[0].startswith("<!") or name in KEPT:
        return found[0]
    if name and f"{name};" in html5:
        return escape(html5[f"{name};"])
    return found[0] if number and _is_character(number) else f"&amp;{found[0][1:]}"


def _is_character(number: str) -> bool:
    """Whether a reference by number is one XML takes."""
    try:
        code = int(number[1:], 16) if number[0] == "x" else int(number)
    except ValueError:
        return False
    return code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFD


class _Grower:
    """Grows the tree as expat calls."""

    def __init__(self, first_line: int) -> None:
        self.first_line, self.number = first_line, 0
        self.stack: list[Element] = [Element("", {}, first_line)]
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._refuse_entity

    @property
    def root(self) -> Element:
        return self.stack[0].elements[0]

    @property
    def line(self) -> int:
        return self.first_line + self.parser.CurrentLineNumber - 1

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.number += 1
        if len(self.stack) > DEEPEST:
            raise Malformed(f"More than {DEEPEST} elements stand in one another", self.line)
        if self.number > MOST:
            raise Malformed(f"There are more than {MOST:,} elements", self.line)
        element = Element(name, attributes, self.line)
        self.stack[-1].children.append(element)
        self.stack.append(element)

    def _end(self, name: str) -> None:
        self.stack.pop()

    def _text(self, text: str) -> None:
        self.stack[-1].children.append(text)

    def _refuse_entity(self, *declared: object) -> None:
        raise Malformed("The file declares entities, which could stand for anything", self.line)
