"""Concordance: the phrase in brackets, always in the same column, with whole words around it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from statediff.reporter.outlets.concordance import write_contexts

TEXT = (
    "It is said that on 17 November the two ministers signed a letter of intent "
    "on the joint production of 1,200 AASM kits, and that they met again."
)


def test_the_phrase_stands_in_brackets_between_whole_words() -> None:
    start = TEXT.index("letter")

    [line] = write_contexts(TEXT, [(start, start + len("letter of intent"))])

    assert (
        line == "  …on 17 November the two ministers signed a [letter of intent] on the joint production of 1,200 AASM…"
    )


def test_each_place_has_a_line_and_the_brackets_stand_below_each_other() -> None:
    lines = list(write_contexts("May 外務省 or may not, the parties may.", [(0, 3), (11, 14), (32, 35)]))

    assert [line[line.index("[") :].partition("]")[0] for line in lines] == ["[May", "[may", "[may"]
    assert len({cell_len(line.partition("[")[0]) for line in lines}) == 1


def test_a_passage_without_a_place_stands_alone() -> None:
    assert list(write_contexts("℡ " * 3, ())) == ["℡ ℡ ℡"]


def test_ten_thousand_places_in_one_passage_are_told_one_by_one() -> None:
    text = "may " * 100_000

    lines = list(write_contexts(text, [(4 * number, 4 * number + 3) for number in range(0, 100_000, 10)]))

    assert len(lines) == 10_000
    assert lines[5_000].count("[may]") == 1


@given(text=st.text(max_size=200), data=st.data())
def test_a_context_is_one_line_without_controls(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    [line] = write_contexts(text, [(start, end)])

    assert "\n" not in line
    assert "\x1b" not in line
    assert "[" in line
