"""Coding a corpus into a workspace: each report once, each refusal kept, progress told.

A report that the reader has read before is not read again; a killed run is finished by running it
again, and leaves the workspace that one undisturbed run would have left.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from corrobora.ingest.options import Ingested
from corrobora.model import Document, Record, Refusal
from corrobora.pipeline import Coded, Reader
from corrobora.store import query, write
from corrobora.store.workspace import Workspace

# Every document comes back in order, as it was read or with the reason why it was not.
Runner = Callable[[Iterable[Document]], Iterator[Coded | Refusal]]


class Done(Record, frozen=True, kw_only=True):
    """One report is in the workspace; `new` tells whether it was read just now."""

    document_id: str
    new: bool


def code_corpus(
    incoming: Iterable[Ingested | Refusal], workspace: Workspace, reader: Reader, runner: Runner
) -> Iterator[Done | Refusal]:
    """Code everything `incoming`, and tell of each report and each refusal once it is kept.

    Told is refused input; refused claims are kept in the workspace for who asks.
    """
    intake = _Intake(incoming, workspace, reader)
    unread = intake.unread()
    first = next(unread, None)
    # Where there is nothing to read, the reader need not be loaded.
    for outcome in runner(chain([first], unread)) if first is not None else ():
        if isinstance(outcome, Refusal):
            write.keep_refusal(workspace, outcome)
            intake.settle(outcome.document_id, outcome)
        else:
            write.keep_coded(workspace, outcome, reader.origins)
            document_id = outcome.document.id
            intake.settle(document_id, Done(document_id=document_id, new=True))
        yield from intake.told()
    yield from intake.told()


class _Intake:
    """What comes in, sorted into reports to read and things to tell."""

    def __init__(
        self, incoming: Iterable[Ingested | Refusal], workspace: Workspace, reader: Reader
    ) -> None:
        self._incoming = incoming
        self._workspace = workspace
        self._reader = reader
        self._tellings: deque[Done | Refusal] = deque()
        # The reports being read, each with the copies of it that came in meanwhile.
        self._under_way: dict[str, list[Document]] = {}

    def unread(self) -> Iterator[Document]:
        """The documents to read. Their originals are on the disk before they are given out."""
        for item in self._incoming:
            if isinstance(item, Refusal):
                write.keep_refusal(self._workspace, item)
                self._tellings.append(item)
                continue
            self._workspace.originals.keep(item.original)
            document = item.document
            if document.id in self._under_way:
                self._under_way[document.id].append(document)
                continue
            kept = query.document(self._workspace, document.id)
            if kept is not None:
                self._copy(document)
            if kept is not None and self._is_read(document.id):
                self._tellings.append(Done(document_id=document.id, new=False))
                continue
            self._under_way[document.id] = []
            yield kept or document

    def settle(self, document_id: str | None, outcome: Done | Refusal) -> None:
        """Take note that a report is no longer under way."""
        self._tellings.append(outcome)
        for copy in self._under_way.pop(document_id or "", ()):
            self._copy(copy)

    def told(self) -> Iterator[Done | Refusal]:
        """What has happened since the last call."""
        while self._tellings:
            yield self._tellings.popleft()

    def _copy(self, document: Document) -> None:
        refusal = write.keep_copy(self._workspace, document)
        if refusal is not None:
            self._tellings.append(refusal)

    def _is_read(self, document_id: str) -> bool:
        return set(self._reader.origins) <= query.read_by(self._workspace, document_id)
