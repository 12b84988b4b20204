"""Facts as the rows of the index: pairs judged, events, reports, decisions."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from corrobora.assemble.incidents import Assembled
from corrobora.link.score import Match
from corrobora.model import AnyDecision, Document, Note, Right, Same, SetStatus
from corrobora.record import encode
from corrobora.store.desk_query import Pair


def pair_row(match: Match) -> Pair:
    """How a pair of events was judged, with the reasons."""
    reasons = tuple((one.question, one.points, one.reason) for one in match.evidence)
    return Pair(
        left=match.left,
        right=match.right,
        verdict=match.verdict.value,
        score=match.score,
        reasons=reasons,
    )


def event_rows(found: Assembled, own: set[str]) -> list[dict[str, Any]]:
    """In which incident and report each of the `own` events stands."""
    return [
        {
            "subject": event.subject.id,
            "incident": incident.id,
            "document_id": event.subject.anchor.document_id,
        }
        for incident in found.incidents
        for event in incident.events
        if event.subject.id in own
    ]


def report_row(document: Document) -> dict[str, Any]:
    """A report as it is listed and searched for."""
    return {
        "id": document.id,
        "published": document.published.isoformat() if document.published else "",
        "title": title_of(document),
        "words": document.text,
    }


def title_of(document: Document) -> str:
    """What a report is called: its title, its headline, its name, or its first words."""
    headline = " ".join(document.text[: min(document.headline_end, 300)].split())
    return document.title or headline or document.name or document.text[:80].strip()


def ruling_rows(decisions: Iterable[AnyDecision]) -> list[dict[str, Any]]:
    """Decisions, a row for each thing that one is about."""
    return [
        {
            "about": thing,
            "id": one.id,
            "lead": int(at == 0),
            "at": _utc(one.at),
            "by": one.by,
            "kind": type(one).__name__.lower().removeprefix("set"),
            "record": encode(one).decode(),
        }
        for one in decisions
        for at, thing in enumerate(about(one))
    ]


def _utc(at: dt.datetime) -> str:
    aware = at if at.tzinfo is not None else at.replace(tzinfo=dt.UTC)
    return aware.astimezone(dt.UTC).isoformat(timespec="microseconds")


def about(one: AnyDecision) -> tuple[str, ...]:
    """The claims or subjects that a decision is about."""
    if isinstance(one, Same):
        return one.left, one.right
    if isinstance(one, Right):
        return (one.claim,)
    return (one.subject,) if isinstance(one, SetStatus) else (one.about,)


def claims_of(decisions: Iterable[AnyDecision]) -> tuple[str, ...]:
    """The claims that decisions are about."""
    return tuple(
        d.claim if isinstance(d, Right) else d.about
        for d in decisions
        if isinstance(d, Right | Note)
    )


def subjects_of(decisions: Iterable[AnyDecision]) -> list[str]:
    """The events and actors that decisions are about."""
    return [thing for d in decisions if isinstance(d, Same | SetStatus) for thing in about(d)]


def is_actor(subject: str) -> bool:
    """Whether the id is that of a person or group, and not of an event."""
    return subject.startswith("a_")


__all__ = [
    "about",
    "claims_of",
    "event_rows",
    "is_actor",
    "pair_row",
    "report_row",
    "ruling_rows",
    "subjects_of",
    "title_of",
]
