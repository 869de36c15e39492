"""Runs: both texts cut where a span, a block or an edit ends, so that each piece belongs to one of each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

import regex

from statediff.model import Block, BlockKind, Change, Edit, EditKind, Move, Span

RunKind = Literal["equal", "cosmetic", "delete", "insert", "moved-from", "moved-to"]
_BETWEEN_BLOCKS = 2
"""Letters between two blocks of a text: an empty line."""
_WORD = regex.compile(r"\S+")


class Run(NamedTuple):
    """A run of text inside one block of each side it touches; a side it does not touch is "" and has no block."""

    kind: RunKind
    old: str
    new: str
    old_block: int | None
    new_block: int | None
    number: int = 0
    """Number of the edit it belongs to; 0: none."""
    is_edited: bool = False
    """Inside a move: whether these words were edited too."""


class Side:
    """One text as blocks with their places in it."""

    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self.text = text
        self.blocks = tuple(blocks)
        is_plain = len(self.blocks) == 1 and self.blocks[0].kind is BlockKind.PARAGRAPH
        if is_plain or not text or "\n\n".join(block.text for block in self.blocks) != text:
            parts = text.split("\n\n") if text else []
            language = self.blocks[0].language if self.blocks else None
            self.blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=part, language=language) for part in parts)
        self.starts: list[int] = []
        at = 0
        for block in self.blocks:
            self.starts.append(at)
            at += len(block.text) + _BETWEEN_BLOCKS

    def cut(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Yield block, start and end of each part of a range that lies in a block."""
        index = max(bisect_right(self.starts, start) - 1, 0)
        while index < len(self.blocks) and self.starts[index] < end:
            first = max(start, self.starts[index])
            last = min(end, self.starts[index] + len(self.blocks[index].text))
            if first < last:
                yield index, first, last
            index += 1

    def block_at(self, place: int) -> int | None:
        """The block that a place lies in or follows."""
        return max(bisect_right(self.starts, place) - 1, 0) if self.blocks else None


