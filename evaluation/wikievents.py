"""WikiEvents: triggers with their types, and arguments by role and head word.

Argument scores do not hang on the trigger: an argument is right where the document has one of that
event type, role and head word (Li, Ji and Han 2021 score so within a document). What a claim is
there, wikievents.toml says. An attack's dead and wounded are events of their own in this set, so
tolls are read as such.
"""

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corrobora.assemble.incidents import assemble
from corrobora.model import Claim, Document, Event, Role
from corrobora.values import Category, Toll
from evaluation.data import f1, records
from evaluation.options import Options
from evaluation.phrases import Extent, head
from evaluation.reading import read_all

TABLES: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("wikievents.toml").read_text(encoding="utf-8")
)
ENDS = frozenset(TABLES["head"]["ends"].split())
_WORD = re.compile(r"\w+")
_ROLES = (Role.WHO, Role.WHOM, Role.MEANS, Role.WHERE)

Argument = tuple[str, str, Extent]


@dataclass
class Told:
    """What a document tells of: its triggers with their types, and arguments of those types."""

    triggers: set[tuple[Extent, str]] = field(default_factory=set)
    arguments: set[Argument] = field(default_factory=set)


def evaluate(path: Path, options: Options) -> dict[str, Any]:
    """F1 of triggers (span and type; span alone), of arguments, and with coreferent mentions."""
    gold = list(records(path))
    documents = [Document(text=record["text"], name=record["doc_id"]) for record in gold]
    scores = Scores()
    for record, document, claims in zip(
        gold, documents, read_all(documents, options.reader), strict=True
    ):
        scores.add(record, told(document, claims, record["sentences"]), options.errors)
    return {"records": len(gold), **scores.result()}


def told(document: Document, claims: list[Claim], sentences: list[list[int]]) -> Told:
    """The claims of one document in the set's terms."""
    found = Told()
    for event in assemble(claims, [document]).views.events:
        for type_, roles in _types(document, event, found.triggers):
            for role in _ROLES:
                for claim in event.of(role) if role in roles else ():
                    found.arguments.add((type_, roles[role], _head(document.text, claim)))
        for claim in event.of(Role.TOLL):
            _toll(document.text, claim, sentences, found)
    return found


def _types(
    document: Document, event: Event, triggers: set[tuple[Extent, str]]
) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Each type of an event with its roles; its tellings are added to `triggers`."""
    seen = set()
    for claim in event.of(Role.WHAT):
        if not isinstance(claim.value, Category):
            continue
        words = document.quote(claim.spans[0]).lower()
        kind = next((k for w, k in TABLES["words"].items() if _begins(words, w)), claim.value.code)
        table = TABLES["kinds"].get(kind)
        if table is None:
            continue
        triggers.add(((claim.spans[0].start, claim.spans[0].end), table["type"]))
        if table["type"] not in seen:
            seen.add(table["type"])
            yield table["type"], table["roles"]


def _begins(phrase: str, beginning: str) -> bool:
    return any(word.startswith(beginning) for word in _WORD.findall(phrase))


def _head(text: str, claim: Claim) -> Extent:
    return head(text, (claim.spans[0].start, claim.spans[0].end), ENDS)


def _toll(text: str, claim: Claim, sentences: list[list[int]], found: Told) -> None:
    """Add the event that a toll is, with its victims."""
    toll = claim.value
    table = TABLES["tolls"].get(toll.outcome) if isinstance(toll, Toll) and toll.high != 0 else None
    if table is None:
        return
    start, end = claim.spans[0].start, claim.spans[0].end
    found.arguments.add((table["type"], table["role"], _head(text, claim)))
    inside = next(((a, b) for a, b in sentences if a <= start < b), (start, end))
    harm = table["words"].split()
    near = [
        (max(start - word.end(), word.start() - end, 0), word.span())
        for word in _WORD.finditer(text, *inside)
        if word.group().lower() in harm
    ]
    if near:
        found.triggers.add((min(near)[1], table["type"]))


class Scores:
    """Counts over documents, by what is counted."""

    def __init__(self) -> None:
        self.counts: dict[str, list[int]] = {
            key: [0, 0, 0] for key in ("trigger", "trigger_span", "argument", "argument_coref")
        }

    def add(self, record: Mapping[str, Any], found: Told, errors: int = 0) -> None:
        """Count one document."""
        gold = {((e["trigger_span"][0], e["trigger_span"][1]), e["type"]) for e in record["events"]}
        self._count("trigger", len(gold & found.triggers), found.triggers, gold)
        spans, found_spans = {g[0] for g in gold}, {p[0] for p in found.triggers}
        self._count("trigger_span", len(spans & found_spans), found_spans, spans)
        text, mentions = record["text"], _coreferent(record)
        wanted: dict[Argument, set[Extent]] = {}
        for event in record["events"]:
            for one in event["arguments"]:
                at = head(text, (one["span"][0], one["span"][1]), ENDS)
                wanted[event["type"], one["role"], at] = mentions.get(one["entity"], set()) | {at}
        right = found.arguments & wanted.keys()
        self._count("argument", len(right), found.arguments, wanted)
        left = [key for key in wanted if key not in right]
        more = 0
        for type_, role, at in sorted(found.arguments - right):
            hit = next((k for k in left if k[:2] == (type_, role) and at in wanted[k]), None)
            if hit is not None:
                left.remove(hit)
                more += 1
        self._count("argument_coref", len(right) + more, found.arguments, wanted)
        for type_, role, at in left[:errors]:
            print(record["doc_id"], "missed", type_, role, text[slice(*at)], file=sys.stderr)

    def _count(self, key: str, right: int, predicted: Any, gold: Any) -> None:
        for at, number in enumerate((right, len(predicted), len(gold))):
            self.counts[key][at] += number

    def result(self) -> dict[str, float]:
        """F1 by what is counted."""
        return {f"{key}_f1": round(f1(*counts), 4) for key, counts in self.counts.items()}


def _coreferent(record: Mapping[str, Any]) -> dict[str, set[Extent]]:
    """Each mention's id with the head words of all mentions of the same thing."""
    text = record["text"]
    heads = {
        one["id"]: head(text, (one["span"][0], one["span"][1]), ENDS) for one in record["entities"]
    }
    return {
        mention: {heads[other] for other in cluster if other in heads}
        for cluster in record["coreference"]
        for mention in cluster
    }
