"""The sources of supervision, read into examples, and the windows taken of each."""

import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from training.coded.reports import reports
from training.reader import examples
from training.reader.examples import Example
from training.reader.model import Item
from training.reader.silver import records

# Windows taken of each source: those that say something, and so many more that do not for each.
SILENT = {"muc4": 0.8, "polnear": 0.0, "police": 0.7}
MOST = {"polnear": 1100, "ecbplus": 600}


def general(tokenizer: Any, data: Path, silver: Path) -> Iterator[Example]:
    """Examples of every source but our own coded reports."""
    coded = {one["doc_id"]: one for one in records(silver)}
    for record in records(data / "muc4" / "train.jsonl"):
        yield examples.muc4(tokenizer, record, coded.get(f"muc4:{record['docid']}"))
    for record in records(data / "ecbplus" / "all.jsonl"):
        yield examples.chains(tokenizer, record, coded[f"ecbplus:{record['doc_id']}"])
    for record in records(data / "polnear" / "train.jsonl"):
        yield examples.polnear(tokenizer, record)
    yield from examples.factuality(tokenizer, records(data / "uw_factuality" / "train.jsonl"))
    yield from examples.police(tokenizer, records(data / "india_police" / "train.jsonl"))


def coded(tokenizer: Any, gold: Path) -> Iterator[Example]:
    """The reports coded in our own form, sorted by name."""
    for file in sorted((gold / "coded").glob("*.json")):
        one = json.loads(file.read_text(encoding="utf-8"))
        text = (gold / "docs" / f"{one['doc_id']}.txt").read_text(encoding="utf-8")
        yield examples.add_coded(examples.blank(tokenizer, f"gold:{one['doc_id']}", text), one)


def own(tokenizer: Any, data: Path) -> Iterator[Example]:
    """The reports coded in `training/coded`."""
    for one, document in reports(data):
        yield examples.add_coded(examples.blank(tokenizer, document.name, document.text), one)


def fold(name: str, folds: int) -> int:
    """The part of a split by document that a name falls in."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % folds


def items(found: Sequence[Example], seed: int) -> list[Item]:
    """The windows to train on."""
    chance = random.Random(seed)
    by_source: dict[str, list[Item]] = {}
    for example in found:
        source = example.name.split(":")[0]
        by_source.setdefault(source, []).extend(Item(example, w) for w in example.windows())
    taken = []
    for source, all_of in sorted(by_source.items()):
        telling = [one for one in all_of if _tells(one)]
        silent = [one for one in all_of if not _tells(one)]
        chance.shuffle(silent)
        chance.shuffle(telling)
        kept = telling + silent[: int(SILENT.get(source, 1.0) * len(telling))]
        chance.shuffle(kept)
        taken += kept[: MOST.get(source, len(kept))]
    return taken


def _tells(item: Item) -> bool:
    """Whether a window holds what its source is there for."""
    window, labels = item.window, item.example.labels
    own = slice(window.first, window.last)
    if "muc" in labels:
        return bool((labels["muc"][own] > 0).any())
    if "said" in labels:
        return bool((labels["said"][own] > 0).any())
    if "kind" in labels:
        return bool((labels["kind"][own] > 0).any())
    return any(
        any(given)
        for _, first, last, given in item.example.units
        if window.first <= first and last <= window.last
    ) or bool("fact" in labels and not np.isnan(labels["fact"][own]).all())
