"""What the rules read in reports that nobody coded in our form: a first teacher of the reader."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corrobora.export.coded import coded_document
from corrobora.extract.reader import read
from corrobora.model import Document


def texts(muc4: Path, ecbplus: Path) -> Iterator[tuple[str, str]]:
    """Name and text of every report that the rules shall label, MUC-4's messages first."""
    for record in records(muc4):
        yield f"muc4:{record['docid']}", record["text"]
    for record in records(ecbplus):
        yield f"ecbplus:{record['doc_id']}", "\n\n".join(record["sentences"])


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def label(named: Iterator[tuple[str, str]], target: Path) -> None:
    """Write the coded form of every text to `target`, one JSON object a line."""
    documents = [Document(text=text, name=name) for name, text in named]
    part = target.with_suffix(".part")
    with part.open("w", encoding="utf-8") as out:
        for document, claims, _ in read(documents):
            out.write(json.dumps(coded_document(document, claims)) + "\n")
    part.rename(target)