class _Edits:
    """Finds the edit that a range of one side belongs to; moves are asked for last, since edits lie inside them."""

    def __init__(self, edits: Iterable[Edit], *, is_old: bool) -> None:
        ranges = [((e.old_start, e.old_end) if is_old else (e.new_start, e.new_end), e) for e in edits]
        filled = [(start, end, edit) for (start, end), edit in ranges if start < end]
        self._plain = sorted(
            ((s, e, edit.number) for s, e, edit in filled if edit.kind not in _EVENTS), key=lambda item: item[:2]
        )
        self._moved = sorted((s, e, edit.number) for s, e, edit in filled if edit.kind is EditKind.MOVED)

    def cut(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """Cut a range at the borders of its edits; white space between two edits stays with the one before it."""
        inside = [item for item in self._around(self._plain, start, end) if item[0] < end and item[1] > start]
        if not inside:
            return [(start, end, self.moved(start, end))] if start < end else []
        borders = [start, *(max(first, start) for first, _, _ in inside[1:]), end]
        return [
            (low, high, item[2]) for low, high, item in zip(borders, borders[1:], inside, strict=False) if low < high
        ]

    def moved(self, start: int, end: int) -> int:
        """Number of the move that a range lies in, or 0."""
        for first, last, number in self._around(self._moved, start, end):
            if first < end and last > start:
                return number
        return 0

    @staticmethod
    def _around(items: list[tuple[int, int, int]], start: int, end: int) -> list[tuple[int, int, int]]:
        first = max(bisect_right(items, (start, 1 << 62, 0)) - 1, 0)
        last = bisect_right(items, (end, 1 << 62, 0))
        return items[first:last]


_EVENTS = frozenset({EditKind.MOVED, EditKind.SPLIT, EditKind.MERGED, EditKind.COSMETIC})


class Cutter:
    """Cuts the spans of a Change into runs."""

    def __init__(self, change: Change, old: Side, new: Side) -> None:
        self._change, self._old, self._new = change, old, new
        self._old_edits = _Edits(change.edits, is_old=True)
        self._new_edits = _Edits(change.edits, is_old=False)
        self._order = {edit.number: (edit.old_start, edit.new_start, edit.number) for edit in change.edits}
        self._from = sorted(change.moves, key=lambda move: move.old_start)
        self._to = sorted(change.moves, key=lambda move: move.new_start)
        self._from_starts = [move.old_start for move in self._from]
        self._to_starts = [move.new_start for move in self._to]

    def runs(self) -> Iterator[Run]:
        """Yield the runs of both texts in order."""
        for span in self._change.spans or _whole(self._change):
            match span.kind:
                case "equal":
                    yield from self._same(span)
                case "cosmetic":
                    yield from self._respelt(span)
                case "change":
                    yield from self._changed(span)
                case "moved-from":
                    yield from self._moved(span.old_start, span.old_end, is_old=True)
                    yield from self._inserted(span.new_start, span.new_end, 0)
                case "moved-to":
                    yield from self._deleted(span.old_start, span.old_end, 0)
                    yield from self._moved(span.new_start, span.new_end, is_old=False)

    def _same(self, span: Span) -> Iterator[Run]:
        shift = span.new_start - span.old_start
        for block, start, end in self._old.cut(span.old_start, span.old_end):
            at = start
            for other, low, high in self._new.cut(start + shift, end + shift):
                if low - shift > at:
                    yield Run("cosmetic", self._old.text[at : low - shift], "", block, None)
                text = self._new.text[low:high]
                yield Run("equal", text, text, block, other)
                at = high - shift
            if at < end:
                yield Run("cosmetic", self._old.text[at:end], "", block, None)

    def _respelt(self, span: Span) -> Iterator[Run]:
        ones, others = [*self._old.cut(span.old_start, span.old_end)], [*self._new.cut(span.new_start, span.new_end)]
        if len(ones) != len(others):
            pairs = self._word_by_word(span)
            if pairs is not None:
                yield from pairs
                return
        for index in range(max(len(ones), len(others))):
            one = ones[index] if index < len(ones) else None
            other = others[index] if index < len(others) else None
            yield Run(
                "cosmetic",
                self._old.text[one[1] : one[2]] if one else "",
                self._new.text[other[1] : other[2]] if other else "",
                one[0] if one else None,
                other[0] if other else None,
            )

    def _word_by_word(self, span: Span) -> list[Run] | None:
        """Pair the words of a passage that is cut into blocks differently; None when their numbers differ."""
        ones = [*_WORD.finditer(self._old.text, span.old_start, span.old_end)]
        others = [*_WORD.finditer(self._new.text, span.new_start, span.new_end)]
        if len(ones) != len(others) or not ones:
            return None
        runs: list[Run] = []
        at_old, at_new = span.old_start, span.new_start
        for one, other in zip(ones, others, strict=True):
            runs += self._loose(at_old, one.start(), at_new, other.start())
            kind: RunKind = "equal" if one[0] == other[0] else "cosmetic"
            runs.append(Run(kind, one[0], other[0], self._old.block_at(one.start()), self._new.block_at(other.start())))
            at_old, at_new = one.end(), other.end()
        return runs + self._loose(at_old, span.old_end, at_new, span.new_end)

    def _loose(self, old_start: int, old_end: int, new_start: int, new_end: int) -> list[Run]:
        ones, others = [*self._old.cut(old_start, old_end)], [*self._new.cut(new_start, new_end)]
        if len(ones) == len(others) == 1:
            one, other = self._old.text[ones[0][1] : ones[0][2]], self._new.text[others[0][1] : others[0][2]]
            return [Run("equal" if one == other else "cosmetic", one, other, ones[0][0], others[0][0])]
        return [Run("cosmetic", self._old.text[low:high], "", block, None) for block, low, high in ones] + [
            Run("cosmetic", "", self._new.text[low:high], None, block) for block, low, high in others
        ]

    def _changed(self, span: Span) -> Iterator[Run]:
        gone = self._old_edits.cut(span.old_start, span.old_end)
        come = self._new_edits.cut(span.new_start, span.new_end)
        numbers = sorted(
            dict.fromkeys(number for _, _, number in (*gone, *come)), key=lambda n: self._order.get(n, (0, 0, 0))
        )
        for number in numbers:
            for low, high, owner in gone:
                if owner == number:
                    yield from self._deleted(low, high, number)
            for low, high, owner in come:
                if owner == number:
                    yield from self._inserted(low, high, number)

    def _deleted(self, start: int, end: int, number: int, kind: RunKind = "delete") -> Iterator[Run]:
        for block, low, high in self._old.cut(start, end):
            yield Run(kind, self._old.text[low:high], "", block, None, number)

    def _inserted(self, start: int, end: int, number: int, kind: RunKind = "insert") -> Iterator[Run]:
        for block, low, high in self._new.cut(start, end):
            yield Run(kind, "", self._new.text[low:high], None, block, number)

    def _moved(self, start: int, end: int, *, is_old: bool) -> Iterator[Run]:
        edits = self._old_edits if is_old else self._new_edits
        number = edits.moved(start, end)
        at = start
        for low, high in self._edited_inside(start, end, is_old=is_old):
            yield from self._moved_part(at, low, number, is_old=is_old, is_edited=False)
            for first, last, owner in edits.cut(low, high):
                yield from self._moved_part(first, last, owner or number, is_old=is_old, is_edited=True)
            at = high
        yield from self._moved_part(at, end, number, is_old=is_old, is_edited=False)

    def _moved_part(self, start: int, end: int, number: int, *, is_old: bool, is_edited: bool) -> Iterator[Run]:
        parts = (
            self._deleted(start, end, number, "moved-from")
            if is_old
            else self._inserted(start, end, number, "moved-to")
        )
        for run in parts:
            yield run._replace(is_edited=is_edited)

    def _edited_inside(self, start: int, end: int, *, is_old: bool) -> Iterator[tuple[int, int]]:
        for move in self._moves_in(start, end, is_old=is_old):
            for span in move.spans:
                first, last = (span.old_start, span.old_end) if is_old else (span.new_start, span.new_end)
                if span.kind == "change" and first < end and last > start and first < last:
                    yield max(first, start), min(last, end)

    def _moves_in(self, start: int, end: int, *, is_old: bool) -> Iterator[Move]:
        """Yield the moves that a range touches; it may begin in the white space in front of one."""
        moves, starts = (self._from, self._from_starts) if is_old else (self._to, self._to_starts)
        for move in moves[max(bisect_right(starts, start) - 1, 0) : bisect_right(starts, end)]:
            first, last = (move.old_start, move.old_end) if is_old else (move.new_start, move.new_end)
            if first < end and last > start:
                yield move


def _whole(change: Change) -> Iterator[Span]:
    """Stand in for the spans of a Change that has none: everything went, everything came."""
    if change.old_text or change.new_text:
        kind: Literal["equal", "change"] = "equal" if change.old_text == change.new_text else "change"
        yield Span(kind=kind, old_start=0, old_end=len(change.old_text), new_start=0, new_end=len(change.new_text))
