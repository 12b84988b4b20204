"""What was done at the desk: acts named, the state before a decision, and undoing.

An act is all that one person added at one instant: a correction is a new claim and the verdict
that the old one is wrong; a split is a ruling on every pair that it parts.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from corrobora.assemble.deciding import UNDO, WHY, undoes
from corrobora.link.rulings import claim_of, pair_of, standing
from corrobora.model import AnyDecision, Note, Record, Right, Same, SetStatus, Status, Verdict
from corrobora.store import desk_query
from corrobora.store.accounts import User
from corrobora.web.desk import Desk

CORRECTED = "corrected to "

# The score of the verdict by which a person's own claim was added: undoing it takes the claim away.
ADDED = 1.0


class Act(Record, frozen=True, kw_only=True):
    """An act as it can be named and undone; `id` is that of its first decision."""

    id: str
    by: str
    at: dt.datetime
    decisions: tuple[AnyDecision, ...]
    said: str

    @property
    def is_undo(self) -> bool:
        """Whether it undoes another act."""
        return bool(undoes(self.decisions[0]))


def restoring(desk: Desk, user: User, act: Act) -> list[AnyDecision]:
    """The decisions that bring back what stood before an act."""
    at = dt.datetime.now(dt.UTC)
    reason = f"{UNDO}{act.id}"
    return [_restored(desk, one, (user.origin, at, reason)) for one in act.decisions]


def last_act(desk: Desk, user: User) -> Act | None:
    """The newest act of the person that is neither an undoing nor undone."""
    newest = desk_query.rulings(desk.index.file, desk_query.Search(by=user.origin, limit=60))
    undone = {undoes(one) for one in newest}
    for act in acts(newest):
        if not act.is_undo and undone.isdisjoint(one.id for one in act.decisions):
            return act
    return None


def act_of(desk: Desk, decision_id: str) -> Act | None:
    """The act that a decision belongs to."""
    one = desk_query.ruling(desk.index.file, decision_id)
    if one is None:
        return None
    search = desk_query.Search(by=one.by, at=one.at, limit=2000)
    return next(iter(acts(desk_query.rulings(desk.index.file, search))), None)


def acts(decisions: Iterable[AnyDecision]) -> list[Act]:
    """The acts that decisions, the newest first, come to."""
    grouped: dict[tuple[str, dt.datetime], list[AnyDecision]] = {}
    for one in decisions:
        grouped.setdefault((one.by, one.at), []).append(one)
    found = []
    for (by, at), together in grouped.items():
        together.sort(key=lambda one: one.id)
        first = together[0]
        found.append(
            Act(id=first.id, by=by, at=at, decisions=tuple(together), said=act_words(together))
        )
    return found


def act_words(together: Sequence[AnyDecision]) -> str:
    """What an act did, in a few words."""
    first = together[0]
    if undoes(first):
        return "undid"
    if any(one.reason.startswith(CORRECTED) for one in together):
        return "corrected a value"
    if isinstance(first, Right):
        done = {Verdict.YES: "accepted", Verdict.NO: "rejected", Verdict.UNSURE: "left open"}
        what = "a claim" if len(together) == 1 else f"{len(together)} claims"
        return f"{done[first.verdict]} {what}"
    if isinstance(first, Same):
        if any(isinstance(one, Same) and one.verdict is Verdict.NO for one in together):
            return "split" if len(together) > 1 else "ruled not the same"
        return "ruled the same" if first.verdict is Verdict.YES else "was unsure of a join"
    if isinstance(first, SetStatus):
        return f"set {first.status.value}"
    return "noted"


def reason_words(one: AnyDecision) -> str:
    """The reason that a person gave, without what the desk put before it."""
    if undoes(one):
        return one.reason.partition(WHY)[2]
    if one.reason.startswith(CORRECTED):
        return one.reason.partition("; ")[2]
    return one.reason


def describe(one: AnyDecision) -> str:
    """What a decision says, in a few words."""
    if isinstance(one, Right):
        return {Verdict.YES: "right", Verdict.NO: "wrong", Verdict.UNSURE: "open"}[one.verdict]
    if isinstance(one, Same):
        return {Verdict.YES: "the same", Verdict.NO: "not the same", Verdict.UNSURE: "unsure"}[
            one.verdict
        ]
    return one.status.value if isinstance(one, SetStatus) else "note"


def before(desk: Desk, one: AnyDecision) -> AnyDecision | None:
    """The decision that stood on the same question before this one."""
    earlier = [
        other
        for other in desk_query.rulings_about(desk.index.file, [question_of(one)])
        if (other.at, other.id) < (one.at, one.id) and other.at != one.at
    ]
    if isinstance(one, Right):
        rights = (other for other in earlier if isinstance(other, Right))
        return standing(rights, claim_of).get(one.claim)
    if isinstance(one, Same):
        sames = (other for other in earlier if isinstance(other, Same))
        return standing(sames, pair_of).get((one.left, one.right))
    if isinstance(one, SetStatus):
        statuses = (other for other in earlier if isinstance(other, SetStatus))
        return standing(statuses, lambda other: other.subject).get(one.subject)
    return None


def _restored(desk: Desk, one: AnyDecision, signed: tuple[str, dt.datetime, str]) -> AnyDecision:
    by, at, reason = signed
    earlier = before(desk, one)
    if isinstance(one, Right):
        verdict = earlier.verdict if isinstance(earlier, Right) else _unjudged(one)
        return Right(by=by, at=at, reason=reason, claim=one.claim, verdict=verdict)
    if isinstance(one, Same):
        left, right = one.left, one.right
        verdict = earlier.verdict if isinstance(earlier, Same) else _program(desk, left, right)
        return Same(by=by, at=at, reason=reason, left=left, right=right, verdict=verdict)
    if isinstance(one, SetStatus):
        status = earlier.status if isinstance(earlier, SetStatus) else Status.UNREVIEWED
        return SetStatus(by=by, at=at, reason=reason, subject=one.subject, status=status)
    return Note(by=by, at=at, reason=reason, about=one.about)


def _unjudged(one: Right) -> Verdict:
    """What undoing the first verdict on a claim leaves: a person's own claim goes again."""
    return Verdict.NO if one.score == ADDED else Verdict.UNSURE


def _program(desk: Desk, left: str, right: str) -> Verdict:
    """What the program judged of a pair, before any person did."""
    for pair in desk_query.pairs_of(desk.index.file, [left]):
        if (pair.left, pair.right) == (left, right):
            return Verdict(pair.verdict)
    return Verdict.UNSURE


def about_of(one: AnyDecision) -> tuple[str, ...]:
    """The claims or subjects that a decision is about."""
    if isinstance(one, Same):
        return one.left, one.right
    return (question_of(one),)


def question_of(one: AnyDecision) -> str:
    """The claim or subject by which a decision is found again."""
    if isinstance(one, Right):
        return one.claim
    if isinstance(one, Same):
        return one.left
    return one.subject if isinstance(one, SetStatus) else one.about
