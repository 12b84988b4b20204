"""What a careful coder takes from a sentence, one phenomenon each (see README.md)."""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from corrobora.export.coded import coded_document
from corrobora.extract.reader import read
from corrobora.model import Document
from evaluation.gold_scores import agree, name

HERE = Path(__file__).parent


def cases() -> list[Any]:
    found = []
    for file in sorted(HERE.glob("*.toml")):
        for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
            found.append(pytest.param(case, id=f"{file.stem}: {case['name']}"))
    return found


def coded(case: dict[str, Any]) -> dict[str, Any]:
    published = case.get("published")
    document = Document(
        text=case["text"],
        headline_end=len(case.get("headline", "")),
        published=dt.date.fromisoformat(published) if published else None,
    )
    ((_, claims, _),) = read([document])
    return coded_document(document, claims)


def bound(number: int) -> int | None:
    return None if number == -1 else number


def faults(wanted: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """What of a wanted event the found one does not say."""
    wrong = []
    for slot in ("kind", "stage"):
        if slot in wanted and found.get(slot) != wanted[slot]:
            wrong.append(f"{slot} is {found.get(slot)}, not {wanted[slot]}")
    stance = found.get("stance") or "certain"
    if stance != wanted.get("stance", stance):
        wrong.append(f"stance is {stance}")
    for slot in ("who", "whom", "means"):
        if slot in wanted:
            names = [name(one) for one in found.get(slot) or []]
            same = len(names) == len(wanted[slot]) and all(
                any(agree(one, other) for other in names) for one in wanted[slot]
            )
            if not same:
                wrong.append(f"{slot} is {names}")
    if "where" in wanted and not agree(wanted["where"], name(found.get("where"))):
        wrong.append(f"where is {found.get('where')}")
    if "when" in wanted:
        when = found.get("when") or {"first": "none", "last": "none"}
        if [when.get("first") or "", when.get("last") or ""] != wanted["when"]:
            wrong.append(f"when is {when}")
    if "tolls" in wanted:
        tolls = sorted(
            (t["outcome"], t["low"], -1 if t["high"] is None else t["high"])
            for t in found.get("tolls") or []
        )
        if tolls != sorted(tuple(toll) for toll in wanted["tolls"]):
            wrong.append(f"tolls are {tolls}")
    if "speaker" in wanted:
        said = found.get("speaker") or ""
        if said != wanted["speaker"] and not agree(said, wanted["speaker"]):
            wrong.append(f"speaker is {said!r}")
    return wrong


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any]) -> None:
    found = coded(case)
    left = list(found["events"])
    for wanted in case["events"]:
        trials = sorted(((len(faults(wanted, one)), i) for i, one in enumerate(left)))
        assert trials, f"no event is left for {wanted}"
        best = left.pop(trials[0][1])
        assert not faults(wanted, best), (faults(wanted, best), best)
    if case.get("only", True):
        assert not left, f"found besides: {[(e['kind'], e['trigger']) for e in left]}"
    if "figures" in case:
        figures = [(f["low"], f["high"]) for f in found["figures"]]
        assert figures == [(bound(low), bound(high)) for low, high in case["figures"]]
