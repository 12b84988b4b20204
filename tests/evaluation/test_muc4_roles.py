"""How entities are counted in five roles."""

from typing import Any

import pytest

from evaluation.muc4_model import template
from evaluation.muc4_roles import Roles, five_roles, gold_roles, mention, role_fillers, roles_of


def gold(kind: str = "arson", **roles: list[list[str]]) -> Roles:
    record: dict[str, Any] = {"incident_type": kind}
    for role in ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon"):
        entities = roles.get(role, [])
        record[role] = [[[text, 0, len(text)] for text in entity] for entity in entities]
    return gold_roles(record)


def test_mentions_lose_case_articles_and_punctuation() -> None:
    assert mention('THE "Old Mill" (a ruin).') == "old mill ruin"


def test_a_template_gives_its_roles() -> None:
    given = template({"slots": {"incident_type": ["ARSON"], "phys_id": ["THE MILL", "MILL"]}})
    assert roles_of(given)["Target"] == [frozenset(["mill"])]


def test_a_subset_of_the_mentions_is_right_and_more_is_not() -> None:
    told = gold(Target=[["mill"]])
    assert five_roles([([gold(Target=[["mill", "old mill"]])], [told])])["f1"] == 1.0
    # The type alone is right then: one of two on either side.
    assert five_roles([([told], [gold(Target=[["mill", "old mill"]])])])["f1"] == 0.5


def test_templates_of_other_types_never_align() -> None:
    assert five_roles([([gold("arson")], [gold("bombing")])])["f1"] == 0.0


def test_the_alignment_is_the_best_one() -> None:
    first, second = gold(Target=[["mill"]]), gold(Target=[["mill"], ["truck"]])
    assert five_roles([([second, first], [first, second])])["f1"] == 1.0


def test_templates_without_partner_count_whole() -> None:
    one = gold(Target=[["mill"]])
    found = five_roles([([one], [one, gold(Victim=[["ana perez"]])])])
    assert (found["precision"], found["recall"]) == (0.5, 1.0)


def test_fillers_count_whatever_template_they_stand_in() -> None:
    found = role_fillers(
        [([gold("arson", Target=[["mill"]])], [gold("attack", Target=[["mill"]])])]
    )
    assert found["f1"] == 1.0


def test_a_filler_of_two_templates_counts_once() -> None:
    one = gold(Target=[["mill"]])
    assert role_fillers([([one, one], [one])])["recall"] == 1.0


def test_fillers_are_paired_one_to_one() -> None:
    found = role_fillers(
        [([gold(Target=[["mill", "plant"]])], [gold(Target=[["mill"], ["plant"]])])]
    )
    assert found["precision"] == pytest.approx(0.5)
