from __future__ import annotations

from statediff.differ.anchors import pair_exactly
from statediff.differ.passages import Lexemes, Unit


def units(*texts: str) -> list[Unit]:
    lexemes = Lexemes()
    found, at = [], 0
    for block, text in enumerate(texts):
        found.append(Unit(text, at, block, lexemes))
        at += len(text) + 2
    return found


def test_a_unit_that_stands_once_in_both_texts_is_paired_wherever_it_stands() -> None:
    old, new = units("The fleet sails.", "The budget grows."), units("The budget grows.", "The fleet sails.")

    pairs = pair_exactly(old, new)

    assert pairs == {0: 1, 1: 0}


def test_repeated_units_are_paired_in_order_when_one_of_them_went() -> None:
    verse, refrain, other = "The fleet sails.", "The band plays.", "The rain falls."
    old = units(verse, refrain, other, refrain, verse, other, verse, refrain)
    new = units(verse, refrain, other, refrain, verse, verse, refrain)

    pairs = pair_exactly(old, new)

    assert pairs == {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 6: 5, 7: 6}


def test_repeated_units_stay_at_their_place_when_some_between_them_were_edited() -> None:
    old = units(*["The band plays."] * 6)
    new = units("The band plays.", "The band sings.", *["The band plays."] * 2, "The band rests.", "The band plays.")

    pairs = pair_exactly(old, new)

    assert pairs == {0: 0, 2: 2, 3: 3, 5: 5}
