from __future__ import annotations

from dataclasses import replace

import pytest

from statediff.filtering.slots import (
    Place,
    Slot,
    changed_places,
    places_of,
    read_slot,
    share_of,
    without,
)
from statediff.model import Block, BlockKind, Wording

VIEWS = Place(kind=BlockKind.PARAGRAPH, signature="main>div.meta>p.views", count=1)


def block(text: str, signature: str = "main>p", kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    return Block(kind=kind, text=text, signature=signature)


def test_a_place_is_named_by_kind_path_and_number_and_never_by_its_words() -> None:
    old = Wording(blocks=(block("One."), block("Two."), block("Seen 7 times", "main>div.meta>p.views")))
    new = Wording(blocks=(block("Uno."), block("Dos."), block("Seen 9 times", "main>div.meta>p.views")))

    assert list(places_of(old)) == list(places_of(new))
    assert [str(place) for place in places_of(old)] == ["paragraph:2 main>p", "paragraph:1 main>div.meta>p.views"]


def test_a_title_a_notice_and_a_block_of_unknown_place_are_no_slots() -> None:
    wording = Wording(
        blocks=(
            block("Statement", "main>h1", BlockKind.TITLE),
            block("Corrected on Monday.", "main>div.note", BlockKind.NOTICE),
            block("A line of a PDF.", ""),
        )
    )

    assert places_of(wording) == {}


def test_a_slot_explains_what_differs_in_holes_and_nothing_else() -> None:
    slot = Slot(place=replace(VIEWS, count=2), frames=(("Yes", "#"), ("=",)))

    assert slot.explains(("Yes 7", "Killed 12"), ("Yes 9", "Killed 12"))
    assert not slot.explains(("Yes 7", "Killed 12"), ("Yes 9", "Killed 15"))
    assert not slot.explains(("Yes 7", "Killed 12"), ("No 9", "Killed 12"))
    assert not slot.explains(("Yes 7", "Killed 12"), ("Yes 9",))


def test_a_slot_that_a_person_named_explains_everything() -> None:
    assert Slot(place=VIEWS).is_by_hand
    assert Slot(place=VIEWS).explains(("one",), ("other",))


def test_a_slots_name_reads_back_as_the_slot() -> None:
    slot = Slot(place=VIEWS, frames=(("Seen", "#", "times"),))
    rows = Slot(place=VIEWS, frames=(("Yes", "#"), ("=",), ("…",)))

    assert slot.name == "paragraph:1 main>div.meta>p.views Seen # times"
    assert rows.name == "paragraph:1 main>div.meta>p.views Yes # | = | …"
    assert [read_slot(one.name) for one in (slot, rows)] == [slot, rows]


@pytest.mark.parametrize("name", ["", "main>p", "paragraph:1 main>p", "gadget:1 main>p …", "paragraph:x main>p …"])
def test_a_name_that_no_slot_has_is_none(name: str) -> None:
    assert read_slot(name) is None


def test_only_places_that_both_pages_have_can_have_changed() -> None:
    old = places_of(Wording(blocks=(block("One."), block("Seen 7 times", "p.views"), block("Old", "p.old"))))
    new = places_of(Wording(blocks=(block("One."), block("Seen 9 times", "p.views"), block("New", "p.new"))))

    assert [place.signature for place in changed_places(old, new)] == ["p.views"]


def test_a_share_counts_letters_and_what_is_left_keeps_its_order() -> None:
    wording = Wording(blocks=(block("abc"), block("defgh\n ij", "p.views"), block("k")))
    place = list(places_of(wording))[1]

    assert share_of(["abc"], wording) == pytest.approx(3 / 13)
    assert without(wording, [place]) == ("abc", "k")
