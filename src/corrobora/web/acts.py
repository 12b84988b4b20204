"""What people do: decisions and claims added to the facts, all of one act at one instant."""

import datetime as dt
from collections.abc import Iterable, Sequence

from corrobora.errors import CorroboraError
from corrobora.link.rulings import pair_of, standing
from corrobora.model import (
    AnyDecision,
    Claim,
    Note,
    Record,
    Right,
    Same,
    SetStatus,
    Status,
    Verdict,
)
from corrobora.store import desk_query, write
from corrobora.store.accounts import User
from corrobora.web.desk import Desk
from corrobora.web.undoing import ADDED, CORRECTED, Act, about_of, restoring

# Of two names that stay apart so many pairs of mentions are ruled one by one.
_PAIRS = 2000


class Stale(CorroboraError):
    """Somebody decided since the page was made; `since` are their decisions."""

    def __init__(self, since: Sequence[AnyDecision]) -> None:
        super().__init__("somebody decided on this since you opened the page")
        self.since = tuple(since)


class Seen(Record, frozen=True, kw_only=True):
    """What a person had seen when he decided: the newest decision about these things, "" none."""

    about: tuple[str, ...]
    newest: str


def seen(desk: Desk, about: Iterable[str]) -> str:
    """The mark of the newest decision about any of the things."""
    found = desk_query.rulings_about(desk.index.file, about)
    return found[-1].id if found else ""


def newest(decisions: Iterable[AnyDecision], subjects: Iterable[str]) -> str:
    """The mark of `seen`, of decisions that are known already, the oldest first."""
    about = set(subjects)
    return next(
        (one.id for one in reversed(list(decisions)) if about.intersection(about_of(one))), ""
    )


def judge(
    desk: Desk, user: User, claim: Claim, verdict: Verdict, reason: str, mark: str | None
) -> None:
    """Say whether a claim reads its words right. Raises Stale."""
    one = Right(by=user.origin, at=_now(), reason=reason, claim=claim.id, verdict=verdict)
    _keep(desk, [one], (), _seen([claim.id], mark))


def judge_all(desk: Desk, user: User, claims: Sequence[Claim]) -> None:
    """Accept claims in one act."""
    at = _now()
    rights = [Right(by=user.origin, at=at, claim=c.id, verdict=Verdict.YES) for c in claims]
    _keep(desk, rights, (), None)


def correct(
    desk: Desk, user: User, claim: Claim, better: Claim, reason: str, mark: str | None
) -> None:
    """Put a person's claim in a claim's place. Raises Stale."""
    at = _now()
    note = f"{CORRECTED}{better.id}" + (f"; {reason}" if reason else "")
    wrong = Right(by=user.origin, at=at, reason=note, claim=claim.id, verdict=Verdict.NO)
    mine = _added(user, at, better, reason)
    _keep(desk, [wrong, mine], [better], _seen([claim.id], mark))


def add(desk: Desk, user: User, claims: Sequence[Claim], reason: str = "") -> None:
    """Add a person's claims, with the verdict that they are right, so that this can be undone."""
    at = _now()
    _keep(desk, [_added(user, at, one, reason) for one in claims], claims, None)


def set_status(
    desk: Desk, user: User, subjects: Sequence[str], status: Status, reason: str, mark: str | None
) -> None:
    """Say how far the incident of these events is in review. Raises Stale."""
    first = min(subjects)
    one = SetStatus(by=user.origin, at=_now(), reason=reason, subject=first, status=status)
    _keep(desk, [one], (), _seen(subjects, mark))


def note(desk: Desk, user: User, about: str, text: str) -> None:
    """Add a remark."""
    _keep(desk, [Note(by=user.origin, at=_now(), reason=text, about=about)], (), None)


def rule_pair(
    desk: Desk, user: User, pair: tuple[str, str], verdict: Verdict, reason: str, mark: str | None
) -> None:
    """Say whether two events are one happening. Raises Stale."""
    left, right = sorted(pair)
    one = Same(by=user.origin, at=_now(), reason=reason, left=left, right=right, verdict=verdict)
    _keep(desk, [one], (), _seen([left, right], mark))


