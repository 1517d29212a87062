"""Word: a story in a .docx, by its styles, its properties and its byline."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from html import unescape
from io import BytesIO
from typing import Any
from xml.parsers.expat import ExpatError

import mammoth

from articles import limits
from articles.limits import TooMuch
from articles.readers import elements, members, records, titles
from articles.readers.bylines import names_in_line
from articles.readers.elements import Malformed
from articles.readers.members import Member, Unsafe
from articles.readers.reading import Reading, refused
from articles.readers.records import Record
from articles.readers.unpacking import Broken

MOST_BYTES = limits.UPLOAD_BYTES
NAMES = (".docx", ".docm", ".dotx")
ZIP = b"PK\x03\x04"
SIGNS = (b"[Content_Types].xml", b"word/")
CONTENT_TYPES, PROPERTIES = "[Content_Types].xml", "docProps/core.xml"
PARTS = re.compile(r"word/(?:_rels/)?[\w-]+\.xml(?:\.rels)?|_rels/\.rels|docProps/core\.xml")
MOST_XML = 20 * 1024 * 1024
MOST_MARKS = 250_000
"""Angle brackets and attributes; the tree that is grown of so many takes 150 MB."""
DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
FAULTS = (OSError, LookupError, ValueError, AttributeError, TypeError, ExpatError, RecursionError)

STYLES = """
p[style-name='Title'] => p.headline:fresh
p[style-name='Subtitle'] => p.dek:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Überschrift 1'] => h1:fresh
p[style-name='Überschrift 2'] => h2:fresh
p[style-name='Titre 1'] => h1:fresh
p[style-name='Titre 2'] => h2:fresh
"""
STYLED = r'<p class="{}">(.*?)</p>'
HEADLINE = re.compile(STYLED.format("headline"), re.DOTALL)
DEK = re.compile(STYLED.format("dek"), re.DOTALL)
FIRST_HEADING = re.compile(r"\A((?:<p>.{0,150}?</p>){0,2})<h1\b[^<>]*>(.*?)</h1>", re.DOTALL)
FIRST_BOLD = re.compile(r"\A()<p><strong>([^<>]{1,150}[^<>.:;,])</strong></p>(?=<p>)")
BACK_TO_TEXT = re.compile(r'\s*<a href="#(?:foot|end)note-ref-[^"]*">↑</a>')
ANCHOR = re.compile(
    r'<a (?:href="#[^"]*" )?id="[^"]*"></a>|(?<=<sup>)<a href="#[^<>]*>([^<>]*)</a>'
)
PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
TAG = re.compile(r"<[^<>]*>")
EDGE = 4  # paragraphs from the top or the bottom, where a byline stands

NOBODY = re.compile(
    r"(?i)(?:microsoft( office)? ?(?:user|word)?|python-docx|admin\w*|user|owner|unknown|author"
    r"|.*\\.*|un-?named|google docs|openoffice.*|libreoffice.*|apache poi|pc|windows.*)"
)
NO_TITLE = re.compile(
    r"(?i)(?:microsoft word\b.*|word document|document ?\d*|untitled.*|title|.*\.(?:docx?|rtf|odt))"
)
REMEDY = "Open it in Word, save it again as .docx, and import that."


def recognises(name: str, head: bytes) -> bool:
    """A zip with Word's name, or with Word's parts at its beginning."""
    named = name.lower().endswith(NAMES)
    return head.startswith(ZIP) and (named or all(sign in head for sign in SIGNS))


def read(data: bytes, name: str = "") -> Iterator[Reading]:
    """One reading: the story in the document."""
    try:
        yield _read(data)
    except Unsafe as fault:
        yield refused(f"The document is refused: {fault}", fault.remedy)
    except Broken as fault:
        yield refused(f"The document cannot be read: {fault}.", REMEDY)
    except Malformed:
        yield refused("The document's properties are no XML.", REMEDY)
    except TooMuch as limit:
        message, _, remedy = str(limit).partition(". ")
        yield refused(f"{message}.", remedy or "Split the story.")


def _read(data: bytes) -> Reading:
    parts = {part.path: part for part in members.in_zip(data)}
    if CONTENT_TYPES not in parts:
        raise Unsafe("It is a zip without Word's list of contents.", REMEDY)
    texts = {path: _text(part) for path, part in parts.items() if _is_read(path)}
    if sum(map(len, texts.values())) > MOST_XML or sum(map(_marks, texts.values())) > MOST_MARKS:
        raise TooMuch("The document is as long as a book. Split it into its stories.")
    record = _record(_html(texts), _properties(texts.get(PROPERTIES, b"")))
    if not TAG.sub("", record.html).strip():
        return refused("There is no text in the document.", "Check that it is the right one.")
    return records.read(record)


def _is_read(path: str) -> bool:
    return path == CONTENT_TYPES or bool(PARTS.fullmatch(path))


def _text(part: Member) -> bytes:
    """A part of the document. Raises Unsafe where it declares what XML could expand."""
    if part.size > MOST_XML:
        raise TooMuch("The document is as long as a book. Split it into its stories.")
    data = part.take(MOST_XML)
    if DECLARED.search(data.replace(b"\0", b"")):
        raise Unsafe(f"“{part.path}” holds a DTD, which no Word document does.", REMEDY)
    return data


def _marks(text: bytes) -> int:
    return text.count(b"<") + text.count(b"=")


def _html(texts: dict[str, bytes]) -> str:
    """The document as HTML, from a package of nothing but the parts that were looked at."""
    package = BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        for path, data in texts.items():
            archive.writestr(path, data)
    package.seek(0)
    try:
        made = mammoth.convert_to_html(
            package,
            style_map=STYLES,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(_unseen),
        )
    except FAULTS as error:
        raise Broken(f"it is not built like a Word document ({error})"[:200]) from error
    return ANCHOR.sub(r"\1", BACK_TO_TEXT.sub("", made.value))


def _unseen(image: Any) -> dict[str, str]:
    """Pictures stay behind; the warning about it counts them."""
    return {"src": ""}


def _properties(data: bytes) -> dict[str, str]:
    """What the document says of itself, by local name, as text."""
    if not data:
        return {}
    tree = elements.parse(data.decode("utf-8-sig", "replace"))
    return {element.local: titles.line(element.text) for element in tree.elements}


def _record(html: str, properties: dict[str, str]) -> Record:
    html, headline = _taken(HEADLINE, html)
    html, dek = _taken(DEK, html)
    heading = FIRST_HEADING.match(html) or FIRST_BOLD.match(html)
    if heading and not headline:
        headline, html = _plain(heading[2]), heading[1] + html[heading.end() :]
    html, bylines = _without_byline(html)
    stated, creator = properties.get("title", ""), properties.get("creator", "")
    if not headline and not NO_TITLE.fullmatch(stated):
        headline = stated
    return Record(
        place="The document",
        values={
            "title": headline,
            "dek": dek,
            "authors": bylines or ("" if NOBODY.fullmatch(creator) else creator),
            "date": properties.get("created", ""),
            "tags": properties.get("keywords", ""),
            "lang": properties.get("language", ""),
        },
        html=html,
    )


def _taken(styled: re.Pattern[str], html: str) -> tuple[str, str]:
    """The document without its first paragraph in a style, and the text of that."""
    found = next((match for match in styled.finditer(html) if _plain(match[1])), None)
    if not found:
        return html, ""
    return html[: found.start()] + html[found.end() :], _plain(found[1])


def _without_byline(html: str) -> tuple[str, str]:
    paragraphs = list(PARAGRAPH.finditer(html))
    for paragraph in _edges(paragraphs):
        if names := names_in_line(_plain(paragraph[1])):
            return html[: paragraph.start()] + html[paragraph.end() :], names
    return html, ""


def _edges(paragraphs: Sequence[re.Match[str]]) -> Sequence[re.Match[str]]:
    return (*paragraphs[:EDGE], *paragraphs[EDGE:][-EDGE:])


def _plain(html: str) -> str:
    return titles.line(unescape(TAG.sub("", html)))
