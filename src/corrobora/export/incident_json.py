"""An incident as one JSON object: its flat row, every toll's statements, and every claim."""

from collections.abc import Mapping
from typing import Any

import msgspec

from corrobora.assemble.answers import TollAnswer
from corrobora.assemble.history import history
from corrobora.assemble.summary import Summary
from corrobora.assemble.tolls import Statement
from corrobora.export.rows import incident_row, source_words
from corrobora.model import Claim, Document, Event
from corrobora.values import Place


def incident_object(summary: Summary, documents: Mapping[str, Document]) -> dict[str, Any]:
    """The incident as plain data; what the row joins in one cell is a list here."""
    row: dict[str, Any] = dict(incident_row(summary, documents))
    answers = {one.role.value: one for one in summary.answers}
    for role in ("who", "whom", "means"):
        row[role] = [msgspec.to_builtins(value) for value in answers[role].values]
    places = [value for value in answers["where"].values if isinstance(value, Place)]
    row |= {
        "first_date": _iso(row["first_date"]),
        "last_date": _iso(row["last_date"]),
        "places": [msgspec.to_builtins(place) for place in places],
        "speakers": list(summary.speakers),
        "contradictions": [
            {
                "about": one.about.value,
                "question": one.question,
                "sides": [[claim.id for claim in side] for side in one.sides],
            }
            for one in summary.contradictions
        ],
        "origins": [list(group) for group in summary.origins.groups],
        "dependence": [msgspec.to_builtins(one) for one in summary.origins.reasons],
        "sources": [_source(one, documents) for one in summary.reports],
        "tolls": [_toll(toll, documents) for toll in summary.tolls if toll.told],
        "events": [_event(event, documents) for event in summary.incident.events],
    }
    # The events below hold their claims, so that the ids alone would say it twice.
    del row["event_ids"], row["claim_ids"]
    return row


def claim_object(claim: Claim, documents: Mapping[str, Document]) -> dict[str, Any]:
    """The claim as plain data with its id and the words of every span."""
    document = documents.get(claim.document_id)
    found: dict[str, Any] = {"claim_id": claim.id}
    found |= msgspec.to_builtins(claim)
    found["quotes"] = [document.quote(span) for span in claim.spans] if document else []
    return found


def _event(event: Event, documents: Mapping[str, Document]) -> dict[str, Any]:
    return {
        "event_id": event.subject.id,
        "document_id": event.subject.anchor.document_id,
        "claims": [claim_object(claim, documents) for claim in event.claims],
    }


def _source(document_id: str, documents: Mapping[str, Document]) -> dict[str, Any]:
    document = documents.get(document_id)
    if document is None:
        return {"document_id": document_id}
    return {
        "document_id": document_id,
        "name": source_words(document_id, documents),
        "publisher": document.publisher,
        "published": _iso(document.published),
        "url": document.url,
    }


def _toll(toll: TollAnswer, documents: Mapping[str, Document]) -> dict[str, Any]:
    return {
        "outcome": toll.outcome.value,
        "policy": toll.policy,
        "low": toll.low,
        "best": toll.best,
        "high": toll.high,
        "largest": toll.largest,
        "groups": [
            {
                "group": group.group.value,
                "low": group.low,
                "best": group.best,
                "high": group.high,
                "claims": [claim.id for claim in group.claims],
            }
            for group in toll.groups
        ],
        "agreed": list(toll.agreed) if toll.agreed else None,
        "chosen": _statement(toll.chosen) if toll.chosen else None,
        "statements": [_statement(one) for one in toll.statements],
        "history": [
            {
                "published": _iso(step.published),
                "document_id": step.document_id,
                "speaker": step.speaker or None,
                "low": step.low,
                "high": step.high,
                "change": step.change.value,
                "own_change": step.own_change.value,
                "manner": step.manner.value,
            }
            for step in history(toll, documents)
        ],
        "denied": [claim.id for claim in toll.denied],
    }


def _statement(one: Statement) -> dict[str, Any]:
    return {
        "speaker": one.speaker or None,
        "document_id": one.document_id,
        "low": one.low,
        "high": one.high,
        "claims": [claim.id for claim in one.claims],
        "parts": [claim.id for claim in one.parts],
        "manner": one.manner.value,
    }


def _iso(day: Any) -> str | None:
    return day.isoformat() if day is not None else None


__all__ = ["claim_object", "incident_object"]
