"""Letters: what changed inside one word."""

from __future__ import annotations

import pytest

from statediff.differ import diff, mark_letters


def marked(old: str, new: str) -> list[str]:
    signs = {"equal": "", "delete": "-", "insert": "+"}
    (edit,) = diff(old, new).edits
    return [signs[op.kind] + op.text for op in mark_letters(edit)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("They signed the treaty today.", "They signed the treaties today.", ["treat", "-y", "+ies"]),
        ("Про угоду писали.", "Про угоди писали.", ["угод", "-у", "+и"]),
        ("Un cafe\u0301 noir.", "Un cafe noir.", ["caf", "-e\u0301", "+e"]),
    ],
)
def test_the_letters_of_one_word_are_told_in_whole_graphemes(old: str, new: str, expected: list[str]) -> None:
    assert marked(old, new) == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It has 1,200 boats.", "It has 1,100 boats."),
        ("It flies F-16s now.", "It flies F-15s now."),
        ("The cat sleeps.", "The ship sleeps."),
        ("The cat sleeps.", "The big cats sleep."),
        ("The cat sleeps.", "The cat sleeps well."),
    ],
)
def test_numbers_other_words_and_passages_have_no_letters_marked(old: str, new: str) -> None:
    assert all(not mark_letters(edit) for edit in diff(old, new).edits)
