"""Labels of small words and names that were found wanting."""

from __future__ import annotations

import pytest

from statediff.differ import describe, diff


def test_a_verb_is_told_with_its_subject_on_both_sides() -> None:
    change = diff("Il faut agir vite.", "Il faudrait agir vite.", language="fr")

    assert describe(change) == "“Il faut” became “Il faudrait”."


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("May will be wet.", "June will be wet.", ["date"]),
        ("The U.S. army left.", "The US army left.", ["spelling"]),
    ],
)
def test_a_word_is_taken_for_what_it_is(old: str, new: str, expected: list[str]) -> None:
    change = diff(old, new, language="en")

    assert [str(label) for edit in change.edits for label in edit.labels] == expected
