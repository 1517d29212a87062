"""Mobiledoc 0.3: how Ghost kept a story before Lexical, as lists of numbers and words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from articles import limits
from articles.readers.cards import card

TEXT = 0
NAMES = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "aside", "ul", "ol")


def html(document: Mapping[str, Any]) -> str:
    """The story in `document` as HTML that is not yet clean; what is malformed is left out."""
    return _joined(_section(document, section) for section in _list(document.get("sections")))


def _section(document: Mapping[str, Any], section: object) -> str:
    """A section by its number: 1 text, 2 a picture, 3 a list, 10 a card."""
    match section:
        case [1, str(name), list(markers), *_]:
            name = name.lower() if name.lower() in NAMES else "p"
            return f"<{name}>{_markers(document, markers)}</{name}>"
        case [2, str(source), *_]:
            return f'<figure><img src="{escape(source)}" alt=""></figure>'
        case [3, str(name), list(items), *_]:
            name = "ol" if name.lower() == "ol" else "ul"
            inner = (f"<li>{_markers(document, _list(item))}</li>" for item in items)
            return f"<{name}>{_joined(inner)}</{name}>"
        case [10, int(number), *_]:
            return _card(document, number)
    return ""


def _card(document: Mapping[str, Any], number: int) -> str:
    match _at(document.get("cards"), number):
        case [str(name), dict(payload), *_]:
            return card(name, payload) or ""
        case [str(name), *_]:
            return card(name, {}) or ""
    return ""


def _markers(document: Mapping[str, Any], markers: Sequence[object]) -> str:
    """Runs of text; each opens some marks and closes how many it says, the innermost first."""
    return _joined(_runs(document, markers))


def _runs(document: Mapping[str, Any], markers: Sequence[object]) -> Iterator[str]:
    opened: list[str] = []
    for marker in markers:
        match marker:
            case [int(kind), list(opening), int(closing), value, *_]:
                for number in opening:
                    name, tag = _mark(document, number)
                    opened.append(name)
                    yield tag
                yield escape(str(value), quote=False) if kind == TEXT else _atom(document, value)
                for _ in range(min(closing, len(opened))):
                    yield f"</{opened.pop()}>"
    yield from (f"</{name}>" for name in reversed(opened))


def _mark(document: Mapping[str, Any], number: object) -> tuple[str, str]:
    match _at(document.get("markups"), number):
        case [str(name), [str(key), str(value), *_], *_] if name.lower() == "a" and key == "href":
            return "a", f'<a href="{escape(value)}">'
        case [str(name), *_] if name.isalpha():
            return name.lower(), f"<{name.lower()}>"
    return "span", "<span>"


def _atom(document: Mapping[str, Any], number: object) -> str:
    match _at(document.get("atoms"), number):
        case ["soft-return", *_]:
            return "<br>"
        case [str(), str(words), *_]:
            return escape(words, quote=False)
    return ""


def _joined(parts: Iterable[str]) -> str:
    """The parts, as far as a body goes: sections refer to cards, and could do so endlessly."""
    kept, length = [], 0
    for part in parts:
        kept.append(part)
        length += len(part)
        if length > limits.BODY_CHARACTERS:
            break
    return "".join(kept)


def _at(items: object, number: object) -> object:
    known = _list(items)
    return known[number] if isinstance(number, int) and 0 <= number < len(known) else None


def _list(value: object) -> Sequence[Any]:
    return value if isinstance(value, list) else []
