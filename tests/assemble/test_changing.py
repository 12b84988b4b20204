"""Changing tolls: updates, parts, sums over a period, and who was hurt and died."""

from corrobora.assemble.answers import TollAnswer
from corrobora.assemble.history import history
from corrobora.assemble.incidents import Assembled, assemble
from corrobora.assemble.summary import Summary, summaries
from corrobora.link.manner import Manner
from corrobora.model import Role
from corrobora.values import Outcome, Stance
from tests.claims import Report, Subjected, same


def joined(*events: Subjected) -> Assembled:
    claims = [claim for event in events for claim in event.claims]
    decisions = [same(events[0].id, other.id) for other in events[1:]]
    return assemble(claims, [event.report.document for event in events], decisions)


def answer(assembled: Assembled, outcome: Outcome = Outcome.KILLED) -> TollAnswer:
    (one,) = summaries(assembled)
    return one.toll(outcome)


def first() -> Subjected:
    report = Report("Shelling killed nine people in Selwa on Monday.", "2021-05-04", url="u:1")
    return report.event("Shelling", "shelling").toll("nine people", 9, 9, group="people")


def test_an_update_and_its_part_reach_history_and_leave_the_range_alone() -> None:
    report = Report(
        "The toll of Monday's shelling rose to 14 after three of the wounded died.",
        "2021-05-05",
        url="u:2",
    )
    later = report.event("shelling", "shelling").toll("14", 14, 14)
    later.toll("three of the wounded", 3, 3)
    told = joined(first(), later)
    found = answer(told)
    assert (found.low, found.high) == (9, 14)
    steps = history(found, told.documents)
    assert [(step.low, step.manner, step.said_so) for step in steps] == [
        (9, Manner.PLAIN, False),
        (14, Manner.UPDATE, True),
    ]


def test_a_number_taken_back_is_history_and_no_end_of_the_range() -> None:
    report = Report(
        "Shelling killed 12 people, the office said, which revised its toll down from 19.",
        "2021-05-08",
        url="u:2",
    )
    later = report.event("Shelling", "shelling").toll("12 people", 12, 12, group="people")
    later.toll("19", 19, 19)
    told = joined(first(), later)
    found = answer(told)
    assert (found.low, found.high) == (9, 12)
    assert [(s.low, s.manner) for s in history(found, told.documents)][1:] == [
        (19, Manner.FORMER),
        (12, Manner.PLAIN),
    ]


def test_two_more_dead_are_no_total() -> None:
    report = Report("Another two people died after the shelling.", "2021-05-06", url="u:2")
    later = report.event("shelling", "shelling").toll("Another two people", 2, 2, group="people")
    found = answer(joined(first(), later))
    assert (found.low, found.best, found.high) == (9, 9, 9)


def test_a_weeks_dead_are_never_added_in_and_join_nothing() -> None:
    report = Report(
        "Shelling killed nine people in Selwa on Monday. "
        "Attacks killed 41 people across the southern province this week.",
        "2021-05-08",
        url="u:2",
    )
    shelling = report.event("Shelling", "shelling").when("on Monday", "2021-05-03")
    shelling.toll("nine people", 9, 9, group="people")
    week = report.event("Attacks", "other_violence").when("this week", "2021-05-02", "2021-05-08")
    week.toll("41 people", 41, 41, group="people")
    told = assemble([*shelling.claims, *week.claims], [report.document])
    assert len(told.incidents) == 2
    numbers = {one.toll(Outcome.KILLED).best for one in summaries(told)}
    assert numbers == {9, None}


def test_who_was_hurt_and_died_is_one_of_the_dead() -> None:
    report = Report("Shells fell. Tarn was found with a wound in the chest. He died in hospital.")
    event = report.event("fell", "shelling")
    event.toll("Tarn", 1, 1, outcome="injured").toll("He", 1, 1)
    told = joined(event)
    assert answer(told).best == 1
    assert answer(told, Outcome.INJURED).best is None
    assert answer(told, Outcome.INJURED).claims


def test_another_who_was_hurt_stays() -> None:
    report = Report("Shells fell. A man was killed and another man was hurt in the yard.")
    event = report.event("fell", "shelling")
    event.toll("A man", 1, 1).toll("another man", 1, 1, outcome="injured")
    assert answer(joined(event), Outcome.INJURED).best == 1


def test_of_people_shot_those_live_who_are_not_among_the_dead() -> None:
    report = Report("Four people were shot at the well, three of them fatally. Three men died.")
    event = report.event("shot", "shooting")
    event.toll("Four people", 4, 4, outcome="injured", group="people")
    event.toll("Three men", 3, 3, group="men")
    found = answer(joined(event), Outcome.INJURED)
    assert (found.low, found.best, found.high) == (1, 1, 4)


