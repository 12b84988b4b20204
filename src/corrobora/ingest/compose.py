"""A text and what is said of it put together into a document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corrobora.errors import InputError, RecordError
from corrobora.ids import sha256
from corrobora.ingest.dates import chosen, day_of
from corrobora.ingest.fields import NO_FIELDS, Fields, said
from corrobora.ingest.language import language_of
from corrobora.ingest.options import Ingested, IngestOptions, Source
from corrobora.model import DateCandidate, Document, Refusal


@dataclass(frozen=True)
class Report:
    """What a reader found in one input, before it is a document.

    `fields` is what the input (or the file beside it) says in so many words, from `grounds`;
    `found` is what the program read out of the page, which fills the gaps. `dates` are the page's
    own, the best first. `apart` tells that the headline is no part of `text` yet and stands before
    it in the source; else it is only looked for at the text's beginning.
    """

    text: str
    original: bytes
    media_type: str
    fields: Fields = NO_FIELDS
    grounds: str = "the file beside it"
    found: Fields = NO_FIELDS
    dates: tuple[DateCandidate, ...] = ()
    apart: bool = False


def refusal(source: str, reason: object) -> Refusal:
    """The refusal of `source`; the reason is one line."""
    return Refusal(reason=" ".join(str(reason).split()), source=source)


def compose(report: Report, source: Source, options: IngestOptions) -> Iterator[Ingested | Refusal]:
    """The document of `report`, after a refusal for a date of publication that is none.

    Such a report is read without that date: nothing but the date is lost. A text that is blank or
    cannot be encoded gives a refusal alone.
    """
    dates = report.dates
    if (written := said(report.fields.published)) is not None:
        try:
            day = day_of(written)
            dates = (DateCandidate(date=day, grounds=f"published, in {report.grounds}"), *dates)
        except InputError as error:
            yield refusal(source.shown, f"is read without the date in {report.grounds}: {error}")
    try:
        document = _document(report, dates, source, options)
    except (InputError, RecordError) as error:
        yield refusal(source.shown, error)
        return
    yield Ingested(document, report.original, source.shown)


def _document(
    report: Report, dates: tuple[DateCandidate, ...], source: Source, options: IngestOptions
) -> Document:
    fields, found = report.fields, report.found
    heading = fields.heading() or found.heading()
    text, headline_end = _headed(report.text, heading, report.apart)
    if not report.text.strip():
        raise InputError("holds no text")
    _refuse_unwritable(text)
    published, grounds = chosen(options.published, dates)
    return Document(
        text=text,
        headline_end=headline_end,
        name=_clean(said(fields.doc_id)) or source.name,
        url=_clean(said(fields.url) or said(found.url)),
        publisher=_clean(said(fields.publisher) or said(found.publisher)),
        author=_clean(said(fields.author) or said(found.author)),
        title=_clean(said(fields.title) or heading),
        published=published,
        published_grounds=grounds,
        published_candidates=dates,
        language=_language(options.language or said(fields.language), text),
        media_type=report.media_type,
        original_sha256=sha256(report.original),
    )


def _headed(text: str, heading: str | None, apart: bool) -> tuple[str, int]:
    """The text and where its headline ends: before it, at its beginning, or not in it (0).

    A headline in the text ends where it ends there, whatever white space it holds, and only at the
    end of a line: a lead that begins with the headline's words is no headline.
    """
    if not heading:
        return text, 0
    words = r"\s+".join(re.escape(word) for word in heading.split())
    if match := re.match(rf"\s*{words}(?=[ \t]*(?:[\r\n]|\Z))", text):
        return text, match.end()
    if apart:
        one_line = " ".join(heading.split())
        return f"{one_line}\n\n{text}", len(one_line)
    return text, 0


def _language(given: str | None, text: str) -> str:
    """The language without its country ("en" of "en-GB"), as given or as the text shows."""
    return re.split("[-_]", given.strip())[0].lower() if given else language_of(text)


def _clean(value: str | None) -> str | None:
    if value:
        _refuse_unwritable(value)
    return value


def _refuse_unwritable(text: str) -> None:
    """Raise InputError for what no file can hold as text."""
    if "\0" in text:
        raise InputError("is binary, not text: it holds NUL characters")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(f"holds half a character (a lone surrogate) at {error.start}") from error
