"""Capitals are brought to natural case without moving an offset."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrobora.annotate.case import in_capitals, natural_case


@pytest.mark.parametrize(
    ("capitals", "natural"),
    [
        (
            "THE ARMY REPORTED THAT REBELS ATTACKED A BRIDGE NEAR SAN MIGUEL.",
            "The army reported that rebels attacked a bridge near San Miguel.",
        ),
        (
            "A SPOKESMAN OF THE LOCAL PEASANT FRONT [LPF] DENIED IT.  THE U.S. CONVOY WAS SHOT AT.",
            "A spokesman of the local peasant front [LPF] denied it.  The U.S. convoy was shot at.",
        ),
    ],
)
def test_capitals_become_natural(capitals: str, natural: str) -> None:
    assert natural_case(capitals) == natural


def test_mixed_case_is_left_alone() -> None:
    text = "The NATO spokesman said that HMS Argos had left ODESSA."
    assert natural_case(text) == text


def test_a_short_acronym_is_not_text_in_capitals() -> None:
    assert not in_capitals("UNICEF")


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_the_length_never_changes(text: str) -> None:
    assert len(natural_case(text.upper())) == len(text.upper())
