"""A person's word as decisions: same or different, right or wrong, and back again.

Nothing is taken away: an undoing is a further decision, which brings back what stood before.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from corrobora.assemble.incidents import Assembled
from corrobora.errors import InputError
from corrobora.link.rulings import claim_of, pair_of, rank, standing
from corrobora.model import (
    AnyDecision,
    Claim,
    Event,
    Incident,
    Note,
    Record,
    Right,
    Same,
    SetStatus,
    Status,
    Verdict,
)

UNDO = "undo of "


class Signed(Record, frozen=True, kw_only=True):
    """Who decides, when and why; `by` is `review:NAME`."""

    by: str
    at: dt.datetime
    reason: str = ""


def rule_same(
    left: Sequence[Event], right: Sequence[Event], verdict: Verdict, signed: Signed
) -> list[Same]:
    """The decisions that two events, or the events of two incidents, are one happening or two.

    To join them one pair is enough; to part them every pair is ruled, so that no third event
    brings them together again. Raises InputError where the two have an event in common.
    """
    if {event.subject for event in left} & {event.subject for event in right}:
        raise InputError("the two have an event in common; name single events of them")
    pairs = [
        (min(a.subject.id, b.subject.id), max(a.subject.id, b.subject.id))
        for a in left
        for b in right
    ]
    wanted = sorted(pairs)[:1] if verdict is Verdict.YES else sorted(pairs)
    return [
        Same(by=signed.by, at=signed.at, reason=signed.reason, left=a, right=b, verdict=verdict)
        for a, b in wanted
    ]


def rule_right(claim: Claim, verdict: Verdict, signed: Signed) -> Right:
    """The decision that a claim reads its words right, or does not."""
    return Right(by=signed.by, at=signed.at, reason=signed.reason, claim=claim.id, verdict=verdict)


def events_of(found: Incident | Event) -> tuple[Event, ...]:
    """The events of an incident, or the one event."""
    return found.events if isinstance(found, Incident) else (found,)


def undo(assembled: Assembled, signed: Signed) -> list[AnyDecision]:
    """The decisions that bring back what stood before the person's last act that is not undone.

    An act is all that the person decided at one instant. Empty where there is nothing to undo.
    """
    own = sorted((d for d in assembled.decisions if d.by == signed.by), key=rank)
    undone = {d.reason.removeprefix(UNDO) for d in own if d.reason.startswith(UNDO)}
    left = [d for d in own if not d.reason.startswith(UNDO) and d.id not in undone]
    if not left:
        return []
    act = [d for d in left if d.at == left[-1].at]
    before = [d for d in assembled.decisions if rank(d)[1] < rank(act[0])[1]]
    return [_restored(assembled, one, before, signed) for one in act]


def _restored(
    assembled: Assembled, one: AnyDecision, kept: Iterable[AnyDecision], signed: Signed
) -> AnyDecision:
    by, at, reason = signed.by, signed.at, f"{UNDO}{one.id}"
    if isinstance(one, Right):
        rights = standing((d for d in kept if isinstance(d, Right)), claim_of)
        before = rights.get(one.claim)
        verdict = before.verdict if before else Verdict.UNSURE
        return Right(by=by, at=at, reason=reason, claim=one.claim, verdict=verdict)
    if isinstance(one, Same):
        sames = standing((d for d in kept if isinstance(d, Same)), pair_of)
        earlier = sames.get((one.left, one.right))
        verdict = earlier.verdict if earlier else _judged(assembled, one)
        return Same(by=by, at=at, reason=reason, left=one.left, right=one.right, verdict=verdict)
    if isinstance(one, SetStatus):
        statuses = standing((d for d in kept if isinstance(d, SetStatus)), lambda d: d.subject)
        was = statuses.get(one.subject)
        status = was.status if was else Status.UNREVIEWED
        return SetStatus(by=by, at=at, reason=reason, subject=one.subject, status=status)
    return Note(by=by, at=at, reason=reason, about=one.about)


def _judged(assembled: Assembled, one: Same) -> Verdict:
    """What the program judges of a pair, where no person had before."""
    found = (m for m in assembled.matches if (m.left, m.right) == (one.left, one.right))
    return next((match.verdict for match in found), Verdict.UNSURE)


__all__ = ["UNDO", "Signed", "events_of", "rule_right", "rule_same", "undo"]
