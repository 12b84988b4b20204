"""Claims to events, actors and figures, under what people judged right and wrong."""

import datetime as dt

import pytest

from corrobora.assemble.views import Views, views
from corrobora.model import Claim, Role
from corrobora.values import Category
from tests.claims import NOON, Report, right

LATER = NOON + dt.timedelta(days=1)


@pytest.fixture
def claims() -> list[Claim]:
    report = Report("Gunmen shot Ilya Tarn, 40, in Selwa; 300 people are held there.")
    event = report.event("shot", "shooting").who("Gunmen").whom("Ilya Tarn", "civilian")
    person = report.person("Ilya Tarn", "Ilya Tarn", "civilian", age="40")
    figure = report.figure("300 people", 300, 300, "people held")
    return [*event.claims, *person.claims, *figure.claims]


def roles(seen: Views) -> list[Role]:
    return [claim.role for event in seen.events for claim in event.claims]


def test_claims_are_gathered_by_what_they_are_about(claims: list[Claim]) -> None:
    seen = views(claims)
    assert [len(view) for view in (seen.events, seen.actors, seen.figures)] == [1, 1, 1]
    assert roles(seen) == [Role.WHAT, Role.WHO, Role.WHOM]


def test_a_claim_judged_wrong_is_set_aside_and_kept(claims: list[Claim]) -> None:
    seen = views(claims, [right(claims[1], "no")])
    assert roles(seen) == [Role.WHAT, Role.WHOM]
    assert seen.rejected == (claims[1],)


def test_an_event_without_a_right_naming_is_no_event(claims: list[Claim]) -> None:
    seen = views(claims, [right(claims[0], "no")])
    assert seen.events == ()
    assert {claim.role for claim in seen.rejected} == {Role.WHAT, Role.WHO, Role.WHOM}


def test_a_person_outranks_a_later_program(claims: list[Claim]) -> None:
    wrong, restored = right(claims[1], "no", by="check@1", at=LATER), right(claims[1], "yes")
    assert views(claims, [wrong]).rejected == (claims[1],)
    assert views(claims, [wrong, restored]).rejected == ()


def test_the_newer_of_two_peoples_judgements_stands(claims: list[Claim]) -> None:
    wrong, restored = right(claims[1], "no"), right(claims[1], "yes", by="review:ivo", at=LATER)
    assert views(claims, [restored, wrong]).rejected == ()


def test_a_claim_of_several_readers_counts_once() -> None:
    report = Report("Gunmen shot a guard.")
    event = report.event("shot", "shooting", confidence=0.4)
    event.add(Role.WHAT, Category(code="shooting"), "shot", confidence=0.8, origin="reader@1")
    (seen,) = views(event.claims).events
    assert [claim.origin for claim in seen.claims] == ["reader@1"]


def test_the_naming_at_the_anchor_leads_whatever_stands_before_it() -> None:
    report = Report("A killing was reported. Gunmen shot a guard, police said.")
    event = report.event("shot", "shooting")
    event.add(Role.WHAT, Category(code="shooting"), "killing")
    event.claims.reverse()
    (seen,) = views(event.claims).events
    assert [report.document.quote(c.spans[0]) for c in seen.of(Role.WHAT)] == ["shot", "killing"]


def test_a_persons_naming_leads() -> None:
    report = Report("Gunmen shot a guard.")
    event = report.event("shot", "shooting")
    event.add(Role.WHAT, Category(code="execution"), "shot", origin="review:amina")
    (seen,) = views(event.claims).events
    codes = [c.value.code for c in seen.of(Role.WHAT) if isinstance(c.value, Category)]
    assert codes == ["execution", "shooting"]
