"""Factuality on the UW set: how surely a predicate happened, from -3 to 3."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corrobora.annotate.modality_factuality import factuality
from corrobora.annotate.parse import parse
from corrobora.annotate.speech import find_speeches
from corrobora.annotate.tokens import Parsed
from corrobora.model import Document
from evaluation.data import records
from evaluation.options import Options


def evaluate(path: Path, options: Options) -> dict[str, Any]:
    """Mean absolute error and Pearson's r over all targets of the file."""
    told, wanted, wrong = [], [], []
    for parsed, token, value in targets(path):
        got = factuality(parsed, token, find_speeches(parsed))
        told.append(got)
        wanted.append(value)
        at = parsed.tokens[token]
        words = f"{parsed.text[: at.start]}[{at.text}]{parsed.text[at.end :]}"
        wrong.append((abs(got - value), f"{value} got {got:.1f}: {words}"))
    for _, line in sorted(wrong, reverse=True)[: options.errors]:
        print(line, file=sys.stderr)
    off = sum(abs(left - right) for left, right in zip(told, wanted, strict=True))
    return {
        "records": len(wanted),
        "mae": round(off / len(wanted), 4),
        "pearson": round(pearson(told, wanted), 4),
    }


def targets(path: Path) -> Iterator[tuple[Parsed, int, float]]:
    """Each target: its parsed sentence, the index of its token there, and people's value."""
    found = list(records(path))
    sentences = {record["sentence_id"]: record["sentence"] for record in found}
    documents = (Document(text=text, name=str(name)) for name, text in sentences.items())
    parsed = dict(zip(sentences, parse(documents), strict=True))
    for record in found:
        at = parsed[record["sentence_id"]]
        words = record["sentence"].split(" ")
        offset = sum(len(word) + 1 for word in words[: record["token_start"]])
        token = at.token_at(offset)
        if token is None:
            later = (other.index for other in at.tokens if other.end > offset)
            token = next(later, len(at.tokens) - 1)
        yield at, token, record["value"]


def pearson(left: list[float], right: list[float]) -> float:
    """Pearson's correlation of two lists of equal length, 0 where one of them is constant."""
    mean_left, mean_right = sum(left) / len(left), sum(right) / len(right)
    pairs = [(a - mean_left, b - mean_right) for a, b in zip(left, right, strict=True)]
    shared = sum(a * b for a, b in pairs)
    spread = sum(a * a for a, _ in pairs) * sum(b * b for _, b in pairs)
    return float(shared / spread**0.5) if spread else 0.0
