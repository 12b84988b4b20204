"""Coding what the user names, with progress shown and each refusal told in one line."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corrobora.commands.screen import Told, progress, say
from corrobora.ingest import IngestOptions, read_paths
from corrobora.model import Refusal
from corrobora.pipeline import reader_named
from corrobora.run import code_corpus, runner
from corrobora.store.workspace import Workspace


@dataclass(frozen=True)
class Coding:
    """What is to be coded and how."""

    paths: Sequence[Path | None]
    options: IngestOptions
    jobs: int = 1
    quiet: bool = False
    reader: str = "both"


@dataclass(frozen=True)
class Coded:
    """The reports that were named, by id in order, how many were read now, what was refused."""

    documents: tuple[str, ...]
    read: int
    refused: int


def code_into(workspace: Workspace, coding: Coding) -> Coded:
    """Code everything named into `workspace`, and tell of every refusal."""
    documents: dict[str, None] = {}
    read = refused = 0
    with progress(quiet=coding.quiet) as told:
        told("Loading the reader", None)
        make = reader_named(coding.reader)
        reader = make(lambda what, share: told(f"Building the gazetteer: {what}", share))
        incoming = read_paths(coding.paths, coding.options)
        _tell(told, 0, 0)
        for item in code_corpus(incoming, workspace, reader, runner(reader, coding.jobs)):
            if isinstance(item, Refusal):
                refused += 1
                say(refusal_line(item))
            else:
                documents[item.document_id] = None
                read += item.new
            _tell(told, len(documents), refused)
    return Coded(tuple(documents), read, refused)


def refusal_line(refusal: Refusal) -> str:
    """The refusal as the one line that the user sees."""
    return f"corrobora: {refusal.source or refusal.document_id}: {refusal.reason}"


def _tell(told: Told, done: int, refused: int) -> None:
    told(f"Coding: {done:,} reports" + (f", {refused:,} refused" if refused else ""), None)
