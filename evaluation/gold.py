"""The own gold: reports coded by people under the codebook, against the program's coding."""

import datetime as dt
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corrobora.export.coded import coded_document
from corrobora.model import Document
from evaluation.gold_scores import OVERALL, SLOTS, Coded, Counts, align, quote, ratios, score
from evaluation.options import Options
from evaluation.reading import read_all


def documents(path: Path, docs: Path | None) -> Iterator[tuple[Coded, Document]]:
    """Each coded report of a folder, or the one of a file, with its text, sorted by file name."""
    folder = path if path.is_dir() else path.parent
    texts = docs or folder.parent / "docs"
    for file in sorted(path.glob("*.json")) if path.is_dir() else [path]:
        gold = json.loads(file.read_text(encoding="utf-8"))
        text = (texts / f"{gold['doc_id']}.txt").read_text(encoding="utf-8")
        meta_file = texts / f"{gold['doc_id']}.meta.json"
        meta = json.loads(meta_file.read_text(encoding="utf-8")) if meta_file.exists() else {}
        published, headline = meta.get("published"), meta.get("headline") or ""
        starts = text.startswith(headline)
        yield (
            gold,
            Document(
                text=text,
                name=gold["doc_id"],
                title=headline or None,
                headline_end=len(headline) if starts else 0,
                published=dt.date.fromisoformat(published) if published else None,
            ),
        )


def evaluate(path: Path, options: Options) -> dict[str, Any]:
    """Precision, recall and F1 of every slot, of all together and of events with harm."""
    pairs = list(documents(path, options.docs))
    counts: Counts = Counter()
    coding = read_all([document for _, document in pairs], options.reader)
    for (gold, document), claims in zip(pairs, coding, strict=True):
        coded = coded_document(document, claims)
        counts += score(gold, coded, document.text)
        _show_errors(gold, coded, document.text, options.errors)
    result: dict[str, Any] = {"records": len(pairs)}
    result |= {slot: ratios(counts, [slot]) for slot in SLOTS}
    return result | {"overall": ratios(counts, OVERALL)}


def _show_errors(gold: Coded, coded: Coded, text: str, most: int) -> None:
    if not most:
        return
    pairs = align(gold["events"], coded["events"], text)
    sides = (
        ("missed", gold["events"], {i for i, _ in pairs}),
        ("spurious", coded["events"], {j for _, j in pairs}),
    )
    for label, events, aligned in sides:
        left = [event for at, event in enumerate(events) if at not in aligned]
        for event in left[:most]:
            print(
                f"{gold['doc_id']} {label}: {event['kind']} {quote(event.get('trigger'))!r}",
                file=sys.stderr,
            )
