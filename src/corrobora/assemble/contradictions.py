"""Where the claims on one incident contradict each other, and who stands on which side.

Different words for one thing, a number inside another's bounds, and silence contradict nothing.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum

from corrobora.assemble.answers import Answer, TollAnswer, compatible
from corrobora.codebook.kinds import general
from corrobora.link.names import alike
from corrobora.link.places import kilometres, spot_of
from corrobora.link.telling import limit
from corrobora.model import Answerability, Claim, Record, Role
from corrobora.values import ActorKind, ActorRef, AnyValue, Category, Place, Stance, When

# "Russian" in "Russian forces"; names at the beginning of a phrase count, "The" does not.
_PROPER = re.compile(r"\b(?!The\b|A\b|An\b)[A-ZÀ-Þ][\w’'-]+")

Agreement = Callable[[AnyValue, AnyValue], bool]


class Disagreement(StrEnum):
    """What is disagreed on."""

    KIND = "kind"
    NUMBER = "number"
    DOER = "doer"
    VICTIMS = "victims"
    PLACE = "place"
    DAY = "day"
    DENIAL = "denial"


class Contradiction(Record, frozen=True, kw_only=True):
    """Claims on one question that cannot all hold, side by side."""

    about: Disagreement
    question: str
    sides: tuple[tuple[Claim, ...], ...]


def contradictions(
    answers: Iterable[Answer], tolls: Iterable[TollAnswer]
) -> tuple[Contradiction, ...]:
    """The contradictions among an incident's answers, in the order of the roles."""
    found: list[Contradiction] = []
    for answer in answers:
        found += _of_answer(answer)
    for toll in tolls:
        found += _of_toll(toll)
    return tuple(found)


def _of_answer(answer: Answer) -> Iterator[Contradiction]:
    asserted = [
        claim
        for claim in answer.claims
        if claim.stance is not Stance.DENIED and claim.answerability is not Answerability.UNCLAIMED
    ]
    if answer.denied and asserted and not answer.denied_whole:
        yield Contradiction(
            about=Disagreement.DENIAL,
            question=answer.role.value,
            sides=(tuple(asserted), answer.denied),
        )
    if answer.role is Role.WHAT:
        yield from _split(Disagreement.KIND, answer.role, asserted, _same_kind)
    elif answer.role is Role.WHEN:
        yield from _split(Disagreement.DAY, answer.role, asserted, _same_day)
    elif answer.role is Role.WHERE:
        yield from _split(Disagreement.PLACE, answer.role, asserted, _same_place)
    elif answer.role is Role.WHO or answer.role is Role.RESPONSIBILITY:
        yield from _by_voice(Disagreement.DOER, answer.role, asserted)
    elif answer.role is Role.WHOM:
        yield from _by_voice(Disagreement.VICTIMS, answer.role, asserted)


def _of_toll(toll: TollAnswer) -> Iterator[Contradiction]:
    asserted = tuple(claim for one in toll.standing for claim in one.claims)
    if toll.denied and asserted:
        yield Contradiction(
            about=Disagreement.DENIAL, question=toll.outcome.value, sides=(asserted, toll.denied)
        )
    if toll.statements and toll.agreed is None:
        by_bounds: dict[tuple[int | None, int | None], tuple[Claim, ...]] = {}
        for one in toll.standing:
            bounds = one.low, one.high
            by_bounds[bounds] = by_bounds.get(bounds, ()) + one.claims
        yield Contradiction(
            about=Disagreement.NUMBER,
            question=toll.outcome.value,
            sides=tuple(by_bounds[bounds] for bounds in sorted(by_bounds, key=_number)),
        )


def _number(bounds: tuple[int | None, int | None]) -> tuple[int, int]:
    low, high = bounds
    return low or 0, high if high is not None else 1_000_000_000


def _split(
    about: Disagreement, role: Role, claims: Sequence[Claim], same: Agreement
) -> Iterator[Contradiction]:
    """One contradiction with a side for each group of claims that agree, if there are several."""
    sides: list[list[Claim]] = []
    for claim in claims:
        side = next((s for s in sides if all(same(claim.value, c.value) for c in s)), None)
        if side is None:
            sides.append([claim])
        else:
            side.append(claim)
    if len(sides) > 1:
        yield Contradiction(
            about=about, question=role.value, sides=tuple(tuple(side) for side in sides)
        )


def _by_voice(about: Disagreement, role: Role, claims: Sequence[Claim]) -> Iterator[Contradiction]:
    """Actors disagree if two voices name none in common, and the kinds that they name differ.

    Several actors named by one voice act together and contradict nothing.
    """
    voices: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        if isinstance(claim.value, ActorRef):
            speakers = claim.attribution.speakers
            voice = claim.document_id, speakers[0].name if speakers else ""
            voices.setdefault(voice, []).append(claim)
    sides: list[list[Claim]] = []
    for named in voices.values():
        side = next((s for s in sides if not _exclude(about, named, s)), None)
        if side is None:
            sides.append(list(named))
        else:
            side += named
    if len(sides) > 1:
        yield Contradiction(
            about=about, question=role.value, sides=tuple(tuple(side) for side in sides)
        )


def _exclude(about: Disagreement, left: Sequence[Claim], right: Sequence[Claim]) -> bool:
    doers = about is Disagreement.DOER
    return all(_other_actor(one.value, other.value, doers) for one in left for other in right)


def _other_actor(left: AnyValue, right: AnyValue, doers: bool) -> bool:
    """Whether two are told to be others: of another kind, or doers of one kind by other names."""
    if not isinstance(left, ActorRef) or not isinstance(right, ActorRef):
        return False
    if ActorKind.UNKNOWN in (left.kind, right.kind) or alike(left.name, right.name):
        return False
    if left.kind is not right.kind:
        return True
    ours, theirs = (frozenset(_PROPER.findall(one.name)) for one in (left, right))
    return doers and bool(ours and theirs) and ours.isdisjoint(theirs)


def _same_kind(left: AnyValue, right: AnyValue) -> bool:
    if not isinstance(left, Category) or not isinstance(right, Category):
        return True
    return left == right or general(left.code) or general(right.code)


def _same_day(left: AnyValue, right: AnyValue) -> bool:
    return not (isinstance(left, When) and isinstance(right, When)) or compatible(left, right)


def _same_place(left: AnyValue, right: AnyValue) -> bool:
    """Whether two places may be one: other countries are not, nor settled towns far apart.

    A village and the province around it do not contradict each other, and which holds which the
    candidates do not tell.
    """
    if not isinstance(left, Place) or not isinstance(right, Place):
        return True
    if left.country and right.country and left.country != right.country:
        return False
    ours, theirs = spot_of(left), spot_of(right)
    if ours is None or theirs is None or ours.wide or theirs.wide:
        return True
    apart = kilometres(ours, theirs)
    return apart is None or apart <= limit("near_km")
