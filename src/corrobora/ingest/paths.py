"""Paths to reports: files, folders and standard input, one after another, as a stream."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec

from corrobora.errors import InputError
from corrobora.ingest import standard_input
from corrobora.ingest.compose import refusal
from corrobora.ingest.fields import META_ENDING
from corrobora.ingest.formats import ending_of, read, unknown
from corrobora.ingest.names import Names
from corrobora.ingest.opened import open_file, unreadable
from corrobora.ingest.options import Ingested, IngestOptions, Source
from corrobora.model import Refusal


def read_paths(
    paths: Sequence[Path | None], options: IngestOptions
) -> Iterator[Ingested | Refusal]:
    """Every report at `paths`, in order, and a refusal for everything that is none.

    None and "-" stand for standard input. Folders are read with what is in them, sorted by name,
    hidden files passed over. No more than one report, and the file names of the folders that are
    open, is held at a time. Where two reports have one name, the second is named by where it
    stands, and a refusal says so.
    """
    taken = Names()
    for path in paths:
        for item in _read_path(path, options):
            if isinstance(item, Refusal):
                yield item
            else:
                yield from _distinct(item, taken)


def _distinct(item: Ingested, taken: Names) -> Iterator[Ingested | Refusal]:
    """The report under a name that no other report before it has."""
    name = item.document.name
    if taken.add(name):
        yield item
        return
    other, count = item.source, 1
    while not taken.add(other):
        count += 1
        other = f"{item.source} ({count})"
    yield refusal(
        item.source, f"has the name {name}, which an earlier report has; it is read as {other}"
    )
    yield replace(item, document=msgspec.structs.replace(item.document, name=other))


def _read_path(path: Path | None, options: IngestOptions) -> Iterator[Ingested | Refusal]:
    if path is None or str(path) == "-":
        yield from standard_input.read(options)
    elif os.path.isdir(path):
        any_item = False
        for item in _Folder(path, options).read():
            any_item = True
            yield item
        if not any_item:
            yield refusal(str(path), "is a folder without reports")
    else:
        yield from _read_file(path, path.name, options)


def _read_file(path: Path, relative: str, options: IngestOptions) -> Iterator[Ingested | Refusal]:
    """The reports of one file, which get the name `relative`, without its ending, by default."""
    shown = _writable(str(path))
    if path.name.lower().endswith(META_ENDING):
        yield refusal(shown, "tells of a report and is none itself; give the report")
        return
    ending = ending_of(path.name)
    if ending is None:
        yield refusal(shown, _unknown(path))
        return
    name = _writable(relative[: -len(ending)]) or path.name
    yield from read(ending, Source(shown, name, lambda: open_file(path), path), options)


def _unknown(path: Path) -> str:
    """Why a file without a known ending is not read."""
    try:
        open_file(path).close()
    except InputError as error:
        return str(error)
    return unknown(path)


def _writable(name: str) -> str:
    """A file name with the bytes that are no text shown as such."""
    return name.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="backslashreplace")


class _Folder:
    """One folder and what is in it. No folder is read twice, however the links in it run."""

    def __init__(self, top: Path, options: IngestOptions) -> None:
        self._top = top
        self._options = options
        self._read: set[tuple[int, int]] = set()

    def read(self) -> Iterator[Ingested | Refusal]:
        """All reports, by name. The folders under way are a list: their depth has no limit."""
        under_way = [self._entries(self._top)]
        while under_way:
            entry = next(under_way[-1], None)
            if entry is None:
                under_way.pop()
            elif isinstance(entry, Refusal):
                yield entry
            elif os.path.isdir(entry):
                under_way.append(self._entries(entry))
            else:
                relative = entry.relative_to(self._top).as_posix()
                yield from _read_file(entry, relative, self._options)

    def _entries(self, folder: Path) -> Iterator[Path | Refusal]:
        """The paths in one folder that may hold reports, sorted by name."""
        try:
            status = folder.stat()
            if (status.st_dev, status.st_ino) in self._read:
                yield refusal(_writable(str(folder)), "is a link to a folder that is read already")
                return
            self._read.add((status.st_dev, status.st_ino))
            names = sorted(name for name in os.listdir(folder) if not name.startswith("."))
        except OSError as error:
            yield refusal(_writable(str(folder)), unreadable(error))
            return
        stems = {name[: -len(ending)] for name in names if (ending := ending_of(name))}
        for name in names:
            path = folder / name
            if not name.lower().endswith(META_ENDING):
                yield path
            elif name[: -len(META_ENDING)] not in stems:
                # Its name may be misspelt, and the report's date be missed.
                yield refusal(_writable(str(path)), "tells of a report that is not beside it")
