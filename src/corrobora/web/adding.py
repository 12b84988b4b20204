"""Adding reports while the desk is open: one job after another, in the background, told live."""

import datetime as dt
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from queue import Queue

import msgspec

from corrobora.errors import CorroboraError
from corrobora.ingest import Ingested, IngestOptions, read_paths
from corrobora.ingest.fields import META_ENDING
from corrobora.ingest.formats import ending_of
from corrobora.model import Refusal
from corrobora.run.corpus import Done
from corrobora.store.workspace import Workspace

Code = Callable[[Workspace, Iterable[Ingested | Refusal]], Iterator[Done | Refusal]]

# Jobs that are over are shown so many.
_KEPT = 20


class Job:
    """Some reports on their way in."""

    def __init__(self, folder: Path, what: str, by: str) -> None:
        self.folder = folder
        self.what = what
        self.files = sum(not one.name.endswith(META_ENDING) for one in folder.iterdir())
        self.by = by
        self.at = dt.datetime.now(dt.UTC)
        self.state = "waiting"
        self.documents: list[str] = []
        self.new = 0
        self.refused: list[str] = []

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ("done", "failed")


class Adding:
    """The jobs of one desk."""

    def __init__(self, workspace: Workspace, code: Code, after: Callable[[], None]) -> None:
        self._workspace = workspace
        self._code = code
        self._after = after
        self._waiting: Queue[Job | None] = Queue()
        self._thread: threading.Thread | None = None
        self.jobs: list[Job] = []

    def add(self, files: Sequence[tuple[str, bytes]], by: str) -> Job:
        """Code files by name and content. Raises CorroboraError where there are none."""
        if not files:
            raise CorroboraError("there is no report: choose a file, or paste a text")
        folder = Path(tempfile.mkdtemp(prefix="corrobora-"))
        for at, (name, content) in enumerate(files):
            (folder / _safe(name, at)).write_bytes(content)
        shown = files[0][0] if len(files) == 1 else f"{len(files)} files"
        job = Job(folder, shown, by)
        self.jobs = [job, *self.jobs][:_KEPT]
        self._waiting.put(job)
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, daemon=True)
            self._thread.start()
        return job

    def close(self) -> None:
        """Start no more jobs."""
        self._waiting.put(None)

    def _work(self) -> None:
        while (job := self._waiting.get()) is not None:
            job.state = "reading"
            try:
                self._run(job)
                job.state = "done"
            except CorroboraError as error:
                job.refused.append(str(error))
                job.state = "failed"
            finally:
                if not job.over:
                    job.state = "failed"
                shutil.rmtree(job.folder, ignore_errors=True)

    def _run(self, job: Job) -> None:
        incoming = read_paths([job.folder], IngestOptions())
        for item in self._code(self._workspace, incoming):
            if isinstance(item, Refusal):
                name = (item.source or "").removeprefix(f"{job.folder}/")
                job.refused.append(f"{name}: {item.reason}" if name else item.reason)
            else:
                job.documents.append(item.document_id)
                job.new += item.new
        self._after()


def code_in_pool(
    workspace: Workspace, incoming: Iterable[Ingested | Refusal]
) -> Iterator[Done | Refusal]:
    """Code reports in a process of its own, so that the pages go on answering."""
    from corrobora.pipeline import merged_reader
    from corrobora.run.corpus import code_corpus
    from corrobora.run.pool import Pool

    reader = merged_reader()
    yield from code_corpus(incoming, workspace, reader, Pool(reader, 1))


def pasted(text: str, about: Mapping[str, str]) -> list[tuple[str, bytes]]:
    """A pasted text and what was said of it, as the files that ingest reads."""
    if not text.strip():
        raise CorroboraError("there is no text")
    name = about.get("doc_id") or f"pasted-{dt.datetime.now(dt.UTC):%Y%m%d-%H%M%S}"
    fields = {key: value for key, value in about.items() if value}
    return [
        (f"{name}.txt", text.encode()),
        (f"{name}{META_ENDING}", msgspec.json.encode(fields)),
    ]


def _safe(name: str, at: int) -> str:
    """A file name that stays in its folder and keeps its ending."""
    plain = name.replace("\\", "/").rpartition("/")[2]
    meta = plain.endswith(META_ENDING)
    ending = META_ENDING if meta else (ending_of(plain) or Path(plain).suffix[:12])
    stem = plain[: len(plain) - len(ending)] if ending else plain
    stem = "".join(one if one.isalnum() or one in "-_. " else "_" for one in stem).strip(". ")
    return f"{stem[:80] or f'report-{at}'}{ending}"
