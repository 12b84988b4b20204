"""What reading is told, and what it gives."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from corrobora.model import Document, Refusal


@dataclass(frozen=True)
class Limits:
    """How large one report may be, so that hostile input cannot fill the memory.

    `report_bytes` holds for a file, a line or a row: the longest book has some 3 million
    characters. A PDF carries pictures and may be larger; what it unpacks to is limited by
    `pdf_memory_bytes` (of its reader's whole address space) and `pdf_seconds`.
    """

    report_bytes: int = 20_000_000
    meta_bytes: int = 1_000_000
    pdf_bytes: int = 100_000_000
    pdf_memory_bytes: int = 1_000_000_000
    pdf_seconds: int = 60


@dataclass(frozen=True)
class IngestOptions:
    """`published`, `language` and `encoding` overrule what the input says of itself.

    `stdin` is what the path "-" reads; None is the process's standard input.
    """

    published: dt.date | None = None
    language: str | None = None
    encoding: str | None = None
    limits: Limits = field(default_factory=Limits)
    stdin: BinaryIO | None = None


@dataclass(frozen=True)
class Ingested:
    """A document, the bytes it was read from, and where they stood (`file` or `file:line`).

    `original` is the whole file for a file that holds one report; the line for JSON Lines; the
    header and the row for a table, which is a table of one row and can be read again alone.
    """

    document: Document
    original: bytes
    source: str


@dataclass(frozen=True)
class Source:
    """One input: how messages call it, the name its report gets by default, and its bytes.

    `path` is None for standard input. `open` gives the bytes from their beginning and may be
    called again only where `path` is given.
    """

    shown: str
    name: str
    open: Callable[[], BinaryIO]
    path: Path | None = None


# What reads one input of a format. A new format is one such function and one line in formats.py.
Read = Callable[[Source, IngestOptions], Iterator[Ingested | Refusal]]
