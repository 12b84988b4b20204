"""Reports of shootings to incidents: clusters of articles, and each incident's tolls, day, city.

The program reads the texts alone and assembles them all at once. An article belongs to the incident
of the event that it is mainly about; one that tells of no event stands alone.
"""

import datetime as dt
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corrobora.assemble.answers import answer, toll_answer
from corrobora.assemble.incidents import assemble
from corrobora.assemble.policies import DEFAULT
from corrobora.assemble.prominence import main_incident
from corrobora.link.names import fold
from corrobora.model import Claim, Document, Incident, Role
from corrobora.values import Outcome, Place, When
from evaluation.data import f1, records
from evaluation.options import Options
from evaluation.reading import read_all

Gold = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """What the program says of one article or incident; None is unknown."""

    killed: int | None = None
    injured: int | None = None
    day: dt.date | None = None
    cities: frozenset[str] = frozenset()


def evaluate(path: Path, options: Options) -> dict[str, Any]:
    """Exact answers per article and per incident, and B-cubed of the clusters of articles."""
    gold = list(records(path))
    documents = [document(record) for record in gold]
    coding = list(read_all(documents, options.reader))
    return {"records": len(gold), **scores(gold, documents, coding, options.errors)}


def document(record: Gold) -> Document:
    """An article as a report: the headline, a blank line, the text."""
    title = record.get("title") or ""
    day = record.get("date")
    return Document(
        text=f"{title}\n\n{record['text']}" if title else record["text"],
        name=record["doc_id"],
        title=title or None,
        headline_end=len(title),
        published=dt.date.fromisoformat(day) if day else None,
    )


def scores(
    gold: Sequence[Gold],
    documents: Sequence[Document],
    coding: Sequence[list[Claim]],
    errors: int = 0,
) -> dict[str, float]:
    """The scores of claims already read."""
    known = {one.id: one for one in documents}
    right: Counter[str] = Counter()
    for record, report, claims in zip(gold, documents, coding, strict=True):
        alone = assemble(claims, [report])
        told = _told(main_incident(alone.incidents, report.id, known), known)
        found = _right(told, record["gold"])
        right.update(key for key, good in found.items() if good)
        if errors > 0 and not (found["killed"] and found["injured"]):
            print(record["doc_id"], found, told, record["gold"], file=sys.stderr)
            errors -= 1
    together = assemble([claim for claims in coding for claim in claims], known.values())
    holding: defaultdict[str, list[Incident]] = defaultdict(list)
    for incident in together.incidents:
        for one in {event.subject.anchor.document_id for event in incident.events}:
            holding[one].append(incident)
    mains = [main_incident(holding[one.id], one.id, known) for one in documents]
    groups = [main.id if main is not None else f"alone {at}" for at, main in enumerate(mains)]
    result = {f"{key}_exact": round(right[key] / len(gold), 4) for key in _KEYS}
    result |= _by_incident(gold, mains, known)
    precision, recall = b_cubed(groups, [record["incident_id"] for record in gold])
    return result | {
        "b3_precision": round(precision, 4),
        "b3_recall": round(recall, 4),
        "b3_f1": round(f1(precision * recall, precision, recall), 4),
    }


_KEYS = ("killed", "injured", "date", "city")


def _by_incident(
    gold: Sequence[Gold], mains: Sequence[Incident | None], documents: Mapping[str, Document]
) -> dict[str, float]:
    """Each true incident, answered by the program's incident that most of its articles are in."""
    found: defaultdict[str, Counter[Incident | None]] = defaultdict(Counter)
    truth: dict[str, Gold] = {}
    for record, main in zip(gold, mains, strict=True):
        found[record["incident_id"]][main] += 1
        truth[record["incident_id"]] = record["gold"]
    right: Counter[str] = Counter()
    for ident, counts in found.items():
        told = _told(counts.most_common(1)[0][0], documents)
        right.update(key for key, good in _right(told, truth[ident]).items() if good)
    return {f"incident_{key}_exact": round(right[key] / len(truth), 4) for key in _KEYS}


def _told(incident: Incident | None, documents: Mapping[str, Document]) -> Told:
    if incident is None:
        return Told()
    killed = toll_answer(incident, Outcome.KILLED, documents, DEFAULT).best
    injured = toll_answer(incident, Outcome.INJURED, documents, DEFAULT).best
    when = answer(incident, Role.WHEN, documents).value
    where = answer(incident, Role.WHERE, documents).value
    day = when.first if isinstance(when, When) and when.first == when.last else None
    return Told(killed, injured, day, _cities(where) if isinstance(where, Place) else frozenset())


def _cities(place: Place) -> frozenset[str]:
    best = place.candidates[0].name if place.candidates else ""
    return frozenset({fold(place.name), fold(place.name.split(",")[0]), fold(best)})


def _right(told: Told, gold: Gold) -> dict[str, bool]:
    """Which answers are exact; who tells of no dead or injured says that there are none."""
    return {
        "killed": (told.killed or 0) == gold["killed"],
        "injured": (told.injured or 0) == gold["injured"],
        "date": told.day == dt.date.fromisoformat(gold["date"]),
        "city": fold(gold["city"]) in told.cities,
    }


def b_cubed(predicted: Sequence[str], gold: Sequence[str]) -> tuple[float, float]:
    """Precision and recall over items, each with its predicted and its true cluster."""
    both = Counter(zip(predicted, gold, strict=True))
    of_predicted, of_gold = Counter(predicted), Counter(gold)
    pairs = list(zip(predicted, gold, strict=True))
    return (
        _mean(both[pair] / of_predicted[pair[0]] for pair in pairs),
        _mean(both[pair] / of_gold[pair[1]] for pair in pairs),
    )


def _mean(shares: Iterable[float]) -> float:
    found = list(shares)
    return sum(found) / len(found) if found else 0.0
