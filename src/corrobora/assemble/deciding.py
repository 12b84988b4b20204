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

# What stands between the decision undone and the reason for it.
WHY = "; "


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


def undoes(decision: AnyDecision) -> str:
    """The id of the decision that this one takes back, "" for one that takes none back."""
    if not decision.reason.startswith(UNDO):
        return ""
    return decision.reason.removeprefix(UNDO).partition(WHY)[0]


def undo(assembled: Assembled, signed: Signed, wanted: str = "") -> list[AnyDecision]:
    """The decisions that bring back what stood before an act of the person.

    An act is all that the person decided at one instant: that with the decision whose id begins
    `wanted`, else the last that is not undone; empty where there is none. Raises InputError where
    `wanted` names no such act, or where somebody has decided on the same thing since.
    """
    own = sorted((d for d in assembled.decisions if d.by == signed.by), key=rank)
    undone = {undoes(d) for d in own}
    taken_back = {d.at for d in own if d.id in undone}
    left = [d for d in own if not undoes(d) and d.at not in taken_back]
    if wanted:
        left = [_named(assembled, wanted, left, signed)]
    if not left:
        return []
    act = [d for d in own if d.at == left[-1].at]
    _refuse_overruled(assembled, act)
    before = [d for d in assembled.decisions if rank(d)[1] < rank(act[0])[1]]
    return [_restored(assembled, one, before, signed) for one in act]


def _named(
    assembled: Assembled, wanted: str, left: Iterable[AnyDecision], signed: Signed
) -> AnyDecision:
    found = [d for d in assembled.decisions if d.id.startswith(wanted)]
    if len(found) != 1:
        raise InputError(f"{len(found) or 'no'} decisions have an id that begins {wanted!r}")
    if found[0].by != signed.by:
        by = found[0].by.removeprefix("review:")
        raise InputError(f"{wanted!r} was decided by {by}; to overrule it decide anew")
    if found[0] not in left:
        raise InputError(f"{wanted!r} is an undoing, or is undone already")
    return found[0]


def _refuse_overruled(assembled: Assembled, act: Sequence[AnyDecision]) -> None:
    """Raise InputError where a later decision stands on what an act decided."""
    undone = {undoes(d) for d in assembled.decisions}
    questions = {_question(d) for d in act}
    for later in sorted(assembled.decisions, key=rank, reverse=True):
        newer = later.by_person and rank(later) > rank(act[-1])
        if newer and not undoes(later) and later.id not in undone and _question(later) in questions:
            by = later.by.removeprefix("review:")
            raise InputError(
                f"{by} has decided on the same since ({later.id}); undo that first, or decide anew"
            )


def _question(one: AnyDecision) -> tuple[str, ...]:
    """What a decision answers; a note answers nothing, and stands beside all others."""
    if isinstance(one, Same):
        return "same", *pair_of(one)
    if isinstance(one, Right):
        return "right", one.claim
    return ("status", one.subject) if isinstance(one, SetStatus) else ("note", one.id)


def _restored(
    assembled: Assembled, one: AnyDecision, kept: Iterable[AnyDecision], signed: Signed
) -> AnyDecision:
    by, at = signed.by, signed.at
    reason = f"{UNDO}{one.id}" + (f"{WHY}{signed.reason}" if signed.reason else "")
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


__all__ = ["UNDO", "WHY", "Signed", "events_of", "rule_right", "rule_same", "undo", "undoes"]
