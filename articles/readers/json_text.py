"""JSON as a file holds it: bounded before it is built, and its faults told by line."""

from __future__ import annotations

import json
from typing import Any

from articles.readers.encodings import Undecodable, decode
from articles.readers.reading import Reading, refused

MOST_BYTES = 20 * 1024 * 1024
"""One file of JSON that is built as a whole."""

MOST_VALUES = 2_000_000
"""Commas, brackets and braces: what the values built from them take is under 200 MB."""

REMEDY = "Export it again, or mend that line in a text editor."


class NotJSON(ValueError):
    """Text that holds no JSON we can build. `reading` tells an editor."""

    def __init__(self, message: str, remedy: str = REMEDY, line: int | None = None) -> None:
        super().__init__(message)
        self.reading: Reading = refused(message, remedy, line)


def text(data: bytes) -> str:
    """The text of a file of JSON. Raises NotJSON for bytes that are none."""
    try:
        return decode(data).text.removeprefix("\ufeff")
    except Undecodable as error:
        message = f"The file cannot be read: {error.message}."
        raise NotJSON(message, error.remedy) from error


def parse(written: str, first_line: int = 1) -> Any:
    """The value in `written`. Raises NotJSON, naming the line where it fails."""
    check_size(written)
    value, end = decoded(json.JSONDecoder(), written, _start(written), first_line)
    if rest := written[end:].strip():
        line = first_line + written.count("\n", 0, end)
        raise NotJSON(f"After the JSON something else follows: “{rest[:30]}”.", line=line)
    return value


def decoded(
    decoder: json.JSONDecoder, written: str, start: int, first_line: int = 1
) -> tuple[Any, int]:
    """The value that begins at `start`, and where it ends. Raises NotJSON."""
    try:
        return decoder.raw_decode(written, start)
    except json.JSONDecodeError as error:
        line = first_line + error.lineno - 1
        raise NotJSON(f"The JSON breaks off in line {line}: {error.msg}.", line=line) from error
    except RecursionError as error:
        message = "The JSON nests too many lists in one another."
        raise NotJSON(message, "Check that it is the right file.") from error
    except ValueError as error:
        raise NotJSON(f"The JSON cannot be read: {str(error)[:100]}.") from error


def check_size(written: str) -> None:
    """Raises NotJSON for more values than memory should hold."""
    if len(written) > MOST_VALUES and sum(map(written.count, ",[{")) > MOST_VALUES:
        raise NotJSON(f"The file holds more than {MOST_VALUES:,} values.", "Split it.")


def _start(written: str) -> int:
    return len(written) - len(written.lstrip())
