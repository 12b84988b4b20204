"""Documents to claims: the only composition of readers.

A reader takes documents and gives each back, in order, with its claims and with the claims that
its own words did not bear out.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from corrobora.errors import ConfigError
from corrobora.model import Claim, Document, Record, Refusal

Read = Callable[[Iterable[Document]], Iterator[tuple[Document, list[Claim], list[Refusal]]]]

# Called with what is being done and the share done, 0..1.
Progress = Callable[[str, float], None]


class Coded(Record, frozen=True, kw_only=True):
    """A document as it was read: the claims kept, and the claims refused with their reasons."""

    document: Document
    claims: tuple[Claim, ...] = ()
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True)
class Reader:
    """How documents are read, and the origins under which the claims are kept.

    `read` is a function of a module, so that it can be sent to another process.
    """

    read: Read
    origins: tuple[str, ...]

    def code(self, documents: Iterable[Document]) -> Iterator[Coded]:
        """Every document with its claims and refusals, in order."""
        for document, claims, refusals in self.read(documents):
            yield Coded(document=document, claims=tuple(claims), refusals=tuple(refusals))


def rules_reader(progress: Progress | None = None) -> Reader:
    """The reader by rules; `progress` is told of the gazetteer's building, at the first run."""
    return _reader("rules", progress)


def learned_reader(progress: Progress | None = None) -> Reader:
    """The reader by the encoder's answers alone, to compare with."""
    return _reader("learned", progress)


def merged_reader(progress: Progress | None = None) -> Reader:
    """The reader that merges rules and encoder, claim by claim."""
    return _reader("both", progress)


def _reader(name: str, progress: Progress | None) -> Reader:
    from corrobora.annotate.gazetteer import Gazetteer
    from corrobora.extract import claims, reader

    Gazetteer.open(progress)
    reads = {"rules": reader.read, "learned": reader.read_learned, "both": reader.read_both}
    return Reader(reads[name], (claims.ORIGINS[name],))


# How each reader is made, by the name that the user says.
READERS: dict[str, Callable[[Progress | None], Reader]] = {
    "rules": rules_reader,
    "learned": learned_reader,
    "both": merged_reader,
}


def reader_named(name: str) -> Callable[[Progress | None], Reader]:
    """What makes the reader of that name. Raises ConfigError where there is none."""
    if name not in READERS:
        raise ConfigError(f"there is no reader {name!r}; there is {', '.join(READERS)}")
    return READERS[name]


def code(documents: Iterable[Document]) -> Iterator[Coded]:
    """Every document with its claims and refusals, in order, by rules and encoder together."""
    return merged_reader().code(documents)
