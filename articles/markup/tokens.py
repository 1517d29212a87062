"""Tokens: any text read as HTML, tag by tag, in one pass that never looks back.

Forgiving as browsers are about what they forgive (stray `<`, unquoted and
doubled attributes, unclosed comments, Word's conditional ones), and linear
whatever comes. It need not agree with a browser in every corner: nothing it
yields reaches a page unless escaped, and nh3 reads the result again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple

from articles.limits import TAG_CHARACTERS, TooMuch


class Text(NamedTuple):
    """A stretch of text, character references resolved, white space as written."""

    text: str


class Start(NamedTuple):
    """A start tag: its name in lower case, its attributes still as written."""

    name: str
    source: str


class End(NamedTuple):
    """An end tag's name in lower case."""

    name: str


TEXT = re.compile(r"[^<]++")
TAG = re.compile(
    r"""<(/?)([a-zA-Z][^\s/>]*+)
    ((?:[\s/]*+ [^\s/>][^\s/>=]*+ (?:\s*+=\s*+ (?:"[^"]*+"|'[^']*+'|(?!["'])[^\s>]*+))?+ )*+)
    [\s/]*+>""",
    re.VERBOSE,
)
COMMENT = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<(?:[!?]|/(?![a-zA-Z]))[^>]*+(?:>|\Z)", re.DOTALL
)
UNENDED = re.compile(r"</?[a-zA-Z]")
ATTRIBUTE = re.compile(
    r"""([^\s/>][^\s/>=]*+) (?:\s*+=\s*+ (?:"([^"]*+)"|'([^']*+)'|([^\s>]*+)))?+""", re.VERBOSE
)
REFERENCE = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*+);")
RAW = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "iframe", "noembed", "noframes", "textarea", "title", "xmp")
}


def tokens(html: str) -> Iterator[Text | Start | End]:
    """The tags and texts of `html`, in order; raw elements (script, style) left out whole."""
    here, end = 0, len(html)
    while here < end:
        if match := TEXT.match(html, here):
            yield Text(_resolved(match[0]))
        elif match := TAG.match(html, here):
            yield from _tag(match)
            if (name := match[2].lower()) in RAW and not match[1]:
                here = _after_raw(html, match.end(), name)
                continue
        elif match := COMMENT.match(html, here):
            pass
        else:
            here = yield from _stray(html, here)
            continue
        here = match.end()


def attributes(source: str) -> Mapping[str, str]:
    """The attributes written in a start tag; of two with one name the first counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in ATTRIBUTE.findall(source):
        found.setdefault(name.lower(), REFERENCE.sub(_reference, double or single or bare))
    return found


def _tag(match: re.Match[str]) -> Iterator[Start | End]:
    if match.end() - match.start() > TAG_CHARACTERS:
        raise TooMuch(
            f"The tag <{match[2][:20]}> is longer than {TAG_CHARACTERS:,} characters. "
            "If it is a picture pasted as data, upload the picture instead."
        )
    name = match[2].lower()
    yield End(name) if match[1] else Start(name, match[3])


def _after_raw(html: str, here: int, name: str) -> int:
    closing = RAW[name].search(html, here)
    return closing.start() if closing else len(html)


def _stray(html: str, here: int) -> Iterator[Text]:
    """A `<` that opens nothing is text; one whose tag never ends makes the rest text."""
    end = len(html) if UNENDED.match(html, here) else here + 1
    yield Text(_resolved(html[here:end]))
    return end


def _resolved(text: str) -> str:
    return unescape(text) if "&" in text else text


def _reference(match: re.Match[str]) -> str:
    return unescape(match[0])
