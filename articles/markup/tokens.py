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

from articles.limits import TAG_CHARACTERS, TooMuch
from articles.markup.elements import RAW

TEXT, START, END = "text", "start", "end"
Token = tuple[str, str, str]
"""TEXT, "" and the text; START, a name in lower case and its attributes as written; END, a name."""

PLAIN = re.compile(r"[^<]++")
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
RAW_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in RAW}


def tokens(html: str) -> Iterator[Token]:
    """The tags and texts of `html`, in order; raw elements (script, style) left out whole.

    Character references in text are resolved, white space is as written.
    """
    here, end = 0, len(html)
    while here < end:
        if match := PLAIN.match(html, here):
            here = match.end()
            yield TEXT, "", _resolved(match[0])
        elif match := TAG.match(html, here):
            closing, name, source = match.groups()
            here, name = match.end(), name.lower()
            yield END if closing else START, name, source
            if name in RAW and not closing:
                here = _after_raw(html, here, name)
        elif match := COMMENT.match(html, here):
            here = match.end()
        else:
            here, stray = _stray(html, here)
            yield TEXT, "", stray


def attributes(source: str) -> Mapping[str, str]:
    """The attributes written in a start tag; of two with one name the first counts.

    Raises `TooMuch` for a tag nobody wrote by hand.
    """
    if len(source) > TAG_CHARACTERS:
        raise TooMuch(
            f"A tag is longer than {TAG_CHARACTERS:,} characters. "
            "If it is a picture pasted as data, upload the picture instead."
        )
    found: dict[str, str] = {}
    for name, double, single, bare in ATTRIBUTE.findall(source):
        found.setdefault(name.lower(), REFERENCE.sub(_reference, double or single or bare))
    return found


def _after_raw(html: str, here: int, name: str) -> int:
    closing = RAW_ENDS[name].search(html, here)
    return closing.start() if closing else len(html)


def _stray(html: str, here: int) -> tuple[int, str]:
    """A `<` that opens nothing is text; one whose tag never ends makes the rest text."""
    end = len(html) if UNENDED.match(html, here) else here + 1
    return end, _resolved(html[here:end])


def _resolved(text: str) -> str:
    return unescape(text) if "&" in text else text


def _reference(match: re.Match[str]) -> str:
    return unescape(match[0])
