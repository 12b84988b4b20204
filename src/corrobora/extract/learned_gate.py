"""The encoder run ahead of the parser, and which sentences the parser need not see.

While the parser works on one report, the encoder reads the next ones on another core.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from corrobora.annotate.encoder import Seen, encoder
from corrobora.annotate.tokens import Paragraph
from corrobora.model import Document

# Reports that the encoder may be ahead by: more than the parser's batch holds.
_AHEAD = 96
# Sentences at a report's beginning that are always parsed.
_OPENING = 3
# Below this chance that anything is told, a sentence is not parsed. Chosen on the coded reports.
GATE = 0.03


class Ahead:
    """Documents with what the encoder sees of each, read ahead in a thread of its own."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = documents
        self._seen: dict[int, Seen] = {}

    def documents(self) -> Iterator[Document]:
        """The documents in order, each seen."""
        read = encoder()
        waiting: deque[tuple[Document, Future[Seen]]] = deque()
        with ThreadPoolExecutor(1, thread_name_prefix="encoder") as pool:
            for document in self._documents:
                waiting.append((document, pool.submit(read.see, document)))
                if len(waiting) >= _AHEAD:
                    yield self._finish(*waiting.popleft())
            while waiting:
                yield self._finish(*waiting.popleft())

    def _finish(self, document: Document, seen: "Future[Seen]") -> Document:
        self._seen[id(document)] = seen.result()
        return document

    def of(self, document: Document) -> Seen:
        """What was seen of a document; it is kept no longer."""
        return self._seen.pop(id(document))

    def chosen(
        self, document: Document, paragraphs: Sequence[Paragraph]
    ) -> list[list[tuple[int, int]]]:
        """The runs of sentences of each paragraph in which something may be told."""
        seen = self._seen[id(document)]
        found: list[list[tuple[int, int]]] = [[] for _ in paragraphs]
        number, open_run = 0, False
        for at, (start, end) in enumerate(seen.sentences):
            while start >= paragraphs[number].end:
                number, open_run = number + 1, False
            runs = found[number]
            # How a report begins (headline, dateline, lead) is needed to read the rest.
            telling = at < _OPENING or tells(seen, start, end)
            if telling and open_run:
                runs[-1] = (runs[-1][0], end)
            elif telling:
                runs.append((start, end))
            open_run = telling
        return found


def tells(seen: Seen, start: int, end: int) -> bool:
    """Whether a sentence may tell of an event, of who was in it, or of people counted."""
    return float(seen.pooled("gate", start, end)[0]) >= GATE
