"""An incident's answers: for each role every claim, the range, and the value chosen by a policy.

Numbers are chosen by the policy among statements (see `tolls` and `policies`). Other roles are
answered by what most documents say, and by the last document under the policy `latest`.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence

from corrobora.assemble.groups import GroupToll, group_tolls
from corrobora.assemble.knowing import since_died
from corrobora.assemble.policies import DEFAULT, most, policy_named
from corrobora.assemble.tolls import Statement, standing, statements, told_by_report
from corrobora.codebook.kinds import exactness
from corrobora.link.names import alike, fold
from corrobora.model import Claim, Document, Incident, Record, Role
from corrobora.values import (
    ActorRef,
    AnyValue,
    Category,
    Outcome,
    Place,
    Stance,
    Text,
    Toll,
    When,
)

# The roles of an event, in the order in which a reader asks.
ROLES = (Role.WHAT, Role.WHEN, Role.WHERE, Role.WHO, Role.WHOM, Role.MEANS, Role.RESPONSIBILITY)


class Answer(Record, frozen=True, kw_only=True):
    """What an incident's claims answer to one role.

    `values` are the different values asserted, the chosen first; actors and means may all hold.
    `claims` are all claims in force, `denied` those of them that deny. `denied_whole` says that
    all of these belong to events that are denied as such.
    """

    role: Role
    policy: str
    values: tuple[AnyValue, ...] = ()
    claims: tuple[Claim, ...] = ()
    denied: tuple[Claim, ...] = ()
    denied_whole: bool = False

    @property
    def value(self) -> AnyValue | None:
        """The chosen value, None where no claim asserts one."""
        return self.values[0] if self.values else None


class TollAnswer(Record, frozen=True, kw_only=True):
    """How many people met an outcome, under a policy.

    `low` and `high` span the statements that stand (see `tolls.standing`); `high` None is "or
    more", and `largest` then still is the largest number named. `best` is what the chosen statement
    says at least (`highest`: at most), None where the policy chooses none. All four are None where
    nobody says. `groups` are the numbers of each group of victims that the reports tell apart.
    `agreed` are the bounds that every standing statement allows, None where some contradict each
    other.
    """

    outcome: Outcome
    policy: str
    low: int | None = None
    best: int | None = None
    high: int | None = None
    largest: int | None = None
    agreed: tuple[int, int | None] | None = None
    chosen: Statement | None = None
    statements: tuple[Statement, ...] = ()
    groups: tuple[GroupToll, ...] = ()
    claims: tuple[Claim, ...] = ()
    denied: tuple[Claim, ...] = ()

    @property
    def told(self) -> bool:
        """Whether any claim speaks of the outcome."""
        return bool(self.claims)

    @property
    def standing(self) -> tuple[Statement, ...]:
        """The statements that say what the outcome comes to, by the reports as they stand."""
        return tuple(standing(self.statements))


def answer(
    incident: Incident, role: Role, documents: Mapping[str, Document], policy: str = DEFAULT
) -> Answer:
    """The incident's answer to a role other than TOLL."""
    policy_named(policy)
    claims = _by_publication(incident.of(role), documents)
    asserted = [claim for claim in claims if claim.stance is not Stance.DENIED]
    denials = {claim.subject for claim in incident.of(Role.WHAT) if claim.stance is Stance.DENIED}
    return Answer(
        role=role,
        policy=policy,
        values=_values(role, asserted, documents, policy),
        claims=tuple(claims),
        denied=tuple(claim for claim in claims if claim.stance is Stance.DENIED),
        denied_whole=role is not Role.WHAT
        and all(c.subject in denials for c in claims if c.stance is Stance.DENIED),
    )


def toll_answer(
    incident: Incident,
    outcome: Outcome,
    documents: Mapping[str, Document],
    policy: str = DEFAULT,
) -> TollAnswer:
    """The incident's answer to how many people met an outcome."""
    choose = policy_named(policy)
    claims = _by_publication(
        [c for c in incident.of(Role.TOLL) if _outcome(c) is outcome], documents
    )
    if not claims:
        return TollAnswer(outcome=outcome, policy=policy)
    told = _statements(incident, outcome, documents)
    if outcome is Outcome.INJURED:
        told = since_died(told, _statements(incident, Outcome.KILLED, documents), documents)
    denied = tuple(claim for claim in claims if claim.stance is Stance.DENIED)
    if not told:
        return TollAnswer(outcome=outcome, policy=policy, claims=tuple(claims), denied=denied)
    order = {claim.id: at for at, claim in enumerate(claims)}
    told.sort(key=lambda one: order[one.claims[0].id])
    heard = standing(told)
    chosen = choose(heard, documents)
    largest = max(most(one) for one in heard)
    low = min(one.low or 0 for one in heard)
    open_above = any(one.high is None and (one.low or 0) >= largest for one in heard)
    return TollAnswer(
        outcome=outcome,
        policy=policy,
        low=low,
        best=_best(chosen, policy),
        high=None if open_above else largest,
        largest=largest,
        agreed=_agreed(heard),
        chosen=chosen,
        statements=tuple(told),
        groups=group_tolls(claims),
        claims=tuple(claims),
        denied=denied,
    )


