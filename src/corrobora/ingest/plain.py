"""Plain text: the words as they stand, so that offsets hold in the file itself."""

from collections.abc import Iterator

from corrobora.errors import InputError
from corrobora.ingest.compose import Report, compose, refusal
from corrobora.ingest.decode import decoded
from corrobora.ingest.fields import beside
from corrobora.ingest.opened import whole
from corrobora.ingest.options import Ingested, IngestOptions, Source
from corrobora.model import Refusal


def read(source: Source, options: IngestOptions) -> Iterator[Ingested | Refusal]:
    """The report in a text file. Only a byte order mark is taken away; line ends stay."""
    try:
        with source.open() as file:
            original = whole(file, options.limits.report_bytes)
        text, encoding = decoded(original, encoding=options.encoding)
        fields = beside(source.path, options.limits.meta_bytes)
    except InputError as error:
        yield refusal(source.shown, error)
        return
    yield from compose(
        Report(text, original, media_type("text/plain", encoding), fields), source, options
    )


def media_type(kind: str, encoding: str) -> str:
    """The media type, with the encoding where it is not the usual one."""
    return kind if encoding == "utf-8" else f"{kind}; charset={encoding}"
