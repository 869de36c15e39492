"""Slots: places of a page named by where they stand and by the words that stay, never by the words that change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from statediff.model import BlockKind, Wording

MOST_OF_THE_TEXT = 0.25
"""Share of a text's letters from which a place is the statement itself, and no slot."""
ANY_WORDS = "…"
NO_LETTERS = "#"
"""Hole of a frame in which only figures and signs were ever seen; letters there are no noise."""
BY_HAND = "*"
"""Hole of a slot that a person named: whatever stands there, and however long it stays."""

_HOLES = frozenset({ANY_WORDS, NO_LETTERS, BY_HAND})
_NEVER = frozenset({BlockKind.TITLE, BlockKind.NOTICE})
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,'’\u00a0\u202f]\d+)*|\S")


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
    """A place with the frame of words that stay there; its name is all there is to it."""

    place: Place
    frame: tuple[str, ...] = (ANY_WORDS,)
    """Words that begin and end every block there, with one hole between them."""

    @property
    def name(self) -> str:
        """The slot as it is stored and listed: "paragraph:1 div.meta>p.views Views : #"."""
        return f"{self.place} {' '.join(self.frame)}"

    @property
    def is_by_hand(self) -> bool:
        """Whether a person named it, rather than a rule."""
        return BY_HAND in self.frame

    def fits(self, texts: Iterable[str]) -> bool:
        """Whether every text has the words that stay, and in the hole nothing that never stood there."""
        hole = next(at for at, word in enumerate(self.frame) if word in _HOLES)
        head, tail = self.frame[:hole], self.frame[hole + 1 :]
        for text in texts:
            words = cut(text)
            end = len(words) - len(tail)
            if end < hole or words[:hole] != head or words[end:] != tail:
                return False
            if self.frame[hole] == NO_LETTERS and any(_has_letters(word) for word in words[hole:end]):
                return False
        return True


def cut(text: str) -> tuple[str, ...]:
    """Cut a text into words, numbers and signs; white space separates and is dropped."""
    return tuple(_TOKEN.findall(text))


def read_slot(name: str) -> Slot | None:
    """Return the slot of that name, or None for a name that no slot has."""
    counted, _, rest = name.partition(" ")
    signature, _, frame = rest.partition(" ")
    kind, _, count = counted.partition(":")
    words = tuple(frame.split())
    is_whole = sum(word in _HOLES for word in words) == 1
    if not (signature and is_whole and count.isdecimal() and kind in set(BlockKind)):
        return None
    return Slot(place=Place(kind=BlockKind(kind), count=int(count), signature=signature), frame=words)


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


def frame_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the words that all texts begin and end with, around a hole for what differs."""
    rows = [cut(text) for text in texts]
    head = _common(rows)
    rest = [row[len(head) :] for row in rows]
    tail = _common([row[::-1] for row in rest])[::-1]
    holes = [word for row in rest for word in row[: len(row) - len(tail)]]
    return (*head, ANY_WORDS if any(map(_has_letters, holes)) else NO_LETTERS, *tail)


def changed_places(old: Mapping[Place, tuple[str, ...]], new: Mapping[Place, tuple[str, ...]]) -> tuple[Place, ...]:
    """Return the places that both pages have and whose words differ, in the new page's order."""
    return tuple(place for place, texts in new.items() if place in old and old[place] != texts)


def _common(rows: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the words that all rows begin with, up to one that would read as a hole."""
    words = []
    for column in zip(*rows, strict=False):
        if len(set(column)) > 1 or column[0] in _HOLES:
            break
        words.append(column[0])
    return tuple(words)


def _has_letters(word: str) -> bool:
    return any(letter.isalpha() for letter in word)
