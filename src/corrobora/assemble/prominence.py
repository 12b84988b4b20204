"""What a report is mainly about: the event that its headline, its lead and most of its words tell.

A report of a shooting also tells of the arrest that followed and of last year's shooting nearby;
what it is filed under is the first of these.
"""

from collections.abc import Iterable, Mapping

from corrobora.model import Document, Event, Incident, Role
from corrobora.values import Outcome, Stage, Stance, Toll

_REAL = frozenset({Stage.HAPPENED, Stage.ONGOING})

# Roles that a report fills for what it is about, and leaves open for what it only mentions.
_TELLING = (Role.WHEN, Role.WHERE, Role.WHO, Role.WHOM, Role.MEANS)


def main_event(events: Iterable[Event], documents: Mapping[str, Document]) -> Event | None:
    """The event that a report is mainly about, None where it tells of none.

    `events` are those of one document. What did not happen comes last; harm to people first, then
    what the text tells more of and earlier.
    """
    return max(
        events,
        key=lambda event: (prominence(event, documents), -event.subject.anchor.start),
        default=None,
    )


def main_incident(
    incidents: Iterable[Incident], document_id: str, documents: Mapping[str, Document]
) -> Incident | None:
    """The incident that holds the main event of a document, None where it tells of none."""
    holding: dict[str, Incident] = {}
    events: list[Event] = []
    for incident in incidents:
        for event in incident.events:
            if event.subject.anchor.document_id == document_id:
                holding[event.subject.id] = incident
                events.append(event)
    main = main_event(sorted(events, key=lambda event: event.subject), documents)
    return holding[main.subject.id] if main is not None else None


def prominence(event: Event, documents: Mapping[str, Document]) -> float:
    """How much of its report an event takes up; comparable within one document only."""
    what = event.of(Role.WHAT)
    if not what:
        return 0.0
    main = what[0]
    real = main.stage in _REAL and main.stance is not Stance.DENIED
    document = documents.get(event.subject.anchor.document_id)
    length = len(document.text) if document else 0
    first = min(span.start for claim in what for span in claim.spans)
    early = 1 - first / length if length else 0.0
    told = sum(1 for role in _TELLING if event.of(role))
    harm = any(_harms(claim.value) for claim in event.of(Role.TOLL))
    return 4.0 * real + 2.0 * harm + 0.5 * told + 0.25 * min(len(what), 6) + 2.0 * early


def _harms(value: object) -> bool:
    return isinstance(value, Toll) and value.outcome in (Outcome.KILLED, Outcome.INJURED)


__all__ = ["main_event", "main_incident", "prominence"]
