"""Reports coded by ourselves, with their texts: those written here, and those of public sets."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from corrobora.model import Document
from training.coded.form import Form, coded
from training.reader import silver

_HERE = Path(__file__).resolve().parent


def reports(data: Path) -> Iterator[tuple[Form, Document]]:
    """Each coded report in the gold's form with its document, named `own:` and its name.

    `written.jsonl` holds its texts; `muc4.jsonl` and `ecbplus.jsonl` code messages of MUC-4's
    training part and articles of ECB+, whose texts are read in `data`.
    """
    texts = dict(silver.texts(data / "muc4" / "train.jsonl", data / "ecbplus" / "all.jsonl"))
    for file in sorted(_HERE.glob("*.jsonl")):
        for record in silver.records(file):
            text = record.get("text") or texts[f"{file.stem}:{record['doc_id']}"]
            published = record.get("published")
            document = Document(
                text=text,
                name=f"own:{record['doc_id']}",
                published=dt.date.fromisoformat(published) if published else None,
            )
            yield coded(record, text), document
