"""Which incident a report is mainly about."""

from collections.abc import Iterable, Mapping

from corrobora.link.prominence import main_event
from corrobora.model import Document, Event, Incident


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


__all__ = ["main_event", "main_incident"]
