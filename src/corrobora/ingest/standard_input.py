"""Standard input: a text, or what its first bytes show it to be."""

import io
import sys
from collections.abc import Iterator
from typing import BinaryIO, cast

import msgspec

from corrobora.ingest.formats import read as read_format
from corrobora.ingest.options import Ingested, IngestOptions, Source
from corrobora.model import Refusal

SHOWN = "standard input"
_LOOK = 1 << 16


def read(options: IngestOptions) -> Iterator[Ingested | Refusal]:
    """The reports that come on standard input."""
    raw = options.stdin or sys.stdin.buffer
    stream = _Ahead(raw)
    source = Source(SHOWN, "stdin", lambda: cast(BinaryIO, stream.whole()))
    yield from read_format(_ending(stream.first), source, options)


class _Ahead:
    """A stream that was looked into; `whole` gives it from its beginning."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self.first = raw.read(_LOOK)

    def whole(self) -> io.BufferedReader:
        return io.BufferedReader(_Joined(self.first, self._raw))


class _Joined(io.RawIOBase):
    """`first`, then what is left of `rest`, which is not closed."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        self._first = memoryview(first)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        room = len(buffer)
        taken = bytes(self._first[:room]) or self._rest.read(room)
        self._first = self._first[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)


def _ending(first: bytes) -> str:
    """The ending under which a file that begins with `first` would be read."""
    if first.startswith(b"%PDF-"):
        return ".pdf"
    if first.startswith(b"\x1f\x8b"):
        return ".jsonl.gz"
    start = first.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:200].lower().startswith((b"<!doctype html", b"<html")):
        return ".html"
    return ".jsonl" if _looks_like_json(start, ended=len(first) < _LOOK) else ".txt"


def _looks_like_json(start: bytes, *, ended: bool) -> bool:
    """Whether the first line is a JSON object, or an object's beginning that is too long to see."""
    line, end, _ = start.partition(b"\n")
    if not line.startswith(b"{"):
        return False
    if not end and not ended:
        return line.lstrip(b"{ \t")[:1] == b'"'
    try:
        return isinstance(msgspec.json.decode(line), dict)
    except (msgspec.DecodeError, RecursionError):
        return False
