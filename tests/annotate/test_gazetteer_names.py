"""Spellings of one name meet; different names stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrobora.annotate.gazetteer.names import alike, fold, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Łódź", "lodz"),
        ("N'Djamena", "Ndjamena"),
        ("Musa Qal’ah", "Musa Qalah"),
        ("St. Louis", "Saint Louis"),
        ("Mt. Elgon", "Mount Elgon"),
        ("Al-Hasakah", "al hasakah"),
        ("São Tomé", "Sao Tome"),
        ("Tromsø", "TROMSO"),
    ],
)
def test_case_accents_and_hyphens_do_not_matter(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_initials_fold_to_one_word() -> None:
    assert fold("U.S.") == fold("US") == "us"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir ez-Zor", "Dayr az Zawr"),
        ("Deir ez-Zor", "Deir al-Zor"),
        ("Deir ez-Zor", "Deir Azzour"),
        ("Al Mayadin", "Mayadeen"),
        ("Khan Shaykhun", "Khan Sheikhoun"),
        ("Raqqa", "Ar Raqqah"),
        ("Aleksandrovka", "Oleksandrivka"),
        ("Luhansk", "Lugansk"),
        ("Qamishli", "Al-Kamishli"),
    ],
)
def test_transliterations_share_a_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("Homs", "Hama"), ("Donetsk", "Kursk")])
def test_other_names_do_not(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_a_skeleton_of_one_consonant_is_none() -> None:
    assert skeleton("Aya") == ""


def test_likeness_ranks_a_variant_above_a_chance_neighbour() -> None:
    assert alike("Mayadeen", "Al Mayadin") > alike("Mayadeen", "Medyn")


@given(st.text())
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text())
def test_a_name_is_wholly_like_itself_or_empty(name: str) -> None:
    assert alike(name, name) == 1.0
