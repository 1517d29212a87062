"""Unpacking: what gzip, bzip2 and xz made small, as far as it may grow again."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zlib
from io import BytesIO
from typing import BinaryIO, cast

from articles import limits
from articles.limits import TooMuch

GZIP, BZIP2, XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00"
PIECE = 64 * 1024
MOST = 96 * 1024 * 1024
"""Bytes unpacked of a file that has to stand in memory as a whole."""
ALWAYS = 10 * 1024 * 1024
"""Bytes that are little however far they were packed: no ratio is asked for below."""


class Broken(ValueError):
    """Packed bytes that cannot be unpacked. The message says why."""


def is_packed(head: bytes) -> bool:
    return head.startswith((GZIP, BZIP2, XZ))


def check_growth(packed: int, unpacked: int, most: int) -> None:
    """Raises TooMuch where so many bytes of a file of `packed` bytes are too many."""
    if unpacked > max(ALWAYS, packed * limits.ZIP_RATIO):
        raise TooMuch(
            f"The file unpacks to more than {limits.ZIP_RATIO} times its size. It was made to do "
            "harm, or holds no stories."
        )
    if unpacked > most:
        raise TooMuch(f"The file unpacks to more than {most:,} bytes. Split it.")


def unpacked(data: bytes) -> BytesIO:
    """What a packed file holds, counted while it is read. Raises Broken and TooMuch."""
    whole = BytesIO()
    try:
        with _opened(data) as stream:
            while piece := stream.read(PIECE):
                whole.write(piece)
                check_growth(len(data), whole.tell(), MOST)
    except (OSError, EOFError, zlib.error, lzma.LZMAError) as error:
        raise Broken(f"it is damaged or cut short ({error})") from error
    whole.seek(0)
    return whole


def _opened(data: bytes) -> BinaryIO:
    if data.startswith(GZIP):
        return cast(BinaryIO, gzip.GzipFile(fileobj=BytesIO(data)))
    if data.startswith(BZIP2):
        return cast(BinaryIO, bz2.BZ2File(BytesIO(data)))
    return cast(BinaryIO, lzma.LZMAFile(BytesIO(data)))
