"""Chains of event mentions across articles, the mentions given.

The program says which articles are on one incident. Within an incident a mention's chain is told by
its words: what they name of a shooting (the firing, a hit, a wound, a death, the whole).
"""

from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any

from corrobora.assemble.incidents import assemble
from corrobora.assemble.prominence import main_incident
from corrobora.model import Claim, Document
from evaluation.coreference import conll_f1
from evaluation.data import records
from evaluation.gva import document as as_document
from evaluation.options import Options
from evaluation.reading import read_all

# Beginnings of words, the first that fits; the set's closed list of what happens in a shooting.
_NAMES: tuple[tuple[str, Sequence[str]], ...] = (
    ("many", ("shootings", "incidents", "homicides", "these")),
    (
        "death",
        "die dead death dying kill fatal homicid murder bod manslaughter autops suicid griev "
        "deceas mourn slay slain succumb coroner funeral lost".split(),
    ),
    (
        "injuring",
        "wound injur condition critical stable hospital paraly treat surgery hurt graz blood "
        "recover".split(),
    ),
    (
        "firing",
        "shooting gunshot shots shooter fire firing went pull discharg stray bullet gunfire gunm "
        "crossfire shootout open drive".split(),
    ),
    ("hitting", "shot shoots shoot hit struck strik turn".split()),
    ("whole", ("incident", "it", "this", "that", "accident", "case", "event", "traged")),
)


def evaluate(path: Path, options: Options) -> dict[str, Any]:
    """CoNLL F over all mentions."""
    gold = list(records(path))
    documents = [document(record) for record in gold]
    coding = list(read_all(documents, options.reader))
    mentions = sum(len(record["mentions"]) for record in gold)
    return {"records": len(gold), "mentions": mentions, **scores(gold, documents, coding)}


def document(record: Mapping[str, Any]) -> Document:
    """An article as a report; the date that opens it is no part of its text."""
    lines = [" ".join(words).replace("//n", "").strip() for words in record["sentences"][1:]]
    title = record.get("title") or ""
    body = lines[1:] if lines and title and lines[0].split()[:2] == title.split()[:2] else lines
    return as_document({**record, "text": "\n".join(body)})


def scores(
    gold: Sequence[Mapping[str, Any]],
    documents: Sequence[Document],
    coding: Sequence[list[Claim]],
) -> dict[str, float]:
    """The scores of claims already read."""
    known = {one.id: one for one in documents}
    told = assemble([claim for claims in coding for claim in claims], documents)
    predicted: dict[Hashable, Hashable] = {}
    true: dict[Hashable, Hashable] = {}
    for record, report in zip(gold, documents, strict=True):
        main = main_incident(told.incidents, report.id, known)
        incident = main.id if main is not None else report.id
        for mention in record["mentions"]:
            key = record["doc_id"], mention["id"]
            true[key] = mention["chain"]
            predicted[key] = incident, named(mention["text"])
    return {key: round(value, 4) for key, value in conll_f1(predicted, true).items()}


def named(words: str) -> str:
    """What of a shooting the words of a mention name; themselves where the list has none."""
    for word in words.casefold().split():
        for name, beginnings in _NAMES:
            if word.startswith(tuple(beginnings)):
                return name
    return words.casefold()
