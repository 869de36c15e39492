"""Laws of every report: nothing of either text is lost, a patch leads from one to the other, documents are valid."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from statediff.differ import diff
from statediff.model import Block, BlockKind, Wording
from statediff.reporter import render, render_text, unified
from statediff.reporter.layout import lay_out
from statediff.reporter.noted import NotedPassage
from statediff.reporter.phrasing import load_phrases
from statediff.reporter.pieces import Paragraph
from statediff.reporter.statement import read_statement

WORDS = (
    *("fund", "treaty", "may", "will", "1,200", "1,100", "2027", "Київ", "угода", "l’accord", "بيان", "协议"),
    *("«так»", "“yes”", "—", "not", "<b>", "&amp;", "{{7*7}}", "\u00a0", "\u202e", "a\u200bb", "[-x-]", "Ports."),
)
sentences = st.lists(st.sampled_from(WORDS), min_size=0, max_size=9).map(lambda words: " ".join(words) + ".")
texts = st.lists(sentences, min_size=0, max_size=3).map(" ".join)
kinds = st.sampled_from([BlockKind.PARAGRAPH] * 6 + [BlockKind.HEADING, BlockKind.ITEM, BlockKind.QUOTE])
blocks = st.builds(lambda kind, text: Block(kind=kind, text=text, level=1), kinds, texts)
rows = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(
    lambda cells: Block(kind=BlockKind.ROW, text="\t".join(cells), cells=tuple(cells))
)
bodies = st.lists(st.one_of(blocks, blocks, rows), min_size=0, max_size=7)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Wording, Wording]:
    """Two wordings of one page: the second keeps, drops, swaps, rewrites and adds blocks of the first."""
    first = draw(bodies)
    second = list(draw(st.permutations(first))) if draw(st.booleans()) else list(first)
    for at in range(len(second)):
        if draw(st.integers(0, 3)) == 0:
            second[at] = draw(blocks)
    second = second[: draw(st.integers(0, len(second)))] + draw(st.lists(blocks, max_size=2)) + second
    return (Wording(blocks=tuple(first), language="en"), Wording(blocks=tuple(second), language="en"))


def spelt(paragraph: Paragraph, side: str) -> str:
    cells = []
    for cell in paragraph.cells:
        text = ""
        for piece in cell:
            words = (
                piece.text
                or "".join(part for part, _ in piece.moved)
                or (piece.removed if side == "old" else piece.inserted)
            )
            text += piece.before + words + piece.after
        cells.append(text)
    return "\t".join(cells)


def read_back(change_texts: Sequence[Wording], side: str) -> list[str]:
    statement = read_statement(diff(*change_texts, language="en"), load_phrases("en"))
    read: list[str] = []
    for view in statement.rows:
        paragraphs = view.inline if view.state == "same" else view.old if side == "old" else view.new
        read += [spelt(paragraph, side) for paragraph in paragraphs]
    return read


@given(pairs())
def test_the_marked_text_without_what_went_stands_for_the_new_side_only_where_it_is_the_same(
    pair: tuple[Wording, Wording],
) -> None:
    statement = read_statement(diff(*pair, language="en"), load_phrases("en"))

    for view in (view for view in statement.rows if view.is_pair):
        kept = ["\t".join("".join(piece.stays for piece in cell) for cell in one.cells) for one in view.inline]
        assert kept == [spelt(paragraph, "new") for paragraph in view.new]


@given(pairs())
def test_before_and_after_hold_exactly_both_texts(pair: tuple[Wording, Wording]) -> None:
    old, new = pair

    assert read_back(pair, "old") == [block.text for block in old.blocks] * bool(old.text)
    assert read_back(pair, "new") == [block.text for block in new.blocks] * bool(new.text)


@given(pairs(), st.data())
def test_a_note_marks_exactly_the_letters_of_its_passage_on_the_newer_side(
    pair: tuple[Wording, Wording], data: st.DataObject
) -> None:
    change = diff(*pair, language="en")
    start = data.draw(st.integers(0, len(change.new_text)))
    end = data.draw(st.integers(start, len(change.new_text)))

    statement = read_statement(change, load_phrases("en"), noted=[NotedPassage(number=1, start=start, end=end)])

    passage = "".join(change.new_text[start:end].split())
    stretches = [
        one
        for view in statement.rows
        for paragraph in view.inline
        for cell in paragraph.cells
        for piece in cell
        for one in piece.stretches
    ]
    assert "".join("".join(one.text.split()) for one in stretches if one.is_noted) == passage
    assert [view.id for view in statement.rows if view.notes] == [
        view.id for view in statement.rows for paragraph in view.inline if has_end(paragraph)
    ]


def has_end(paragraph: Paragraph) -> bool:
    return any(one.ends for cell in paragraph.cells for piece in cell for one in piece.stretches)


@given(pairs())
def test_every_edit_begins_in_exactly_one_row(pair: tuple[Wording, Wording]) -> None:
    change = diff(*pair, language="en")

    numbers = [number for row in lay_out(change).rows for number in row.numbers]

    assert sorted(numbers) == [edit.number for edit in change.edits]


@given(pairs())
def test_the_patch_leads_from_the_old_text_to_the_new_one(pair: tuple[Wording, Wording]) -> None:
    change = diff(*pair, language="en")

    old, new = [], []
    for line in unified(change).split("\n")[2:-1]:
        if not line.startswith("@@"):
            old += [line[1:]] * (line[0] in " -")
            new += [line[1:]] * (line[0] in " +")

    assert is_within(old, change.old_text.split("\n"))
    assert is_within(new, change.new_text.split("\n"))


def is_within(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether the lines stand in the text in this order."""
    rest = iter(whole)
    return all(any(line == other for other in rest) for line in part)


@given(pairs())
@settings(max_examples=40)
def test_every_form_is_valid(pair: tuple[Wording, Wording]) -> None:
    change = diff(*pair, language="en")

    html, document = render(change), json.loads(render(change, "json"))
    ids = [tag["id"] for tag in BeautifulSoup(html, "lxml").select("[id]")]

    assert len(ids) == len(set(ids))
    assert document["new_text"] == change.new_text
    assert "\u202e" not in render_text(change)
    assert bool(render_text(change)) == (change.severity not in ("none", "cosmetic"))
    assert render(change) == html
