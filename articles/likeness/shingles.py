"""Shingles: every run of three long words in a text, each as a number.

Words of fewer than four bytes in UTF-8 are passed over: left out, “of the” joins no two
stories, and a third of the work falls away. A script that does not space its words gives
runs of seven letters instead.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import NamedTuple
from unicodedata import is_normalized, normalize
from zlib import crc32

KEPT = 16
"""Shingles of a story that are kept, the smallest: texts that share half share eight of them."""
ASKED = 24
"""Shingles looked up: a longer story than the one on record has its smallest ones closer."""
HIGHEST = 1 << 32
WORDS, LETTERS = 3, 7
LEAST = 24
"""Shingles below which a text is too short to be like another: some forty words."""

TAG = re.compile(rb"<[^>]*>")
NO_BREAK_SPACE = b"&nbsp;"
LONG = 4
# What stands between words, as a table for bytes.translate.
SPACED = bytes(
    code if chr(code) in "0123456789abcdefghijklmnopqrstuvwxyz" or code >= 0x80 else 0x20
    for code in range(256)
)
# In UTF-8: Latin-1 signs, general punctuation, and what ends sentences in other scripts.
SIGN = re.compile(
    rb"\xc2[\x80-\xbf]|\xe2[\x80\x81][\x80-\xbf]|\xe3\x80[\x80-\xbf]|\xef\xbc[\x80-\x8f\x9a-\x9f]"
    rb"|\xd8[\x8c\x9b\x9f]|\xe0\xa5[\xa4\xa5]"
)
UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
)


class Shingles(NamedTuple):
    """The shingles of a text in order, and how many words (or letters) each spans."""

    numbers: list[int]
    span: int

    @property
    def sketch(self) -> tuple[int, ...]:
        """The smallest few, smallest first; none where the text is too short."""
        if len(self.numbers) < LEAST:
            return ()
        limit = 3 * ASKED * (HIGHEST // len(self.numbers))  # some 72 are below it, if as spread
        small = {number for number in self.numbers if number < limit}
        return tuple(sorted(small if len(small) >= ASKED else set(self.numbers))[:ASKED])


class Likeness(NamedTuple):
    """What a story is recognised by: its sketch, and a digest of all its words in order."""

    sketch: tuple[int, ...]
    wording: bytes


UNLIKE = Likeness((), b"")
"""That of no text at all."""


def likeness(html: str) -> Likeness:
    """That of a clean body, its bytes prepared once for both."""
    plain = _plain(html)
    words = _words(plain)
    return Likeness(_shingles(plain, words).sketch, _wording(words))


def shingles(html: str) -> Shingles:
    """Those of a clean body. Numbers are the same in every process, on every machine."""
    plain = _plain(html)
    return _shingles(plain, _words(plain))


def wording(html: str) -> bytes:
    """16 bytes that are equal where two bodies have the same words, short ones and figures too.

    Marks, punctuation, capitals and where paragraphs end make no difference.
    """
    return _wording(_words(_plain(html)))


def _plain(html: str) -> bytes:
    """Small letters, digits and spaces between; other scripts as they are."""
    if not html.isascii() and not is_normalized("NFC", html):
        html = normalize("NFC", html)
    data = TAG.sub(b" ", html.lower().encode("utf-8", "replace"))
    if NO_BREAK_SPACE in data:
        data = data.replace(NO_BREAK_SPACE, b" ")
    return data if data.isascii() else SIGN.sub(b" ", data)


def _words(plain: bytes) -> list[bytes]:
    return plain.translate(SPACED).split()


def _wording(words: list[bytes]) -> bytes:
    return blake2b(b" ".join(words), digest_size=16).digest()


def _shingles(plain: bytes, words: list[bytes]) -> Shingles:
    if not plain.isascii() and _is_unspaced(text := plain.decode("utf-8", "replace")):
        return Shingles(_of_letters(text), LETTERS)
    return Shingles(_of_words([word for word in words if len(word) >= LONG]), WORDS)


def _is_unspaced(text: str) -> bool:
    """Whether most of the letters are of scripts that set no spaces between words."""
    return bool(UNSPACED.search(text)) and 2 * len(UNSPACED.findall(text)) > len(text)


def _of_words(words: list[bytes]) -> list[int]:
    """A check sum goes on where another ended, so that no run need be joined to be summed."""
    ones = map(crc32, words)
    twos = map(crc32, words[1:], ones)
    return list(map(crc32, words[2:], twos))


def _of_letters(text: str) -> list[int]:
    letters = "".join(text.split())
    runs = (letters[at : at + LETTERS] for at in range(len(letters) - LETTERS + 1))
    return [crc32(run.encode()) for run in runs]
