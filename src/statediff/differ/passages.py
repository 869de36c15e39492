"""Passages: a text as blocks and sentences, tokenised where the comparison needs it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from statediff.differ.pieces import Segment
from statediff.differ.sentences import cut_sentences
from statediff.differ.tokens import Keys, Stems, cut, locate
from statediff.model import Block, BlockKind, Wording

_LINES = frozenset({BlockKind.ITEM, BlockKind.ROW, BlockKind.HEADING, BlockKind.TERM, BlockKind.CAPTION})
"""Kinds of blocks that are known again elsewhere by few words."""
_BLANK_LINE = re.compile(r"\n(?:[^\S\n]*\r?\n)+|\r\n(?:[^\S\n]*\r?\n)+|\r\r+")
"""Each way begins with a letter of its own, which the engine looks for by itself: three times as fast."""


class Lexemes:
    """What both sides of one comparison share: each token's key and each key's stem, computed once."""

    __slots__ = ("keys", "stems")

    def __init__(self) -> None:
        self.keys = Keys()
        self.stems = Stems()


class Unit:
    """A sentence, a table row, or a whole block that both sides hold alike; its tokens are cut on first use.

    `is_line`: it is all of a list item, a row or a heading.
    """

    __slots__ = (
        *("_folded", "_keys", "_lexemes", "_places", "_raws", "_stem_set", "_stems"),
        *("block", "end", "is_line", "is_row", "raw", "start"),
    )

    def __init__(
        self, raw: str, start: int, block: int, lexemes: Lexemes, *, is_row: bool = False, is_line: bool = False
    ) -> None:
        self.raw = raw
        self.start = start
        self.end = start + len(raw)
        self.block = block
        self.is_row = is_row
        self.is_line = is_line
        self._lexemes = lexemes
        self._raws: list[str] | None = None
        self._keys: list[str] | None = None
        self._folded: list[str] | None = None
        self._stems: list[str] | None = None
        self._stem_set: frozenset[str] | None = None
        self._places: list[tuple[int, int]] | None = None

    def part(self, start: int, end: int) -> Unit:
        """Return a stretch of the unit, such as a table cell, as a unit of its own; offsets count from its start."""
        return Unit(self.raw[start:end], self.start + start, self.block, self._lexemes)

    @property
    def raws(self) -> list[str]:
        """The tokens as they stand in the text."""
        if self._raws is None:
            self._raws = cut(self.raw)
        return self._raws

    @property
    def keys(self) -> list[str]:
        """The tokens' canonical keys."""
        if self._keys is None:
            keys = self._lexemes.keys
            self._keys = [keys[raw] for raw in self.raws]
        return self._keys

    @property
    def folded(self) -> list[str]:
        """The keys in lower case."""
        if self._folded is None:
            self._folded = [key.casefold() for key in self.keys]
        return self._folded

    @property
    def stems(self) -> list[str]:
        """The tokens' stems, for alignment."""
        if self._stems is None:
            stems = self._lexemes.stems
            self._stems = [stems[key] for key in self.keys]
        return self._stems

    @property
    def stem_set(self) -> frozenset[str]:
        """The stems, each once."""
        if self._stem_set is None:
            self._stem_set = frozenset(self.stems)
        return self._stem_set

    @property
    def places(self) -> list[tuple[int, int]]:
        """The tokens' offsets in the whole text."""
        if self._places is None:
            self._places = locate(self.raw, self.start, self.raws)
        return self._places


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where the blocks of a text stand: ranges in code points, one a block."""

    text: str
    blocks: tuple[Block, ...]
    ranges: tuple[tuple[int, int], ...]
    is_wording: bool = False
    """Whether the blocks were read from a page rather than guessed from empty lines."""
    starts: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts", tuple(start for start, _ in self.ranges))

    @property
    def inner(self) -> tuple[tuple[int, int], ...]:
        """The ranges of the blocks without white space at their ends."""
        return tuple(_strip(self.text, start, end) for start, end in self.ranges)

    def block_at(self, offset: int) -> int:
        """Return the number of the block in which an offset stands, or of the one before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def is_whole(self, start: int, end: int) -> bool:
        """Whether a range holds every word of the blocks it begins and ends in."""
        first, last = self.block_at(start), self.block_at(max(start, end - 1))
        begin, finish = _strip(self.text, *self.ranges[first])[0], _strip(self.text, *self.ranges[last])[1]
        return start <= begin and end >= finish

    def segment_at(self, offset: int) -> Segment:
        """Return the block, and in a table row the cell, in which an offset stands."""
        block = self.block_at(offset)
        if not self.blocks or self.blocks[block].kind is not BlockKind.ROW:
            return block, 0
        return block, self.text.count("\t", self.starts[block], offset)


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    block = text[start:end]
    first = start + len(block) - len(block.lstrip())
    return first, max(first, start + len(block.rstrip()))


def lay_out(source: Wording | str) -> Layout:
    """Place the blocks of a wording, or the paragraphs of a plain string, in its text."""
    if isinstance(source, Wording):
        ranges, at = [], 0
        for block in source.blocks:
            ranges.append((at, at + len(block.text)))
            at += len(block.text) + 2
        return Layout(text=source.text, blocks=source.blocks, ranges=tuple(ranges), is_wording=True)
    ranges, at = [], 0
    for match in _BLANK_LINE.finditer(source):
        ranges.append((at, match.start()))
        at = match.end()
    ranges.append((at, len(source)))
    kept = tuple((start, end) for start, end in ranges if start < end and not source[start:end].isspace())
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=source[start:end]) for start, end in kept)
    return Layout(text=source, blocks=blocks, ranges=kept)


def cut_units(old: Layout, new: Layout, lexemes: Lexemes) -> tuple[list[Unit], list[Unit]]:
    """Cut both texts into units; a block that stands equally often in both stays whole."""
    counts_old = Counter(block.text for block in old.blocks)
    counts_new = Counter(block.text for block in new.blocks)
    whole = {text for text, count in counts_old.items() if counts_new.get(text) == count}
    return _units(old, whole, lexemes), _units(new, whole, lexemes)


def _units(layout: Layout, whole: set[str], lexemes: Lexemes) -> list[Unit]:
    units = []
    text = layout.text
    for index, (block, (start, end)) in enumerate(zip(layout.blocks, layout.ranges, strict=True)):
        is_row = block.kind is BlockKind.ROW
        if not block.text.strip():
            continue
        ranges = _ranges(text, start, end, is_whole=is_row or block.text in whole)
        is_line = len(ranges) == 1 and block.kind in _LINES
        units += [Unit(text[s:e], s, index, lexemes, is_row=is_row, is_line=is_line) for s, e in ranges]
    return units


def _ranges(text: str, start: int, end: int, *, is_whole: bool) -> Sequence[tuple[int, int]]:
    if not is_whole:
        return list(cut_sentences(text, start, end))
    raw = text[start:end]
    left = len(raw) - len(raw.lstrip())
    return [(start + left, start + len(raw.rstrip()))]