def test_who_names_one_victim_does_not_say_that_there_was_no_other() -> None:
    named = Report("Shelling killed Vera Molo.", "2021-05-05", url="u:2")
    other = named.event("Shelling", "shelling").toll("Vera Molo", 1, 1, group="Vera Molo")
    third = Report("Monday's shelling killed Ilya Tarn.", "2021-05-06", url="u:3")
    last = third.event("shelling", "shelling").toll("Ilya Tarn", 1, 1, group="Ilya Tarn")
    assert answer(joined(first(), other, last)).best == 9


def denial(**fields: str) -> Subjected:
    report = Report("The army denied the shelling of Selwa on Monday.", "2021-05-05", url="u:2")
    event = report.event("shelling", "shelling", stance=Stance.DENIED)
    event.when("on Monday", fields.get("day", "2021-05-03"), stance=Stance.DENIED)
    return event.where("Selwa", "XA", id="g:1", stance=Stance.DENIED)


def only(assembled: Assembled) -> Summary:
    (one,) = summaries(assembled)
    return one


def test_a_denial_joins_what_it_denies_and_is_one_contradiction() -> None:
    told = first().when("on Monday", "2021-05-03").where("Selwa", "XA", id="g:1")
    denied = denial()
    found = assemble([*told.claims, *denied.claims], [told.report.document, denied.report.document])
    one = only(found)
    assert len(one.reports) == 2
    assert [c.about.value for c in one.contradictions] == ["denial"]
    assert one.answer(Role.WHERE).value is not None


def test_the_denial_of_another_day_joins_nothing() -> None:
    told = first().when("on Monday", "2021-05-03").where("Selwa", "XA", id="g:1")
    denied = denial(day="2021-04-12")
    found = assemble([*told.claims, *denied.claims], [told.report.document, denied.report.document])
    assert len(found.incidents) == 2


def test_doers_of_one_kind_by_other_names_contradict_each_other() -> None:
    one = first().who("people", "state_force")
    events = []
    for at, name in enumerate(("Tessel forces", "Orvane forces")):
        report = Report(f"{name} shelled the town.", url=f"u:{at + 5}")
        events.append(report.event("shelled", "shelling").who(name, "state_force"))
    (found,) = summaries(joined(*events))
    assert [c.about.value for c in found.contradictions] == ["doer"]
    assert one.claims


def hurt(text: str, words: str, number: int, published: str, **dead: int) -> Subjected:
    report = Report(text, published, url=f"u:{published}:{words}")
    event = report.event("shells", "shelling")
    event.toll(words, number, number, outcome="injured")
    for said, died in dead.items():
        event.toll(said, died, died)
    return event


def test_who_was_hurt_at_first_and_died_later_is_one_of_the_dead() -> None:
    early = hurt("A baker is in hospital after shells fell.", "A baker", 1, "2021-05-03")
    report = Report("The baker hit when shells fell has died.", "2021-05-04", url="u:2")
    late = report.event("shells", "shelling").toll("The baker", 1, 1)
    found = answer(joined(early, late), Outcome.INJURED)
    assert (found.low, found.best, found.high) == (0, 0, 1)
    assert found.statements[0].unaware


def test_who_counts_the_hurt_knowing_of_the_dead_is_heard_first() -> None:
    early = hurt("Three people were hurt by shells.", "Three people", 3, "2021-05-03")
    late = hurt("Two were hurt by shells and one died.", "Two", 2, "2021-05-04", one=1)
    found = answer(joined(early, late), Outcome.INJURED)
    assert (found.low, found.best, found.high) == (2, 2, 2)
    assert len(found.statements) == 2


def test_a_report_later_than_the_dead_counts_as_it_says() -> None:
    report = Report("One died when shells fell.", "2021-05-03", url="u:2")
    early = report.event("shells", "shelling").toll("One", 1, 1)
    late = hurt("Three people hurt by shells are well.", "Three people", 3, "2021-05-09")
    assert answer(joined(early, late), Outcome.INJURED).best == 3


def test_a_girl_who_was_hurt_is_no_man_who_died() -> None:
    early = hurt("A girl was hurt by shells.", "A girl", 1, "2021-05-03")
    report = Report("A man died when shells fell.", "2021-05-04", url="u:2")
    late = report.event("shells", "shelling").toll("A man", 1, 1)
    assert answer(joined(early, late), Outcome.INJURED).best == 1
