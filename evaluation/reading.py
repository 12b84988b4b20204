"""Running the program's reading on the texts of a benchmark."""

from collections.abc import Iterable, Iterator

from corrobora.extract.reader import read
from corrobora.model import Claim, Document


def read_all(documents: Iterable[Document], reader: str) -> Iterator[list[Claim]]:
    """The claims of each document, in order, by the reader named."""
    if reader != "rules":
        raise SystemExit(f"there is no reader named {reader!r} yet; --reader rules")
    for _, claims, _ in read(documents):
        yield claims
