"""Which named actors of different reports are one person or one group."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from corrobora.codebook.table import table
from corrobora.link.compare import Evidence
from corrobora.link.names import alike
from corrobora.link.score import Match, probability
from corrobora.link.telling import limit
from corrobora.link.variants import covered, parts, skeleton
from corrobora.model import Verdict


@dataclass(frozen=True, slots=True)
class Bearer:
    """What linking compares of one actor of one document; what the text leaves open is None.

    `incidents` are those in which the actor has a part.
    """

    subject: str
    document: str
    name: str
    age: int | None = None
    sex: str | None = None
    origin: str | None = None
    position: str | None = None
    incidents: frozenset[str] = frozenset()


def person_matches(bearers: Iterable[Bearer]) -> list[Match]:
    """The judgements of pairs that share a part of a name, those worth asking about."""
    listed = sorted(bearers, key=lambda one: one.subject)
    by_part: defaultdict[str, list[int]] = defaultdict(list)
    for at, bearer in enumerate(listed):
        for part in dict.fromkeys(skeleton(part) for part in parts(bearer.name)):
            by_part[part].append(at)
    seen: set[tuple[int, int]] = set()
    for sharing in by_part.values():
        seen |= set(_proposed(listed, sharing))
    found = (judge_persons(listed[a], listed[b]) for a, b in sorted(seen))
    return [match for match in found if match.verdict is not Verdict.NO]


def _proposed(listed: list[Bearer], sharing: list[int]) -> Iterator[tuple[int, int]]:
    """All pairs; of a name that a crowd bears only those with the same age or incident."""
    if len(sharing) <= limit("crowd"):
        yield from combinations(sharing, 2)
        return
    finer: defaultdict[object, list[int]] = defaultdict(list)
    for at in sharing:
        finer[tuple(skeleton(part) for part in parts(listed[at].name))].append(at)
        for incident in listed[at].incidents:
            finer[incident].append(at)
    for some in finer.values():
        if len(some) <= limit("crowd"):
            yield from combinations(some, 2)


def judge_persons(left: Bearer, right: Bearer) -> Match:
    """The program's judgement of two actors, whatever their order."""
    left, right = sorted((left, right), key=lambda one: one.subject)
    evidence = tuple(_evidence(left, right))
    weights = table("linking")["people"]
    score = probability(float(weights["base"]) + math.fsum(one.points for one in evidence))
    if left.document == right.document:
        score = 0.0
    bounds = table("linking")["people_threshold"]
    verdict = Verdict.YES if score >= bounds["same"] else Verdict.UNSURE
    return Match(
        left=left.subject,
        right=right.subject,
        score=round(score, 4),
        verdict=verdict if score >= bounds["ask"] else Verdict.NO,
        evidence=evidence,
    )


def _evidence(left: Bearer, right: Bearer) -> Iterator[Evidence]:
    yield from _name(left, right)
    shared = left.incidents & right.incidents
    if shared:
        yield _found("incident", "both have a part in one incident")
    if left.age is not None and right.age is not None:
        apart = abs(left.age - right.age)
        if apart == 0:
            yield _found("age", f"both are {left.age}")
        elif apart <= limit("age_slip"):
            yield _found("near_age", f"{left.age} and {right.age}")
        else:
            yield _found("other_age", f"{left.age} is not {right.age}")
    if left.sex and right.sex and left.sex.casefold() != right.sex.casefold():
        yield _found("other_sex", f"{left.sex} is not {right.sex}")
    if left.origin and right.origin and alike(left.origin, right.origin):
        yield _found("origin", f"both from {left.origin}")
    if left.position and right.position and alike(left.position, right.position):
        yield _found("position", f"both {left.position}")


def _name(left: Bearer, right: Bearer) -> Iterator[Evidence]:
    ours, theirs = sorted((parts(left.name), parts(right.name)), key=len)
    shown = f"{left.name!r} and {right.name!r}"
    if not ours or not covered(ours, theirs):
        return
    if len(ours) == 1:
        yield _found("surname", f"{shown} share one part")
    elif len(ours) == len(theirs):
        equal = set(ours) == set(theirs)
        yield _found("full_name" if equal else "variant", f"{shown} are one name")
    else:
        yield _found("part_of", f"of {shown} one holds the other")


def _found(grade: str, reason: str) -> Evidence:
    points = float(table("linking")["people"][grade])
    return Evidence(question="person", grade=grade, points=points, reason=reason)


__all__ = ["Bearer", "judge_persons", "person_matches"]
