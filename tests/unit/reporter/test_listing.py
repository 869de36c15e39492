"""The list of changes in words, its chips, its bar of places and its navigation."""

from __future__ import annotations

import pytest

from statediff.differ import diff
from statediff.model import Block, BlockKind, Change, Edit, EditKind, Label, Wording
from statediff.reporter.kinds import group_of, kind_of
from statediff.reporter.listing import (
    Entry,
    count_changed_words,
    list_chips,
    list_entries,
    list_ignored,
    list_jumps,
    list_segments,
)
from statediff.reporter.phrasing import load_phrases
from statediff.reporter.statement import Statement, read_statement
from written import come, gone, statement_change, title, write_change

ENGLISH = load_phrases("en")


def listed(change: Change) -> tuple[Statement, list[Entry]]:
    statement = read_statement(change, ENGLISH)
    return statement, list_entries(change, statement, ENGLISH)


def edit(kind: EditKind, *labels: str, is_whole_block: bool = False) -> Edit:
    return Edit(number=1, kind=kind, labels=tuple(Label(name) for name in labels), is_whole_block=is_whole_block)


@pytest.mark.parametrize(
    ("one", "kind"),
    [
        (edit(EditKind.REWORDED, "wording"), "wording"),
        (edit(EditKind.REWORDED, "date", "figure", "wording"), "figure"),
        (edit(EditKind.REWORDED, "figure", "negation"), "negation"),
        (edit(EditKind.INSERTED, "scope"), "scope"),
        (edit(EditKind.INSERTED, "wording"), "inserted"),
        (edit(EditKind.REMOVED, "withdrawn"), "removed"),
        (edit(EditKind.REMOVED, "withdrawn", is_whole_block=True), "withdrawn"),
        (edit(EditKind.INSERTED, "added", is_whole_block=True), "added"),
        (edit(EditKind.MOVED, "figure", "moved and edited"), "moved"),
    ],
)
def test_an_edit_is_named_by_its_shape_or_its_weightiest_label(one: Edit, kind: str) -> None:
    assert kind_of(one) == kind


def test_a_kind_has_one_of_four_colours() -> None:
    assert [group_of(kind) for kind in ("withdrawn", "added", "moved", "figure")] == ["gone", "come", "move", "word"]


def test_an_entry_tells_what_stood_and_what_stands() -> None:
    label = Label("figure", delta="−8.3 %", old="1,200", new="1,100")
    change = write_change(["Up to [-1,200-]{+1,100+} sets."], labels={1: [label, Label("date"), Label("wording")]})

    entry = listed(change)[1][0]

    assert (entry.tag, entry.also, entry.old, entry.new) == ("Figure", ("Date",), "1,200", "1,100")
    assert entry.deltas == ("−8.3\u00a0%",)
    assert entry.place == "¶1"


def test_paragraphs_and_moves_are_told_as_sentences() -> None:
    change = write_change([gone("One two three."), come("Four five."), "A. <from:B moves.>", "C. <to:B moves.>"])

    sentences = [entry.sentence for entry in listed(change)[1]]

    assert sentences == [
        "Paragraph withdrawn (3 words): “One two three.”",
        "Paragraph added (2 words): “Four five.”",
        "Moved, text unchanged: “B moves.”",
    ]


def test_a_whole_block_is_named_by_its_kind() -> None:
    old = Wording(blocks=(Block(kind=BlockKind.PARAGRAPH, text="One stays here."), row("First\t400")), language="en")
    new = Wording(blocks=(Block(kind=BlockKind.PARAGRAPH, text="One stays here."),), language="en")

    gone_row, come_row = diff(old, new, language="en"), diff(new, old, language="en")

    assert listed(gone_row)[1][0].sentence == "Table row withdrawn (2 words): “First 400”"
    assert listed(come_row)[1][0].sentence == "Table row added (2 words): “First 400”"


def row(text: str) -> Block:
    return Block(kind=BlockKind.ROW, text=text, cells=tuple(text.split("\t")))


