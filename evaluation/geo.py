"""Toponyms: are they found at the exact words, and is the right bearer chosen?

Tagging runs on the text alone. Resolution is given the gold words, so that it is measured apart;
a toponym counts as right within 161 km (100 miles) of its gold point. The sets mark bare names
("Homs", not "northern Homs" or "Homs province"), so the frame is taken off before comparing. One
of the sets counts nationalities ("Georgian", "Americans") as toponyms; there they are handed in
too, as the program knows them but keeps them apart from places.
"""

import statistics
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corrobora.annotate.gazetteer import Gazetteer
from corrobora.annotate.parse import parse
from corrobora.annotate.places import find_nationalities, find_places
from corrobora.annotate.places_query import context_of, queries_at
from corrobora.annotate.places_resolve import Scored, resolve
from corrobora.annotate.places_words import words
from corrobora.annotate.tokens import Parsed
from corrobora.model import Document
from corrobora.values import distance_km
from evaluation.data import f1, records
from evaluation.options import Options

NEAR_KM = 161.0
# A miss by name alone ("not in the gazetteer") is counted at half of the earth's circumference.
FARTHEST_KM = 20_038.0
# The sets that count nationalities as toponyms.
NATIONALITIES = frozenset(("lgl",))

Span = tuple[int, int]


def evaluate(path: Path, options: Options) -> dict[str, Any]:
    """Tagging precision, recall and F1 on exact spans; accuracy@161 km, mean and median error."""
    gazetteer = Gazetteer.open()
    items = list(records(path))
    documents = [
        Document(text=item["text"], name=item["doc_id"], url=item.get("url")) for item in items
    ]
    right = predicted = gold = 0
    errors: list[float] = []
    shown = 0
    for item, parsed in zip(items, parse(documents), strict=True):
        toponyms = item["toponyms"]
        wanted = {(one["start"], one["end"]) for one in toponyms}
        given = _tagged(parsed, gazetteer, item["corpus"] in NATIONALITIES)
        right += len(wanted & given)
        predicted += len(given)
        gold += len(wanted)
        for one, scored in zip(toponyms, _resolved(parsed, toponyms, gazetteer), strict=True):
            if one["lat"] is None:
                continue
            error = _error(one, scored)
            errors.append(error)
            if error > NEAR_KM and shown < options.errors:
                shown += 1
                best = scored[0].entry if scored else None
                print(item["doc_id"], one["text"], best, round(error), file=sys.stderr)
    return {
        "records": len(items),
        "tag_precision": round(right / predicted, 4) if predicted else 0.0,
        "tag_recall": round(right / gold, 4) if gold else 0.0,
        "tag_f1": round(f1(right, predicted, gold), 4),
        "resolved": len(errors),
        "acc161": round(sum(error <= NEAR_KM for error in errors) / len(errors), 4),
        "mean_km": round(statistics.fmean(errors), 1),
        "median_km": round(statistics.median(errors), 1),
    }


def _tagged(parsed: Parsed, gazetteer: Gazetteer, nationalities: bool) -> set[Span]:
    """The exact words of every toponym that the program finds."""
    places = find_places(parsed, gazetteer)
    found = {
        _bare(parsed, place.name_start, place.name_end)
        for place in places
        if place.rule not in ("place.border", "place.ground")
    }
    if nationalities:
        for start, end, _ in find_nationalities(parsed):
            if not any(start < right and left < end for left, right in found):
                found.add((start, end))
    return found


def _bare(parsed: Parsed, start: int, end: int) -> Span:
    """A name without its direction and kind, as the sets mark it."""
    table = words()
    tokens = [parsed.tokens[at] for at in parsed.tokens_in(start, end)]
    common = table.kinds.keys() | table.borders | table.directions.keys() | {"'s", "’s", "-", "far"}
    while len(tokens) > 1 and tokens[-1].text.islower() and tokens[-1].lower in common:
        tokens.pop()
    while len(tokens) > 1 and tokens[-1].lower in ("'s", "’s", "-", "'", "’"):
        tokens.pop()
    while len(tokens) > 1 and tokens[0].lower in table.directions.keys() | {"-", "far"}:
        if tokens[0].text[:1].isupper():
            break
        tokens.pop(0)
    return tokens[0].start, tokens[-1].end


def _resolved(
    parsed: Parsed, toponyms: Sequence[dict[str, Any]], gazetteer: Gazetteer
) -> list[tuple[Scored, ...]]:
    spans = [(one["start"], one["end"]) for one in toponyms]
    return resolve(queries_at(parsed, spans, gazetteer), context_of(parsed), gazetteer).answers


def _error(one: dict[str, Any], scored: Sequence[Scored]) -> float:
    """How far off the best candidate is, in km."""
    if not scored:
        return FARTHEST_KM
    entry = scored[0].entry
    return distance_km(entry.latitude, entry.longitude, (one["lat"], one["lon"]))
