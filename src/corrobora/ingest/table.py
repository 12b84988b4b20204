"""CSV tables: a header, then one report a row, read as a stream."""

import codecs
import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from corrobora.errors import InputError
from corrobora.ingest.compose import Report, compose, refusal
from corrobora.ingest.decode import decoded
from corrobora.ingest.fields import from_words
from corrobora.ingest.opened import lines, unreadable
from corrobora.ingest.options import Ingested, IngestOptions, Source
from corrobora.model import Refusal

MEDIA_TYPE = "text/csv"
TEXT = "text"
# Spreadsheets write semicolons where the comma is the decimal sign.
_DELIMITERS = (",", ";", "\t")
_SAMPLE = 1_000_000
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


class _Lines:
    """The decoded lines of a table; keeps what the row under way was made of.

    A row that is broken may have swallowed the rows after it (a quotation mark that is never
    closed): `back_to_second` gives all but its first line out again.
    """

    def __init__(self, file: BinaryIO, encoding: str, limit: int) -> None:
        self._numbered = lines(file, limit)
        self._encoding = encoding
        self._limit = limit
        self._again: deque[tuple[int, bytes | None]] = deque()
        self.row: list[tuple[int, bytes | None]] = []
        self._size = 0

    def begin(self) -> None:
        """Start a new row."""
        self.row.clear()
        self._size = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        number, line = self._again.popleft() if self._again else next(self._numbered)
        self.row.append((number, line))
        if line is None:
            raise InputError(f"is a line of more than {self._limit:,} bytes")
        self._size += len(line)
        if self._size > self._limit:
            raise InputError(f"is a row of more than {self._limit:,} bytes")
        if b"\0" in line:
            raise InputError("is binary, not text: it holds NUL bytes")
        try:
            return line.decode(self._encoding)
        except UnicodeDecodeError as error:
            raise InputError(f"is not text in {self._encoding}") from error

    def back_to_second(self) -> None:
        """Give out again the lines of the row under way but its first."""
        self._again.extendleft(reversed(self.row[1:]))

    def taken(self) -> tuple[int, bytes]:
        """The number of the first line of the row just read, and the row's bytes."""
        first = self.row[0][0]
        return first, b"".join(line or b"" for _, line in self.row)


def read(source: Source, options: IngestOptions) -> Iterator[Ingested | Refusal]:
    """The reports in the rows of a table; a row that does not fit the header is refused."""
    try:
        with source.open() as file:
            encoding = _encoding(file, options)
            feed = _Lines(file, encoding, options.limits.report_bytes)
            header, delimiter, head = _header(feed)
            yield from _rows(feed, _Header(header, delimiter, head), source, options)
    except InputError as error:
        yield refusal(source.shown, error)
    except OSError as error:
        yield refusal(source.shown, unreadable(error))


class _Header:
    def __init__(self, columns: list[str], delimiter: str, original: bytes) -> None:
        self.columns = columns
        self.delimiter = delimiter
        self.original = original if original.endswith(b"\n") else original + b"\n"


def _encoding(file: BinaryIO, options: IngestOptions) -> str:
    """The encoding of the table, by its first bytes, which are not consumed."""
    sample = file.read(_SAMPLE)
    if not sample:
        raise InputError("is empty")
    mark = 3 if sample.startswith(b"\xef\xbb\xbf") else 0
    file.seek(mark)
    if len(sample) == _SAMPLE:
        sample = sample[: sample.rfind(b"\n") + 1] or sample
    if not sample.startswith(_WIDE_MARKS):
        # A NUL costs the row that it stands in, not the table.
        sample = sample.replace(b"\0", b"")
    encoding = decoded(sample, encoding=options.encoding)[1]
    if encoding.startswith(("utf-16", "utf-32")):
        raise InputError(f"is a table in {encoding}; save it as UTF-8")
    return encoding


def _header(feed: _Lines) -> tuple[list[str], str, bytes]:
    first = next(feed, "")
    if not first.strip():
        raise InputError("has no header in its first line")
    _, original = feed.taken()
    columns: list[str] = []
    for delimiter in _DELIMITERS:
        try:
            row = next(csv.reader([first], delimiter=delimiter, strict=True), [])
        except csv.Error:
            continue
        columns = [column.strip().lower() for column in row]
        if TEXT in columns:
            break
    else:
        raise InputError(f"has no column called {TEXT} in its first line")
    for column in columns:
        if column and columns.count(column) > 1:
            raise InputError(f"has two columns called {column}")
    return columns, delimiter, original


def _rows(
    feed: _Lines, header: _Header, source: Source, options: IngestOptions
) -> Iterator[Ingested | Refusal]:
    # The module's own limit is one for the whole process; the row's is counted in _Lines.
    csv.field_size_limit(max(csv.field_size_limit(), options.limits.report_bytes + 1))
    rows = csv.reader(feed, delimiter=header.delimiter, strict=True)
    any_row = False
    while True:
        feed.begin()
        try:
            row = next(rows)
        except StopIteration:
            break
        except (csv.Error, InputError) as error:
            number = feed.row[0][0]
            yield refusal(f"{source.shown}:{number}", _reason(error))
            feed.back_to_second()
            any_row = True
            continue
        if not any(field.strip() for field in row):
            continue
        any_row = True
        number, original = feed.taken()
        here = replace(source, shown=f"{source.shown}:{number}", name=f"{source.name}:{number}")
        if len(row) != len(header.columns):
            fields = f"has {len(row)} fields where the header has {len(header.columns)}"
            yield refusal(here.shown, fields)
            continue
        words = dict(zip(header.columns, row, strict=True))
        report = Report(
            words[TEXT],
            header.original + original,
            MEDIA_TYPE,
            from_words(words),
            "this row",
            apart=True,
        )
        yield from compose(report, here, options)
    if not any_row:
        yield refusal(source.shown, "holds no row below its header")


def _reason(error: Exception) -> str:
    if isinstance(error, InputError):
        return str(error)
    said = str(error)
    if "unexpected end" in said:
        return "is a broken row: a quotation mark is never closed"
    return f"is a broken row: {said}"
