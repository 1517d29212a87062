"""Bytes to text, never by force: what cannot be read exactly is refused, naming the byte."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from articles.readers.alphabets import PAGES, likeliest

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

MAGIC = (
    (b"\x1f\x8b", "a gzip archive"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-zip archive"),
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a rich text document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel document"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
)

# Python knows text codecs that are no charsets (unicode_escape), or are slow on purpose (idna).
CHARSETS = re.compile(
    r"utf-(8|16|32)|ascii|iso8859|iso2022|cp\d|koi8|mac-|gb|big5|euc|shift|tis|hz"
)
WEB_ALIASES = {"ascii": "cp1252", "iso8859-1": "cp1252", "gb2312": "gb18030", "shift_jis": "cp932"}

CONTROLS = bytes({*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F})
SAMPLE = 64 * 1024
CONFIDENT = 0.6


class Undecodable(ValueError):
    """Bytes that are no text we can vouch for. `remedy` says what the sender can do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, and the encoding it was read in (a Python codec name)."""

    text: str
    encoding: str


def decode(data: bytes, declared: str = "") -> Decoded:
    """The text in `data`: by its byte order mark, as declared, as UTF-8, or by a sound guess.

    Raises Undecodable when none of them gives exact text; U+FFFD is never in the result.
    """
    _refuse_known_binaries(data)
    decoded = _by_mark(data) or _by_shape(data) or _by_declaration(data, declared)
    decoded = decoded or _as_utf8(data) or _as_cesu8(data) or _by_guess(data)
    _refuse_lost_characters(decoded)
    return decoded


def _refuse_known_binaries(data: bytes) -> None:
    for magic, kind in MAGIC:
        if data.startswith(magic):
            raise Undecodable(
                f"the file is {kind}, not text (its first byte is 0x{data[0]:02x})",
                "Unpack or convert it, and import the text itself.",
            )


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _strictly(data, encoding, skip=len(mark))
    return None


def _strictly(data: bytes, encoding: str, skip: int = 0) -> Decoded:
    try:
        return Decoded(data[skip:].decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(data, error.start + skip, encoding) from error


def _undecodable(data: bytes, position: int, encoding: str) -> Undecodable:
    return Undecodable(
        f"byte {position + 1:,} (0x{data[position]:02x}) is not valid {encoding.upper()}",
        "Save the file again as UTF-8 and import it once more.",
    )


def _by_shape(data: bytes) -> Decoded | None:
    """UTF-16 without a mark shows as zeros in every other byte; other zeros are no text."""
    if 0 in data:
        for encoding, zeros, letters in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
            sample = data[:SAMPLE]
            if sample[zeros::2].count(0) > len(sample) // 4 and 0 not in sample[letters::2]:
                return _strictly(data, encoding)
        raise _binary(data, data.index(0))
    if data.translate(None, CONTROLS) != data:
        _refuse_noise(data)
    if b"\x1b$" in data and data.isascii():
        return _strictly(data, "iso2022_jp")
    return None


def _binary(data: bytes, position: int) -> Undecodable:
    return Undecodable(
        f"the file is not text: byte {position + 1:,} is 0x{data[position]:02x}",
        "Check that this is the right file; import the text of the story.",
    )


def _refuse_noise(data: bytes) -> None:
    controls = len(data) - len(data.translate(None, CONTROLS))
    if controls * 100 > len(data):
        raise _binary(data, next(i for i, byte in enumerate(data) if byte in CONTROLS))


def _by_declaration(data: bytes, declared: str) -> Decoded | None:
    try:
        encoding = codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):
        return None
    encoding = WEB_ALIASES.get(encoding, encoding)
    return _if_exact(data, encoding) if CHARSETS.match(encoding) else None


def _if_exact(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _as_utf8(data: bytes) -> Decoded | None:
    return _if_exact(data, "utf-8")


def _as_cesu8(data: bytes) -> Decoded | None:
    """Old databases wrote UTF-16 surrogates, each as three bytes of UTF-8."""
    try:
        units = data.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
        return Decoded(units.decode("utf-16-le"), "cesu-8")
    except UnicodeError:
        return None


def _by_guess(data: bytes) -> Decoded:
    position, spoiled = _first_fault(data)
    if spoiled:
        raise _undecodable(data, position, "utf-8")
    page, score = likeliest(data)
    decoded = _if_exact(data, page if score >= CONFIDENT else _second_opinion(data))
    if decoded is None or _is_sprinkled(decoded.text):
        raise _undecodable(data, position, "utf-8")
    return decoded


def _is_sprinkled(text: str) -> bool:
    """A few letters of another script in Latin prose: stray bytes some page has letters for."""
    letters = [char for char in text[:SAMPLE] if char.isalpha()]
    strangers = sum(char >= "\u0370" for char in letters)
    return 0 < strangers * 3 < len(letters)


def _first_fault(data: bytes) -> tuple[int, bool]:
    """Where UTF-8 breaks, and whether the rest is so clearly UTF-8 that a guess would spoil it."""
    kept = data.decode("utf-8", "ignore")
    position = len(data)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        position = error.start
    lost = len(data) - len(kept.encode())
    wide = sum(not char.isascii() for char in kept[:SAMPLE])
    return position, wide >= max(2, lost) or (position >= len(data) - 3 and wide > 0)


def _second_opinion(data: bytes) -> str:
    guess = from_bytes(data[:SAMPLE], cp_isolation=[*PAGES]).best()
    return guess.encoding if guess else ""


def _refuse_lost_characters(decoded: Decoded) -> None:
    before, lost, _ = decoded.text.partition("\ufffd")
    if lost:
        encoding = "utf-8" if decoded.encoding == "cesu-8" else decoded.encoding
        raise Undecodable(
            f"near byte {len(before.encode(encoding)) + 1:,} a character was lost (U+FFFD)"
            " before the file came here",
            "Export the text again, as UTF-8, from where it was written.",
        )
