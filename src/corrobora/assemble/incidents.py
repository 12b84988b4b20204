"""Claims, documents and decisions to incidents: the one composition of views and linking."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from corrobora.assemble.answers import answer
from corrobora.assemble.views import Views, views
from corrobora.link.block import pairs
from corrobora.link.cluster import cluster
from corrobora.link.retold import retellings, tellings, units
from corrobora.link.rulings import pair_of, standing
from corrobora.link.score import Match, matches
from corrobora.link.telling import Telling
from corrobora.model import (
    AnyDecision,
    Claim,
    Document,
    Event,
    Incident,
    Role,
    Same,
    SetStatus,
    Status,
    Verdict,
)
from corrobora.values import When

# The program's own older judgements are made afresh here, and so are not heard again.
_LINKING = "link@"


@dataclass(frozen=True)
class Assembled:
    """Everything that claims come to: views, incidents, and how pairs of events were judged.

    `incidents` are by their days, those without a day last and in the order of their reports;
    `documents` are by their ids, `tellings` what linking compared.
    """

    documents: Mapping[str, Document]
    views: Views
    incidents: tuple[Incident, ...] = ()
    matches: tuple[Match, ...] = ()
    decisions: tuple[AnyDecision, ...] = field(default=(), repr=False)
    tellings: tuple[Telling, ...] = field(default=(), repr=False)

    def status(self, incident: Incident) -> Status:
        """How far an incident has come in review: the standing status of any of its events."""
        own = [s for event in incident.events if (s := self._statuses.get(event.subject.id))]
        found = standing(own, lambda _: True)
        return found[True].status if found else Status.UNREVIEWED

    def under(self, decisions: tuple[AnyDecision, ...]) -> "Assembled":
        """The same with other decisions beside it, by which nothing is assembled anew."""
        return replace(self, decisions=decisions)

    @cached_property
    def _statuses(self) -> dict[str, SetStatus]:
        statuses = (d for d in self.decisions if isinstance(d, SetStatus))
        return standing(statuses, lambda status: status.subject)


def assemble(
    claims: Iterable[Claim],
    documents: Iterable[Document],
    decisions: Iterable[AnyDecision] = (),
) -> Assembled:
    """What the claims come to under the decisions, whatever the order in which they are given.

    Claims on a document that is not among `documents` are used, and quote nothing.
    """
    known = {document.id: document for document in sorted(documents, key=lambda d: d.id)}
    given = tuple(decisions)
    seen = views(claims, given)
    grouped = units(seen.events, known, ruled_apart(given))
    told = tellings(grouped, known)
    judged = matches(pairs(told))
    judged = sorted([*judged, *retellings(grouped)], key=lambda one: (one.left, one.right))
    found = incidents(seen.events, given, judged)
    return Assembled(
        documents=known,
        views=seen,
        incidents=tuple(sorted(found, key=lambda incident: _chronology(incident, known))),
        matches=tuple(judged),
        decisions=given,
        tellings=tuple(told),
    )


def grouped_as(assembled: Assembled, home: Mapping[str, str]) -> Assembled:
    """What is assembled with its events in the incidents that `home` gives by their subjects' ids.

    Events that are not in `home` are in no incident: it is for a part of what was assembled whole.
    """
    groups: defaultdict[str, list[Event]] = defaultdict(list)
    for event in assembled.views.events:
        if event.subject.id in home:
            groups[home[event.subject.id]].append(event)
    found = (
        Incident(events=tuple(sorted(events, key=lambda event: event.subject.id)))
        for events in groups.values()
    )
    known = assembled.documents
    ordered = sorted(found, key=lambda incident: _chronology(incident, known))
    return replace(assembled, incidents=tuple(ordered))


def _chronology(incident: Incident, documents: Mapping[str, Document]) -> tuple[str, ...]:
    """A sort key: the first day that the incident's best time allows, then its first report."""
    when = answer(incident, Role.WHEN, documents).value
    day = (when.first or when.last) if isinstance(when, When) else None
    ids = {event.subject.anchor.document_id for event in incident.events}
    reports = (documents[one] for one in ids if one in documents)
    undated = dt.date.max.isoformat()
    first = min((f"{one.published or undated} {one.name}" for one in reports), default="")
    start = min(event.subject.anchor for event in incident.events)
    return (
        (day.isoformat() if day else undated),
        first,
        start.document_id,
        f"{start.start:012}",
        incident.id,
    )


def ruled_apart(decisions: Iterable[AnyDecision]) -> frozenset[tuple[str, str]]:
    """The pairs of subjects that people ruled to be two happenings, the smaller id first."""
    ruled = standing((d for d in decisions if isinstance(d, Same)), pair_of)
    return frozenset(
        pair for pair, d in ruled.items() if d.by_person and d.verdict is not Verdict.YES
    )


def incidents(
    events: Iterable[Event], decisions: Iterable[AnyDecision], judged: Iterable[Match] = ()
) -> tuple[Incident, ...]:
    """The incidents that the events come to, in the text order of their earliest events."""
    by_subject = {event.subject.id: event for event in events}
    same = [d for d in decisions if isinstance(d, Same) and not d.by.startswith(_LINKING)]
    documents = {one: event.subject.anchor.document_id for one, event in by_subject.items()}
    found = [
        Incident(events=tuple(by_subject[subject] for subject in group))
        for group in cluster(documents, same, judged)
    ]
    return tuple(sorted(found, key=lambda one: min(event.subject for event in one.events)))
