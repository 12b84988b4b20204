"""Flat rows: one an incident, one a claim. The columns are the format; change them with care."""

from collections.abc import Mapping

from corrobora.assemble.summary import Summary, publisher
from corrobora.export.cells import Cell
from corrobora.export.wording import (
    listed,
    numbered,
    responsibility_words,
    speaker_words,
    value_words,
)
from corrobora.model import Claim, Document, Role
from corrobora.values import (
    ActorRef,
    Category,
    Outcome,
    Place,
    Quantity,
    Text,
    Toll,
    When,
)

# `place_score` is how sure the gazetteer's best bearer of the name is; the coordinates are its.
_PLACE_COLUMNS = (
    "place",
    "place_relation",
    "country",
    "latitude",
    "longitude",
    "place_score",
    "where_precision",
    "radius_km",
)

INCIDENT_COLUMNS = (
    "incident_id",
    "kind",
    "first_date",
    "last_date",
    "month",
    *_PLACE_COLUMNS,
    "who",
    "whom",
    "means",
    "responsibility",
    *(f"{outcome.value}_{end}" for outcome in Outcome for end in ("low", "best", "high")),
    "stance",
    "stage",
    "status",
    "speakers",
    "contradictions",
    "n_reports",
    "n_publishers",
    "n_origins",
    "sources",
    "policy",
    "event_ids",
    "claim_ids",
)

CLAIM_COLUMNS = (
    "claim_id",
    "document_id",
    "document",
    "publisher",
    "published",
    "incident_id",
    "subject_kind",
    "subject_id",
    "role",
    "value",
    "code",
    "name",
    "actor_kind",
    "actor_id",
    "outcome",
    "low",
    "high",
    "group",
    "group_kind",
    "first_date",
    "last_date",
    "month",
    "time_precision",
    "place_relation",
    "country",
    "gazetteer_id",
    "latitude",
    "longitude",
    "place_score",
    "radius_km",
    "quote",
    "start",
    "end",
    "speaker",
    "speaker_kind",
    "speaker_chain",
    "speaker_authority",
    "speaker_party",
    "responsibility",
    "stance",
    "stage",
    "judged_wrong",
    "origin",
    "rule",
    "confidence",
)


def incident_row(summary: Summary, documents: Mapping[str, Document]) -> dict[str, Cell]:
    """The incident as one flat row: chosen values, ranges, and the ids that lead to the claims."""
    what = summary.answer(Role.WHAT).value
    row: dict[str, Cell] = {
        "incident_id": summary.incident.id,
        "kind": what.code if isinstance(what, Category) else None,
        **_time(summary.answer(Role.WHEN).value),
        **_where(summary.answer(Role.WHERE).value),
        "who": listed(value_words(value) for value in summary.answer(Role.WHO).values),
        "whom": listed(value_words(value) for value in summary.answer(Role.WHOM).values),
        "means": listed(value_words(value) for value in summary.answer(Role.MEANS).values),
        "responsibility": listed(
            responsibility_words(claim) for claim in summary.answer(Role.RESPONSIBILITY).claims
        ),
    }
    for outcome in Outcome:
        toll = summary.toll(outcome)
        row[f"{outcome.value}_low"] = toll.low
        row[f"{outcome.value}_best"] = toll.best
        row[f"{outcome.value}_high"] = toll.high
    disagreements = (f"{one.about.value}: {one.question}" for one in summary.contradictions)
    return row | {
        "stance": summary.stance.value,
        "stage": summary.stage.value,
        "status": summary.status.value,
        "speakers": listed(summary.speakers),
        "contradictions": listed(disagreements),
        "n_reports": len(summary.reports),
        "n_publishers": len(summary.publishers),
        "n_origins": len(summary.origins.groups),
        "sources": listed(source_words(one, documents) for one in summary.reports),
        "policy": summary.policy,
        "event_ids": listed(event.subject.id for event in summary.incident.events),
        "claim_ids": listed(claim.id for claim in summary.claims),
    }


def source_words(document_id: str, documents: Mapping[str, Document]) -> str:
    """A report as a source: its name, publisher and date as far as known, else its id."""
    document = documents.get(document_id)
    if document is None:
        return document_id
    published = document.published.isoformat() if document.published else None
    details = ", ".join(part for part in (publisher(document), published) if part)
    name = document.name or document.title or document_id
    return f"{name} ({details})" if details else name


