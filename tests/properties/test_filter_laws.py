"""Laws of learned filters: nothing outside a slot is ever hidden, and nothing at all once filters are gone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from statediff.differ import diff
from statediff.filtering.frames import cut, frame_texts
from statediff.filtering.omission import leave_out
from statediff.filtering.slots import Place, Slot, places_of, read_slot
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
FRAMES = st.sampled_from((("…",), ("#",), ("=",), ("seen", "…"), ("Killed", "#", ".")))


def slots_of(wording: Wording, frames: list[tuple[str, ...]]) -> list[Slot]:
    places = zip(places_of(wording), frames, strict=False)
    return [Slot(place=place, frames=(frame,) * place.count) for place, frame in places]


@given(WORDINGS, WORDINGS, st.lists(FRAMES, max_size=4))
def test_every_block_outside_the_slots_is_compared(old: Wording, new: Wording, frames: list[tuple[str, ...]]) -> None:
    left = leave_out(old, new, slots_of(new, frames))

    named = {(slot.place.kind, slot.place.signature) for slot in left.slots}
    for before, after in ((old, left.old), (new, left.new)):
        assert after.blocks == tuple(block for block in before.blocks if (block.kind, block.signature) not in named)


@given(WORDINGS, WORDINGS, st.lists(FRAMES, max_size=4))
def test_what_is_left_out_is_little_fits_its_slot_and_differs(
    old: Wording, new: Wording, frames: list[tuple[str, ...]]
) -> None:
    left = leave_out(old, new, slots_of(new, frames))

    before, after = places_of(old), places_of(new)
    for slot in left.slots:
        assert slot.explains(before[slot.place], after[slot.place])
        assert before[slot.place] != after[slot.place]
    for whole, rest in ((old, left.old), (new, left.new)):
        letters = [sum(len(block.text) for block in wording.blocks) for wording in (whole, rest)]
        assert not left.slots or 4 * (letters[0] - letters[1]) < letters[0]


@given(WORDINGS, WORDINGS)
def test_without_filters_everything_is_shown(old: Wording, new: Wording) -> None:
    left = leave_out(old, new, [])

    assert (left.old, left.new, left.slots) == (old, new, ())
    assert diff(left.old, left.new) == diff(old, new)


@given(st.lists(TEXTS, min_size=2, max_size=5), TEXTS, st.sampled_from(SIGNATURES[:-1]))
def test_a_frame_fits_all_its_texts_and_no_text_without_the_words_that_stay(
    texts: list[str], other: str, signature: str
) -> None:
    framing = frame_texts(texts)
    assert framing is not None
    place = Place(kind=BlockKind.ITEM, signature=signature, count=1)
    slot = Slot(place=place, frames=(framing.frame,))

    stays = [word for word in framing.frame if word not in "…#="]

    assert slot.explains(texts[:1], texts[-1:])
    assert read_slot(slot.name) == slot
    assert not slot.explains(texts[:1], [other]) or framing.frame == ("=",) or is_within(stays, cut(other))


def is_within(words: list[str], text: tuple[str, ...]) -> bool:
    rest = iter(text)
    return all(word in rest for word in words)
