"""Plain text: marks that stand without colour, and foreign text that cannot act."""

from __future__ import annotations

import pytest

from statediff.differ import diff
from statediff.model import BlockKind
from statediff.reporter import render, render_text
from written import Line, come, gone, heading, statement_change, title, write_change


def test_words_that_went_and_came_stand_in_their_brackets() -> None:
    change = write_change(["Output rises from 600 to [-1,200-]{+1,100+} sets."])

    assert render_text(change) == "Output rises from 600 to [-1,200-] {+1,100+} sets.\n"


def test_blocks_without_a_change_are_left_out() -> None:
    change = write_change(["One stays.", "Two [-goes-]{+comes+}.", "Three stays."])

    assert render_text(change) == "Two [-goes-] {+comes+}.\n"


def test_nothing_changed_is_nothing() -> None:
    assert render_text(write_change(["One stays."])) == ""


def test_typography_alone_is_nothing() -> None:
    assert render_text(write_change(['[~“~"~]One stays.[~”~"~]'], severity="cosmetic")) == ""


def test_a_real_comparison_of_typography_and_layout_is_nothing_either() -> None:
    old = "“The ports” opened in May. The border stays shut until the autumn."
    new = '"The ports" opened in May.\n\nThe border stays shut until the autumn.'

    assert render_text(diff(old, new, language="en")) == ""


def test_paragraphs_that_went_and_came_stand_alone() -> None:
    change = write_change(["One stays.", gone("Two goes."), come("Three comes.")])

    assert render_text(change) == "[-Two goes.-]\n\n{+Three comes.+}\n"


def test_a_move_says_so_at_both_ends() -> None:
    change = write_change(["A stays. <from:B moves.>", "C stays. <to:B moves.>"])

    assert render_text(change) == "A stays. [-moved away: B moves.-]\n\nC stays. {+moved here: B moves.+}\n"


def test_white_space_stays_outside_the_marks() -> None:
    change = write_change(["financed{+ in part+} through a fund[- of one state-]"])

    assert render_text(change) == "financed {+in part+} through a fund [-of one state-]\n"


@pytest.mark.parametrize(
    ("line", "begun"),
    [
        (title("A [-b-]{+c+}"), "# A"),
        (heading("A [-b-]{+c+}", level=3), "### A"),
        (Line("A [-b-]{+c+}", BlockKind.ITEM, 2), "  * A"),
        (Line("A [-b-]{+c+}", BlockKind.QUOTE), "> A"),
    ],
)
def test_a_block_shows_its_kind(line: Line, begun: str) -> None:
    assert render_text(write_change([line])).startswith(begun)


def test_control_characters_are_written_out() -> None:
    change = write_change(["A [-\x1b[31mred\x07-]{+\u202eback+}\tB\r"])

    text = render_text(change)

    assert text == "A [-\\x1b[31mred\\x07-] {+\\u202eback+}\tB\\x0d\n"


def test_colour_comes_beside_the_brackets_and_only_when_asked_for() -> None:
    change = write_change(["A [-b-]{+c+}"])

    assert render_text(change, colour=True) == "A \x1b[31m[-b-]\x1b[0m \x1b[32m{+c+}\x1b[0m\n"
    assert "\x1b" not in render_text(change)


def test_the_text_form_puts_the_sentence_first() -> None:
    change = write_change(["A [-b-]{+c+}"])

    assert render(change, "text", sentence="“b” became “c”.") == "“b” became “c”.\n\nA [-b-] {+c+}\n"
    assert render(write_change(["A"]), "text") == "No word differs between the two versions.\n"


def test_a_whole_statement_is_told_block_by_block() -> None:
    text = render_text(statement_change())

    assert text.count("\n\n") == 9
    assert text.startswith("# Two ministries sign [-a letter of intent-] {+an agreement+} on joint production\n")
