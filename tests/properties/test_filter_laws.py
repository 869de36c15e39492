"""Laws of learned filters: nothing outside a slot is ever hidden, and nothing at all once filters are gone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from statediff.differ import diff
from statediff.filtering.omission import leave_out
from statediff.filtering.slots import Slot, frame_of, places_of, read_slot
from statediff.model import Block, BlockKind, Wording

SIGNATURES = ("main>p", "main>div.a>p", "main>div.b>p", "main>ul>li", "")
TEXTS = st.lists(
    st.sampled_from(("Killed", "seen", "7", "1 204", "not", "the", "агресія", "次", "“", "."))
    | st.text(alphabet="абв yz19#…*.", min_size=1, max_size=6),
    min_size=1,
    max_size=8,
).map(" ".join)
BLOCKS = st.builds(
    lambda text, signature: Block(kind=BlockKind.PARAGRAPH, text=text, signature=signature),
    TEXTS,
    st.sampled_from(SIGNATURES),
)
WORDINGS = st.lists(BLOCKS, max_size=9).map(lambda blocks: Wording(blocks=tuple(blocks)))
HOLES = st.sampled_from((("…",), ("#",), ("*",), ("seen", "…"), ("Killed", "#", ".")))


def slots_of(wording: Wording, frames: list[tuple[str, ...]]) -> list[Slot]:
    return [Slot(place=place, frame=frame) for place, frame in zip(places_of(wording), frames, strict=False)]


@given(WORDINGS, WORDINGS, st.lists(HOLES, max_size=4))
def test_every_block_outside_the_slots_is_compared(old: Wording, new: Wording, frames: list[tuple[str, ...]]) -> None:
    left = leave_out(old, new, slots_of(new, frames))

    named = {(slot.place.kind, slot.place.signature) for slot in left.slots}
    for before, after in ((old, left.old), (new, left.new)):
        assert after.blocks == tuple(block for block in before.blocks if (block.kind, block.signature) not in named)


@given(WORDINGS, WORDINGS, st.lists(HOLES, max_size=4))
def test_what_is_left_out_is_little_fits_its_slot_and_differs(
    old: Wording, new: Wording, frames: list[tuple[str, ...]]
) -> None:
    left = leave_out(old, new, slots_of(new, frames))

    before, after = places_of(old), places_of(new)
    for slot in left.slots:
        assert slot.fits((*before[slot.place], *after[slot.place]))
        assert before[slot.place] != after[slot.place]
    for whole, rest in ((old, left.old), (new, left.new)):
        letters = [sum(len(block.text) for block in wording.blocks) for wording in (whole, rest)]
        assert not left.slots or 4 * (letters[0] - letters[1]) < letters[0]


@given(WORDINGS, WORDINGS)
def test_without_filters_everything_is_shown(old: Wording, new: Wording) -> None:
    left = leave_out(old, new, [])

    assert (left.old, left.new, left.slots) == (old, new, ())
    assert diff(left.old, left.new) == diff(old, new)


@given(st.lists(TEXTS, min_size=1, max_size=4), st.sampled_from(SIGNATURES[:-1]))
def test_a_slot_fits_all_texts_it_was_learned_from_and_reads_back(texts: list[str], signature: str) -> None:
    wording = Wording(blocks=tuple(Block(kind=BlockKind.ITEM, text=text, signature=signature) for text in texts))
    [place] = places_of(wording)

    slot = Slot(place=place, frame=frame_of(texts))

    assert slot.fits(texts)
    assert read_slot(slot.name) == slot
