"""Claims to views: the events, actors and figures that they speak of.

The views hold the claims in force; a claim judged wrong is kept aside in `rejected`, so that it
enters no answer and can still be shown. Views do not hang on the order of the claims.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from corrobora.link.rulings import claim_of, standing
from corrobora.model import (
    Actor,
    AnyDecision,
    Claim,
    Event,
    Figure,
    Record,
    Right,
    Role,
    Subject,
    SubjectKind,
    Verdict,
)

E = TypeVar("E", bound=Event)


class Views(Record, frozen=True, kw_only=True):
    """Events, actors and figures by document and text order, and the claims judged wrong."""

    events: tuple[Event, ...] = ()
    actors: tuple[Actor, ...] = ()
    figures: tuple[Figure, ...] = ()
    rejected: tuple[Claim, ...] = ()


def views(claims: Iterable[Claim], decisions: Iterable[AnyDecision] = ()) -> Views:
    """The views of all `claims`, under the Right decisions among `decisions`.

    An event whose every naming (WHAT) is judged wrong is no event: its other claims go to
    `rejected` with it.
    """
    wrong = wrong_claims(decisions)
    kept: defaultdict[Subject, list[Claim]] = defaultdict(list)
    rejected: list[Claim] = []
    for claim in _once(claims):
        if claim.id in wrong:
            rejected.append(claim)
        else:
            kept[claim.subject].append(claim)
    unnamed = {c.subject for c in rejected if c.role is Role.WHAT}
    for subject in unnamed & kept.keys():
        if not any(claim.role is Role.WHAT for claim in kept[subject]):
            rejected += kept.pop(subject)
    return Views(
        events=_gather(kept, SubjectKind.EVENT, Event),
        actors=_gather(kept, SubjectKind.ACTOR, Actor),
        figures=_gather(kept, SubjectKind.FIGURE, Figure),
        rejected=tuple(sorted(rejected, key=telling_order)),
    )


def wrong_claims(decisions: Iterable[AnyDecision]) -> frozenset[str]:
    """The ids of the claims whose standing verdict is that they are misread."""
    verdicts = standing((d for d in decisions if isinstance(d, Right)), claim_of)
    return frozenset(claim for claim, right in verdicts.items() if right.verdict is Verdict.NO)


def telling_order(claim: Claim) -> tuple[object, ...]:
    """A key that sorts the claims of one document: by text, except that the main naming leads.

    Of an event's WHAT claims a person's comes first, then the one at the subject's anchor: a
    reader anchors an event at its main telling.
    """
    main = claim.role is Role.WHAT and claim.spans[0] == claim.subject.anchor
    person = claim.role is Role.WHAT and by_person(claim)
    return (
        claim.document_id,
        not person,
        not main,
        claim.spans[0].start,
        claim.spans[0].end,
        -claim.confidence,
        claim.id,
    )


def by_person(claim: Claim) -> bool:
    """Whether a person made the claim."""
    return claim.origin.startswith("review:")


def _once(claims: Iterable[Claim]) -> list[Claim]:
    """Each claim once; made by several readers it stays as a person made it, else as the surest."""
    best: dict[str, Claim] = {}
    for claim in claims:
        other = best.get(claim.id)
        if other is None or _trust(other) < _trust(claim):
            best[claim.id] = claim
    return list(best.values())


def _trust(claim: Claim) -> tuple[bool, float, str, str]:
    return by_person(claim), claim.confidence, claim.origin, claim.rule or ""


def _gather(kept: dict[Subject, list[Claim]], kind: SubjectKind, view: type[E]) -> tuple[E, ...]:
    subjects = sorted(subject for subject in kept if subject.kind is kind)
    return tuple(
        view(subject=subject, claims=tuple(sorted(kept[subject], key=telling_order)))
        for subject in subjects
    )
