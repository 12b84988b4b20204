"""The numbers of each group of victims that reports tell apart: civilians, soldiers, children."""

from collections import defaultdict
from collections.abc import Iterable

from corrobora.assemble.survivors import counted
from corrobora.model import Claim, Record
from corrobora.values import ActorKind, Toll


class GroupToll(Record, frozen=True, kw_only=True):
    """How many of a group met an outcome: the lowest, the middle and the highest report.

    `high` None is "or more". A report that names no such group says nothing of it.
    """

    group: ActorKind
    low: int
    best: int
    high: int | None
    claims: tuple[Claim, ...]


def group_tolls(claims: Iterable[Claim]) -> tuple[GroupToll, ...]:
    """The tolls of the groups that claims on one outcome tell, by the groups' names.

    A report that counts a group several times, once in all and once in part, is taken at the
    largest of its numbers.
    """
    by_group: defaultdict[ActorKind, dict[str, Claim]] = defaultdict(dict)
    for claim in claims:
        toll = claim.value
        if not isinstance(toll, Toll) or toll.group_kind is None or not counted(claim):
            continue
        if toll.group_kind in (ActorKind.UNKNOWN, ActorKind.OBJECT):
            continue
        of_group = by_group[toll.group_kind]
        known = of_group.get(claim.document_id)
        if known is None or _number(known) < _number(claim):
            of_group[claim.document_id] = claim
    return tuple(_group(group, by_group[group]) for group in sorted(by_group))


def _group(group: ActorKind, of_group: dict[str, Claim]) -> GroupToll:
    ordered = sorted(of_group.values(), key=lambda claim: (_number(claim), claim.id))
    tolls = [claim.value for claim in ordered if isinstance(claim.value, Toll)]
    lows = sorted(toll.low or 0 for toll in tolls)
    highs = [toll.high for toll in tolls]
    return GroupToll(
        group=group,
        low=lows[0],
        best=lows[(len(lows) - 1) // 2],
        high=None if None in highs else max(high for high in highs if high is not None),
        claims=tuple(ordered),
    )


def _number(claim: Claim) -> int:
    toll = claim.value
    return max(toll.low or 0, toll.high or 0) if isinstance(toll, Toll) else 0


__all__ = ["GroupToll", "group_tolls"]
