"""Noted: the words that notes stand on, marked on the newer side."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag

from judged import write_note
from statediff.model import BlockKind, Change
from statediff.reporter import render_report
from statediff.reporter.noted import NotedPassage, place_notes
from statediff.reporter.review import Review
from written import Line, come, gone, write_change, write_evidence


def note_on(change: Change, *passages: str) -> BeautifulSoup:
    notes = tuple(write_note(start=change.new_text.index(one), now=one) for one in passages)
    evidence = {**write_evidence(change), "review": Review(notes=notes)}
    return BeautifulSoup(render_report(**evidence), "lxml")  # type: ignore[arg-type]


def marked(page: BeautifulSoup, place: str = ".inl") -> list[str]:
    """Every marked stretch with the tag it stands in, and every link to a note, in the order of the text."""
    return [
        tag.get_text() if tag.name == "a" else f"{tag.parent.name if tag.parent else ''}: {tag.get_text()}"
        for tag in page.select(f"{place} mark, {place} a.nn")
    ]


def test_words_that_stayed_are_marked_from_the_first_letter_to_the_last() -> None:
    change = write_change(["The fund [-may-]{+will+} pay for it all."])

    page = note_on(change, "pay for it")

    assert marked(page) == ["p: pay for it", "✎1"]


def test_a_passage_over_a_change_is_marked_on_its_newer_side_alone() -> None:
    change = write_change(["The fund [-may-]{+will+} pay for [-it all-]{+half of it+}."])

    page = note_on(change, "fund will pay for half")

    assert marked(page) == ["p: fund ", "ins: will", "p:  pay for ", "ins: half", "✎1"]
    assert [tag.get_text() for tag in page.select(".inl ins")] == [
        "[inserted:\u00a0will]",
        "[inserted:\u00a0half✎1 of it]",
    ]


def test_a_link_behind_the_last_words_of_a_mark_is_no_part_of_it() -> None:
    change = write_change(["The fund [-may-]{+will+} pay."])

    page = note_on(change, "fund will")

    (link,) = page.select(".inl a.nn")
    assert isinstance(link.parent, Tag)
    assert link.parent["class"] == ["chg"]


def test_notes_on_the_same_words_each_have_their_link_where_their_passage_ends() -> None:
    change = write_change(["The fund [-may-]{+will+} pay for it all."])

    page = note_on(change, "pay for it all", "for", "pay for")

    assert marked(page) == ["p: pay for", "✎2", "✎3", "p:  it all", "✎1"]


def test_a_passage_that_goes_on_into_the_next_paragraph_is_marked_in_both() -> None:
    change = write_change([Line("The fund [-may-]{+will+} pay."), Line("It pays [-all-]{+half+}.")])

    page = note_on(change, "pay.\n\nIt pays")

    assert marked(page) == ["p: pay.", "✎1", "p: It pays", "✎1"]


def test_a_passage_of_an_added_paragraph_is_marked_in_every_view_of_it() -> None:
    change = write_change(["The fund pays.", come("No parliament needs to agree.")])

    page = note_on(change, "needs to agree")

    assert marked(page, ".inl") == ["ins: needs to agree", "✎1"]
    assert marked(page, ".cell.new") == ["ins: needs to agree", "✎1"]


def test_cells_of_a_table_and_what_was_spelt_otherwise_are_marked_too() -> None:
    row = Line("First\t[-400-]{+350+}\t[~2027~2\u202f027~]", BlockKind.ROW)

    page = note_on(write_change([row]), "350\t2\u202f027")

    assert marked(page) == ["ins: 350", "span: 2\u202f027", "✎1"]


def test_what_moved_is_marked_where_it_stands_now() -> None:
    change = write_change(["<from:Small firms take part.> The fund pays.", "Both agree. <to:Small firms take part.>"])

    page = note_on(change, "firms take")

    assert marked(page) == ["ins: firms take", "✎1"]


def test_a_passage_that_stands_twice_is_marked_at_the_place_nearest_to_where_it_was_carried() -> None:
    change = write_change(["The fund pays.", gone("It rains."), "The fund pays."])
    note = write_note(start=20, now="fund pays")

    (place,) = place_notes([note], change)

    assert place == NotedPassage(number=1, start=20, end=29)


@pytest.mark.parametrize("facts", [{"start": None, "now": ""}, {"start": 4, "now": "is not there"}])
def test_a_passage_that_is_gone_or_not_shown_is_marked_nowhere(facts: dict[str, object]) -> None:
    change = write_change(["The fund [-may-]{+will+} pay."])

    assert place_notes([write_note(**facts)], change) == ()


def test_white_space_may_differ_from_what_was_quoted() -> None:
    change = write_change(["The  fund\u00a0pays."])

    (place,) = place_notes([write_note(start=0, now="The fund pays")], change)

    assert (place.start, place.end) == (0, 14)
