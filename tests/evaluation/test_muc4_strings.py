"""How phrases are judged against the key."""

import pytest

from evaluation.muc4_strings import Judged, compare, compare_any

RIGHT, PARTIAL, WRONG = Judged.RIGHT, Judged.PARTIAL, Judged.WRONG


@pytest.mark.parametrize(
    ("slot", "key", "response", "verdict"),
    [
        # articles, numbers and nationalities change nothing
        ("hum_description", "FARMERS", "THE THREE FARMERS", RIGHT),
        ("hum_description", "FARMERS", "PERUVIAN FARMERS", RIGHT),
        # the key's phrase with more modifiers, or with an adjunct
        ("hum_description", "FARMERS", "OLD FARMERS", RIGHT),
        ("phys_id", "BRIDGE", "BRIDGE OVER THE RIVER", PARTIAL),
        ("phys_id", "BRIDGE", "BRIDGE ON THE RIVER", RIGHT),
        ("phys_id", "BRIDGE", "SOLDIERS ON THE BRIDGE", PARTIAL),
        # the head noun alone
        ("phys_id", "OFFICES IN THE MILL", "OFFICE", PARTIAL),
        ("phys_id", "OFFICES IN THE MILL", "MILL", WRONG),
        # a part of a name
        ("hum_name", "ANA LUZ PEREZ", "PEREZ", PARTIAL),
        ("hum_name", "ANA LUZ PEREZ", "ANA GOMEZ PEREZ", PARTIAL),
        ("hum_name", "ANA LUZ PEREZ", "LUIS GOMEZ", WRONG),
        ("hum_name", "ANA LUZ PEREZ", "MS ANA LUZ PEREZ", RIGHT),
        # a name is not its plural head: in names no head is looked for
        ("hum_description", "MEN", "MAN", PARTIAL),
        # doers in general words
        ("perp_individual", "URBAN GUERRILLAS", "TERRORISTS", PARTIAL),
        ("perp_individual", "SOLDIERS", "TERRORISTS", WRONG),
        ("hum_description", "GUERRILLAS", "TERRORISTS", WRONG),
        # what stands in brackets may be left out
        ("perp_organization", "RIVER FRONT", "RIVER FRONT [RF]", RIGHT),
    ],
)
def test_compare(slot: str, key: str, response: str, verdict: Judged) -> None:
    assert compare(slot, key, response) is verdict


def test_name_and_acronym_together_are_right() -> None:
    keys = ["FRONT OF THE RIVER PEOPLE", "FRP"]
    assert compare_any("perp_organization", keys, "FRP FRONT OF THE RIVER PEOPLE") is RIGHT


def test_one_acronym_among_other_words_is_half_right() -> None:
    assert compare_any("perp_organization", ["RIVER FRONT", "RF"], "RF ARMY") is PARTIAL


def test_a_response_that_says_far_too_much_is_wrong() -> None:
    long = "BRIDGE " + " ".join(f"WORD{n}" for n in range(20))
    assert compare("phys_id", "BRIDGE", long) is WRONG
