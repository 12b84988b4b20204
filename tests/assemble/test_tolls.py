"""What a speaker's tolls come to, never adding a part to its whole."""

from corrobora.assemble.tolls import Statement, statements
from corrobora.assemble.views import views
from corrobora.values import Outcome, Stage, Stance
from tests.claims import Report, Subjected


def told(event: Subjected, outcome: Outcome = Outcome.KILLED) -> list[Statement]:
    (view,) = views(event.claims).events
    document = event.report.document
    return statements(view, outcome, {document.id: document})


def bounds(event: Subjected) -> list[tuple[int | None, int | None]]:
    return [(one.low, one.high) for one in told(event)]


def attack(text: str) -> Subjected:
    return Report(text).event("attack", "other_violence")


def test_a_part_is_not_added_to_its_whole() -> None:
    event = attack("The attack killed twelve people, including four children.")
    event.toll("twelve people", 12, 12, group="people")
    event.toll("four children", 4, 4, group="children", group_kind="child")
    (one,) = told(event)
    assert (one.low, one.high) == (12, 12)
    assert [claim.id for claim in one.parts] == [event.claims[-1].id]


def test_a_part_of_a_group_is_not_added_to_the_group() -> None:
    event = attack("The attack killed nine soldiers, among them two villagers pressed to serve.")
    event.toll("nine soldiers", 9, 9, group="soldiers", group_kind="military")
    event.toll("two villagers", 2, 2, group="villagers", group_kind="civilian")
    assert bounds(event) == [(9, 9)]


def test_groups_of_one_list_are_added() -> None:
    event = attack("The attack killed three men, two women and a child.")
    event.toll("three men", 3, 3, group="men", group_kind="civilian")
    event.toll("two women", 2, 2, group="women", group_kind="civilian")
    event.toll("a child", 1, 1, group="child", group_kind="child")
    assert bounds(event) == [(6, 6)]


def test_an_open_group_leaves_the_sum_open() -> None:
    event = attack("The attack killed at least three men and two women.")
    event.toll("at least three men", 3, None, group="men")
    event.toll("two women", 2, 2, group="women")
    assert bounds(event) == [(5, None)]


def test_sides_on_which_no_one_is_twice_are_added() -> None:
    event = attack("The attack killed eight soldiers. In the lane it left four villagers dead.")
    event.toll("eight soldiers", 8, 8, group="soldiers", group_kind="military")
    event.toll("four villagers", 4, 4, group="villagers", group_kind="civilian")
    assert bounds(event) == [(12, 12)]


def test_groups_that_may_overlap_are_not_added() -> None:
    event = attack("The attack killed eight villagers. Three teachers were buried on Friday.")
    event.toll("eight villagers", 8, 8, group="villagers", group_kind="civilian")
    event.toll("Three teachers", 3, 3, group="teachers", group_kind="civilian")
    assert bounds(event) == [(8, 8)]


def test_named_people_told_of_one_by_one_are_added() -> None:
    event = attack("The attack killed Ilya Tarn. His aunt Vera Molo also died.")
    event.toll("Ilya Tarn", 1, 1, group="Ilya Tarn", group_kind="civilian")
    event.toll("Vera Molo", 1, 1, group="Vera Molo", group_kind="civilian")
    assert bounds(event) == [(2, 2)]


def test_one_person_named_twice_is_one() -> None:
    event = attack("The attack killed Ilya Tarn. Tarn died at once.")
    event.toll("Ilya Tarn", 1, 1, group="Ilya Tarn", group_kind="civilian")
    event.toll("Tarn", 1, 1, group="Tarn", group_kind="civilian", occurrence=1)
    assert bounds(event) == [(1, 1)]


def test_a_named_victim_is_not_added_to_a_group() -> None:
    event = attack("The attack killed six soldiers. Corporal Ilya Tarn fell first.")
    event.toll("six soldiers", 6, 6, group="soldiers", group_kind="military")
    event.toll("Corporal Ilya Tarn", 1, 1, group="Corporal Ilya Tarn", group_kind="military")
    assert bounds(event) == [(6, 6)]


def test_two_totals_of_one_speaker_are_two_statements() -> None:
    event = attack("The attack killed twelve people. Later the toll rose to 14.")
    event.toll("twelve people", 12, 12, group="people").toll("14", 14, 14)
    assert bounds(event) == [(12, 12), (14, 14)]


def test_a_total_told_twice_is_one_statement() -> None:
    event = attack("The attack killed twelve people. The 12 dead were buried.")
    event.toll("twelve people", 12, 12, group="people").toll("12 dead", 12, 12, group="dead")
    (one,) = told(event)
    assert len(one.claims) == 2


def test_a_total_left_open_is_at_least_as_large_as_its_groups() -> None:
    event = attack("The attack killed people. In the school fifteen children lay dead.")
    event.toll("people", 2, None, group="people")
    event.toll("fifteen children", 15, 15, group="children", group_kind="child")
    (one,) = told(event)
    assert (one.low, one.high, len(one.claims)) == (15, None, 2)


