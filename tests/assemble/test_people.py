"""People across reports, and the named victims."""

from corrobora.assemble.incidents import Assembled, assemble
from corrobora.assemble.people import people, victims
from corrobora.model import Role
from corrobora.values import ActorRef, Outcome
from tests.claims import Report, Subjected, same


def report(text: str, name: str, age: str, published: str) -> tuple[Subjected, Subjected]:
    """An event that killed a named person, and the person."""
    told = Report(text, published)
    person = told.person(name, name, "civilian", age=age)
    event = told.event("Shelling", "shelling").where("Selwa", "XA", id="geo:1")
    event.when("Monday", "2021-05-03").toll(name, 1, 1, group=name)
    event.add(Role.WHOM, ActorRef(name=name, actor=person.id), name)
    return event, person


def told(*decisions: str) -> tuple[Assembled, list[str]]:
    one = report(
        "Shelling of Selwa on Monday killed Ilya Tarn, aged 41.", "Ilya Tarn", "41", "2021-05-04"
    )
    other = report(
        "Shelling on Monday left Ilja Tarn, 41, dead in Selwa.", "Ilja Tarn", "41", "2021-05-05"
    )
    subjected = [*one, *other]
    claims = [claim for each in subjected for claim in each.claims]
    ids = [one[1].id, other[1].id]
    rulings = [same(ids[0], ids[1], verdict) for verdict in decisions]
    return assemble(claims, [each.report.document for each in subjected], rulings), ids


def test_two_spellings_of_one_victim_are_one_person() -> None:
    assembled, ids = told()
    (person,) = people(assembled)
    assert {actor.subject.id for actor in person.actors} == set(ids)
    assert person.told(Role.AGE) == ("41",)


def test_a_person_keeps_namesakes_apart() -> None:
    assembled, _ = told("no")
    assert len(people(assembled)) == 2


def test_a_named_victim_is_listed_once_with_all_sources() -> None:
    assembled, _ = told()
    (victim,) = victims(assembled)
    assert victim.outcomes == (Outcome.KILLED,)
    assert len(victim.documents) == 2
    assert victim.incident == assembled.incidents[0].id


def test_who_goes_by_no_name_is_no_named_person() -> None:
    one = Report("Shelling killed the soldier.")
    actor = one.person("the soldier", "the soldier", "military")
    assert people(assemble(actor.claims, [one.document])) == ()
