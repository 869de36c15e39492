"""Lengths of translations after Gale and Church."""

from __future__ import annotations

import pytest

from statediff.desk.editions.laying.lengths import cost_of_count, cost_of_lengths, ratio_of_lengths


def test_the_expected_length_costs_nothing_and_every_other_more() -> None:
    costs = [cost_of_lengths(100, length) for length in (100, 110, 130, 200, 1000)]

    assert costs[0] == 0
    assert costs == sorted(costs)
    assert len(set(costs)) == len(costs)


def test_a_language_that_is_longer_throughout_costs_nothing() -> None:
    assert cost_of_lengths(100, 120, ratio=1.2) == 0


def test_one_to_one_is_the_cheapest_and_one_to_none_the_dearest() -> None:
    assert cost_of_count(1, 1) < cost_of_count(1, 2) == cost_of_count(2, 1) < cost_of_count(0, 1)


@pytest.mark.parametrize(("pairs", "ratio"), [([], 1.0), ([(10, 20), (10, 11), (10, 12)], 1.2), ([(0, 5)], 1.0)])
def test_the_middle_ratio_stands_for_all(pairs: list[tuple[float, float]], ratio: float) -> None:
    assert ratio_of_lengths(pairs) == pytest.approx(ratio)
