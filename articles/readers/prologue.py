"""The prologue of an XML file: what kind it is, and what is refused before a parser sees it.

Every reader of XML comes through here. A document type that declares entities is refused,
any other is taken out unread; so nothing is ever expanded, fetched or opened.
"""

from __future__ import annotations

import codecs
import re

from articles.readers.encodings import decode

DEEPEST = 1_000
"""Elements in one another."""

MOST_TAGS = 300_000
"""Tags in one file, CDATA aside: what a parser's time grows with. About 3 seconds."""

LONGEST_TAG = 100_000
MOST_ATTRIBUTES = 200
LONG_TAG = 4_000  # characters; shorter ones are not looked at for their attributes

MARK = re.compile(r"[\s\ufeff]*")
NOTE = re.compile(r"<\?.*?\?>|<!--.*?-->", re.DOTALL)
DOCTYPE = re.compile(
    r"""<!DOCTYPE\s(?:[^<>\["']++|"[^"]*+"|'[^']*+')*+"""
    r"""(?P<subset>\[(?:[^\]"'<]++|"[^"]*+"|'[^']*+'|<!--.*?-->|<)*+\])?+\s*+>""",
    re.IGNORECASE | re.DOTALL,
)
ELEMENT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""")
ENTITY = re.compile(r"<!\s*ENTITY|%[\w.-]+;", re.IGNORECASE)
TAG = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<(/?)(?:([A-Za-z_][\w.:-]*+)[^<>]*+>?)?",
    re.DOTALL,
)
NEVER_CLOSED = {"br", "hr", "img", "input", "wbr", "col", "embed", "source"}
"""In XML they are, but feeds hold HTML."""

ATTRIBUTE = re.compile(r"""\s[\w.:-]+\s*=\s*["']""")
WIDE = (
    (b"<\0\0\0", codecs.BOM_UTF32_LE),
    (b"\0\0\0<", codecs.BOM_UTF32_BE),
)


class Unfit(ValueError):
    """XML that is not parsed at all. Its message says why, for an editor."""


def root(head: bytes) -> str:
    """The name of the first element, in lower case and without its prefix.

    "" when it is no XML, "?" when the beginning of the file does not show one.
    """
    if b"<" not in head:
        return ""
    text = head.replace(b"\0", b"").decode("latin-1")
    here = _past_notes(text, len(_mark(text)))
    if text[here : here + 9].upper() == "<!DOCTYPE":
        doctype = DOCTYPE.match(text, here)
        if not doctype:
            return "?"
        here = _past_notes(text, doctype.end())
    element = ELEMENT.match(text, here)
    if element:
        return element[1].lower()
    is_cut = here == len(text) or text.startswith(("<?", "<!--"), here)
    return "?" if is_cut and "<?xml" in text[:200] else ""


def _mark(text: str) -> str:
    """Byte order marks, as latin-1 shows them, and white space."""
    found = re.match(r"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff|\s)*", text)
    return found[0] if found else ""


def _past_notes(text: str, here: int) -> int:
    while True:
        white = MARK.match(text, here)
        here = white.end() if white else here
        note = NOTE.match(text, here)
        if not note:
            return here
        here = note.end()


def guarded(data: bytes) -> str:
    """The text of an XML file from its first element on, fit to be parsed.

    Raises Unfit, or Undecodable for bytes that are no text.
    """
    for start, mark in WIDE:
        if data.startswith(start):
            data = mark + data
    declared = DECLARED.search(data[:1_000].replace(b"\0", b""))
    text = decode(data, declared[1].decode() if declared else "").text
    here = _past_notes(text, 0)
    if text[here : here + 9].upper() == "<!DOCTYPE":
        here = _past_doctype(text, here)
    _check_shape(text)
    return text[_past_notes(text, here) :]


def _past_doctype(text: str, here: int) -> int:
    """Past a document type that declares nothing. It is not followed, wherever it points."""
    doctype = DOCTYPE.match(text, here)
    if not doctype or (doctype["subset"] and ENTITY.search(doctype["subset"])):
        raise Unfit("The file declares entities of its own, which could stand for anything")
    return doctype.end()


def _check_shape(text: str) -> None:
    depth = number = 0
    for tag in TAG.finditer(text):
        if tag[1] is None:
            continue
        number += 1
        if tag[2] and tag[2].lower() not in NEVER_CLOSED:
            depth += -1 if tag[1] else not tag[0].endswith("/>")
        if depth > DEEPEST:
            raise Unfit(f"The file nests more than {DEEPEST:,} elements in one another")
        if number > MOST_TAGS:
            raise Unfit(f"The file has more than {MOST_TAGS:,} tags; split it")
        if len(tag[0]) > LONG_TAG:
            _check_tag(tag[0])


def _check_tag(tag: str) -> None:
    if len(tag) > LONGEST_TAG:
        raise Unfit(f"A tag of the file is longer than {LONGEST_TAG:,} characters")
    if len(ATTRIBUTE.findall(tag)) > MOST_ATTRIBUTES:
        raise Unfit(f"An element of the file has more than {MOST_ATTRIBUTES} attributes")
