"""A person's word as decisions, and its undoing."""

import datetime as dt

import pytest

from corrobora.assemble.deciding import Signed, rule_right, rule_same, undo
from corrobora.assemble.incidents import Assembled, assemble
from corrobora.errors import InputError
from corrobora.model import AnyDecision, Event, Role, Verdict
from tests.claims import NOON, selwa

AMINA = Signed(by="review:amina", at=NOON, reason="the mayor says so")


def later(minutes: int, by: str = "review:amina") -> Signed:
    return Signed(by=by, at=NOON + dt.timedelta(minutes=minutes))


def under(*decisions: AnyDecision) -> Assembled:
    claims, documents, _ = selwa()
    return assemble(claims, documents, decisions)


def event(assembled: Assembled, ident: str) -> Event:
    return next(one for one in assembled.views.events if one.subject.id == ident)


def shape(assembled: Assembled) -> list[int]:
    return sorted(len(incident.events) for incident in assembled.incidents)


def test_parting_an_incident_rules_on_every_pair() -> None:
    told = under()
    _, _, (first, second, third) = selwa()
    one, two = (event(told, ident) for ident in (first, second))
    other = event(told, third)
    assert len(rule_same((one, two), (other,), Verdict.NO, AMINA)) == 2
    made = rule_same((one,), (two,), Verdict.NO, AMINA)
    assert shape(under(*made)) == [1, 1, 1]


def test_joining_needs_one_pair() -> None:
    told = under()
    _, _, (first, second, third) = selwa()
    pair = tuple(event(told, ident) for ident in (first, second))
    made = rule_same(pair, (event(told, third),), Verdict.YES, AMINA)
    assert len(made) == 1
    assert shape(under(*made)) == [3]


def test_an_event_is_not_ruled_against_itself() -> None:
    told = under()
    one = told.views.events[0]
    with pytest.raises(InputError, match="in common"):
        rule_same((one,), (one,), Verdict.NO, AMINA)


def test_undoing_a_parting_gives_back_what_the_program_judged() -> None:
    told = under()
    _, _, (first, second, _) = selwa()
    made = rule_same((event(told, first),), (event(told, second),), Verdict.NO, AMINA)
    back = undo(under(*made), later(1))
    assert shape(under(*made, *back)) == shape(told)
    assert back[0].reason == f"undo of {made[0].id}"


def test_undoing_goes_back_step_by_step_and_is_itself_not_undone() -> None:
    told = under()
    claim = told.views.events[0].of(Role.WHAT)[0]
    right = rule_right(claim, Verdict.YES, AMINA)
    wrong = rule_right(claim, Verdict.NO, later(1))
    first = undo(under(right, wrong), later(2))
    assert [one.verdict for one in first if hasattr(one, "verdict")] == [Verdict.YES]
    second = undo(under(right, wrong, *first), later(3))
    assert [one.verdict for one in second if hasattr(one, "verdict")] == [Verdict.UNSURE]
    assert undo(under(right, wrong, *first, *second), later(4)) == []


def test_nobody_undoes_another_persons_word() -> None:
    claim = under().views.events[0].of(Role.WHAT)[0]
    made = rule_right(claim, Verdict.NO, AMINA)
    assert undo(under(made), later(1, by="review:ivo")) == []
