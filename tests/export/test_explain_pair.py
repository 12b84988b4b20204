"""Why two events are one happening, or are not, in words."""

import pytest

from corrobora.assemble.incidents import assemble
from corrobora.errors import InputError
from corrobora.export.explain_pair import explain_pair
from tests.claims import same, selwa


def words(left: int, right: int, *rulings: str) -> str:
    claims, documents, ids = selwa()
    decisions = [same(ids[left], ids[right], verdict, reason="seen") for verdict in rulings]
    told = assemble(claims, documents, decisions)
    return "\n".join(one.text for one in explain_pair(told, ids[left], ids[right]))


def test_a_join_is_explained_by_what_agrees_and_what_it_weighs() -> None:
    told = words(0, 1)
    assert "stand in one incident" in told
    assert "+1.6  place: both in 'selwa', geo:1" in told
    assert "the same happening" in told


def test_days_apart_explain_two_incidents() -> None:
    told = words(1, 2)
    assert "stand in two incidents" in told
    assert "days: 7 days apart" in told


def test_a_persons_ruling_is_named_first() -> None:
    told = words(0, 1, "no")
    assert "stand in two incidents" in told
    assert "amina ruled on 2021-06-01: different happenings (seen)" in told


def test_one_event_is_no_pair() -> None:
    with pytest.raises(InputError, match="one event"):
        words(1, 1)
