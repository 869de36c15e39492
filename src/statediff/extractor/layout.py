"""Where among a container's blocks the text stands, and which blocks were written with it."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.etree import _Element as Element

from statediff.model import BlockKind

from .page import short_text_of
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
    end: int
    """Place of the last block of text; -1 where there is none."""
    written: frozenset[Element | None]
    """The parts that hold blocks of text: what stands in them was written with it."""
    headline: int = 0
    """Place of the headline, 0 also where there is none."""

    @classmethod
    def of(cls, blocks: list[RawBlock], headline: int = 0) -> Layout:
        """Find the text among blocks; what stands before their headline, if they have one, is none of it."""
        places = [place for place, block in enumerate(blocks) if is_text(block) and place >= headline]
        start, end = (places[0], places[-1]) if places else (len(blocks), -1)
        return cls(start, end, frozenset(part_of(blocks[place]) for place in places), headline)

    def is_between_text(self, place: int) -> bool:
        """Tell whether text stands both before and behind a place."""
        return self.start < place < self.end

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


def box_of(blocks: list[RawBlock], place: int) -> Element | None:
    """Return the part that a heading was put on the page with: it holds more than it, and nothing that stands before.

    None where the heading stands in one part with the text before it.
    """
    heading = blocks[place]
    before = blocks[place - 1] if place else None
    node = heading.element.getparent()
    while node is not None and short_text_of(node, len(heading.text)) is not None:
        node = node.getparent()
    return None if node is None or before is None or stands_in(before, node) else node


def stands_in(block: RawBlock, part: Element) -> bool:
    """Tell whether a block stands somewhere inside a part of the page."""
    return block.element is part or any(ancestor is part for ancestor in block.element.iterancestors())
