"""When two names are one name, and two bearers one person."""

from collections.abc import Mapping

import pytest

from corrobora.link.persons import Bearer, judge_persons
from corrobora.link.variants import one_name, parts
from corrobora.model import Verdict


@pytest.mark.parametrize(
    ("left", "right"),
    [("mohammed", "muhammad"), ("ilya", "ilja"), ("sergei", "sergey"), ("hussein", "husayn")],
)
def test_spellings_of_one_name_are_one(left: str, right: str) -> None:
    assert one_name(left, right)


@pytest.mark.parametrize(
    ("left", "right"), [("mohammed", "mahmoud"), ("ali", "ola"), ("ivan", "ian")]
)
def test_other_names_are_others(left: str, right: str) -> None:
    assert not one_name(left, right)


def test_particles_and_initials_are_no_parts() -> None:
    assert parts("Abdul al-Karim J. bin Tarn") == ("abdul", "karim", "tarn")


def judged(left: Mapping[str, object], right: Mapping[str, object]) -> Verdict:
    one = Bearer(subject="a_1", document="d_1", **left)  # type: ignore[arg-type]  # its fields
    other = Bearer(subject="a_2", document="d_2", **right)  # type: ignore[arg-type]  # its fields
    assert judge_persons(one, other) == judge_persons(other, one)
    return judge_persons(one, other).verdict


def test_a_full_name_and_an_age_are_one_person() -> None:
    assert judged({"name": "Ilya Tarn", "age": 41}, {"name": "Ilja Tarn", "age": 41}) == "yes"
    assert judged({"name": "Ilya Tarn", "age": 41}, {"name": "Ilya Tarn", "age": 41}) == "yes"


def test_a_full_name_alone_is_a_question() -> None:
    assert judged({"name": "Ilya Tarn"}, {"name": "Ilya Tarn"}) == "unsure"


def test_other_ages_are_other_people() -> None:
    assert judged({"name": "Ilya Tarn", "age": 41}, {"name": "Ilya Tarn", "age": 12}) == "no"


def test_a_birthday_is_no_difference() -> None:
    assert judged({"name": "Ilya Tarn", "age": 41}, {"name": "Ilya Tarn", "age": 42}) == "yes"


def test_a_surname_alone_is_nobody_in_particular() -> None:
    same = frozenset({"i_1"})
    assert judged({"name": "Tarn"}, {"name": "Vera Tarn"}) == "no"
    within = judged({"name": "Tarn", "incidents": same}, {"name": "Vera Tarn", "incidents": same})
    assert within == "unsure"


def test_one_incident_joins_a_name_and_a_longer_form_of_it() -> None:
    same = frozenset({"i_1"})
    left = {"name": "Ilya Tarn", "incidents": same, "position": "baker"}
    right = {"name": "Ilya Petrov Tarn", "incidents": same, "position": "baker"}
    assert judged(left, right) == "yes"
