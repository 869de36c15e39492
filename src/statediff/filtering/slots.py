"""Slots: places of a page named by where they stand and by the words that stay, never by the words that change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from statediff.filtering.frames import BETWEEN, BY_HAND, UNCHANGED, Frame, cut, fits, read_frames
from statediff.model import BlockKind, Wording

MOST_OF_THE_TEXT = 0.25
"""Share of a text's letters from which a place is the statement itself, and no slot."""

_NEVER = frozenset({BlockKind.TITLE, BlockKind.NOTICE})


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """Where in a page blocks of one kind stand, and how many there are."""

    signature: str
    kind: BlockKind
    count: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.count} {self.signature}"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Slot:
    """A place with the frame of the words that stay in each of its blocks; its name is all there is to it."""

    place: Place
    frames: tuple[Frame, ...] = ((BY_HAND,),)

    @property
    def name(self) -> str:
        """The slot as it is stored and listed: "paragraph:1 div.meta>p.views Seen # times"."""
        return f"{self.place} {f' {BETWEEN} '.join(' '.join(frame) for frame in self.frames)}"

    @property
    def is_by_hand(self) -> bool:
        """Whether a person named it, rather than a rule."""
        return self.frames == ((BY_HAND,),)

    def explains(self, old: Sequence[str], new: Sequence[str]) -> bool:
        """Whether what differs between two texts of each block stands in holes, and is of the kind that stood there."""
        if self.is_by_hand:
            return True
        if not len(self.frames) == len(old) == len(new):
            return False
        return all(
            cut(one) == cut(other) if frame == (UNCHANGED,) else fits(frame, one) and fits(frame, other)
            for frame, one, other in zip(self.frames, old, new, strict=True)
        )


def read_slot(name: str) -> Slot | None:
    """Return the slot of that name, or None for a name that no slot has."""
    counted, _, rest = name.partition(" ")
    signature, _, framed = rest.partition(" ")
    kind, _, count = counted.partition(":")
    frames = read_frames(framed.split())
    if not (signature and frames and count.isdecimal() and kind in set(BlockKind)):
        return None
    return Slot(place=Place(kind=BlockKind(kind), count=int(count), signature=signature), frames=frames)


def places_of(wording: Wording) -> dict[Place, tuple[str, ...]]:
    """Return the places of a page that may be slots, in reading order, with the text of each block there.

    A block whose place in the page is unknown, a title or a notice is never one.
    """
    found: dict[tuple[BlockKind, str], list[str]] = {}
    for block in wording.blocks:
        if block.signature and block.kind not in _NEVER:
            found.setdefault((block.kind, block.signature), []).append(block.text)
    return {
        Place(kind=kind, signature=signature, count=len(texts)): tuple(texts)
        for (kind, signature), texts in found.items()
    }


def share_of(texts: Iterable[str], wording: Wording) -> float:
    """Return which share of a wording's letters some of its blocks hold."""
    return sum(map(len, texts)) / max(1, sum(len(block.text) for block in wording.blocks))


def without(wording: Wording, places: Iterable[Place]) -> tuple[str, ...]:
    """Return the words of a wording outside some places, block by block."""
    left_out = {(place.kind, place.signature) for place in places}
    return tuple(
        " ".join(block.text.split()) for block in wording.blocks if (block.kind, block.signature) not in left_out
    )


def changed_places(old: Mapping[Place, tuple[str, ...]], new: Mapping[Place, tuple[str, ...]]) -> tuple[Place, ...]:
    """Return the places that both pages have and whose words differ, in the new page's order."""
    return tuple(place for place, texts in new.items() if place in old and old[place] != texts)
