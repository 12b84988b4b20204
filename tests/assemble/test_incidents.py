"""From claims to incidents, without a reader."""

from corrobora.assemble.incidents import assemble
from tests.claims import Report, same, selwa


def test_two_reports_of_one_shelling_are_one_incident_and_a_later_one_another() -> None:
    claims, documents, (first, second, third) = selwa()
    found = assemble(claims, documents).incidents
    groups = [{event.subject.id for event in incident.events} for incident in found]
    assert sorted(groups, key=len) == [{third}, {first, second}]


def test_a_person_takes_apart_what_the_machine_joined() -> None:
    claims, documents, (first, second, _) = selwa()
    assert len(assemble(claims, documents, [same(first, second, "no")]).incidents) == 3


def test_a_person_joins_what_the_machine_kept_apart() -> None:
    claims, documents, (first, _, third) = selwa()
    assert len(assemble(claims, documents, [same(first, third)]).incidents) == 1


def test_an_incident_keeps_its_id_when_an_event_joins_that_sorts_after_it() -> None:
    claims, documents, ids = selwa()
    smallest = min(ids)
    alone = assemble([c for c in claims if c.subject.id == smallest], documents).incidents
    everything = assemble(claims, documents, [same(ids[0], ids[2])]).incidents
    assert alone[0].id == everything[0].id


def test_incidents_are_by_their_days_and_undated_ones_last() -> None:
    undated = Report("A raid came.", "2021-01-01").event("raid", "airstrike")
    claims, documents, (first, second, third) = selwa()
    found = assemble([*undated.claims, *claims], [undated.report.document, *documents]).incidents
    order = [{event.subject.id for event in incident.events} for incident in found]
    assert order == [{first, second}, {third}, {undated.id}]


def test_without_claims_there_is_nothing() -> None:
    assert assemble([], []).incidents == ()