def join(
    desk: Desk,
    user: User,
    sides: tuple[Sequence[str], Sequence[str]],
    reason: str,
    mark: str | None,
) -> None:
    """Make one incident of the events of two. Raises Stale.

    What a person ruled apart between the two is ruled together, else the join could not hold.
    """
    one, other = sides
    apart = _ruled(desk, [*one, *other], Verdict.NO)
    crossing = {
        pair
        for pair in apart
        if (pair[0] in one and pair[1] in other) or (pair[0] in other and pair[1] in one)
    }
    pairs = crossing | {_pair(min(one), min(other))}
    _keep(desk, _same(user, pairs, Verdict.YES, reason), (), _seen([*one, *other], mark))


def split(
    desk: Desk,
    user: User,
    sides: tuple[Sequence[str], Sequence[str]],
    reason: str,
    mark: str | None,
) -> None:
    """Make two incidents of the events of one. Raises Stale."""
    out, rest = sides
    at = _now()
    apart = {_pair(one, other) for one in out for other in rest}
    together = {_pair(out[0], one) for one in out[1:]} | {_pair(rest[0], one) for one in rest[1:]}
    made = _same(user, apart, Verdict.NO, reason, at) + _same(
        user, together, Verdict.YES, reason, at
    )
    _keep(desk, made, (), _seen([*out, *rest], mark))


def keep_apart(
    desk: Desk,
    user: User,
    sides: tuple[Sequence[str], Sequence[str]],
    verdict: Verdict,
    reason: str,
    mark: str | None,
) -> None:
    """Say that two names are not, or perhaps not, one person or group. Raises Stale.

    One pair keeps the names apart on the desk. Where there are few, every pair is ruled, so that
    whoever links persons from the decisions alone keeps them apart as well.
    """
    one, other = sides
    few = len(one) * len(other) <= _PAIRS
    pairs = {_pair(a, b) for a in one for b in other} if few else {_pair(min(one), min(other))}
    _keep(desk, _same(user, pairs, verdict, reason), (), _seen([*one, *other], mark))


def undo(desk: Desk, user: User, act: Act) -> str:
    """Take an act back by decisions that restore what stood before it; what was undone."""
    _keep(desk, restoring(desk, user, act), (), None)
    return act.said


def _added(user: User, at: dt.datetime, claim: Claim, reason: str) -> Right:
    return Right(
        by=user.origin, at=at, reason=reason, claim=claim.id, verdict=Verdict.YES, score=ADDED
    )


def _keep(
    desk: Desk, decisions: Sequence[AnyDecision], claims: Iterable[Claim], seen_: Seen | None
) -> None:
    with desk.deciding:
        desk.index.catch_up()
        if seen_ is not None:
            found = desk_query.rulings_about(desk.index.file, seen_.about)
            if (found[-1].id if found else "") != seen_.newest:
                ids = [one.id for one in found]
                at = ids.index(seen_.newest) + 1 if seen_.newest in ids else 0
                raise Stale(found[at:])
        for claim in claims:
            write.keep_claim(desk.workspace, claim)
        for decision in decisions:
            write.keep_decision(desk.workspace, decision)
        desk.index.catch_up()


def _ruled(desk: Desk, subjects: Sequence[str], verdict: Verdict) -> set[tuple[str, str]]:
    sames = [
        one
        for one in desk_query.rulings_about(desk.index.file, subjects)
        if isinstance(one, Same) and one.by_person
    ]
    return {pair for pair, one in standing(sames, pair_of).items() if one.verdict is verdict}


def _same(
    user: User,
    pairs: Iterable[tuple[str, str]],
    verdict: Verdict,
    reason: str,
    at: dt.datetime | None = None,
) -> list[AnyDecision]:
    when = at or _now()
    return [
        Same(by=user.origin, at=when, reason=reason, left=left, right=right, verdict=verdict)
        for left, right in sorted(pairs)
    ]


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _seen(about: Sequence[str], mark: str | None) -> Seen | None:
    return None if mark is None else Seen(about=tuple(about), newest=mark)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
