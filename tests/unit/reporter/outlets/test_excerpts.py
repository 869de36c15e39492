"""Excerpts: the words that were looked for stand apart, with enough around them."""

from __future__ import annotations

import pytest

from statediff.reporter.outlets.excerpts import cut_excerpt

LONG = "word " * 200 + "letter of intent" + " word" * 200


def test_a_short_passage_is_whole_and_every_place_in_it_is_set_apart() -> None:
    assert list(cut_excerpt("An accord, or no accord.", [(3, 9), (17, 23)])) == [
        ("An ", False),
        ("accord", True),
        (", or no ", False),
        ("accord", True),
        (".", False),
    ]


def test_a_long_passage_is_cut_between_words_around_the_first_place() -> None:
    parts = list(cut_excerpt(LONG, [(1000, 1016)]))

    text = "".join(part for part, _ in parts)
    assert [part for part, is_found in parts if is_found] == ["letter of intent"]
    assert len(text) < 480
    assert text.startswith("…word ")
    assert text.endswith(" word…")


@pytest.mark.parametrize("text", ["", "accord", "слово " * 200, "协" * 900])
def test_a_passage_without_a_known_place_shows_its_beginning(text: str) -> None:
    parts = list(cut_excerpt(text, []))

    assert not any(is_found for _, is_found in parts)
    assert text.startswith("".join(part for part, _ in parts).removesuffix("…"))
    assert text == "" or parts


def test_places_that_cannot_be_are_left_out() -> None:
    assert list(cut_excerpt("An accord.", [(3, 9), (5, 8), (40, 50), (2, 2)])) == [
        ("An ", False),
        ("accord", True),
        (".", False),
    ]
