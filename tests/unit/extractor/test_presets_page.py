"""The page about presets says what the rule file says."""

from __future__ import annotations

from presets_page import PAGE, describe_presets


def test_the_page_about_presets_is_fresh() -> None:
    expected = describe_presets()

    actual = PAGE.read_text(encoding="utf-8")

    assert actual == expected, "make it anew: python tests/presets_page.py"
