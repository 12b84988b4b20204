"""An incident as the index keeps it: what lists, filters, maps and counts need of it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from corrobora.assemble.answers import best_under
from corrobora.assemble.policies import POLICIES
from corrobora.assemble.summary import Summary
from corrobora.model import Claim, Document, Record, Role
from corrobora.record import encode
from corrobora.values import ActorRef, Category, Outcome, Place, Toll, When
from corrobora.web import words
from corrobora.web.index.named import Found, named
from corrobora.web.index.persons import Persons
from corrobora.web.index.questions import of_incident

# Words on either side of an event's naming by which it can be searched for.
_CONTEXT = 200


class Number(Record, frozen=True, kw_only=True):
    """A toll's bounds; `high` None is open, `best` is by the name of the policy."""

    low: int | None = None
    high: int | None = None
    largest: int | None = None
    best: dict[str, int] = {}  # noqa: RUF012  # msgspec copies an empty default

    @property
    def told(self) -> bool:
        """Whether anybody gives a number."""
        return self.low is not None


class Row(Record, frozen=True, kw_only=True):
    """An incident at a glance. `settled` is how sure the gazetteer's best bearer of the name is."""

    id: str
    title: str
    killed: Number
    injured: Number
    kind: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    month: int | None = None
    place: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None
    settled: float | None = None
    outcomes: tuple[str, ...] = ()
    status: str = "unreviewed"
    stance: str = "certain"
    stage: str = "happened"
    contradictions: int = 0
    reports: int = 0
    origins: int = 0
    who: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    who_kinds: tuple[str, ...] = ()
    victim_kinds: tuple[str, ...] = ()
    speaker_kinds: tuple[str, ...] = ()


def row(told: Summary, documents: Mapping[str, Document]) -> Row:
    """The row of an incident."""
    what = told.answer(Role.WHAT).value
    where = told.answer(Role.WHERE).value
    when = told.answer(Role.WHEN).value
    place = where if isinstance(where, Place) else None
    best = place.candidates[0] if place and place.candidates else None
    time = when if isinstance(when, When) else When()
    return Row(
        id=told.incident.id,
        title=words.titled(what, words.value(place) if place else "", words.days(time)),
        kind=what.code if isinstance(what, Category) else "",
        first=time.first,
        last=time.last,
        month=time.month,
        place=place.name if place else "",
        country=(place.country or (best.country if best else None) or "") if place else "",
        latitude=best.latitude if best else None,
        longitude=best.longitude if best else None,
        radius_km=place.radius_km if place else None,
        settled=best.score if best else None,
        killed=_number(told, Outcome.KILLED, documents),
        injured=_number(told, Outcome.INJURED, documents),
        outcomes=tuple(toll.outcome.value for toll in told.tolls if toll.told),
        status=told.status.value,
        stance=told.stance.value,
        stage=told.stage.value,
        contradictions=len(told.contradictions),
        reports=len(told.reports),
        origins=origins(told),
        who=_names(told, Role.WHO),
        whom=_names(told, Role.WHOM),
        who_kinds=_kinds(told.answer(Role.WHO).claims),
        victim_kinds=_kinds([*told.answer(Role.WHOM).claims, *_tolls(told)]),
        speaker_kinds=tuple(sorted({speaker_kind(claim) for claim in told.claims})),
    )


def kept(
    told: Summary,
    documents: Mapping[str, Document],
    judged: frozenset[str],
    found: Found,
    listed: Persons,
) -> dict[str, Any]:
    """The row, the words, the names and the questions of an incident, as the store takes them.

    `judged` are the claims on which a person has ruled, `found` its named victims, `listed` who is
    listed under which name.
    """
    made = row(told, documents)
    return {
        "id": made.id,
        "record": encode(made).decode(),
        "words": _words(told, made, documents),
        "names": list(named(told, documents, found, listed)),
        "questions": [one.as_row() for one in of_incident(told, made, judged, documents)],
        "made": made,
    }


def origins(told: Summary) -> int:
    """How many independent origins stand behind the incident."""
    return len(told.origins.groups) or len(told.reports)


def speaker_kind(claim: Claim) -> str:
    """The kind of the nearest speaker, "own_voice" for the document's own."""
    speakers = claim.attribution.speakers
    return speakers[0].kind.value if speakers else "own_voice"


def _number(told: Summary, outcome: Outcome, documents: Mapping[str, Document]) -> Number:
    one = told.toll(outcome)
    if one.low is None:
        return Number()
    bests = {policy: best_under(one, policy, documents) for policy in POLICIES}
    best = {policy: number for policy, number in bests.items() if number is not None}
    return Number(low=one.low, high=one.high, largest=one.largest, best=best)


def _names(told: Summary, role: Role) -> tuple[str, ...]:
    return tuple(v.name for v in told.answer(role).values if isinstance(v, ActorRef))


def _kinds(claims: Iterable[Claim]) -> tuple[str, ...]:
    kinds = set()
    for claim in claims:
        if isinstance(claim.value, ActorRef):
            kinds.add(claim.value.kind.value)
        elif isinstance(claim.value, Toll) and claim.value.group_kind:
            kinds.add(claim.value.group_kind.value)
    return tuple(sorted(kinds))


def _tolls(told: Summary) -> list[Claim]:
    return [claim for toll in told.tolls for claim in toll.claims]


def _words(told: Summary, made: Row, documents: Mapping[str, Document]) -> str:
    """What an incident can be found by: its title, its names, and what was written around it."""
    parts = [made.title, *made.who, *made.whom, *told.speakers, *told.publishers]
    for event in told.incident.events:
        anchor = event.subject.anchor
        document = documents.get(anchor.document_id)
        if document is not None:
            begin = max(0, anchor.start - _CONTEXT)
            parts.append(document.text[begin : anchor.end + _CONTEXT])
            parts += [document.quote(claim.spans[0]) for claim in event.claims]
    return "\n".join(dict.fromkeys(parts))


__all__ = ["Number", "Row", "kept", "origins", "row", "speaker_kind"]