def test_a_passage_that_moved_and_was_edited_tells_which_words() -> None:
    moving = "Small firms of both states {} take part in every stage of the work."
    staying = (
        "A joint working group meets in the capital in March.\n\nRights to designs are settled in contracts.\n\n"
        "The fund pays for the first stage and both parliaments are told of it."
    )
    change = diff(f"{moving.format('will')}\n\n{staying}", f"{staying}\n\n{moving.format('may')}", language="en")

    entry = listed(change)[1][0]

    assert entry.sentence.startswith("Moved and edited: “Small firms of both states may")
    assert (entry.old, entry.new, entry.deltas) == ("will", "may", ("weaker",))


def test_an_unknown_label_keeps_its_own_name() -> None:
    change = write_change(["A [-b-]{+c+}"], labels={1: [Label("irony")]})

    assert listed(change)[1][0].also == ("irony",)


def test_chips_count_the_entries_by_kind_and_lead_to_the_first() -> None:
    chips = list_chips(listed(statement_change())[1], ENGLISH)

    assert [(chip.count, chip.words, chip.first) for chip in chips] == [
        (2, "commitments", 1),
        (1, "figure", 3),
        (1, "date", 4),
        (1, "passage withdrawn", 5),
        (3, "wording", 6),
        (1, "insertion", 7),
        (1, "passage added", 8),
        (1, "passage moved", 11),
    ]


def test_words_of_a_move_neither_went_nor_came() -> None:
    change = write_change(["A. <from:B moves away.>", "C. <to:B moves away.>", "D [-one two-]{+three+}."])

    assert count_changed_words(change) == (2, 1)


def test_typography_is_no_entry_and_is_counted_by_what_it_is() -> None:
    change = write_change(
        ['[~“~"~]One[~”~"~] – two[~\u00a0~ ~]three', "[~-~–~] four[~\u200b~~]five"], severity="cosmetic"
    )

    total, kinds = list_ignored(change, ENGLISH)

    assert listed(change)[1] == []
    assert total == 5
    assert sorted((one.what, one.old, one.new) for one in kinds) == [
        ("dash or hyphen", "-", "–"),
        ("invisible character", "U+200B", ""),
        ("quotation mark or apostrophe", "“", '"'),
        ("quotation mark or apostrophe", "”", '"'),
        ("spaces", "U+00A0", "U+0020"),
    ]


def many(count: int) -> Change:
    return write_change([title("T"), *(f"Paragraph says [-{at}1-]{{+{at}2+}} sets." for at in range(count))])


@pytest.mark.parametrize("count", [1, 5, 17, 100, 500])
def test_the_bar_and_the_navigation_stay_short_and_name_every_change(count: int) -> None:
    statement, entries = listed(many(count))

    segments, jumps = list_segments(statement, entries, ENGLISH), list_jumps(entries, ENGLISH)

    assert len(segments) <= 16
    assert len(jumps) <= 24
    assert segments[-1].label.endswith(str(count))
    assert max(len(segment.numbers) for segment in segments) <= 6
    assert jumps[0].number == 1
    assert jumps[-1].text.endswith(str(count))
    assert all(1 <= segment.weight <= 12 for segment in segments)


def test_a_segment_says_where_it_is_and_what_is_there() -> None:
    statement, entries = listed(statement_change())

    labels = [segment.label for segment in list_segments(statement, entries, ENGLISH) if segment.label]

    assert labels[0] == "headline: change 1"
    assert labels[3] == "¶3: changes 3, 4"


def test_a_chip_counts_what_grew_stronger_and_what_grew_weaker() -> None:
    change = write_change(
        [
            "It [-may-]{+will+} pay.",
            "It [-must-]{+may+} pay.",
            "It [-could-]{+can+} pay.",
            "He [-slams-]{+regrets+} it.",
        ],
        labels={
            1: [Label("commitment", direction="up")],
            2: [Label("commitment", direction="down")],
            3: [Label("commitment")],
            4: [Label("attribution", direction="down")],
        },
    )

    entries = listed(change)[1]
    chips = list_chips(entries, ENGLISH)

    assert [(chip.kind, chip.count, chip.directions) for chip in chips] == [
        ("commitment", 3, "1 stronger, 1 weaker"),
        ("attribution", 1, "weaker"),
    ]
    assert entries[3].deltas == ("weaker",)
