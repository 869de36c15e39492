"""Quotations: what stands between quotation marks."""

from __future__ import annotations

import pytest

from statediff.differ.quotations import is_quoted


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("He said “we agree” and left", "agree", True),
        ("He said “we agree” and left", "left", False),
        ("Il dit « nous signons » hier", "signons", True),
        ("Він сказав: „ми згодні“, і пішов", "згодні", True),
        ("Він сказав: „ми згодні“, і пішов", "пішов", False),
        ('She said "yes" then "no" twice', "no", True),
        ('She said "yes" then "no" twice', "twice", False),
        ("部长说「我们同意」了", "同意", True),
        ("It’s the ministers’ hall", "hall", False),
    ],
)
def test_a_place_between_marks_is_quoted(text: str, word: str, expected: bool) -> None:
    assert is_quoted(text, 0, text.index(word)) is expected
