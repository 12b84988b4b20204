"""JSON Lines, plain or gzip-compressed: one report a line, read as a stream."""

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, cast

from corrobora.errors import InputError
from corrobora.ingest.compose import Report, compose, refusal
from corrobora.ingest.fields import Line, LineFields, from_json
from corrobora.ingest.opened import lines, unreadable
from corrobora.ingest.options import Ingested, IngestOptions, Source
from corrobora.model import Refusal

MEDIA_TYPE = "application/x-ndjson"
_BOM = b"\xef\xbb\xbf"


def read(source: Source, options: IngestOptions) -> Iterator[Ingested | Refusal]:
    """The reports in a file of JSON Lines; a broken line is refused and the next is read."""
    try:
        with source.open() as file:
            yield from read_lines(file, source, options)
    except InputError as error:
        yield refusal(source.shown, error)


def read_gzip(source: Source, options: IngestOptions) -> Iterator[Ingested | Refusal]:
    """The reports in a gzip-compressed file of JSON Lines.

    What it unpacks to is held a line at a time, so that its size does not matter.
    """
    try:
        with source.open() as packed, gzip.GzipFile(fileobj=packed) as file:
            yield from read_lines(cast(BinaryIO, file), source, options)
    except InputError as error:
        yield refusal(source.shown, error)


def read_lines(
    file: BinaryIO, source: Source, options: IngestOptions
) -> Iterator[Ingested | Refusal]:
    """The reports in the lines of `file`; blank lines are passed over."""
    limit = options.limits.report_bytes
    number, any_line = 0, False
    numbered = lines(file, limit)
    while True:
        try:
            number, line = next(numbered)
        except StopIteration:
            break
        except (EOFError, zlib.error, OSError) as error:
            reason = _broken(error, number)
            yield refusal(source.shown, reason)
            return
        if line is not None and not line.removeprefix(_BOM).strip():
            continue
        any_line = True
        here = replace(source, shown=f"{source.shown}:{number}", name=f"{source.name}:{number}")
        if line is None:
            yield refusal(here.shown, f"is a line of more than {limit:,} bytes")
        else:
            yield from _report(line, here, options)
    if not any_line:
        yield refusal(source.shown, "is empty")


def _report(line: bytes, here: Source, options: IngestOptions) -> Iterator[Ingested | Refusal]:
    content = line.removeprefix(_BOM)
    try:
        text = from_json(content, Line).text
        fields = from_json(content, LineFields)
    except InputError as error:
        yield refusal(here.shown, error)
        return
    original = line.rstrip(b"\r\n")
    report = Report(text, original, MEDIA_TYPE, fields, "this line", apart=True)
    yield from compose(report, here, options)


def _broken(error: Exception, number: int) -> str:
    if isinstance(error, gzip.BadGzipFile | EOFError | zlib.error):
        after = f" after line {number}" if number else ""
        return f"is a broken gzip file{after}; what follows is lost"
    assert isinstance(error, OSError)
    return unreadable(error)
