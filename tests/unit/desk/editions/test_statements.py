"""Planted differences in invented statements are found, and few others."""

from __future__ import annotations

import pytest

from planted import GROUPS, score


@pytest.mark.parametrize("group", GROUPS)
def test_planted_differences_are_found_and_few_others(group: str) -> None:
    found = score(group)

    assert found.recall >= 0.9, found.missed
    assert found.precision >= 0.9, found.false
