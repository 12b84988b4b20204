"""Cells of a CSV file: text that no spreadsheet runs, numbers as they are, unknown as empty.

A text that a spreadsheet would take for a formula (it begins with = + - @, their full-width forms,
a tab or a line break) is written with an apostrophe before it, and so is one that already begins
with apostrophes before such a sign; `plain_text` takes exactly that one apostrophe off again.
Numbers are written without it, so that a latitude may be negative. Records end in CR LF and fields
are quoted where needed (RFC 4180); the file is UTF-8 without a byte order mark.
"""

import csv
import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import IO

Cell = str | int | float | dt.date | None

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def cell(value: Cell) -> str:
    """The value as it stands in a CSV file; None is empty."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) else value
    if isinstance(value, dt.date):
        return value.isoformat()
    return repr(value)


def plain_text(written: str) -> str:
    """The text that `cell` was given."""
    return written[1:] if written.startswith("'") and _FORMULA.match(written) else written


class CsvRows:
    """Writes rows with fixed columns to an open text file (opened with newline="")."""

    def __init__(self, stream: IO[str], columns: Sequence[str]) -> None:
        self._columns = tuple(columns)
        self._writer = csv.writer(stream, lineterminator="\r\n")
        self._writer.writerow(self._columns)

    def add(self, row: Mapping[str, Cell]) -> None:
        """Write one row. Raises KeyError for a column without a value."""
        self._writer.writerow([cell(row[column]) for column in self._columns])


def read_rows(stream: IO[str]) -> Iterator[dict[str, str]]:
    """The rows of a file that `CsvRows` wrote, every cell as text."""
    for row in csv.DictReader(stream):
        yield {column: plain_text(written) for column, written in row.items()}
