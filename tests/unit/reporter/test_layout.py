"""Rows: which blocks answer each other, and that no letter of either text is lost between them."""

from __future__ import annotations

import pytest

from statediff.differ import diff
from statediff.model import Block, BlockKind, Change, Span, Wording
from statediff.reporter.layout import Layout, lay_out
from written import come, gone, heading, statement_change, title, write_change


def wording(*texts: str) -> Wording:
    return Wording(blocks=tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in texts), language="en")


def texts_of(layout: Layout, side: str) -> list[str]:
    """The text of every block as its runs spell it."""
    blocks = layout.old_blocks if side == "old" else layout.new_blocks
    texts = [""] * len(blocks)
    for row in layout.rows:
        for run in row.runs:
            at = run.old_block if side == "old" else run.new_block
            if at is not None:
                texts[at] += run.old if side == "old" else run.new
    return texts


def assert_nothing_is_lost(change: Change) -> None:
    layout = lay_out(change)

    assert texts_of(layout, "old") == [block.text for block in layout.old_blocks]
    assert texts_of(layout, "new") == [block.text for block in layout.new_blocks]
    assert "\n\n".join(block.text for block in layout.old_blocks) == change.old_text
    assert "\n\n".join(block.text for block in layout.new_blocks) == change.new_text
    assert [at for row in layout.rows for at in row.old] == list(range(len(layout.old_blocks)))
    assert [at for row in layout.rows for at in row.new] == list(range(len(layout.new_blocks)))
    assert sorted(number for row in layout.rows for number in row.numbers) == [edit.number for edit in change.edits]


PAIRS = {
    "words": (["The fund may pay 1,200 a year."], ["The fund will pay 1,100 a year."]),
    "gone": (["One stays here.", "Two goes away.", "Three stays here."], ["One stays here.", "Three stays here."]),
    "come": (["One stays here."], ["One stays here.", "Two is new today.", "Three is new too."]),
    "split": (
        ["The ports opened in May. The border stays shut."],
        ["The ports opened in May.", "The border stays shut."],
    ),
    "merged": (
        ["The ports opened in May.", "The border stays shut."],
        ["The ports opened in May. The border stays shut."],
    ),
    "moved": (
        ["Small firms take part in every stage.", "The group meets in Kyiv in March.", "Rights are shared equally."],
        ["The group meets in Kyiv in March.", "Rights are shared equally.", "Small firms take part in every stage."],
    ),
    "rewritten": (["The harbour is closed to ferries."], ["Ministers met over grain exports and energy prices today."]),
    "empty blocks": (["", "One stays here.", ""], ["One stays here.", "", "Two is new."]),
    "nothing": ([], ["A first text stands here."]),
    "typography": (["“Quoted” words – here."], ['"Quoted" words - here.']),
}


@pytest.mark.parametrize("name", PAIRS)
def test_every_letter_of_both_texts_stands_in_exactly_one_run(name: str) -> None:
    old, new = PAIRS[name]

    assert_nothing_is_lost(diff(wording(*old), wording(*new), language="en"))
    assert_nothing_is_lost(diff(wording(*new), wording(*old), language="en"))


def test_a_change_written_by_hand_loses_nothing_either() -> None:
    assert_nothing_is_lost(statement_change())


def test_a_plain_string_is_laid_out_by_its_empty_lines() -> None:
    layout = lay_out(diff("One stays.\n\nTwo goes.", "One stays."))

    assert [block.text for block in layout.old_blocks] == ["One stays.", "Two goes."]
    assert [(row.old, row.new) for row in layout.rows] == [((0,), (0,)), ((1,), ())]


def test_a_paragraph_that_went_has_a_row_of_its_own() -> None:
    layout = lay_out(write_change(["One stays.", gone("Two goes."), "Three stays.", come("Four comes.")]))

    assert [(row.old, row.new) for row in layout.rows] == [((0,), (0,)), ((1,), ()), ((2,), (1,)), ((), (2,))]


def test_a_split_paragraph_stands_in_one_row_with_both_its_parts() -> None:
    old, new = PAIRS["split"]

    layout = lay_out(diff(wording(*old), wording(*new), language="en"))

    assert [(row.old, row.new) for row in layout.rows] == [((0,), (0, 1))]


def test_a_moved_passage_bears_the_number_of_its_move_at_both_ends() -> None:
    change = write_change(["A stays. <from:B moves away.>", "C stays. <to:B moves away.>"])

    runs = [run for row in lay_out(change).rows for run in row.runs if run.number]

    assert [(run.kind, run.old or run.new, run.number) for run in runs] == [
        ("moved-from", "B moves away.", 1),
        ("moved-to", "B moves away.", 1),
    ]


def test_an_edit_begins_in_the_row_where_its_words_first_stand() -> None:
    layout = lay_out(write_change([title("A"), heading("B [-c-]{+d+}"), "E {+f+} [-g-]"]))

    assert [row.numbers for row in layout.rows] == [(), (1,), (2, 3)]


def test_a_change_without_spans_is_shown_as_all_gone_and_all_come() -> None:
    change = Change(old_text="One.", new_text="Two.\n\nThree.")

    assert_nothing_is_lost(change)


def test_spans_that_cross_blocks_are_cut_at_their_borders() -> None:
    change = Change(
        old_text="One.\n\nTwo.",
        new_text="One.\n\nTwo.",
        spans=(Span(kind="equal", old_start=0, old_end=10, new_start=0, new_end=10),),
    )

    layout = lay_out(change)

    assert [[run.new for run in row.runs] for row in layout.rows] == [["One."], ["Two."]]


def test_a_row_is_the_same_only_when_text_kind_and_level_are() -> None:
    blocks = [Block(kind=BlockKind.HEADING, level=level, text="How it is run") for level in (2, 3)]
    change = Change(
        old_text="How it is run",
        new_text="How it is run",
        old_blocks=(blocks[0],),
        new_blocks=(blocks[1],),
        spans=(Span(kind="equal", old_start=0, old_end=13, new_start=0, new_end=13),),
    )
    layout = lay_out(change)

    assert not layout.is_same(layout.rows[0])
