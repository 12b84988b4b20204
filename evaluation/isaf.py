"""Press releases of a force: when it began, where, and how many at least were killed or taken.

The set's coding counts floors, and a plural without a number ("several insurgents") as three.
"""

import datetime as dt
import difflib
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from corrobora.assemble.incidents import assemble
from corrobora.assemble.prominence import main_event
from corrobora.link.names import fold
from corrobora.model import Claim, Document, Event, Role
from corrobora.values import Outcome, Place, When
from evaluation.data import records
from evaluation.isaf_floors import floor
from evaluation.options import Options
from evaluation.reading import read_all

# "Several" and a bare plural are two or more to the program, and three to this set's coders.
_VAGUE = 3

# The closed list of answers; the texts spell them in many ways ("Paktiya", "Oruzgan").
PROVINCES = (
    "badakhshan badghis baghlan balkh bamyan daykundi farah faryab ghazni ghor helmand herat "
    "jawzjan kabul kandahar kapisa khost kunar kunduz laghman logar nangarhar nimroz nuristan "
    "paktika paktya panjshir parwan samangan sar-e-pul takhar uruzgan wardak zabul"
).split()


def evaluate(path: Path, options: Options) -> dict[str, Any]:
    """The share of releases right on each field."""
    gold = list(records(path))
    documents = [document(record) for record in gold]
    coding = list(read_all(documents, options.reader))
    return {"records": len(gold), **scores(gold, documents, coding, options.errors)}


def document(record: Mapping[str, Any]) -> Document:
    """A release as a report, published on the day of its dateline, in the year of its number.

    Without a dateline the day that the headline gives stands for it ("Mar. 18: Operations in …").
    """
    text = record["text"]
    line, number = _DATELINE.search(text) or _HEADED.search(text[:_HEAD]), _NUMBER.search(text)
    year = (line and line.group(3)) or (number and number.group(1))
    if line is None or year is None:
        return Document(text=text, name=record["id"])
    day = f"{line.group(1)[:3].title()} {line.group(2)} {year}"
    try:
        published = dt.datetime.strptime(day, "%b %d %Y").date()
    except ValueError:  # no month
        return Document(text=text, name=record["id"])
    return Document(text=text, name=record["id"], published=published)


_DATELINE = re.compile(r"Afghanistan\s+\((\w{3,9})\.?\s+(\d{1,2})(?:,\s*(\d{4}))?\)")
_HEADED = re.compile(r"^(?:.*Update,? )?([A-Z][a-z]{2,8})\.? (\d{1,2})(?:, (\d{4}))?\b:?")
# A headline with the line of the office below it.
_HEAD = 120
_NUMBER = re.compile(r"\b(20\d\d)-\d\d-")


def scores(
    gold: Iterable[Mapping[str, Any]],
    documents: Iterable[Document],
    coding: Iterable[list[Claim]],
    errors: int = 0,
) -> dict[str, float]:
    """The scores of claims already read."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for record, document, claims in zip(gold, documents, coding, strict=True):
        truth = record["gold"]
        events = assemble(claims, [document]).views.events
        known = {document.id: document}
        main = main_event(events, known)
        line = _DATELINE.search(document.text)
        opens = line.end() if line is not None else 0
        answers = {
            "start_date": (
                _day(main, events) or document.published,
                dt.date.fromisoformat(truth["start_date"]),
            ),
            "min_killed": (floor(events, Outcome.KILLED, document, opens), truth["min_killed"]),
            "min_captured": (
                floor(events, Outcome.CAPTURED, document, opens),
                truth["min_captured"],
            ),
            "province": (_province(main, events), frozenset(truth["province"])),
        }
        if truth["min_killed"] > 0:
            answers["min_killed_positive"] = answers["min_killed"]
        for key, (told, true) in answers.items():
            asked[key] += 1
            right[key] += told == true
        wrong = {key: pair for key, pair in answers.items() if pair[0] != pair[1]}
        if wrong and errors > 0:
            print(record["id"], wrong, document.text, "---", sep="\n", file=sys.stderr)
            errors -= 1
    return {_NAMES.get(key, f"{key}_exact"): round(right[key] / asked[key], 4) for key in asked}


_NAMES = {"min_killed_positive": "min_killed_exact_positive"}


def _day(main: Event | None, events: Iterable[Event]) -> dt.date | None:
    """The first day of the main event, else of the first event that has one.

    What goes on since a day says nothing of when the operation began. A release that gives no day
    is answered with its own, since the set has a day for each.
    """
    for event in ([main] if main is not None else []) + list(events):
        for claim in event.of(Role.WHEN):
            if isinstance(claim.value, When) and claim.value.first and claim.value.last:
                return claim.value.first
    return None


def _province(main: Event | None, events: Iterable[Event]) -> frozenset[str]:
    """The province of the main event's place, else of the first event that has one."""
    for event in ([main] if main is not None else []) + list(events):
        for claim in event.of(Role.WHERE):
            if isinstance(claim.value, Place):
                found = _province_of(claim.value)
                if found:
                    return frozenset({found})
    return frozenset({""})


def _province_of(place: Place) -> str | None:
    best = place.candidates[0] if place.candidates else None
    names = [*reversed(place.name.split(",")), best.admin1 if best else None]
    for name in names:
        words = fold((name or "").replace("province", "").replace("Province", ""))
        near = difflib.get_close_matches(words, PROVINCES, n=1, cutoff=0.8)
        if near:
            return near[0]
    return None
