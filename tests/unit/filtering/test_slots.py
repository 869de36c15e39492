from __future__ import annotations

import pytest

from statediff.filtering.slots import (
    Place,
    Slot,
    changed_places,
    cut,
    frame_of,
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


@pytest.mark.parametrize(
    ("texts", "frame"),
    [
        (("Seen 1,204 times", "Seen 87 times"), ("Seen", "#", "times")),
        (("Переглядів: 12", "Переглядів: 3 100"), ("Переглядів", ":", "#")),
        (("浏览次数：1234次", "浏览次数：98次"), ("浏览次数", "：", "#", "次")),
        (("“Great”, says Ann.", "“Fine”, says Bo."), ("“", "…", ".")),
        (("Ref. 8f3a", "Ref. 77c1"), ("Ref", ".", "…")),
        (("North", "South"), ("…",)),
        (("# 1", "# 2"), ("#",)),
    ],
)
def test_a_frame_is_the_words_that_stay_around_one_hole(texts: tuple[str, ...], frame: tuple[str, ...]) -> None:
    found = frame_of(texts)

    assert found == frame
    assert Slot(place=VIEWS, frame=found).fits(texts)


@pytest.mark.parametrize(
    ("frame", "text", "fits"),
    [
        (("Seen", "#", "times"), "Seen 9 999 times", True),
        (("Seen", "#", "times"), "Seen times", True),
        (("Seen", "#", "times"), "Seen many times", False),
        (("Seen", "#", "times"), "Correction: 9 times", False),
        (("Seen", "…", "times"), "Seen many, many times", True),
        (("Seen", "…", "times"), "Seen many", False),
        (("*",), "Whatever stands here.", True),
        (("a", "…", "a"), "a", False),
    ],
)
def test_a_slot_fits_texts_that_keep_its_words_and_hold_nothing_new_in_kind(
    frame: tuple[str, ...], text: str, *, fits: bool
) -> None:
    assert Slot(place=VIEWS, frame=frame).fits([text]) is fits


def test_a_slots_name_reads_back_as_the_slot() -> None:
    slot = Slot(place=VIEWS, frame=("Seen", "#", "times"))

    assert slot.name == "paragraph:1 main>div.meta>p.views Seen # times"
    assert read_slot(slot.name) == slot


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


def test_figures_and_compound_words_are_cut_whole() -> None:
    assert cut("Mi-8, 1 204,5 km — l’État") == ("Mi", "-", "8", ",", "1", "204,5", "km", "—", "l’État")
