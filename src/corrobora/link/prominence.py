"""What a report is mainly about: the event that its headline, its lead and most of its words tell.

A report of a shooting also tells of the arrest that followed and of last year's shooting nearby;
what it is filed under is the first of these.
"""

from collections.abc import Iterable, Mapping

from corrobora.codebook.kinds import families
from corrobora.model import Document, Event, Role
from corrobora.values import Category, Outcome, Stage, Stance, Toll

_REAL = frozenset({Stage.HAPPENED, Stage.ONGOING})

# The family of the deeds that others (an arrest, a trial, a release) follow.
_DEED = "armed"

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


def prominence(event: Event, documents: Mapping[str, Document]) -> float:
    """How much of its report an event takes up; comparable within one document only."""
    what = event.of(Role.WHAT)
    if not what:
        return 0.0
    document = documents.get(event.subject.anchor.document_id)
    length = len(document.text) if document else 0
    first = min(span.start for claim in what for span in claim.spans)
    early = 1 - first / length if length else 0.0
    told = sum(1 for role in _TELLING if event.of(role))
    harm = any(_harms(claim.value) for claim in event.of(Role.TOLL))
    # A deed without harm or day is what a report lays to somebody's charge.
    deed = _DEED in families(_code(event)) and (harm or bool(event.of(Role.WHEN)))
    return (
        4.0 * real(event)
        + 1.5 * deed
        + 2.0 * harm
        + 0.5 * told
        + 0.25 * min(len(what), 6)
        + 2.0 * early
    )


def real(event: Event) -> bool:
    """Whether the main telling of an event says that it happened, and is no denial."""
    what = event.of(Role.WHAT)
    return bool(what) and what[0].stage in _REAL and what[0].stance is not Stance.DENIED


def denied(event: Event) -> bool:
    """Whether the main telling of an event says that it did not happen."""
    what = event.of(Role.WHAT)
    return bool(what) and what[0].stage in _REAL and what[0].stance is Stance.DENIED


def _code(event: Event) -> str:
    value = event.of(Role.WHAT)[0].value
    return value.code if isinstance(value, Category) else ""


def _harms(value: object) -> bool:
    return isinstance(value, Toll) and value.outcome in (Outcome.KILLED, Outcome.INJURED)


__all__ = ["denied", "main_event", "prominence", "real"]
