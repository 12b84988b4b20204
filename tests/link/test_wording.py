"""How the words of two reports are likened."""

from hypothesis import given
from hypothesis import strategies as st

from corrobora.link.wording import ages, echo, likeness, marks, vector, weight, words


def test_a_word_that_no_reports_have_weighs_more_than_a_common_one() -> None:
    assert weight("selwa") > weight("market") > weight("the")


def test_possessives_and_plurals_are_one_word() -> None:
    assert words("The soldiers' and Selwa's glass") == words("the soldier and selwa glass")


def test_names_and_addresses_are_marks_and_common_pairs_are_none() -> None:
    found = marks("Ilya Tarn lived in the 3200 block of Orvane Street, New York.")
    assert "ilya tarn" in found
    assert "orvane street" in found
    assert "new york" not in found


def test_a_mark_does_not_reach_over_a_comma() -> None:
    assert marks("near Orvane, Tessel") == frozenset()


def test_ages_are_found_in_several_forms() -> None:
    assert ages("A 41-year-old baker, Ilya Tarn, 19, and a boy aged 9") == {41, 19, 9}


def test_a_headline_echoes_in_a_report_by_weight() -> None:
    headline = {1: 6.0, 2: 2.0}
    assert echo(headline, [1, 7]) == 0.75
    assert echo({}, [1]) == 0.0


@given(st.text(), st.text())
def test_likeness_is_symmetric_and_between_none_and_all(one: str, other: str) -> None:
    a, b = vector(words(one)), vector(words(other))
    assert likeness(a, b) == likeness(b, a) or abs(likeness(a, b) - likeness(b, a)) < 1e-9
    assert 0 <= likeness(a, b) <= 1
    assert not a or likeness(a, a) > 0.999
