"""Coding in a pool of processes: shards of documents, results in the order of the input.

A pool dies whole when one of its processes does (killed, out of memory, a crash in a library). It
is then started again and the unfinished shards are read again. Should it die once more before any
shard is finished, the documents that were under way are read one at a time, and the one on which
the process dies is refused by name.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.connection import wait
from typing import Self

from corrobora.errors import CorroboraError
from corrobora.model import Document, Refusal
from corrobora.pipeline import Coded, Reader

# A shard is some seconds of reading: long against the milliseconds of sending it, short against
# the patience of who watches and against the work lost when a process dies.
SHARD_DOCUMENTS = 16
SHARD_CHARACTERS = 60_000
# Two shards wait for each process that reads, so that none stands idle.
SHARDS_A_PROCESS = 3

DIED = "the process that reads this report dies on it"


class Pool:
    """A runner: call it with documents. `jobs` is the number of processes."""

    def __init__(self, reader: Reader, jobs: int) -> None:
        self._reader = reader
        self._jobs = jobs

    def __call__(self, documents: Iterable[Document]) -> Iterator[Coded | Refusal]:
        """Every document as it was read, in order; a refusal where reading it kills a process."""
        shards = _shards(documents)
        under_way: deque[_Shard] = deque()
        deaths = suspects = 0
        with _Workers(self._reader, self._jobs) as workers:
            while True:
                wanted = self._jobs * SHARDS_A_PROCESS - len(under_way)
                under_way.extend(islice(shards, wanted))
                if not under_way:
                    return
                if suspects:
                    yield from workers.read_one_by_one(under_way[0].documents)
                    suspects -= 1
                else:
                    try:
                        coded = workers.read_first(under_way)
                    except BrokenProcessPool:
                        deaths += 1
                        suspects = len(under_way) if deaths > 1 else 0
                        workers.restart()
                        continue
                    yield from coded
                deaths = 0
                under_way.popleft()


class _Shard:
    def __init__(self, documents: tuple[Document, ...]) -> None:
        self.documents = documents
        self.result: Future[tuple[Coded, ...]] | None = None

    def is_to_submit(self) -> bool:
        """Whether the shard was never submitted, or only to a pool that died."""
        if self.result is None or self.result.cancelled():
            return True
        return self.result.done() and isinstance(self.result.exception(), BrokenProcessPool)


class _Workers:
    """The pool of processes, which may be started again."""

    def __init__(self, reader: Reader, jobs: int) -> None:
        self._reader = reader
        self._jobs = jobs
        self._executor = self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._executor.shutdown(cancel_futures=True)

    def read_first(self, shards: Iterable[_Shard]) -> tuple[Coded, ...]:
        """The first of `shards`, read, the others on their way. Raises BrokenProcessPool."""
        first: Future[tuple[Coded, ...]] | None = None
        for shard in shards:
            if shard.result is None or shard.is_to_submit():
                shard.result = self._executor.submit(_read, shard.documents)
            first = first or shard.result
        return first.result() if first else ()

    def read_one_by_one(self, documents: Iterable[Document]) -> Iterator[Coded | Refusal]:
        """Every document; a refusal for each on which the process dies."""
        for document in documents:
            try:
                yield from self._executor.submit(_read, (document,)).result()
            except BrokenProcessPool:
                self.restart()
                self._check_alive()
                source = document.name or None
                yield Refusal(reason=DIED, document_id=document.id, source=source)

    def restart(self) -> None:
        """Start again; what was under way is lost."""
        self._executor.shutdown(cancel_futures=True)
        self._executor = self._start()

    def _check_alive(self) -> None:
        try:
            self._executor.submit(os.getpid).result()
        except BrokenProcessPool as error:
            raise CorroboraError("the processes that read cannot be started") from error

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._jobs,
            # A forked child would share this process's threads and its open database.
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(self._reader,),
        )


def _shards(documents: Iterable[Document]) -> Iterator[_Shard]:
    shard: list[Document] = []
    characters = 0
    for document in documents:
        shard.append(document)
        characters += len(document.text)
        if len(shard) == SHARD_DOCUMENTS or characters >= SHARD_CHARACTERS:
            yield _Shard(tuple(shard))
            shard, characters = [], 0
    if shard:
        yield _Shard(tuple(shard))


# What follows runs in the processes of the pool.

_readers: list[Reader] = []


def _begin(reader: Reader) -> None:
    # Ctrl-C reaches the whole group; the parent alone answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _readers[:] = [reader]


def _end_with_parent() -> None:
    # The pool's processes hold both ends of their queue, so a killed parent would leave them
    # waiting for ever.
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _read(documents: tuple[Document, ...]) -> tuple[Coded, ...]:
    return tuple(_readers[0].code(documents))
