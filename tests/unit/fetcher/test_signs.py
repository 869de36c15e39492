"""Patterns are searched for where their fixed letters stand, and found wherever a plain search finds them."""

from __future__ import annotations

import re

import pytest

from statediff.fetcher.signs import Signs, find_letters
from statediff.fetcher.vocabulary import read_data

PATTERNS = [
    pattern
    for vendor in read_data("vendors.toml")["vendor"]
    for key in ("marks", "denials", "words", "traces", "widgets")
    for pattern in vendor.get(key, ())
]


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("cf-browser-verification", "cf-browser-verification"),
        (r"errors\.edgesuite\.net", "errors.edgesuite.net"),
        (r"\bpx-captcha\b", "px-captcha"),
        ("behaviou?r", "behavio"),
        ("ab{2}cd", "cd"),
        ("x{0,3}abc", "abc"),
        (r"[a-z\]]+_tail", "_tail"),
        ("one|two", ""),
        ("(?:one|two)-Three", "-three"),
        (r"\x27rt\x27", "rt"),
        (r"\d+", ""),
    ],
)
def test_the_fixed_letters_are_those_that_every_match_holds(pattern: str, letters: str) -> None:
    assert find_letters(pattern) == letters


@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_vendors_pattern_has_letters_to_look_for_first(pattern: str) -> None:
    letters = find_letters(pattern)

    assert len(letters) >= 2
    assert re.search(re.escape(letters), pattern.replace("\\", ""), re.IGNORECASE)


def test_a_match_is_the_one_of_a_plain_search() -> None:
    signs = Signs([r"ray id:? ?[0-9a-f]{16}", "Just a moment"])
    text = "<p>JUST A MOMENT</p><p>Ray ID: 0123456789abcdef</p>"

    found = signs.search(text, text.lower())

    assert found is not None
    assert found[0] == "JUST A MOMENT"
    assert signs.search("nothing", "nothing") is None
