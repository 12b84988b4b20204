"""A corpus, and readers that need no parser: at module level, so that a pool can have them."""

import datetime as dt
import os
import signal
import time
from collections.abc import Iterable, Iterator

from corrobora.ingest.options import Ingested
from corrobora.model import Claim, Document, Refusal
from corrobora.pipeline import Reader
from tests.store.corpus import claim_on

FATAL = "This one kills the reader."
Read = Iterator[tuple[Document, list[Claim], list[Refusal]]]


def incoming(number: int, text: str | None = None) -> Ingested:
    """The report of that number, published on a day of its own."""
    text = text or f"A shell hit the mill of village {number}. Two died."
    published = dt.date(2021, 1, 1) + dt.timedelta(days=number)
    document = Document(text=text, name=f"report {number}", published=published)
    return Ingested(document, f"<p>{text}</p>".encode(), document.name)


def corpus(size: int) -> Iterator[Ingested | Refusal]:
    """So many reports, some refused input among them, and one text that comes twice."""
    for number in range(size):
        yield incoming(number)
        if number % 7 == 3:
            yield Refusal(reason="is empty", source=f"empty {number}.txt")
    yield incoming(1000, incoming(0).document.text)


def read_shells(documents: Iterable[Document]) -> Read:
    """One claim for each report, and one refusal."""
    for document in documents:
        claim = claim_on(document, "shell", "rules@1")
        wrong = claim_on(document, "mill", "rules@1")
        refusal = Refusal(reason="no means", document_id=document.id, claim=wrong)
        yield document, [claim], [refusal]


def read_slowly(documents: Iterable[Document]) -> Read:
    """As `read_shells`, five milliseconds a report."""
    for read in read_shells(documents):
        time.sleep(0.005)
        yield read


def read_or_die(documents: Iterable[Document]) -> Read:
    """As `read_shells`, but the process is killed by the text FATAL."""
    for document in documents:
        if document.text == FATAL:
            os.kill(os.getpid(), signal.SIGKILL)
        yield from read_shells([document])


def read_wrongly(documents: Iterable[Document]) -> Read:
    """Fails, as a reader with a fault in it would."""
    for document in documents:
        raise ZeroDivisionError(document.name)
    yield from ()


SHELLS = Reader(read_shells, ("rules@1",))
SLOW = Reader(read_slowly, ("rules@1",))
MORTAL = Reader(read_or_die, ("rules@1",))
FAULTY = Reader(read_wrongly, ("rules@1",))