def sources_words(summary: Summary) -> str:
    """How many stand behind it: "7 reports, 4 publishers, 2 independent origins".

    One report is one origin, and needs no saying.
    """
    parts = [numbered(len(summary.reports), "report", "reports")]
    if summary.publishers:
        parts.append(numbered(len(summary.publishers), "publisher", "publishers"))
    if len(summary.reports) > 1 and summary.origins.groups:
        found = len(summary.origins.groups)
        parts.append(numbered(found, "independent origin", "independent origins"))
    return ", ".join(parts)


def claim_row(
    claim: Claim, document: Document | None, incident_id: str | None, wrong: bool
) -> dict[str, Cell]:
    """The claim as one flat row, its quote and offsets among them."""
    span, value = claim.spans[0], claim.value
    speakers = claim.attribution.speakers
    row: dict[str, Cell] = dict.fromkeys(CLAIM_COLUMNS)
    row |= {
        "claim_id": claim.id,
        "document_id": claim.document_id,
        "incident_id": incident_id,
        "subject_kind": claim.subject.kind.value,
        "subject_id": claim.subject.id,
        "role": claim.role.value,
        "value": value_words(value),
        "start": span.start,
        "end": span.end,
        "speaker": speakers[0].name if speakers else None,
        "speaker_kind": speakers[0].kind.value if speakers else None,
        "speaker_chain": speaker_words(claim.attribution) or None,
        "speaker_authority": _yes_no(speakers[0].authority) if speakers else None,
        "speaker_party": _yes_no(speakers[0].party) if speakers else None,
        "responsibility": claim.answerability.value if claim.answerability else None,
        "stance": claim.stance.value,
        "stage": claim.stage.value,
        "judged_wrong": "yes" if wrong else "no",
        "origin": claim.origin,
        "rule": claim.rule,
        "confidence": claim.confidence,
    }
    if document is not None:
        row |= {
            "document": document.name or None,
            "publisher": publisher(document),
            "published": document.published,
            "quote": document.quote(span),
        }
    return row | _value_fields(claim)


def _yes_no(told: bool | None) -> str | None:
    return None if told is None else "yes" if told else "no"


def _value_fields(claim: Claim) -> dict[str, Cell]:
    value = claim.value
    if isinstance(value, Category):
        return {"code": value.code}
    if isinstance(value, ActorRef):
        return {"name": value.name, "actor_kind": value.kind.value, "actor_id": value.actor}
    if isinstance(value, Place):
        where = _where(value)
        best = value.candidates[0].id if value.candidates else None
        shared = {key: where[key] for key in where if key in CLAIM_COLUMNS}
        return {**shared, "name": value.name, "gazetteer_id": best}
    if isinstance(value, When):
        return {**_time(value), "time_precision": value.precision.value}
    if isinstance(value, Toll):
        kind = value.group_kind.value if value.group_kind else None
        return {
            "outcome": value.outcome.value,
            "low": value.low,
            "high": value.high,
            "group": value.group,
            "group_kind": kind,
        }
    if isinstance(value, Quantity):
        return {"low": value.low, "high": value.high, "name": value.what}
    return {"name": value.text} if isinstance(value, Text) else {}


def _time(value: object) -> dict[str, Cell]:
    if not isinstance(value, When):
        return dict.fromkeys(("first_date", "last_date", "month"))
    return {"first_date": value.first, "last_date": value.last, "month": value.month}


def _where(value: object) -> dict[str, Cell]:
    if not isinstance(value, Place):
        return dict.fromkeys(_PLACE_COLUMNS)
    best = value.candidates[0] if value.candidates else None
    return {
        "place": value.name,
        "place_relation": value.relation,
        "country": value.country,
        "latitude": best.latitude if best else None,
        "longitude": best.longitude if best else None,
        "place_score": best.score if best else None,
        "where_precision": value.precision,
        "radius_km": value.radius_km,
    }


__all__ = [
    "CLAIM_COLUMNS",
    "INCIDENT_COLUMNS",
    "claim_row",
    "incident_row",
    "source_words",
    "sources_words",
]
