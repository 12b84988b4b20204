"""WikiWars: the extents and TIMEX2 values of time expressions, against human annotation.

The reference date of a record stands for the date of publication. A range that the program reads
as one mention counts as its two ends, as the set annotates it.
"""

import datetime as dt
import sys
from pathlib import Path
from typing import Any

from corrobora.annotate.mentions import TimeMention
from corrobora.annotate.parse import parse
from corrobora.annotate.times import find_times
from corrobora.model import Document
from evaluation.data import f1, records
from evaluation.options import Options

Extent = tuple[int, int, str]


def evaluate(path: Path, options: Options) -> dict[str, Any]:
    """`strict_f1` (extents equal), `relaxed_f1` (overlapping, one to one), `value_f1`."""
    given = list(records(path))
    documents = [
        Document(
            text=record["text"],
            name=record["doc_id"],
            published=dt.date.fromisoformat(record["reference_date"][:10]),
        )
        for record in given
    ]
    scores = Scores(options.errors)
    for record, parsed in zip(given, parse(documents), strict=True):
        gold = [(t["start"], t["end"], t["value"]) for t in record["timexes"]]
        scores.add(record["text"], gold, extents(find_times(parsed)))
    return scores.result(len(given))


def extents(mentions: list[TimeMention]) -> list[Extent]:
    """Start, end and value of the mentions, ranges as their two ends, in text order."""
    found: list[Extent] = []
    for mention in mentions:
        found += mention.parts or [(*mention.extent, mention.timex)]
    return sorted(found)


class Scores:
    """Counts over documents."""

    def __init__(self, errors: int = 0) -> None:
        self.errors = errors
        self.gold = self.predicted = self.strict = self.relaxed = self.value = 0

    def add(self, text: str, gold: list[Extent], predicted: list[Extent]) -> None:
        """Count one document's expressions."""
        self.gold += len(gold)
        self.predicted += len(predicted)
        self.strict += len({g[:2] for g in gold} & {p[:2] for p in predicted})
        pairs = paired(gold, predicted)
        self.relaxed += len(pairs)
        self.value += sum(g[2] == p[2] for g, p in pairs)
        self._tell(text, gold, predicted, pairs)

    def _tell(
        self, text: str, gold: list[Extent], predicted: list[Extent], pairs: list[Any]
    ) -> None:
        wrong = [(g, p) for g, p in pairs if g[2] != p[2]]
        wrong += [(g, None) for g in gold if g not in {pair[0] for pair in pairs}]
        wrong += [(None, p) for p in predicted if p not in {pair[1] for pair in pairs}]
        for g, p in wrong[: self.errors]:
            shown = [f"{text[x[0] : x[1]]!r} {x[2]!r}" if x else "-" for x in (g, p)]
            print(" | ".join(shown), file=sys.stderr)

    def result(self, count: int) -> dict[str, Any]:
        """The three F1 scores."""
        return {
            "strict_f1": f1(self.strict, self.predicted, self.gold),
            "relaxed_f1": f1(self.relaxed, self.predicted, self.gold),
            "value_f1": f1(self.value, self.predicted, self.gold),
            "gold": self.gold,
            "predicted": self.predicted,
            "records": count,
        }


def paired(gold: list[Extent], predicted: list[Extent]) -> list[tuple[Extent, Extent]]:
    """Overlapping pairs, one to one: equal extents first, then the largest overlap."""
    candidates = [
        (p[:2] != g[:2], -(min(g[1], p[1]) - max(g[0], p[0])), g, p)
        for g in gold
        for p in predicted
        if p[0] < g[1] and g[0] < p[1]
    ]
    pairs, taken_gold, taken = [], set(), set()
    for _, _, g, p in sorted(candidates):
        if g not in taken_gold and p not in taken:
            taken_gold.add(g)
            taken.add(p)
            pairs.append((g, p))
    return sorted(pairs)
