"""Residues: clauses that moved from one sentence into another."""

from __future__ import annotations

from statediff.differ import diff
from statediff.differ.passages import Lexemes
from statediff.differ.pieces import Piece
from statediff.differ.residues import move_residues

CLAUSE = "together with the engineers of the northern shipyard and their apprentices"
FIRST = "The old bridge over the river was painted in the spring"
LAST = "The new road to the sea was opened in the autumn"
MIDDLE = "Nothing else was said in the hall on that long and rainy day."


def moved(old: str, new: str) -> list[str]:
    change = diff(old, new)
    return [change.old_text[move.old_start : move.old_end] for move in change.moves]


def test_a_clause_taken_out_here_and_put_in_there_has_moved() -> None:
    old = f"{FIRST} {CLAUSE}.\n\n{MIDDLE}\n\n{LAST}."
    new = f"{FIRST}.\n\n{MIDDLE}\n\n{LAST} {CLAUSE}."

    assert moved(old, new) == [CLAUSE]


def test_a_moved_clause_is_neither_removed_nor_inserted() -> None:
    change = diff(f"{FIRST} {CLAUSE}.\n\n{MIDDLE}\n\n{LAST}.", f"{FIRST}.\n\n{MIDDLE}\n\n{LAST} {CLAUSE}.")

    assert [(str(edit.kind), [str(label) for label in edit.labels]) for edit in change.edits] == [("moved", ["moved"])]


def test_a_few_common_words_do_not_move() -> None:
    old = f"{FIRST} by the men.\n\n{MIDDLE}\n\n{LAST}."
    new = f"{FIRST}.\n\n{MIDDLE}\n\n{LAST} by the men."

    assert moved(old, new) == []


def test_a_clause_that_was_copied_has_not_moved() -> None:
    old = f"{FIRST} {CLAUSE}.\n\n{MIDDLE}\n\n{LAST}."
    new = f"{FIRST} {CLAUSE}.\n\n{MIDDLE}\n\n{LAST} {CLAUSE}."

    assert moved(old, new) == []


def test_a_short_clause_moves_when_it_is_all_that_went_and_all_that_came() -> None:
    clause = "with the northern shipyard engineers"
    old = f"{FIRST} {clause}.\n\n{MIDDLE}\n\n{LAST}."
    new = f"{FIRST}.\n\n{MIDDLE}\n\n{LAST} {clause}."

    assert moved(old, new) == [clause]


def test_passages_that_parted_and_joined_others_have_moved() -> None:
    passage = "and in the evening the village gathered around the fire by the lake where"
    long = "the council of the northern villages paints every wooden boat before the first snow of the year"
    old = f"{LAST}.\n\n{MIDDLE}\n\n{FIRST}.\n\n{passage} {long}."
    new = f"{LAST}.\n\n{long}.\n\n{MIDDLE}\n\n{passage} {FIRST}."

    change = diff(old, new)

    assert len(change.moves) == 2
    assert change.severity == "minor"


def test_a_passage_taken_out_and_put_in_at_one_place_is_the_same_passage() -> None:
    old, new = f"{CLAUSE} {FIRST}", f"{LAST} {CLAUSE}"
    split_old, split_new = len(CLAUSE), len(LAST) + 1
    pieces = [
        Piece("gone", 0, split_old, 0, 0),
        Piece("come", 0, 0, 0, split_new - 1),
        Piece("come", 0, 0, split_new, len(new)),
        Piece("gone", split_old + 1, len(old), 0, 0),
    ]

    left, moves = move_residues(pieces, [], old, new, Lexemes())

    assert not moves
    assert [piece.kind for piece in left] == ["come", "same", "gone"]
    assert new[left[1].new_start : left[1].new_end] == CLAUSE


def test_typography_inside_a_moved_clause_is_told_inside_the_move() -> None:
    quoted = CLAUSE.replace("northern", "“northern”")
    old = f"{FIRST} {quoted}.\n\n{MIDDLE}\n\n{LAST}."
    new = f"{FIRST}.\n\n{MIDDLE}\n\n{LAST} {quoted.replace('“', '«').replace('”', '»')}."

    change = diff(old, new)

    assert [span.kind for span in change.moves[0].spans if span.kind != "equal"] == ["cosmetic", "cosmetic"]


def test_a_clause_that_changed_its_place_inside_a_moved_sentence_is_a_move_beside_it() -> None:
    harbour = "n the harbour of Helvik, after a long night of talks about fish"
    signing = "he ministers of both islands signed the treaty on whales"
    others = f"{FIRST}.\n\n{MIDDLE}\n\n{LAST}."

    change = diff(f"{others}\n\nI{harbour}, t{signing}.", f"T{signing} i{harbour}.\n\n{others}")

    moved = {change.old_text[move.old_start : move.old_end] for move in change.moves}
    assert moved == {f"I{harbour}", signing[3:]}
