"""Where among a container's blocks the text stands, and which blocks were written with it."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.etree import _Element as Element

from statediff.model import BlockKind

from .spacing import weigh
from .walker import RawBlock

_TEXT = 80
"""Letters from which an unlinked block shows that the statement has begun."""
_LISTS = frozenset({"ul", "ol", "dl", "menu"})


@dataclass(frozen=True, slots=True)
class Layout:
    """Where among a container's blocks the text stands."""

    start: int
    """Place of the first block of text."""
    written: frozenset[Element | None]
    """The parts that hold blocks of text: what stands in them was written with it."""

    @classmethod
    def of(cls, blocks: list[RawBlock]) -> Layout:
        """Find the text among blocks."""
        start = next((place for place, block in enumerate(blocks) if is_text(block)), len(blocks))
        return cls(start, frozenset(part_of(block) for block in blocks if is_text(block)))

    def is_amid_text(self, block: RawBlock, place: int) -> bool:
        """Tell whether a block stands in a part of text, behind its beginning."""
        return place > self.start and part_of(block) in self.written


def is_text(block: RawBlock) -> bool:
    """Tell whether a block is long enough, and unlinked enough, to be text for sure."""
    return block.kind is not BlockKind.HEADING and weigh(block.text) >= _TEXT and block.linked < 0.5 * len(block.text)


def part_of(block: RawBlock) -> Element | None:
    """Return the element that lays out a block: its parent, lists left out."""
    node = block.element.getparent()
    while node is not None and (node.tag in _LISTS or node.tag == "li"):
        node = node.getparent()
    return node
