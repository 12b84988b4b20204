"""How fills are counted and templates aligned."""

from typing import Any

from evaluation.muc4_model import SLOTS, Template, template
from evaluation.muc4_scorer import Tally, align, most_pairs, score, tally

BY_NAME = {slot.name: slot for slot in SLOTS}


def filled(optional: bool = False, **slots: Any) -> Template:
    return template({"optional": optional, "slots": slots})


def test_each_fill_is_matched_once() -> None:
    key = filled(phys_id=["BRIDGE", "MILL"])
    assert tally(key, filled(phys_id=["MILL", "MILL"]), BY_NAME["phys_id"]) == Tally(2, 2, 1, 0)


def test_right_matches_go_before_partial_ones() -> None:
    key = filled(hum_name=["ANA PEREZ", "PEREZ"])
    found = tally(key, filled(hum_name=["PEREZ", "ANA PEREZ"]), BY_NAME["hum_name"])
    assert found == Tally(2, 2, 2, 0)


def test_an_optional_fill_left_out_does_not_count() -> None:
    key = filled(phys_id=["BRIDGE", {"value": "MILL", "optional": True}])
    assert tally(key, filled(phys_id=["BRIDGE"]), BY_NAME["phys_id"]) == Tally(1, 1, 1, 0)


def test_an_optional_fill_that_was_given_counts() -> None:
    key = filled(phys_id=[{"value": "MILL", "optional": True}])
    assert tally(key, filled(phys_id=["MILL"]), BY_NAME["phys_id"]) == Tally(1, 1, 1, 0)


def test_a_wrong_fill_against_an_optional_one_is_wrong_not_spurious() -> None:
    key = filled(phys_id=[{"value": "MILL", "optional": True}])
    assert tally(key, filled(phys_id=["TRUCK"]), BY_NAME["phys_id"]) == Tally(1, 1, 0, 0)


def test_templates_of_different_types_are_not_aligned() -> None:
    key = filled(incident_type=["ARSON"], phys_id=["MILL"])
    assert not align([key], [filled(incident_type=["BOMBING"], phys_id=["MILL"])])
    assert align([key], [filled(incident_type=["ATTACK"], phys_id=["MILL"])])


def test_templates_without_common_content_are_not_aligned() -> None:
    key = filled(incident_type=["ARSON"], phys_id=["MILL"], hum_name=["ANA PEREZ"])
    assert not align([key], [filled(incident_type=["ARSON"], phys_id=["TRUCK"])])


def test_one_common_word_is_content_enough() -> None:
    key = filled(incident_type=["ARSON"], phys_id=["MILL OWNED BY PEREZ"])
    assert align([key], [filled(incident_type=["ARSON"], phys_id=["PEREZ TRUCK"])])


def test_templates_without_any_content_are_aligned_by_type() -> None:
    assert align([filled(incident_type=["ARSON"])], [filled(incident_type=["ARSON"])])


def test_the_best_recall_is_aligned_first() -> None:
    keys = [
        filled(incident_type=["ARSON"], phys_id=["MILL"]),
        filled(incident_type=["ARSON"], phys_id=["MILL"], stage=["ATTEMPTED"]),
    ]
    response = filled(incident_type=["ARSON"], phys_id=["MILL"], stage=["ATTEMPTED"])
    assert list(align(keys, [response])) == [(0, 0)]
    other = filled(incident_type=["ARSON"], phys_id=["THE BIG MILL"], stage=["ATTEMPTED"])
    assert set(align(keys, [other, response])) == {(0, 0), (1, 1)}


def test_templates_without_partner_count_slot_by_slot() -> None:
    key = filled(incident_type=["ARSON"], phys_id=["MILL"])
    response = filled(incident_type=["BOMBING"], hum_name=["ANA PEREZ"], stage=["ATTEMPTED"])
    found = score([([key], [response])])
    assert (found["all_slots"]["possible"], found["all_slots"]["actual"]) == (2, 3)
    assert (found["template"]["possible"], found["template"]["actual"]) == (1, 1)
    assert found["all_slots"]["f1"] == 0


def test_an_optional_template_left_out_does_not_count() -> None:
    found = score([([filled(True, incident_type=["ARSON"])], [])])
    assert found["all_slots"]["possible"] == 0


def test_a_template_for_a_message_that_has_none_lowers_precision() -> None:
    right = filled(incident_type=["ARSON"], phys_id=["MILL"])
    found = score([([right], [right]), ([], [right])])["all_slots"]
    assert (found["recall"], found["precision"]) == (1.0, 0.5)


def test_most_pairs_gives_way_to_reach_more() -> None:
    assert most_pairs([(0, 0), (0, 1), (1, 0)]) == {0: 1, 1: 0}
