"""Drafts: what a reader takes for one edit never reaches over the end of a sentence without need."""

from __future__ import annotations

import pytest

from statediff.differ import diff
from statediff.model import Edit


def told(edit: Edit) -> tuple[str, str, str]:
    return str(edit.kind), edit.old.strip(), edit.new.strip()


def test_words_at_the_end_of_a_sentence_and_the_sentence_behind_it_are_two_edits() -> None:
    old = "The second draft is bolder. The decree was repealed yesterday."
    new = "The second draft is dearer. The ministry does not confirm any of this. The decree was repealed yesterday."

    edits = diff(old, new, language="en").edits

    assert [told(edit) for edit in edits] == [
        ("reworded", "bolder.", "dearer."),
        ("inserted", "", "The ministry does not confirm any of this."),
    ]


def test_a_sentence_before_words_at_the_beginning_of_another_is_an_edit_of_its_own() -> None:
    old = "Operators are encouraged to report outages within a day."
    new = "Ministers met in Vilnius and agreed to send 900 pumps. Operators must report outages within a day."

    edits = diff(old, new, language="en").edits

    assert [told(edit) for edit in edits] == [
        ("inserted", "", "Ministers met in Vilnius and agreed to send 900 pumps."),
        ("reworded", "Operators are encouraged to", "Operators must"),
    ]
    assert (edits[1].labels[0].old, edits[1].labels[0].new) == ("encouraged to", "must")


def test_the_end_of_one_sentence_and_the_beginning_of_the_next_are_two_edits() -> None:
    old = "The ceasefire will be extended. All schools in the district reopened."
    new = "The ceasefire will be extended, if hostages are released. Most schools in the district reopened."

    edits = diff(old, new, language="en").edits

    assert [told(edit) for edit in edits] == [
        ("reworded", ".", ", if hostages are released."),
        ("reworded", "All", "Most"),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The grain goes by rail and it arrives in May.", "The grain goes by rail. It arrives in May."),
        ("A short note on salt. The mill is shut.", "A long story of the sea. A dream of the hills. The mill is shut."),
    ],
)
def test_sentences_that_do_not_answer_to_one_another_stay_together(old: str, new: str) -> None:
    change = diff(old, new, language="en")

    assert sum(edit.kind == "reworded" for edit in change.edits) <= 1
    assert "".join(change.new_text[span.new_start : span.new_end] for span in change.spans) == new
