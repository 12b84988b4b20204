"""B-cubed over items with a predicted and a true cluster each."""

import pytest

from evaluation.gva import b_cubed


def test_equal_clusters_are_perfect() -> None:
    assert b_cubed(["a", "a", "b"], ["x", "x", "y"]) == (1.0, 1.0)


def test_singletons_are_precise_and_miss_what_belongs_together() -> None:
    precision, recall = b_cubed(["a", "b", "c", "d"], ["x", "x", "x", "y"])
    assert precision == 1.0
    assert recall == pytest.approx((3 * 1 / 3 + 1) / 4)


def test_one_cluster_of_everything_misses_nothing_and_is_imprecise() -> None:
    precision, recall = b_cubed(["a"] * 4, ["x", "x", "x", "y"])
    assert recall == 1.0
    assert precision == pytest.approx((3 * 3 / 4 + 1 / 4) / 4)


def test_nothing_has_no_clusters() -> None:
    assert b_cubed([], []) == (0.0, 0.0)
