"""How claims made by hand read as MUC-4 templates."""

from typing import Any

import pytest

from corrobora.model import Attribution, Claim, Role, Speaker, SpeakerKind
from corrobora.values import Stage, Stance, Text
from evaluation.muc4_templates import templates
from tests.claims import Report, Subjected

HEAD = "LIMA, 14 MAY 89 (EFE) -- [TEXT] "


def report(text: str) -> Report:
    return Report(HEAD + text)


def told(made: Report, *subjects: Subjected) -> list[dict[str, list[Any]]]:
    claims: list[Claim] = [claim for subject in subjects for claim in subject.claims]
    return [one["slots"] for one in templates(made.document, claims)]


def killing(made: Report, trigger: str = "KILLED") -> Subjected:
    return made.event(trigger, "killing", rule="trigger:killing:kill; plain")


def test_a_killing_is_an_attack_with_its_target() -> None:
    made = report("REBELS KILLED TWO PEASANTS IN PUNO ON 12 MAY.")
    event = (
        killing(made)
        .who("REBELS", "rebel")
        .whom("TWO PEASANTS", "civilian")
        .toll("TWO PEASANTS", 2, 2)
        .where("PUNO", "PE", id="geo:1")
        .when("ON 12 MAY", "1989-05-12")
    )
    (slots,) = told(made, event)
    assert slots["incident_type"] == ["ATTACK"]
    assert slots["stage"] == ["ACCOMPLISHED"]
    assert slots["incident_date"] == ["12 MAY 89"]
    assert slots["incident_location"] == ["PERU: PUNO"]
    assert slots["perp_category"] == ["TERRORIST ACT"]
    assert slots["perp_individual"] == ["REBELS"]
    assert slots["hum_description"] == ["PEASANTS"]
    assert slots["hum_type"] == [{"value": "CIVILIAN", "ref": "PEASANTS"}]
    assert slots["hum_number"] == [{"value": "2", "ref": "PEASANTS"}]
    assert slots["hum_effect"] == [{"value": "DEATH", "ref": "PEASANTS"}]


def test_without_a_day_the_date_is_on_or_before_the_message() -> None:
    made = report("REBELS KILLED A TEACHER.")
    (slots,) = told(made, killing(made).whom("A TEACHER", "civilian"))
    assert slots["incident_date"] == ["- 14 MAY 89"]


def test_the_country_comes_from_what_the_message_names() -> None:
    made = report(
        "REBELS KILLED A BOLIVIAN TEACHER. THE BOLIVIAN ARMY AND BOLIVIA MOURN IN BOLIVIA."
    )
    (slots,) = told(made, killing(made).whom("A BOLIVIAN TEACHER", "civilian"))
    assert slots["incident_location"] == ["BOLIVIA"]


def test_a_province_named_beside_the_town_stands_before_it() -> None:
    made = report("REBELS KILLED A TEACHER IN AYMARAY, PUNO DEPARTMENT.")
    event = killing(made).whom("A TEACHER", "civilian").where("PUNO DEPARTMENT", "PE")
    (slots,) = told(made, event)
    assert slots["incident_location"] == ["PERU: PUNO (DEPARTMENT)"]


@pytest.mark.parametrize(
    ("words", "kind", "wanted"),
    [
        ("BURNED", "destruction", "ARSON"),
        ("LOOTED", "destruction", "ROBBERY"),
        ("DYNAMITED", "bombing", "BOMBING"),
        ("BOMBED", "airstrike", "ATTACK"),
        ("ATTACKED", "other_violence", "ATTACK"),
    ],
)
def test_the_type_follows_the_words(words: str, kind: str, wanted: str) -> None:
    made = report(f"MEN {words} TWO BUSES AND A STORE IN PUNO.")
    event = made.event(words, kind).whom("TWO BUSES", "object").where("PUNO", "PE", id="geo:1")
    (slots,) = told(made, event)
    assert slots["incident_type"] == [wanted]
    assert slots["phys_id"] == ["BUSES"]
    assert slots["phys_type"] == [{"value": "TRANSPORT VEHICLE", "ref": "BUSES"}]
    assert slots["phys_number"] == [{"value": "2", "ref": "BUSES"}]


def test_bombs_of_rebels_are_planted_though_the_word_is_that_of_aircraft() -> None:
    made = report("REBELS BOMBED A STORE IN PUNO.")
    event = made.event("BOMBED", "airstrike").who("REBELS", "rebel").whom("A STORE", "object")
    assert told(made, event)[0]["incident_type"] == ["BOMBING"]


def test_a_clash_with_soldiers_alone_is_no_incident() -> None:
    made = report("REBELS KILLED TWO SOLDIERS AND AMBUSHED AN ARMY CONVOY.")
    event = killing(made).who("REBELS", "rebel").whom("TWO SOLDIERS", "military")
    assert told(made, event) == []
    also = killing(made).whom("AN ARMY CONVOY", "object")
    assert told(made, also) == []


def test_members_of_armed_groups_are_no_targets() -> None:
    made = report("THE ARMY KILLED TWO GUERRILLAS.")
    assert told(made, killing(made).whom("TWO GUERRILLAS", "rebel")) == []


def test_what_is_denied_or_only_planned_is_no_incident() -> None:
    made = report("REBELS KILLED A TEACHER.")
    denied = made.event("KILLED", "killing", stance=Stance.DENIED).whom("A TEACHER", "civilian")
    planned = made.event("KILLED", "killing", stage=Stage.PLANNED).whom("A TEACHER", "civilian")
    assert told(made, denied) == told(made, planned) == []


