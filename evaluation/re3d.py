"""re3d: entities of conflict texts on exact span and type.

The set marks every person, body, place, time and number of a text, in events or not. So the
mentions that reading begins from are scored, with what the claims of the reader add to them:
weapons, and words of a role that no mention covers.
"""

import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from corrobora.annotate.annotation import annotate
from corrobora.annotate.gazetteer import Gazetteer
from corrobora.annotate.mentions import Annotated
from corrobora.annotate.parse import parse
from corrobora.model import Claim, Document, Role
from evaluation.data import f1, records
from evaluation.options import Options
from evaluation.reading import read_all

TABLES: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("re3d.toml").read_text(encoding="utf-8")
)

Entity = tuple[int, int, str]


def evaluate(path: Path, options: Options) -> dict[str, Any]:
    """F1 of entities, over all and by type; those that few annotators agreed on are left out."""
    given = list(records(path))
    documents = [Document(text=one["text"], name=one["doc_id"], url=one["url"]) for one in given]
    gazetteer = Gazetteer.open()
    counts: Counter[tuple[str, str]] = Counter()
    coding = read_all(documents, options.reader)
    for record, parsed, claims in zip(given, parse(documents), coding, strict=True):
        sure = {(e["start"], e["end"], e["type"]) for e in record["entities"] if e["confidence"]}
        unsure = {(e["start"], e["end"]) for e in record["entities"] if not e["confidence"]}
        found = set(mentions(annotate(parsed, gazetteer)))
        found |= set(claimed(claims, found))
        found = {one for one in found if one[:2] not in unsure or one in sure}
        for side, entities in (("right", found & sure), ("predicted", found), ("gold", sure)):
            counts.update((side, type_) for _, _, type_ in entities)
        for start, end, type_ in sorted(sure ^ found)[: options.errors]:
            label = "missed" if (start, end, type_) in sure else "spurious"
            print(label, type_, repr(record["text"][start:end]), file=sys.stderr)
    types = sorted({type_ for _, type_ in counts})
    return {
        "records": len(given),
        "entity_f1": _f1(counts, types),
        "types": {type_: _f1(counts, [type_]) for type_ in types},
    }


def mentions(annotated: Annotated) -> Iterator[Entity]:
    """The mentions of a document in the set's types."""
    actors, others = TABLES["actors"], TABLES["others"]
    for actor in annotated.actors:
        if actor.kind != actors["not"]:
            person = annotated.entities[actor.entity].person
            yield actor.start, actor.end, actors["person" if person else "group"]
    for place in annotated.places:
        yield place.name_start, place.name_end, others["place"]
    for time in annotated.times:
        yield *time.extent, others["time"]
    for count in annotated.counts:
        yield count.number_start, count.number_end, others["count"]


def claimed(claims: Iterable[Claim], found: Iterable[Entity]) -> Iterator[Entity]:
    """The words of means, and those of places and times that overlap no mention `found`."""
    known = list(found)
    types = {
        Role.MEANS: TABLES["others"]["means"],
        Role.WHERE: TABLES["others"]["place"],
        Role.WHEN: TABLES["others"]["time"],
    }
    for claim in claims:
        start, end = claim.spans[0].start, claim.spans[0].end
        if claim.role in types and not any(a < end and start < b for a, b, _ in known):
            yield start, end, types[claim.role]


def _f1(counts: Counter[tuple[str, str]], types: Iterable[str]) -> float:
    wanted = list(types)
    right, predicted, gold = (
        sum(counts[side, type_] for type_ in wanted) for side in ("right", "predicted", "gold")
    )
    return round(f1(right, predicted, gold), 4)