def test_those_on_top_of_others_are_no_total() -> None:
    event = attack("The attack killed fifteen children. It led to more deaths at night.")
    event.toll("fifteen children", 15, 15, group="children", group_kind="child")
    event.toll("more deaths", 2, None, group="more deaths")
    assert bounds(event) == [(15, 15)]


def test_speakers_are_kept_apart() -> None:
    event = attack("The attack killed 3 rebels, the army said. The rebels spoke of 1 dead fighter.")
    army, rebels = (event.report.voice(name, name) for name in ("the army", "The rebels"))
    event.toll("3 rebels", 3, 3, group="rebels", group_kind="rebel", attribution=army)
    event.toll("1 dead fighter", 1, 1, group="fighter", group_kind="rebel", attribution=rebels)
    assert [(one.speaker, one.low) for one in told(event)] == [("the army", 3), ("The rebels", 1)]


def test_a_part_told_in_another_voice_makes_no_statement() -> None:
    event = attack("The attack killed twelve people, police said. Four children were buried.")
    police = event.report.voice("police", "police said")
    event.toll("twelve people", 12, 12, group="people", attribution=police)
    event.toll("Four children", 4, 4, group="children", group_kind="child")
    assert bounds(event) == [(12, 12)]


def test_a_group_larger_than_anothers_total_contradicts_it() -> None:
    event = attack("The attack killed twelve people, police said. Monks counted 20 dead pilgrims.")
    police = event.report.voice("police", "police said")
    event.toll("twelve people", 12, 12, group="people", attribution=police)
    event.toll("20 dead pilgrims", 20, 20, group="pilgrims")
    assert bounds(event) == [(12, 12), (20, 20)]


def test_denied_and_unreal_tolls_make_no_statement() -> None:
    event = attack("The attack killed no nine people, and will kill 50 people, and killed some.")
    event.toll("nine people", 9, 9, stance=Stance.DENIED)
    event.toll("50 people", 50, 50, stage=Stage.PLANNED)
    event.toll("some", None, None)
    assert told(event) == []


def test_none_is_a_number_and_silence_is_not() -> None:
    event = attack("The attack hurt no one.").toll("no one", 0, 0, outcome="injured")
    assert [(one.low, one.high) for one in told(event, Outcome.INJURED)] == [(0, 0)]
    assert told(event) == []


def test_a_doer_who_dies_by_his_own_hand_is_beside_those_he_killed() -> None:
    event = attack("The attack: he shot dead three people before taking his own life.")
    event.toll("three people", 3, 3, group="people").toll("his own life", 1, 1, group="life")
    (one,) = told(event)[:1]
    assert (one.low, one.high) == (4, 4)
    assert len(one.claims) == 2


def test_a_doer_is_not_counted_twice_among_the_dead() -> None:
    event = attack("The attack left four people dead, including the gunman, who killed himself.")
    event.toll("four people", 4, 4, group="people").toll("himself", 1, 1, group="himself")
    assert bounds(event)[0] == (4, 4)


def test_a_word_for_a_person_in_a_headline_is_no_name() -> None:
    event = attack("Teen Killed In Attack\n\nIlya Tarn died in the attack.")
    event.toll("Teen", 1, 1, group="Teen").toll("Ilya Tarn", 1, 1, group="Ilya Tarn")
    assert bounds(event) == [(1, 1)]


def test_the_man_may_be_the_suspect() -> None:
    event = attack("Police killed the suspect in the attack. The man died at the scene.")
    event.toll("the suspect", 1, 1, group="the suspect", group_kind="criminal")
    event.toll("The man", 1, 1, group="The man", group_kind="civilian")
    assert bounds(event) == [(1, 1)]


def test_a_soldier_and_a_villager_are_two() -> None:
    event = attack("The attack killed a soldier. In the lane a villager died.")
    event.toll("a soldier", 1, 1, group="a soldier", group_kind="military")
    event.toll("a villager", 1, 1, group="a villager", group_kind="civilian")
    assert bounds(event) == [(2, 2)]


def test_ages_between_names_are_no_end_of_a_list() -> None:
    event = attack("Ilya Tarn, 28, and Maro Belik, 32, died in the attack, two soldiers later.")
    event.toll("Ilya Tarn", 1, 1, group="Ilya Tarn").toll("Maro Belik", 1, 1, group="Maro Belik")
    event.toll("two soldiers", 2, 2, group="two soldiers", group_kind="military")
    assert bounds(event) == [(2, 2)]


def test_a_number_of_another_day_is_not_of_the_event() -> None:
    text = "The attack on Monday hurt nobody in the street where shells killed four boys in 2012."
    event = attack(text).when("on Monday", "2021-05-03").toll("four boys", 4, 4, group="boys")
    assert bounds(event) == []


def test_a_number_of_the_events_own_year_stays() -> None:
    event = attack("The attack killed four boys in 2012, and was on a Monday.")
    event.when("on a Monday", "2012-05-07").toll("four boys", 4, 4, group="boys")
    assert bounds(event) == [(4, 4)]