def test_sums_of_many_incidents_are_none() -> None:
    made = report("THE WAR HAS KILLED 70,000 PEOPLE.")
    event = killing(made).toll("70,000 PEOPLE", 70000, 70000, group_kind="civilian")
    assert told(made, event) == []


def test_tellings_of_one_place_and_day_are_one_template() -> None:
    made = report("REBELS KILLED A TEACHER IN PUNO. THEY SLEW A NURSE THERE.")
    first = killing(made).whom("A TEACHER", "civilian").where("PUNO", "PE", id="geo:1")
    second = killing(made, "SLEW").whom("A NURSE", "civilian")
    (slots,) = told(made, first, second)
    assert slots["hum_description"] == ["TEACHER", "NURSE"]


def test_tellings_of_two_towns_are_two_templates() -> None:
    made = report("REBELS KILLED A TEACHER IN PUNO. THEY SLEW A NURSE IN AYMARAY.")
    first = killing(made).whom("A TEACHER", "civilian").where("PUNO", "PE", id="geo:1")
    second = killing(made, "SLEW").whom("A NURSE", "civilian").where("AYMARAY", "PE", id="geo:2")
    assert len(told(made, first, second)) == 2


def test_soldiers_make_it_violence_of_the_state() -> None:
    made = report("SOLDIERS KILLED A TEACHER.")
    event = killing(made).who("SOLDIERS", "military").whom("A TEACHER", "civilian")
    assert told(made, event)[0]["perp_category"] == ["STATE-SPONSORED VIOLENCE"]


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({}, "REPORTED AS FACT"),
        ({"stance": Stance.POSSIBLE}, "SUSPECTED OR ACCUSED"),
    ],
)
def test_the_trust_in_an_organization_follows_the_stance(
    fields: dict[str, Any], wanted: str
) -> None:
    made = report("THE SHINING PATH KILLED A TEACHER.")
    event = killing(made).whom("A TEACHER", "civilian")
    event.who("THE SHINING PATH", "rebel", rule="who:known-actor", **fields)
    (slots,) = told(made, event)
    assert slots["perp_organization"] == ["SHINING PATH"]
    assert slots["perp_org_confidence"] == [{"value": wanted, "ref": "SHINING PATH"}]


def test_what_police_say_of_an_organization_is_an_accusation_by_authorities() -> None:
    made = report("THE SHINING PATH KILLED A TEACHER, POLICE SAID.")
    police = Attribution(speakers=(Speaker(name="POLICE", kind=SpeakerKind.POLICE),))
    event = killing(made).whom("A TEACHER", "civilian")
    event.who("THE SHINING PATH", "rebel", rule="who:known-actor", attribution=police)
    sure = told(made, event)[0]["perp_org_confidence"][0]["value"]
    assert sure == "SUSPECTED OR ACCUSED BY AUTHORITIES"


def test_members_of_a_body_are_individuals_of_an_organization() -> None:
    made = report("MEMBERS OF THE SHINING PATH KILLED A TEACHER.")
    event = killing(made).whom("A TEACHER", "civilian")
    event.who("MEMBERS OF THE SHINING PATH", "rebel", rule="who:people-noun")
    (slots,) = told(made, event)
    assert slots["perp_individual"] == ["MEMBERS OF THE SHINING PATH"]
    assert slots["perp_organization"] == ["SHINING PATH"]


def test_a_name_loses_its_title_which_describes_it() -> None:
    made = report("REBELS KILLED JUDGE ANA PEREZ.")
    event = killing(made).whom("JUDGE ANA PEREZ", "civilian", rule="whom:person-name")
    (slots,) = told(made, event)
    assert slots["hum_name"] == ["ANA PEREZ"]
    assert slots["hum_description"] == [{"value": "JUDGE", "ref": "ANA PEREZ"}]
    assert slots["hum_type"] == [{"value": "LEGAL OR JUDICIAL", "ref": "ANA PEREZ"}]


@pytest.mark.parametrize(
    ("words", "low", "high", "wanted"),
    [
        ("PEASANTS", 2, None, "PLURAL"),
        ("ABOUT 50 PEASANTS", 45, 55, "~50"),
        ("AT LEAST 6 PEASANTS", 6, None, "6 -"),
        ("A PEASANT", 1, 1, "1"),
    ],
)
def test_numbers_are_written_as_the_keys_write_them(
    words: str, low: int, high: int | None, wanted: str
) -> None:
    made = report(f"REBELS KILLED {words}.")
    event = killing(made).whom(words, "civilian").toll(words, low, high)
    assert told(made, event)[0]["hum_number"][0]["value"] == wanted


def test_instruments_have_the_type_of_their_words() -> None:
    made = report("MEN EXPLODED A CAR BOMB AND DYNAMITE AT A BANK IN PUNO.")
    event = made.event("EXPLODED", "bombing").whom("A BANK", "object")
    for words in ("A CAR BOMB", "DYNAMITE"):
        event.add(Role.MEANS, Text(text=words), words)
    (slots,) = told(made, event)
    assert slots["instrument_id"] == ["CAR BOMB", "DYNAMITE"]
    assert [fill["value"] for fill in slots["instrument_type"]] == ["VEHICLE BOMB", "DYNAMITE"]


def test_nobody_hurt_is_an_effect_without_a_target() -> None:
    made = report("A BOMB EXPLODED AT A BANK IN PUNO, BUT NO ONE DIED.")
    event = made.event("EXPLODED", "bombing").whom("A BANK", "object").toll("NO ONE", 0, 0)
    assert told(made, event)[0]["hum_effect"] == [{"value": "NO INJURY OR DEATH", "ref": "-"}]
