"""The three measures of chains, on chains small enough to reckon by hand."""

import pytest

from evaluation.coreference import b3, ceafe, conll_f1, muc

GOLD = {1: "a", 2: "a", 3: "b"}


def test_equal_chains_are_perfect_whatever_their_names() -> None:
    assert conll_f1({1: "x", 2: "x", 3: "y"}, GOLD)["conll_f1"] == pytest.approx(1.0)


def test_lone_mentions_make_no_link() -> None:
    alone = {1: "x", 2: "y", 3: "z"}
    assert muc(alone, GOLD) == 0.0
    assert b3(alone, GOLD) == pytest.approx(2 * 1 * (2 / 3) / (1 + 2 / 3))
    # Two gold chains meet one lone mention each: 2/3 and 1.
    assert ceafe(alone, GOLD) == pytest.approx(2 * (2 / 3 + 1) / (3 + 2))


def test_one_chain_of_all_finds_every_link_and_one_too_many() -> None:
    assert muc({1: "x", 2: "x", 3: "x"}, GOLD) == pytest.approx(2 * (1 / 2) / (1 / 2 + 1))
