"""Alignment: which sentence of the old text is which of the new."""

from __future__ import annotations

from statediff.differ.alignment import Alignment, align
from statediff.differ.chain import heaviest_chain
from statediff.differ.passages import Lexemes, cut_units, lay_out

A = "The two ministers met in Kyiv and spoke about air defence."
B = "A working group will report to both governments every month."
C = "The budget of the programme was left as it stood."
D = "Engineers from three countries visited the northern shipyard."


def aligned(old: str, new: str) -> Alignment:
    return align(*cut_units(lay_out(old), lay_out(new), Lexemes()))


def test_sentences_that_stayed_pair_exactly() -> None:
    found = aligned(f"{A} {B} {C}", f"{A} {C}")

    assert (found.in_place, found.moved) == ({0: 0, 2: 1}, {})
    assert found.exact == {0, 2}


def test_an_edited_sentence_pairs_with_what_became_of_it() -> None:
    found = aligned(f"{A} {B} {C}", f"{A} {B.replace('every month', 'twice a year')} {C}")

    assert found.in_place == {0: 0, 1: 1, 2: 2}
    assert found.exact == {0, 2}


def test_a_sentence_off_the_chain_has_moved() -> None:
    found = aligned(f"{A} {B} {C} {D}", f"{B} {C} {D} {A}")

    assert found.moved == {0: 3}


def test_many_edited_sentences_in_place_outweigh_one_that_moved_past_them() -> None:
    new = f"{B.replace('every', 'each')} {C.replace('left', 'kept')} {D.replace('three', 'four')} {A}"

    found = aligned(f"{A} {B} {C} {D}", new)

    assert found.in_place == {1: 0, 2: 1, 3: 2}
    assert found.moved == {0: 3}


def test_a_sentence_cut_in_two_keeps_both_halves() -> None:
    whole = "The two ministers met in Kyiv in the morning and their deputies went on to the northern shipyard by train."
    halves = "The two ministers met in Kyiv in the morning. Their deputies went on to the northern shipyard by train."

    found = aligned(f"{B} {whole} {C}", f"{B} {halves} {C}")

    assert found.in_place[1] in (1, 2)
    assert len(found.parts_new) == 1


def test_repeated_sentences_pair_in_their_order() -> None:
    found = aligned(f"{A}\n\n{B}\n\n{A}\n\n{C}", f"{A}\n\n{B}\n\n{A}\n\n{C}\n\n{A}")

    assert found.in_place == {0: 0, 1: 1, 2: 2, 3: 3}


def test_the_heaviest_chain_rises_on_both_sides() -> None:
    links = [(0, 3, 5.0), (1, 0, 2.0), (2, 1, 2.0), (3, 2, 2.0)]

    assert heaviest_chain(links) == [1, 2, 3]
    assert heaviest_chain([*links[:1], *links[1:2]]) == [0]
    assert heaviest_chain([]) == []
