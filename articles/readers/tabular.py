"""Tables: CSV, TSV and their like, a story a row, whatever the columns are called."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.readers import columns, records, rows
from articles.readers.encodings import Undecodable, decode
from articles.readers.formats import MARKED_UP
from articles.readers.reading import Problem, Reading, refused

MOST_BYTES = 20 * 1024 * 1024
DELIMITERS = ",;\t|"
NAMES = (".csv", ".tsv", ".tab", ".psv")
NEEDED = 3  # known columns that make a table of a file whose name does not say so
LONGEST_NAME = 60
LONGEST_HEADER = 4_000
FIRST_CELL = re.compile(r"[,;\t|].*")
TELLING = re.compile(r"\A\s*sep=(.)\s*\n", re.IGNORECASE)
MOST_COLUMNS = 1_000
MOST_TRIES = 20
MOST_LINES = 1_000_000
MOST_CELLS = 100_000  # in one line
COLUMNS_SHOWN = 8
REMEDY = "Name the columns in the first row: title, date, author, section, tags, text."

csv.field_size_limit(MOST_BYTES)


def recognises(name: str, head: bytes) -> bool:
    """A first row of known columns; or a table's name on what is no mark-up."""
    if MARKED_UP.match(head) or head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return False
    return name.lower().endswith(NAMES) or _is_header(_beginning(head))


def _beginning(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head[: len(head) & ~1].decode("utf-16", "replace")
    else:
        text = head[: head.find(b"\n") + 1 or None].decode("utf-8-sig", "replace")
    return next(iter(text.splitlines()), "")


def _is_header(line: str) -> bool:
    """Prose is seen at the first cell: no column is called a sentence."""
    if len(line) > LONGEST_HEADER or not columns.is_name(FIRST_CELL.sub("", line)):
        return False
    names = _header(line)
    found = columns.known(names)
    short = all(len(name) < LONGEST_NAME for name in names)
    return short and len(found) >= NEEDED and bool(found & {"title", "body"})


def _header(line: str) -> list[str]:
    """The names in a first row, cut where most of them are known."""
    cut = [_cells(line, delimiter) for delimiter in DELIMITERS]
    return max(cut, key=lambda names: (len(columns.known(names)), len(names)))


def _cells(line: str, delimiter: str) -> list[str]:
    return next(csv.reader(io.StringIO(line, newline=""), delimiter=delimiter), [])


def read(data: bytes, name: str = "") -> Iterator[Reading]:
    """A reading for each row that is not empty, in order."""
    try:
        text = decode(data).text.removeprefix("\ufeff")
    except Undecodable as error:
        yield refused(f"The file cannot be read: {error.message}.", error.remedy)
        return
    if text.count("\n") > MOST_LINES:
        yield refused(f"The table has more than {MOST_LINES:,} lines.", "Split it.")
        return
    table = Table.of(text)
    if fault := table.fault:
        yield refused(fault, REMEDY)
        return
    full = (row for row in table.rows() if any(cell.strip() for cell in row.cells))
    yield from records.bounded(_reading(table, row) for row in full)


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells, its number from one, its first and last line; whether a quote stays open."""

    cells: Sequence[str]
    number: int
    lines: tuple[int, int]
    unclosed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of a table; where the first story stands, its columns, what parts its cells."""

    lines: Sequence[str]
    start: int
    names: Sequence[str]
    delimiter: str

    @classmethod
    def of(cls, text: str) -> Table:
        told = TELLING.match(text)
        text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
        lines = io.StringIO(text, newline="").readlines()
        start = 1 if told else 0
        line = "".join(lines[start : start + 1])
        if line.count(",") + line.count(";") + line.count("\t") + line.count("|") > MOST_CELLS:
            return cls(lines, start, [line[:LONGEST_NAME]] * (MOST_COLUMNS + 1), ",")
        given = (told[1],) if told and told[1] in DELIMITERS else DELIMITERS
        ranked = (
            (len(columns.known(cells)), len(cells), -order, delimiter)
            for order, delimiter in enumerate(given)
            for cells in [_cells(line, delimiter)]
        )
        delimiter = max(ranked)[3]
        reader = csv.reader(lines[start:], delimiter=delimiter)
        names = next(reader, [])
        return cls(lines, start + reader.line_num, names, delimiter)

    @property
    def fault(self) -> str:
        """Why there is no table here, if there is none."""
        if not self.names:
            return "The file is empty."
        if len(self.names) > MOST_COLUMNS:
            return f"The table has more than {MOST_COLUMNS:,} columns."
        if any(len(line) > MOST_CELLS < line.count(self.delimiter) for line in self.lines):
            return f"A line of the table has more than {MOST_CELLS:,} cells."
        if not columns.known(list(self.names)) & {"title", "body"}:
            shown = ", ".join(f"“{name[:30]}”" for name in self.names[:COLUMNS_SHOWN])
            return f"No column is called title or text; the first row reads {shown}."
        return ""

    def rows(self) -> Iterator[Row]:
        """The rows. One whose quotation mark never closes ends at its line, not with the file."""
        start, number = self.start, 0
        for _ in range(MOST_TRIES):
            resumed = start
            for row in self._rows(start, number):
                number, resumed = row.number, row.lines[0]
                if row.unclosed and row.lines[1] > row.lines[0]:
                    yield self._cut(row)
                    break
                yield row
            else:
                return
            start = resumed

    def _rows(self, start: int, number: int) -> Iterator[Row]:
        reader = csv.reader(self.lines[start:], delimiter=self.delimiter)
        first = start + 1
        for further, cells in enumerate(reader, 1):
            last = start + reader.line_num
            unclosed = last == len(self.lines) and self._is_open(first, last)
            yield Row(cells, number + further, (first, last), unclosed)
            first = last + 1

    def _is_open(self, first: int, last: int) -> bool:
        quotes = sum(line.count('"') for line in self.lines[first - 1 : last])
        return quotes % 2 == 1

    def _cut(self, row: Row) -> Row:
        """The first line of a row that never ends, by itself."""
        line = self.lines[row.lines[0] - 1].replace('"', "")
        cells = _cells(line, self.delimiter)
        return Row(cells, row.number, (row.lines[0], row.lines[0]), unclosed=True)


def _reading(table: Table, row: Row) -> Reading:
    cells = dict(zip(reversed(table.names), reversed(_fitted(table, row)), strict=True))
    record = rows.record(cells, f"Row {row.number}", row.lines)
    record.problems += _odd(table, row)
    return records.read(record)


def _fitted(table: Table, row: Row) -> list[str]:
    """As many cells as there are columns; of two columns with one name the first counts."""
    missing = len(table.names) - len(row.cells)
    return [*row.cells[: len(table.names)], *[""] * missing]


def _odd(table: Table, row: Row) -> Iterator[Problem]:
    line = row.lines[0]
    if any(cell.strip() for cell in row.cells[len(table.names) :]):
        yield Problem(
            message=f"Row {row.number} has more cells than columns; the rest was left out.",
            remedy="Put quotation marks around text that holds the character between cells.",
            line=line,
        )
    if row.unclosed:
        yield Problem(
            message=f"A quotation mark opened in line {line} is never closed.",
            remedy="Close it, or double it where it stands for itself.",
            line=line,
        )