def best_under(told: TollAnswer, policy: str, documents: Mapping[str, Document]) -> int | None:
    """The number that another policy chooses of an answer's statements, None where it has none."""
    if not told.statements:
        return None
    return _best(policy_named(policy)(told.standing, documents), policy)


def _statements(
    incident: Incident, outcome: Outcome, documents: Mapping[str, Document]
) -> list[Statement]:
    events = told_by_report(incident)
    return [one for event in events for one in statements(event, outcome, documents)]


def _best(chosen: Statement | None, policy: str) -> int | None:
    if chosen is None:
        return None
    return most(chosen) if policy == "highest" else chosen.low or 0


def _agreed(told: Sequence[Statement]) -> tuple[int, int | None] | None:
    low = max(one.low or 0 for one in told)
    high = min((one.high for one in told if one.high is not None), default=None)
    return (low, high) if high is None or low <= high else None


def _outcome(claim: Claim) -> Outcome | None:
    return claim.value.outcome if isinstance(claim.value, Toll) else None


def _values(
    role: Role, claims: Sequence[Claim], documents: Mapping[str, Document], policy: str
) -> tuple[AnyValue, ...]:
    """The different values, most documents first; under `latest` the last document's first."""
    if role is Role.WHEN:
        return _days(claims)
    groups: list[list[Claim]] = []
    keys: dict[Hashable, list[Claim]] = {}
    for claim in claims:
        found = keys.get(_key(claim.value)) or _alike(claim.value, groups)
        if found is None:
            found = []
            groups.append(found)
        keys.setdefault(_key(claim.value), found)
        found.append(claim)
    last = _last_day(claims, documents)

    def weight(group: list[Claim]) -> tuple[bool, bool, int, int]:
        person = any(claim.origin.startswith("review:") for claim in group)
        on_last = policy == "latest" and any(_day(c, documents) == last for c in group)
        value = group[0].value
        exact = exactness(value.code) if isinstance(value, Category) else 0
        return person, on_last, len({claim.document_id for claim in group}), exact

    ordered = sorted(groups, key=weight, reverse=True)
    return tuple(_fullest(group) for group in ordered)


def _key(value: AnyValue) -> Hashable:
    if isinstance(value, ActorRef):
        return "actor", fold(value.name)
    if isinstance(value, Place):
        best = value.candidates[0].id if value.candidates else None
        return "place", best or fold(value.name)
    if isinstance(value, Text):
        return "text", fold(value.text)
    return value


def _alike(value: AnyValue, groups: Sequence[list[Claim]]) -> list[Claim] | None:
    """The group of an actor whose name holds this one's words, or is held by them."""
    if not isinstance(value, ActorRef):
        return None
    for group in groups:
        other = group[0].value
        if isinstance(other, ActorRef) and alike(value.name, other.name):
            return group
    return None


def _fullest(group: Sequence[Claim]) -> AnyValue:
    """The value that says most: the longest name, the narrowest place, the first among equals."""

    def fullness(value: AnyValue) -> tuple[float, int]:
        if isinstance(value, Place):
            return -(value.radius_km if value.radius_km is not None else 20_000.0), len(value.name)
        return 0.0, len(value.name) if isinstance(value, ActorRef) else 0

    return max((claim.value for claim in group), key=fullness)


def _days(claims: Sequence[Claim]) -> tuple[AnyValue, ...]:
    """The times told, that one first which most documents allow and which is narrowest."""
    times: dict[When, None] = {}
    allowing: defaultdict[When, set[str]] = defaultdict(set)
    for claim in claims:
        if isinstance(claim.value, When):
            times.setdefault(claim.value)
    for time in times:
        for claim in claims:
            if isinstance(claim.value, When) and compatible(time, claim.value):
                allowing[time].add(claim.document_id)
    ordered = sorted(times, key=lambda time: (-len(allowing[time]), width(time)))
    return tuple(ordered)


def compatible(one: When, other: When) -> bool:
    """Whether some day fits both times; what a text leaves open fits anything."""
    if one.last and other.first and one.last < other.first:
        return False
    return not (other.last and one.first and other.last < one.first)


def width(time: When) -> int:
    """How many days a time allows; a time with an open bound is wider than any."""
    if time.first is None or time.last is None:
        return 1_000_000
    return (time.last - time.first).days


def _day(claim: Claim, documents: Mapping[str, Document]) -> dt.date | None:
    document = documents.get(claim.document_id)
    return document.published if document else None


def _last_day(claims: Sequence[Claim], documents: Mapping[str, Document]) -> dt.date | None:
    days = (_day(claim, documents) for claim in claims)
    return max((day for day in days if day is not None), default=None)


def _by_publication(claims: Sequence[Claim], documents: Mapping[str, Document]) -> list[Claim]:
    """The claims by their documents' dates of publication (undated last), then as they were."""
    return sorted(claims, key=lambda c: (_day(c, documents) or dt.date.max, c.document_id))


__all__ = [
    "ROLES",
    "Answer",
    "TollAnswer",
    "answer",
    "best_under",
    "compatible",
    "toll_answer",
    "width",
]
