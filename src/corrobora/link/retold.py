"""Happenings that one report tells several times: its events brought together into tellings.

A report names a happening in the headline, tells it in the lead, and takes it up again below; a
reader that finds three events there has found one. Events of one report are one happening only if
their kinds are related, nothing that they say contradicts, and one of the two has no day and place
of its own by which it could be another happening.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from corrobora.codebook.kinds import families, related
from corrobora.link.compare import Evidence
from corrobora.link.manner import Manner, manner, over_a_period
from corrobora.link.places import kilometres, spot_of
from corrobora.link.prominence import denied, main_event, prominence, real
from corrobora.link.score import Match
from corrobora.link.telling import Telling, limit, telling
from corrobora.model import Document, Event, Role, Verdict
from corrobora.values import ActorKind, ActorRef, Category, Stance, Toll, When

# The family within which a general kind takes up what a more exact one has told.
_RETOLD = "armed"

_STATE = frozenset(
    [
        ActorKind.STATE_FORCE,
        ActorKind.POLICE,
        ActorKind.GOVERNMENT,
        ActorKind.MILITARY,
        ActorKind.COALITION,
    ]
)
_IRREGULAR = frozenset(
    [
        ActorKind.REBEL,
        ActorKind.MILITIA,
        ActorKind.TERRORIST,
        ActorKind.CRIMINAL,
        ActorKind.FIGHTER,
    ]
)

Pair = tuple[str, str]


def units(
    events: Iterable[Event], documents: Mapping[str, Document], apart: Collection[Pair] = ()
) -> list[tuple[Event, ...]]:
    """The events by happening, within each document; the main event of each unit first.

    `apart` are pairs of subjects, the smaller first, that a person ruled to be two happenings.
    """
    by_document: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_document[event.subject.anchor.document_id].append(event)
    found: list[tuple[Event, ...]] = []
    for document_id in sorted(by_document):
        found += _of_document(by_document[document_id], documents, frozenset(apart))
    return found


def tellings(
    grouped: Iterable[tuple[Event, ...]], documents: Mapping[str, Document]
) -> list[Telling]:
    """The tellings of `units`, by the ids of their subjects."""
    listed = list(grouped)
    mains: dict[str, str] = {}
    by_document: defaultdict[str, list[Event]] = defaultdict(list)
    for unit in listed:
        by_document[unit[0].subject.anchor.document_id] += unit
    for document_id, events in by_document.items():
        main = main_event(sorted(events, key=lambda event: event.subject), documents)
        mains[document_id] = main.subject.id if main is not None else ""
    found = [
        telling(
            unit,
            documents.get(document := unit[0].subject.anchor.document_id),
            any(event.subject.id == mains[document] for event in unit),
        )
        for unit in listed
    ]
    return sorted(found, key=lambda one: one.subject)


def retellings(grouped: Iterable[tuple[Event, ...]]) -> list[Match]:
    """The judgements that bring each unit together: its main event with each of the others."""
    found = []
    for main, *others in grouped:
        for other in others:
            left, right = sorted((main.subject.id, other.subject.id))
            reason = "the report tells it again, and nothing in it speaks of another happening"
            told = Evidence(question="retold", grade="retold", points=0.0, reason=reason)
            found.append(
                Match(left=left, right=right, score=1.0, verdict=Verdict.YES, evidence=(told,))
            )
    return found


def _of_document(
    events: list[Event], documents: Mapping[str, Document], apart: frozenset[Pair]
) -> list[tuple[Event, ...]]:
    """Each event that stands on its own opens a unit; the bare ones join the nearest that fits."""
    ordered = sorted(events, key=lambda event: event.subject)
    told = documents.get(ordered[0].subject.anchor.document_id)
    weight = {event.subject.id: prominence(event, documents) for event in ordered}
    ranked = sorted(ordered, key=lambda event: -weight[event.subject.id])
    groups: list[list[Event]] = []
    # What has a day and a place first, so that what lacks them can join it.
    for event in sorted(ranked, key=lambda event: -_own(event)):
        fitting = [
            group
            for group in groups
            if _takes_up(event, group[0], told)
            and all(_retold(event, other, told, apart) for other in group)
        ]
        if fitting:
            min(fitting, key=lambda group: _distance(event, group)).append(event)
        else:
            groups.append([event])
    return [tuple(sorted(group, key=lambda e: -weight[e.subject.id])) for group in groups]


def _retold(left: Event, right: Event, document: Document | None, apart: frozenset[Pair]) -> bool:
    a, b = sorted((left.subject.id, right.subject.id))
    if (a, b) in apart or not all(real(one) or denied(one) for one in (left, right)):
        return False
    # A week's dead are not those of one of its days.
    if over_a_period(left, document) or over_a_period(right, document):
        return False
    kinds = _code(left), _code(right)
    if kinds[0] is None or kinds[1] is None or not related(kinds[0], kinds[1]):
        return False
    if _RETOLD not in families(kinds[0]) & families(kinds[1]):
        return False
    return not (_other_days(left, right) or _other_place(left, right) or _other_side(left, right))


def _takes_up(event: Event, other: Event, document: Document | None) -> bool:
    """Whether one of the two has no day and place of its own, or denies what the other tells."""
    if _own(event) < 2 or _own(other) < 2 or denied(event) is not denied(other):
        return True
    return _shared_words(event, other, document)


def _shared_words(left: Event, right: Event, document: Document | None) -> bool:
    """Whether the very same words give day and place of both, and one alone counts, or both alike.

    "The worst attack was the shelling of Selwa on Monday" tells of one happening, by two names.
    """
    for role in (Role.WHEN, Role.WHERE):
        ours, theirs = ({claim.spans[0] for claim in one.of(role)} for one in (left, right))
        if ours.isdisjoint(theirs):
            return False
    counts, others = _numbers(left, document), _numbers(right, document)
    return bool(counts) is not bool(others) or not counts.isdisjoint(others)


def _numbers(event: Event, document: Document | None) -> set[tuple[object, ...]]:
    """The numbers that an event stands by."""
    return {
        (claim.value.outcome, claim.value.low, claim.value.high)
        for claim in event.of(Role.TOLL)
        if isinstance(claim.value, Toll) and manner(claim, document) is not Manner.FORMER
    }


def _other_side(left: Event, right: Event) -> bool:
    """Whether a state's men are told to have done the one, and irregulars the other."""
    ours, theirs = _doers(left), _doers(right)
    return any(
        ours and theirs and ours <= one and theirs <= other
        for one, other in ((_STATE, _IRREGULAR), (_IRREGULAR, _STATE))
    )


