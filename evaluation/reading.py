"""Running the program's reading on the texts of a benchmark."""

from collections.abc import Iterable, Iterator

from corrobora.errors import ConfigError
from corrobora.model import Claim, Document
from corrobora.pipeline import reader_named


def read_all(documents: Iterable[Document], reader: str) -> Iterator[list[Claim]]:
    """The claims of each document, in order, by the reader named."""
    try:
        make = reader_named(reader)
    except ConfigError as error:
        raise SystemExit(str(error)) from error
    for coded in make(None).code(documents):
        yield list(coded.claims)
