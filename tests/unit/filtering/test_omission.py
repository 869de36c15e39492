from __future__ import annotations

from dataclasses import replace

import pytest

from statediff.differ import describe, diff
from statediff.filtering.omission import leave_out
from statediff.filtering.slots import Place, Slot
from statediff.model import Block, BlockKind, Wording

PROSE = tuple(
    f"The ministers agreed on point {n} of the programme, which is to be settled in the spring." for n in "abcd"
)
SLOT = Slot(place=Place(kind=BlockKind.PARAGRAPH, signature="div.box>p", count=1), frames=(("Seen", "#", "times"),))


def wording(*boxes: str, prose: tuple[str, ...] = PROSE) -> Wording:
    blocks = [Block(kind=BlockKind.PARAGRAPH, text=text, signature="main>p") for text in prose]
    return Wording(
        blocks=(*blocks, *(Block(kind=BlockKind.PARAGRAPH, text=box, signature="div.box>p") for box in boxes))
    )


def test_a_slot_that_differs_is_left_out_of_both_sides() -> None:
    left = leave_out(wording("Seen 7 times"), wording("Seen 9 times"), [SLOT])

    assert left.slots == (SLOT,)
    assert left.old == left.new == wording()


def test_a_slot_that_does_not_differ_stays() -> None:
    old = wording("Seen 7 times")

    left = leave_out(old, replace(old), [SLOT])

    assert (left.old, left.slots) == (old, ())


@pytest.mark.parametrize(
    "new",
    [
        wording("Seen 9 times", "Correction: it was Tuesday."),
        wording("Correction: it was Tuesday."),
        wording("Seen twice in Kyiv"),
        wording(),
        wording("Seen " + "9 " * 200 + "times"),
        replace(wording("Seen 9 times"), correction="Seen 9 times"),
    ],
    ids=["one block more", "other words", "letters", "gone", "too much", "a correction"],
)
def test_a_slot_that_is_not_as_it_was_learned_is_shown(new: Wording) -> None:
    old = wording("Seen 7 times")

    left = leave_out(old, new, [SLOT])

    assert (left.old, left.new, left.slots) == (old, new, ())


def test_slots_that_are_a_quarter_of_the_text_together_are_shown() -> None:
    def page(number: int) -> Wording:
        boxes = [
            Block(kind=BlockKind.PARAGRAPH, text=f"Seen {number * 10**60} times", signature=f"div.box-{n}>p")
            for n in "abc"
        ]
        return Wording(blocks=(*wording().blocks, *boxes))

    slots = [replace(SLOT, place=replace(SLOT.place, signature=f"div.box-{n}>p")) for n in "abc"]

    assert leave_out(page(7), page(9), slots).slots == ()
    assert len(leave_out(page(7), page(9), slots[:1]).slots) == 1


def test_an_edit_beside_a_slot_is_told_with_a_count() -> None:
    edited = tuple(sentence.replace("spring", "autumn") for sentence in PROSE[:1]) + PROSE[1:]
    left = leave_out(wording("Seen 7 times"), wording("Seen 9 times", prose=edited), [SLOT])

    change = replace(diff(left.old, left.new), unshown_slots=(SLOT.name,))

    assert [(edit.old, edit.new) for edit in change.edits] == [("spring", "autumn")]
    assert describe(change) == "“spring” became “autumn”. One volatile slot not shown."