def _doers(event: Event) -> set[ActorKind]:
    found = {c.value.kind for c in event.of(Role.WHO) if isinstance(c.value, ActorRef)}
    return found - {ActorKind.UNKNOWN, ActorKind.CIVILIAN}


def _own(event: Event) -> int:
    """How much sets an event apart: a bounded day, and a place that is no province."""
    spots = [spot for claim in event.of(Role.WHERE) if (spot := spot_of(claim.value)) is not None]
    return bool(_bounded(event)) + any(not spot.wide for spot in spots)


def _bounded(event: Event) -> list[When]:
    return [
        claim.value
        for claim in event.of(Role.WHEN)
        if isinstance(claim.value, When)
        and claim.value.first is not None
        and claim.value.last is not None
        and claim.stance is not Stance.DENIED
    ]


def _other_days(left: Event, right: Event) -> bool:
    """Whether both give days and no two of these can be one."""
    ours, theirs = _bounded(left), _bounded(right)
    return bool(ours and theirs) and not any(_meet(a, b) for a in ours for b in theirs)


def _meet(one: When, other: When) -> bool:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return True
    return max(one.first, other.first) <= min(one.last, other.last)


def _other_place(left: Event, right: Event) -> bool:
    """Whether both are in settled places too far apart for a town and its street."""
    ours = [spot for claim in left.of(Role.WHERE) if (spot := spot_of(claim.value))]
    theirs = [spot for claim in right.of(Role.WHERE) if (spot := spot_of(claim.value))]
    gaps = [
        gap
        for a in ours
        for b in theirs
        if not (a.wide or b.wide) and (gap := kilometres(a, b)) is not None
    ]
    return bool(gaps) and min(gaps) > limit("near_km")


def _code(event: Event) -> str | None:
    what = event.of(Role.WHAT)
    value = what[0].value if what else None
    return value.code if isinstance(value, Category) else None


def _distance(event: Event, group: list[Event]) -> int:
    at = event.subject.anchor.start
    return min(abs(at - other.subject.anchor.start) for other in group)


__all__ = ["retellings", "tellings", "units"]
