"""PDF: the text layer, read in a child process, which a hostile file may bring down alone."""

import subprocess
import sys
from collections.abc import Iterator

import msgspec

from corrobora.errors import InputError
from corrobora.ingest.compose import Report, compose, refusal
from corrobora.ingest.dates import day_of
from corrobora.ingest.fields import Fields, beside
from corrobora.ingest.opened import whole
from corrobora.ingest.options import Ingested, IngestOptions, Limits, Source
from corrobora.ingest.pdf_lines import Line, paragraphs
from corrobora.model import DateCandidate, Refusal

_CHILD = "corrobora.ingest.pdf_child"


class Pages(msgspec.Struct, frozen=True, kw_only=True):
    """What the child found: the pages' lines, or why there are none."""

    pages: tuple[tuple[Line, ...], ...] = ()
    title: str | None = None
    author: str | None = None
    created: str | None = None
    problem: str | None = None


def read(source: Source, options: IngestOptions) -> Iterator[Ingested | Refusal]:
    """The report in a PDF's text layer.

    The day on which the file was made is kept as a candidate of the date of publication and not
    chosen: old reports are scanned and printed anew.
    """
    try:
        with source.open() as file:
            original = whole(file, options.limits.pdf_bytes)
        if b"%PDF-" not in original[:1024]:
            raise InputError("is no PDF, whatever its ending says")
        fields = beside(source.path, options.limits.meta_bytes)
        pages = _pages(original, options.limits)
        text = paragraphs(pages.pages)
        if not any(character.isalnum() for character in text):
            raise InputError("is a PDF without a text layer, such as a scan; it needs OCR first")
    except InputError as error:
        yield refusal(source.shown, error)
        return
    for item in compose(
        Report(
            text,
            original,
            "application/pdf",
            fields,
            found=Fields(title=pages.title, author=pages.author),
        ),
        source,
        options,
    ):
        yield item if isinstance(item, Refusal) else _with_created(item, pages.created)


def _with_created(item: Ingested, created: str | None) -> Ingested:
    """The report with the day on which its file was made among the candidates."""
    try:
        day = day_of(created or "")
    except InputError:
        return item
    candidate = DateCandidate(date=day, grounds="PDF creation date (of the file, not chosen)")
    document = item.document
    candidates = (*document.published_candidates, candidate)
    document = msgspec.structs.replace(document, published_candidates=candidates)
    return Ingested(document, item.original, item.source)


def _pages(original: bytes, limits: Limits) -> Pages:
    """What the child process makes of the file. Raises InputError for whatever goes wrong."""
    command = [sys.executable, "-P", "-m", _CHILD]
    command += [str(limits.pdf_memory_bytes), str(limits.pdf_seconds), str(limits.report_bytes)]
    try:
        done = subprocess.run(
            command, input=original, capture_output=True, timeout=limits.pdf_seconds, check=False
        )
    except subprocess.TimeoutExpired as error:
        reason = f"is a PDF that took more than {limits.pdf_seconds} seconds to read"
        raise InputError(reason) from error
    except OSError as error:
        raise InputError(f"is a PDF, and its reader cannot be started: {error}") from error
    try:
        found = msgspec.json.decode(done.stdout, type=Pages)
    except msgspec.MsgspecError as error:
        raise InputError("is a PDF that brought its reader down") from error
    if found.problem:
        raise InputError(found.problem)
    return found
