"""How far claims' confidence can be believed: of those with 0.6, are six in ten right?

A claim of an event is right if the aligned event of the gold agrees on what the claim says. The
expected calibration error is the mean distance of confidence from the share that is right, over ten
bins of equal width, weighted by their claims.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from corrobora.assemble.incidents import assemble
from corrobora.export.coded import coded_document
from corrobora.model import Claim, Document, Role
from evaluation.gold import documents
from evaluation.gold_scores import Coded, align, matches
from evaluation.options import Options
from evaluation.reading import read_all

BINS = 10
# The slots that one claim fills; of each the words of the claim say which value of the form it is.
SLOTS = {
    Role.WHAT: "kind",
    Role.WHO: "who",
    Role.WHOM: "whom",
    Role.MEANS: "means",
    Role.WHERE: "where",
    Role.WHEN: "when",
    Role.TOLL: "tolls",
}

# A role, the confidence of a claim of it, and whether the claim is right.
Judged = tuple[Role, float, bool]


def evaluate(path: Path, options: Options) -> dict[str, Any]:
    """`ece` over all claims, by role, and the table of the bins that hold any."""
    pairs = list(documents(path, options.docs))
    coding = read_all([document for _, document in pairs], options.reader)
    found: list[Judged] = []
    for (gold, document), claims in zip(pairs, coding, strict=True):
        found += judged(gold, document, claims)
    return {"records": len(pairs), "claims": len(found), **reliability(found)}


def judged(gold: Coded, document: Document, claims: list[Claim]) -> Iterator[Judged]:
    """Every claim of an event that the coded form has room for, and whether the gold agrees."""
    coded = coded_document(document, claims)
    partners = {j: i for i, j in align(gold["events"], coded["events"], document.text)}
    at_trigger = {event["trigger"]["start"]: at for at, event in enumerate(coded["events"])}
    for event in assemble(claims, [document]).views.events:
        whats = event.of(Role.WHAT)
        at = at_trigger.get(whats[0].spans[0].start) if whats else None
        if at is None:
            continue
        seen: set[tuple[Role, int]] = set()
        for claim in event.claims:
            place = (claim.role, claim.spans[0].start)
            one = _alone(coded["events"][at], claim)
            if one is None or place in seen:
                continue
            seen.add(place)
            partner = gold["events"][partners[at]] if at in partners else None
            right = partner is not None and _agrees(partner, one, claim.role)
            yield claim.role, claim.confidence, right


def _alone(event: Coded, claim: Claim) -> Coded | None:
    """The coded event with nothing but its kind and what the claim says; None if it says none."""
    slot = SLOTS.get(claim.role)
    if slot is None:
        return None
    bare = {"kind": event["kind"], "trigger": event["trigger"]}
    start = claim.spans[0].start
    if claim.role is Role.WHAT:
        return bare if event["trigger"]["start"] == start else None
    value = event.get(slot)
    if isinstance(value, dict):
        return {**bare, slot: value} if value["start"] == start else None
    said = [one for one in value or () if one["start"] == start]
    return {**bare, slot: said[:1]} if said else None


def _agrees(gold: Coded, one: Coded, role: Role) -> bool:
    slot = "toll" if role is Role.TOLL else SLOTS[role]
    return matches(gold, one)[slot][0] > 0


def reliability(found: Iterable[Judged]) -> dict[str, Any]:
    """The expected calibration error, over all and by role, and the bins of all."""
    every = list(found)
    bins = [
        {
            "from": at / BINS,
            "claims": len(held),
            "confidence": round(sum(sure for _, sure, _ in held) / len(held), 4),
            "right": round(sum(right for _, _, right in held) / len(held), 4),
        }
        for at, held in enumerate(_bins(every))
        if held
    ]
    roles = sorted({role for role, _, _ in every})
    return {
        "ece": ece(every),
        "roles": {role.value: _of_role([one for one in every if one[0] is role]) for role in roles},
        "bins": bins,
    }


def _of_role(held: list[Judged]) -> dict[str, float]:
    right = sum(one[2] for one in held) / len(held)
    return {"claims": len(held), "right": round(right, 4), "ece": ece(held)}


def ece(found: list[Judged]) -> float:
    """The expected calibration error, 0 for no claims."""
    gaps = (abs(sum(sure - right for _, sure, right in held)) for held in _bins(found))
    return round(sum(gaps) / len(found), 4) if found else 0.0


def _bins(found: list[Judged]) -> list[list[Judged]]:
    bins: list[list[Judged]] = [[] for _ in range(BINS)]
    for one in found:
        bins[min(int(one[1] * BINS), BINS - 1)].append(one)
    return bins
