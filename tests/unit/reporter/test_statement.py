"""The statement as a template walks it: states, folds, places and moves, in words."""

from __future__ import annotations

from statediff.differ import diff
from statediff.model import Block, BlockKind, Change, Wording
from statediff.reporter.phrasing import load_phrases
from statediff.reporter.statement import Fold, Statement, View, read_statement
from written import Line, come, gone, heading, statement_change, title, write_change


def read(change: Change) -> Statement:
    return read_statement(change, load_phrases("en"))


def compared(old: list[str], new: list[str]) -> Statement:
    wordings = (
        Wording(blocks=tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in texts), language="en")
        for texts in (old, new)
    )
    return read(diff(*wordings, language="en"))


def test_every_row_has_the_state_of_its_blocks() -> None:
    states = [view.state for view in read(statement_change()).rows]

    assert states == [
        *("changed", "changed", "changed", "changed", "gone", "changed", "come"),
        *("same", "respelt", "same", "changed", "same", "changed", "changed", "same", "same"),
    ]


def test_a_heading_right_above_a_change_is_not_folded_away() -> None:
    change = write_change([heading("A"), "One stays.", heading("B"), "Two [-goes-]{+comes+}.", heading("C")])

    items = read(change).items

    assert [type(item) for item in items] == [Fold, View, View, Fold]


def test_paragraphs_are_numbered_on_their_own_side_and_headings_are_not() -> None:
    change = write_change([title("T"), gone("One goes."), heading("H"), "Two [-a-]{+b+}.", come("Three comes.")])

    rows = read(change).rows

    assert [(view.number, view.old_number) for view in rows] == [
        ("", ""),
        ("−", "¶1"),
        ("", ""),
        ("¶1", "¶2"),
        ("¶2", ""),
    ]


def test_the_place_of_a_change_is_told_in_words() -> None:
    change = write_change(
        [title("T [-a-]{+b+}"), heading("How it is [-run-]{+led+}"), gone("One goes."), "Two [-a-]{+b+}."]
    )

    places = read(change).places

    assert places == {
        1: ("headline", "headline"),
        2: ("heading “How it is led”", "heading “How it is run”"),
        3: ("", "¶1"),
        4: ("¶1", "¶2"),
    }


def test_an_arrow_points_to_where_a_passage_went() -> None:
    change = write_change(["A stays. <to:B moves up.>", "C [-x-]{+y+}.", "D stays. <from:B moves up.>"])

    rows = read(change).rows
    here, away = (next(piece for piece in rows[at].inline[0].cells[0] if piece.moved) for at in (0, 2))

    assert (here.place, here.target) == ("↓ moved from ¶3", "b2")
    assert (away.place, away.target) == ("↑ moved to ¶1", "b0")


def test_a_paragraph_that_moved_whole_is_a_labelled_bar() -> None:
    change = write_change([gone("<from:B moves down.>"), "C stays here.", come("<to:B moves down.>")])

    rows = read(change).rows

    assert [(view.state, view.label) for view in rows if view.label] == [
        ("moved-away", "Paragraph moved away · was ¶1"),
        ("moved-here", "Paragraph moved here"),
    ]


def test_words_edited_inside_a_move_are_marked_in_it() -> None:
    moving = "Small firms of both states {} take part in every stage of the work."
    staying = [
        "A joint working group meets in the capital in March.",
        "Rights to designs are settled in separate contracts between the companies.",
        "The fund pays for the first stage and both parliaments are told of it.",
    ]

    rows = compared([moving.format("will"), *staying], [*staying, moving.format("may")]).rows
    moved = [piece for view in rows for one in view.inline for piece in one.cells[0] if piece.moved]

    assert [[text.strip() for text, is_edited in piece.moved if is_edited] for piece in moved] == [["will"], ["may"]]
    assert [piece.number for piece in moved] == [1, 1]


def test_a_split_and_a_merger_are_told_where_they_are() -> None:
    whole = ["The ports opened in May. The border stays shut until the autumn."]
    parts = ["The ports opened in May.", "The border stays shut until the autumn."]

    split = [one.note for view in compared(whole, parts).rows for one in view.inline]
    merged = [one.note for view in compared(parts, whole).rows for one in view.inline]

    assert split == ["", "paragraph split here"]
    assert merged == ["paragraphs joined here"]


def test_typography_alone_folds_its_paragraph_and_says_so() -> None:
    item = read(write_change(["A [-a-]{+b+}.", '[~“~"~]One stays.[~”~"~]'])).items[1]

    assert isinstance(item, Fold)
    assert item.has_cosmetic


def test_a_row_of_a_table_keeps_its_cells_inline() -> None:
    view = read(write_change([Line("First\t[-400-]{+350+}\t2027", BlockKind.ROW)])).rows[0]

    assert [[piece.text or (piece.removed, piece.inserted) for piece in cell] for cell in view.inline[0].cells] == [
        ["First"],
        [("400", "350")],
        ["2027"],
    ]


def test_a_rewritten_paragraph_shows_the_whole_old_and_the_whole_new() -> None:
    view = compared(["The harbour is closed."], ["Ministers met over grain."]).rows

    pieces = [piece for row in view for one in row.inline for piece in one.cells[0]]

    assert "".join(piece.removed for piece in pieces) == "The harbour is closed."
    assert "".join(piece.inserted for piece in pieces) == "Ministers met over grain."
