"""Which ending is read by which function: the one place where a format is entered.

The readers are imported when the first file of their kind comes.
"""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from corrobora.ingest.fields import META_ENDING
from corrobora.ingest.options import Ingested, IngestOptions, Source
from corrobora.model import Refusal

# Ending → module of this package and its function. Longer endings are looked for first.
ENDINGS = {
    ".jsonl.gz": ("lines", "read_gzip"),
    ".ndjson.gz": ("lines", "read_gzip"),
    ".jsonl": ("lines", "read"),
    ".ndjson": ("lines", "read"),
    ".csv": ("table", "read"),
    ".txt": ("plain", "read"),
    ".md": ("markdown", "read"),
    ".markdown": ("markdown", "read"),
    ".html": ("page", "read"),
    ".htm": ("page", "read"),
    ".xhtml": ("page", "read"),
    ".pdf": ("pdf", "read"),
}


def ending_of(name: str) -> str | None:
    """The known ending of a file name, None where it has none."""
    lower = name.lower()
    if lower.endswith(META_ENDING):
        return None
    return next((ending for ending in ENDINGS if lower.endswith(ending)), None)


def read(ending: str, source: Source, options: IngestOptions) -> Iterator[Ingested | Refusal]:
    """What the reader of `ending` makes of `source`."""
    module, function = ENDINGS[ending]
    reader = getattr(import_module(f"corrobora.ingest.{module}"), function)
    found: Iterator[Ingested | Refusal] = reader(source, options)
    return found


def unknown(path: Path) -> str:
    """Why a file is not read: what its ending is, and which are known."""
    known = ", ".join(sorted(ENDINGS))
    ending = f"the ending {path.suffix}" if path.suffix else "no ending"
    return f"has {ending}; read are {known}"
