"""Phrases: word lists found in tokenised text."""

from __future__ import annotations

import pytest

from statediff.differ.phrases import Phrases, read_words
from statediff.differ.tokens import canonical, cut


def keys(text: str) -> list[str]:
    return [canonical(token).casefold() for token in cut(text)]


def found(phrases: list[str], text: str) -> list[str]:
    table = Phrases((phrase, phrase) for phrase in phrases)
    return [each.value for each in table.find(keys(text))]


def test_the_longest_phrase_wins() -> None:
    assert found(["letter", "letter of intent", "intent"], "A letter of intent, then a letter") == [
        "letter of intent",
        "letter",
    ]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("угод*", "цією угодою"),
        ("*тиме", "вона діятиме завтра"),
        ("s'engage à", "il s’engage à payer"),
        ("l'accord", "selon L’accord"),
        ("зобов'яза*", "вони зобовʼязалися"),
        ("n'", "il n’est"),
    ],
)
def test_patterns_match_endings_beginnings_and_every_apostrophe(phrase: str, text: str) -> None:
    assert found([phrase], text) == [phrase]


def test_a_pattern_matches_whole_words_only() -> None:
    assert found(["may", "sign"], "maybe signal dismay") == []


def test_a_listed_word_is_read_as_it_is_cut_in_a_text() -> None:
    assert read_words("Lettre d’intention") == ("lettre", "d'", "intention")
