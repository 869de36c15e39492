"""Lineage: who brought a sentence, through edits, moves, removals and returns."""

from __future__ import annotations

import pytest

from statediff.desk.lineage import BlamedSentence, cut_wording, match_same, trace
from statediff.model import Block, BlockKind, Wording

SIGNED = "The two ministers signed a letter of intent on joint production."
AGREED = "The two ministers signed an agreement on joint production."
FUND = "The fund may pay for the first 1,200 kits."
WILL = "The fund will pay for the first 1,200 kits."
THANKS = "Both sides thanked the engineers in Lviv and Toulouse."
CLOSED = "Reporters were not admitted to the ceremony this time."


def wording(*paragraphs: str) -> Wording:
    return Wording(language="en", blocks=tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in paragraphs))


def blame(*wordings: Wording) -> tuple[BlamedSentence, ...]:
    return trace(enumerate(wordings, start=1))


def told(lines: tuple[BlamedSentence, ...]) -> list[tuple[str, int, int, str, tuple[int, ...]]]:
    return [
        (one.sentence.text, one.origin.version, one.origin.since, one.origin.replaced, one.origin.restored)
        for one in lines
    ]


def test_a_source_of_one_version_has_brought_everything_itself() -> None:
    lines = blame(wording(f"{SIGNED} {FUND}", THANKS))

    assert told(lines) == [(SIGNED, 1, 1, "", ()), (FUND, 1, 1, "", ()), (THANKS, 1, 1, "", ())]


def test_an_edited_sentence_is_the_last_edits_and_keeps_the_version_in_which_it_first_stood() -> None:
    lines = blame(wording(SIGNED, FUND), wording(SIGNED, WILL), wording(AGREED, WILL))

    assert told(lines) == [(AGREED, 3, 1, SIGNED, ()), (WILL, 2, 1, FUND, ())]


def test_a_new_sentence_has_no_earlier_one() -> None:
    lines = blame(wording(SIGNED), wording(SIGNED, CLOSED))

    assert told(lines) == [(SIGNED, 1, 1, "", ()), (CLOSED, 2, 2, "", ())]


def test_a_sentence_that_went_and_came_back_is_told_as_restored() -> None:
    lines = blame(wording(SIGNED, THANKS), wording(SIGNED), wording(SIGNED, THANKS))

    assert told(lines) == [(SIGNED, 1, 1, "", ()), (THANKS, 3, 1, "", (3,))]


def test_a_sentence_that_came_back_in_other_words_is_told_with_those_it_had() -> None:
    lines = blame(wording(SIGNED, FUND), wording(SIGNED), wording(SIGNED, THANKS, WILL))

    assert told(lines)[1:] == [(THANKS, 3, 3, "", ()), (WILL, 3, 1, "", (3,))]
    assert [one.origin.before for one in lines] == ["", "", FUND]


def test_words_that_were_changed_and_changed_back_are_restored_and_tell_what_they_replaced() -> None:
    lines = blame(wording(FUND), wording(WILL), wording(FUND), wording(WILL), wording(FUND))

    assert told(lines) == [(FUND, 5, 1, WILL, (3, 5))]


def test_a_moved_sentence_keeps_the_version_of_its_birth() -> None:
    lines = blame(wording(SIGNED, FUND, THANKS), wording(THANKS, SIGNED, FUND), wording(f"{FUND} {THANKS}", SIGNED))

    assert [(one.sentence.text, one.origin.version) for one in lines] == [(FUND, 1), (THANKS, 1), (SIGNED, 1)]


def test_a_sentence_that_moved_and_was_edited_keeps_its_lineage() -> None:
    lines = blame(wording(FUND, SIGNED, THANKS), wording(SIGNED, THANKS, WILL))

    assert told(lines)[2] == (WILL, 2, 1, FUND, ())


def test_typography_alone_brings_nothing() -> None:
    lines = blame(wording('They said: "It\'s done."'), wording("They said: “It’s done.”"))

    assert [one.origin.version for one in lines] == [1]


def test_both_halves_of_a_split_sentence_come_from_it() -> None:
    whole = "The two ministers signed a letter of intent on joint production, and the fund will pay for the first kits."
    first, second = (
        "The two ministers signed a letter of intent on joint production.",
        "The fund will pay for the first kits.",
    )

    lines = blame(wording(whole), wording(f"{first} {second}"))

    assert told(lines) == [(first, 2, 1, whole, ()), (second, 2, 1, whole, ())]


def test_a_merged_sentence_comes_from_both() -> None:
    first, second = "The ministers signed a letter of intent in Kyiv.", "They thanked the engineers in Lviv warmly."
    merged = "The ministers signed a letter of intent in Kyiv, and they thanked the engineers in Lviv warmly."

    lines = blame(wording(first, second), wording(merged))

    assert told(lines) == [(merged, 2, 1, f"{first} {second}", ())]


def test_of_sentences_that_stand_twice_the_right_one_is_found_gone() -> None:
    refrain = "Thank you."

    lines = blame(
        wording(refrain, SIGNED, FUND), wording(refrain, SIGNED, FUND, refrain), wording(SIGNED, FUND, refrain)
    )

    assert [one.origin.version for one in lines] == [1, 1, 2]


def test_a_row_is_one_sentence_and_places_are_those_of_the_text() -> None:
    table = Wording(
        blocks=(
            Block(kind=BlockKind.PARAGRAPH, text="  One. Two. "),
            Block(kind=BlockKind.ROW, text="Kits. A year\t1,200.", cells=("Kits. A year", "1,200.")),
        )
    )

    sentences = cut_wording(table)

    assert [one.text for one in sentences] == ["One.", "Two.", "Kits. A year\t1,200."]
    assert [table.text[one.start : one.end] for one in sentences] == [one.text for one in sentences]


def test_an_empty_wording_in_between_loses_nothing_for_good() -> None:
    lines = blame(wording(SIGNED), Wording(), wording(SIGNED))

    assert told(lines) == [(SIGNED, 3, 1, "", (3,))]


def test_no_wording_has_no_lines() -> None:
    assert trace(()) == ()


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ("abc", "abc", {0: 0, 1: 1, 2: 2}),
        ("abc", "cab", {0: 2, 1: 0, 2: 1}),
        ("axb", "ab", {0: 0, 1: 2}),
        ("aab", "ab", {0: 0, 1: 2}),
        ("xaay", "yaax", {0: 3, 1: 1, 2: 2, 3: 0}),
        ("", "a", {}),
    ],
)
def test_equal_keys_are_paired_where_they_most_likely_stayed(old: str, new: str, pairs: dict[int, int]) -> None:
    assert match_same(old, new) == pairs
