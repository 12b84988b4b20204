"""Groups of victims that one speaker tells of, brought to one number, no one counted twice.

Groups listed together are added, and those on sides of which no one is on two. Of others the larger
stands, for one may be a part of the other. Single people told of one by one are added only where
they bear different names: "the man" may be "the suspect" of another sentence.
"""

import re
from collections.abc import Mapping, Sequence

from corrobora.assemble.survivors import common_words, may_be_one, takes_up, toll_of
from corrobora.codebook.table import table
from corrobora.link.manner import numbered
from corrobora.link.names import telling_words
from corrobora.model import Claim, Document, Record
from corrobora.values import ActorKind

# The sides of which no one is on two.
_SIDES: Mapping[ActorKind, str] = {
    ActorKind.STATE_FORCE: "state",
    ActorKind.MILITARY: "state",
    ActorKind.POLICE: "state",
    ActorKind.COALITION: "state",
    ActorKind.REBEL: "opposed",
    ActorKind.MILITIA: "opposed",
    ActorKind.TERRORIST: "opposed",
    ActorKind.FIGHTER: "opposed",
    ActorKind.CRIMINAL: "opposed",
    ActorKind.CIVILIAN: "civilian",
    ActorKind.CHILD: "civilian",
    ActorKind.JOURNALIST: "civilian",
    ActorKind.AID_WORKER: "civilian",
}

# Groups further apart than this are not read as whole and part of one phrase.
_PART_WITHIN = 60

# "Ilya Tarn, 28, and Maro Belik, 32": an age between two of a list.
_AGE = re.compile(r"^,\s*\d{1,3}(?=,)")


class Sum(Record, frozen=True, kw_only=True):
    """Tolls read as one: their bounds and the claims that bear them."""

    low: int
    high: int | None
    claims: tuple[Claim, ...]


def summed(groups: Sequence[Claim], document: Document | None) -> Sum:
    """What the tolls of groups that one speaker tells of come to; the claims of parts left out."""
    by_side: dict[str, Sum] = {}
    unsided: list[Sum] = []
    for run in _runs(groups, document):
        sides = {_side(claim) for claim in run.claims}
        side = sides.pop() if len(sides) == 1 else None
        if side is None:
            unsided.append(run)
        else:
            by_side[side] = _larger(by_side[side], run) if side in by_side else run
    total = _added(_apart(list(by_side.values()), document)) if by_side else unsided[0]
    for run in unsided:
        total = _larger(total, run)
    return total


def _apart(sides: Sequence[Sum], document: Document | None) -> list[Sum]:
    """The sides without single people who may be somebody of another: "the man" is the suspect."""
    kept: list[Sum] = []
    for side in sides:
        one = _single(side)
        others = [other for other in map(_single, kept) if other is not None]
        if one is None or document is None or not any(_same(one, o, document) for o in others):
            kept.append(side)
    return kept


def _single(side: Sum) -> Claim | None:
    return side.claims[0] if len(side.claims) == 1 and (side.low, side.high) == (1, 1) else None


def _same(one: Claim, other: Claim, document: Document) -> bool:
    """Whether two single people may be one: neither is counted, and one takes somebody up."""
    counts = numbered(one, document) or numbered(other, document)
    known = takes_up(one, document) or takes_up(other, document)
    return known and not counts and may_be_one(one, other, document)


def _runs(groups: Sequence[Claim], document: Document | None) -> list[Sum]:
    """The groups with those listed together added, and the parts left out."""
    runs: list[list[Claim]] = []
    for claim in sorted(groups, key=lambda claim: (claim.spans[0].start, -claim.spans[0].end)):
        before = runs[-1][-1] if runs else None
        if before is None or document is None:
            runs.append([claim])
        elif _is_part(before, claim, document):
            continue
        elif _is_listed(before, claim, document):
            runs[-1].append(claim)
        else:
            runs.append([claim])
    return _named_people([_added([_bounds(claim) for claim in run]) for run in runs])


def _named_people(runs: list[Sum]) -> list[Sum]:
    """Single people told of one by one and by different names are added; others are left."""
    singles = [run for run in runs if len(run.claims) == 1 and (run.low, run.high) == (1, 1)]
    if len(singles) < len(runs) or len(singles) < 2:
        return runs
    different: list[Sum] = []
    for run in singles:
        words = telling_words(toll_of(run.claims[0]).group or "")
        if _proper(run.claims[0]) and not any(
            words & telling_words(toll_of(other.claims[0]).group or "") for other in different
        ):
            different.append(run)
    rest = [run for run in singles if run not in different]
    return [_added(different), *rest] if different else runs


def _proper(claim: Claim) -> bool:
    """Whether the words for a person end in a name: "Ilya Tarn", not the "Teen" of a headline."""
    last = (toll_of(claim).group or "").split()[-1:]
    return any(word[:1].isupper() and word.casefold() not in common_words() for word in last)


def _is_part(before: Claim, claim: Claim, document: Document) -> bool:
    gap = _gap(before, claim, document)
    if gap is None:
        return True
    if len(gap) > _PART_WITHIN or re.search(r"[.!?;]\s", gap):
        return False
    return any(re.search(rf"\b{word}\b", gap) for word in _words("part", "words"))


def _is_listed(before: Claim, claim: Claim, document: Document) -> bool:
    gap = _gap(before, claim, document)
    if gap is None or not re.fullmatch(r"[\w\s,]*", gap):
        return False
    words = re.findall(r"\w+", _AGE.sub("", gap))
    return all(word in _words("list", "words") for word in words)


def _gap(before: Claim, claim: Claim, document: Document) -> str | None:
    """The words between two tolls, in lower case; None where one is told inside the other."""
    end, start = before.spans[0].end, claim.spans[0].start
    return document.text[end:start].casefold() if end <= start else None


def _bounds(claim: Claim) -> Sum:
    toll = toll_of(claim)
    return Sum(low=toll.low or 0, high=toll.high, claims=(claim,))


def _added(groups: Sequence[Sum]) -> Sum:
    highs = [group.high for group in groups]
    return Sum(
        low=sum(group.low for group in groups),
        high=None if None in highs else sum(high for high in highs if high is not None),
        claims=tuple(claim for group in groups for claim in group.claims),
    )


def _larger(one: Sum, other: Sum) -> Sum:
    """The group that may hold the other: the one that tells of more, the first among equals."""
    if (other.low, other.high or other.low) > (one.low, one.high or one.low):
        return other
    return one


def _side(claim: Claim) -> str | None:
    kind = toll_of(claim).group_kind
    return _SIDES.get(kind) if kind else None


def _words(group: str, field: str) -> frozenset[str]:
    return frozenset(table("lexicons/en/groups")[group][field])


__all__ = ["Sum", "summed"]
