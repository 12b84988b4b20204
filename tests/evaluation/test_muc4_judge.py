"""How dates, places, numbers, sets and references are judged against the key."""

from typing import Any

import pytest

from evaluation.muc4_judge import judge
from evaluation.muc4_model import SLOTS, Template, template
from evaluation.muc4_strings import Judged

RIGHT, PARTIAL, WRONG = Judged.RIGHT, Judged.PARTIAL, Judged.WRONG
BY_NAME = {slot.name: slot for slot in SLOTS}


def judged(slot: str, key: Any, response: Any, **others: Any) -> Judged:
    wanted = template({"slots": {slot: [key], **others}})
    told: Template = template({"slots": {slot: [response]}})
    return judge(wanted, BY_NAME[slot], wanted.fills(slot)[0], told.fills(slot)[0])


@pytest.mark.parametrize(
    ("key", "response", "verdict"),
    [
        ("26 AUG 89", "26 AUG 89", RIGHT),
        ("26 AUG 89", "1989-08-26", RIGHT),
        ("01 MAR 80 - 31 MAR 80", "MAR 80", RIGHT),
        ("26 AUG 89", "25 AUG 89", WRONG),
        ("25 AUG 89 - 26 AUG 89", "26 AUG 89", PARTIAL),
        ("25 AUG 89 - 26 AUG 89", "27 AUG 89", WRONG),
        # a default in the key: the day itself or one of the two before it
        ("- 26 AUG 89", "24 AUG 89", PARTIAL),
        ("- 26 AUG 89", "23 AUG 89", WRONG),
        # a default in the response: only its upper end counts
        ("26 AUG 89", "- 26 AUG 89", PARTIAL),
        ("25 AUG 89 - 26 AUG 89", "- 26 AUG 89", PARTIAL),
        ("25 AUG 89", "- 26 AUG 89", WRONG),
    ],
)
def test_dates(key: str, response: str, verdict: Judged) -> None:
    assert judged("incident_date", key, response) is verdict


@pytest.mark.parametrize(
    ("key", "response", "verdict"),
    [
        ("PERU: LIMA (CITY)", "PERU: LIMA (CITY)", RIGHT),
        ("PERU: LIMA (CITY/TOWN)", "PERU: LIMA (CITY)", RIGHT),
        ("PERU: LIMA (CITY)", "PERU: LIMA", RIGHT),
        ("PERU: LIMA (CITY)", "PERU", PARTIAL),
        ("PERU: LIMA (CITY)", "PERU: CUSCO (CITY)", PARTIAL),
        ("PERU: LIMA (CITY)", "CHILE: LIMA (CITY)", PARTIAL),
        ("PERU: LIMA (CITY)", "CHILE: CUSCO (CITY)", WRONG),
    ],
)
def test_locations(key: str, response: str, verdict: Judged) -> None:
    assert judged("incident_location", key, response) is verdict


def test_a_stretch_between_two_places_is_half_met_by_one() -> None:
    places = [
        {"name": ["PERU"], "type": ["COUNTRY"]},
        {"name": ["LIMA"], "type": ["CITY"], "to": {"name": ["CUSCO"], "type": ["CITY"]}},
    ]
    key = {"value": "PERU: LIMA (CITY) - CUSCO (CITY)", "places": places}
    assert judged("incident_location", key, "PERU: LIMA (CITY)") is PARTIAL


@pytest.mark.parametrize(
    ("key", "response", "verdict"),
    [
        ("7", "7", RIGHT),
        ("1,200", "1200", RIGHT),
        ("5 - 7", "7", PARTIAL),
        ("5 - 7", "6", WRONG),
        ("~7", "7", PARTIAL),
        ("7", "~7", PARTIAL),
        ("6 -", "6", PARTIAL),
        ("7", "PLURAL", WRONG),
        ("PLURAL", "PLURAL", RIGHT),
    ],
)
def test_numbers(key: str, response: str, verdict: Judged) -> None:
    assert judged("hum_total", key, response) is verdict


@pytest.mark.parametrize(
    ("slot", "key", "response", "verdict"),
    [
        ("incident_type", "ARSON", "ATTACK", PARTIAL),
        ("incident_type", "ATTACK", "ARSON", WRONG),
        ("instrument_type", "DYNAMITE", "EXPLOSIVE", PARTIAL),
        ("phys_effect", "SOME DAMAGE", "DESTROYED", PARTIAL),
        ("phys_effect", "DESTROYED", "SOME DAMAGE", WRONG),
        ("stage", "ATTEMPTED", "THREATENED", WRONG),
    ],
)
def test_broader_values_are_half_right(slot: str, key: str, response: str, verdict: Judged) -> None:
    assert judged(slot, key, response) is verdict


def test_the_right_value_of_another_filler_is_half_right() -> None:
    key = {"value": "DEATH", "ref": ["ANA PEREZ"]}
    assert judged("hum_effect", key, {"value": "DEATH", "ref": ["ANA PEREZ"]}) is RIGHT
    assert judged("hum_effect", key, {"value": "DEATH", "ref": ["LUIS GOMEZ"]}) is PARTIAL
    assert judged("hum_effect", key, {"value": "DEATH"}) is PARTIAL


def test_a_reference_may_use_any_wording_of_the_filler() -> None:
    key = {"value": "BOMB", "ref": ["CHARGE"]}
    ids = [{"any_of": ["CHARGE", "PARCEL"]}]
    response = {"value": "BOMB", "ref": "PARCEL"}
    assert judged("instrument_type", key, response, instrument_id=ids) is RIGHT


def test_a_description_of_someone_else_is_half_right() -> None:
    key = {"value": "MAYOR", "ref": ["ANA PEREZ"]}
    assert judged("hum_description", key, {"value": "MAYOR", "ref": "ANA PEREZ"}) is RIGHT
    assert judged("hum_description", key, {"value": "MAYOR", "ref": "LUIS GOMEZ"}) is PARTIAL
    assert judged("hum_description", key, {"value": "CLERK", "ref": "ANA PEREZ"}) is WRONG
