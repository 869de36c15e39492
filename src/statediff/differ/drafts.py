"""Drafts: which removals and insertions a reader takes for one edit.

Words that went and words that came between two runs of same words are one edit when they stand in one block. What
continues the block before, what leads into the block after, and whole blocks between them are kept apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from statediff.differ.passages import Layout
from statediff.differ.pieces import Piece, Segment
from statediff.model import BlockKind

Slot = Literal["tail", "free", "head", "inner"]
_SHORT_LETTERS, _SHORT_LINE = 40, 90
"""Whole blocks up to this length that replace one another are one reworded edit, not one withdrawn and one added."""
_LINES = frozenset({BlockKind.TITLE, BlockKind.HEADING, BlockKind.CAPTION, BlockKind.TERM, BlockKind.ROW})
"""Kinds of blocks that hold a line rather than a statement; they may be longer."""


@dataclass(slots=True, kw_only=True)
class Draft:
    """One edit in the making: its pieces on both sides, each in order."""

    number: int
    gone: list[Piece] = field(default_factory=list)
    come: list[Piece] = field(default_factory=list)
    is_whole_block: bool = False

    @property
    def is_solo(self) -> bool:
        """Whether it is made of whole sentences without a counterpart."""
        return all(piece.is_solo for piece in (*self.gone, *self.come))


@dataclass(slots=True, kw_only=True)
class _Group:
    """Contiguous pieces of one side in one slot."""

    slot: Slot
    pieces: list[Piece]

    @property
    def is_solo(self) -> bool:
        return all(piece.is_solo for piece in self.pieces)

    @property
    def column(self) -> int:
        return self.pieces[0].segment[1]

    @property
    def letters(self) -> int:
        first, last = self.pieces[0], self.pieces[-1]
        return max(last.old_end - first.old_start, last.new_end - first.new_start)


class Drafts:
    """Gathers the pieces of a comparison into drafts, and puts the pieces of each draft side by side."""

    def __init__(self, old: Layout, new: Layout) -> None:
        self._old, self._new = old, new
        self.drafts: list[Draft] = []

    def gather(self, pieces: Sequence[Piece]) -> Iterator[Piece]:
        """Yield all pieces, in order on both sides, those of one draft next to one another and numbered."""
        waiting: list[Piece] = []
        before: Piece | None = None
        for piece in pieces:
            if piece.kind != "same":
                waiting.append(piece)
                continue
            if waiting:
                yield from self._arrange(waiting, before, piece)
                waiting = []
            yield piece
            before = piece
        yield from self._arrange(waiting, before, None)

    def _arrange(self, waiting: Sequence[Piece], before: Piece | None, after: Piece | None) -> Iterator[Piece]:
        if not any(piece.kind in ("gone", "come") for piece in waiting):
            yield from waiting
            return
        tail_old, tail_new = self._borders(before, is_end=True)
        head_old, head_new = self._borders(after, is_end=False)
        gone = _groups([p for p in waiting if p.kind in ("gone", "moved-from")], "gone", tail_old, head_old)
        come = _groups([p for p in waiting if p.kind in ("come", "moved-to")], "come", tail_new, head_new)
        _settle(gone, come)
        _settle(come, gone)
        moved = _Moved(waiting)
        for one, other in _by_sentence(_in_order(gone, come, self._pairs(gone, come))):
            number = len(self.drafts)
            draft = Draft(number=number)
            draft.gone += one.pieces if one else ()
            draft.come += other.pieces if other else ()
            if draft.gone:
                yield from moved.before_old(draft.gone[0].old_start)
            if draft.come:
                yield from moved.before_new(draft.come[0].new_start)
            yield from (Piece(*piece[:-1], number) for piece in (*draft.gone, *draft.come))
            draft.is_whole_block = self._is_whole_block(draft)
            self.drafts.append(draft)
        yield from moved.rest()

    def _borders(self, piece: Piece | None, *, is_end: bool) -> tuple[Segment | None, Segment | None]:
        """Return the segments in which a run of same words ends or begins."""
        if piece is None:
            return None, None
        at_old = piece.old_end - 1 if is_end else piece.old_start
        at_new = piece.new_end - 1 if is_end else piece.new_start
        return (
            self._old.segment_at(at_old),
            self._new.segment_at(at_new),
        )

    def _pairs(self, gone: Sequence[_Group], come: Sequence[_Group]) -> list[tuple[int, int]]:
        """Return which groups of the two sides are one edit, as indices that rise on both sides."""
        pairs: list[tuple[int, int]] = []
        for slot in ("tail", "free", "head"):
            one = [k for k, group in enumerate(gone) if group.slot == slot]
            other = [k for k, group in enumerate(come) if group.slot == slot]
            pairs += self._pairs_of_free(gone, come, one, other) if slot == "free" else zip(one, other, strict=False)
        return pairs

    def _pairs_of_free(
        self, gone: Sequence[_Group], come: Sequence[_Group], one: Sequence[int], other: Sequence[int]
    ) -> list[tuple[int, int]]:
        pairs: list[tuple[int, int]] = []
        partners = [j for j in other if not come[j].is_solo]
        at = 0
        for i in (i for i in one if not gone[i].is_solo):
            same = [k for k in range(at, len(partners)) if come[partners[k]].column == gone[i].column]
            if same:
                pairs.append((i, partners[same[0]]))
                at = same[0] + 1
        if pairs or len(one) != len(other):
            return pairs
        are_lines = all(self._is_line(gone[i], self._old) for i in one)
        are_lines &= all(self._is_line(come[j], self._new) for j in other)
        return list(zip(one, other, strict=True)) if are_lines else pairs

    def _is_line(self, group: _Group, layout: Layout) -> bool:
        kind = layout.blocks[group.pieces[0].segment[0]].kind
        return group.letters <= (_SHORT_LINE if kind in _LINES else _SHORT_LETTERS)

    def _is_whole_block(self, draft: Draft) -> bool:
        if bool(draft.gone) == bool(draft.come):
            return False
        if draft.gone:
            return self._old.is_whole(draft.gone[0].old_start, draft.gone[-1].old_end)
        return self._new.is_whole(draft.come[0].new_start, draft.come[-1].new_end)


class _Moved:
    """The ends of moves between removals and insertions, let out where their side's order wants them."""

    def __init__(self, waiting: Sequence[Piece]) -> None:
        self._old = [piece for piece in waiting if piece.kind == "moved-from"][::-1]
        self._new = [piece for piece in waiting if piece.kind == "moved-to"][::-1]

    def before_old(self, offset: int) -> Iterator[Piece]:
        while self._old and self._old[-1].old_start < offset:
            yield self._old.pop()

    def before_new(self, offset: int) -> Iterator[Piece]:
        while self._new and self._new[-1].new_start < offset:
            yield self._new.pop()

    def rest(self) -> Iterator[Piece]:
        yield from reversed(self._old)
        yield from reversed(self._new)


def _groups(
    pieces: Sequence[Piece], kind: Literal["gone", "come"], tail: Segment | None, head: Segment | None
) -> list[_Group]:
    """Gather a side's pieces by the segment they stand in; a moved passage between them separates."""
    groups: list[_Group] = []
    last: tuple[Slot, object] | None = None
    for piece in pieces:
        if piece.kind != kind:
            last = None
            continue
        slot = _slot(piece.segment, tail, head)
        place = (slot, piece.segment[0] if piece.is_solo and slot == "free" else piece.segment)
        if place == last:
            groups[-1].pieces.append(piece)
        else:
            groups.append(_Group(slot=slot, pieces=[piece]))
        last = place
    return groups


def _by_sentence(
    pairs: Iterable[tuple[_Group | None, _Group | None]],
) -> Iterator[tuple[_Group | None, _Group | None]]:
    """Take sentences one by one where both sides have as many: each was reworded, or rewritten whole.

    Whole sentences that came or went between two parts of sentences are edits of their own.
    """
    for one, other in pairs:
        if one is None or other is None:
            yield from ((run, None) for run in _by_solo(one) if run.pieces) if one else ()
            yield from ((None, run) for run in _by_solo(other) if run.pieces) if other else ()
            continue
        if len(one.pieces) == len(other.pieces) == 1:
            yield one, other
            continue
        runs_old, runs_new = _by_solo(one), _by_solo(other)
        if len(runs_old) != len(runs_new):
            yield one, other
            continue
        for gone, come in zip(runs_old, runs_new, strict=True):
            yield from _one_by_one(gone, come)


def _by_solo(group: _Group) -> list[_Group]:
    """Cut a group into parts of sentences, each by itself, and the runs of whole sentences around them, or none."""
    runs = [_Group(slot=group.slot, pieces=[])]
    for piece in group.pieces:
        if piece.is_solo:
            runs[-1].pieces.append(piece)
        else:
            runs += [_Group(slot=group.slot, pieces=[piece]), _Group(slot=group.slot, pieces=[])]
    return runs


def _one_by_one(one: _Group, other: _Group) -> Iterator[tuple[_Group | None, _Group | None]]:
    if len(one.pieces) != len(other.pieces):
        yield one if one.pieces else None, other if other.pieces else None
        return
    for gone, come in zip(one.pieces, other.pieces, strict=True):
        yield _Group(slot=one.slot, pieces=[gone]), _Group(slot=other.slot, pieces=[come])


def _slot(segment: Segment, tail: Segment | None, head: Segment | None) -> Slot:
    if segment == tail:
        return "inner" if segment == head else "tail"
    return "head" if segment == head else "free"


def _settle(own: Sequence[_Group], other: Sequence[_Group]) -> None:
    """Let what stands in the middle of a block belong to that end of it where the other side changed as well."""
    slots = {group.slot for group in other}
    goes_to: Slot = "head" if "head" in slots and not slots & {"tail", "inner"} else "tail"
    for group in own:
        if group.slot == "inner":
            group.slot = goes_to


def _in_order(
    gone: Sequence[_Group], come: Sequence[_Group], pairs: Sequence[tuple[int, int]]
) -> Iterator[tuple[_Group | None, _Group | None]]:
    at_old = at_new = 0
    for i, j in [*pairs, (len(gone), len(come))]:
        yield from ((group, None) for group in gone[at_old:i])
        yield from ((None, group) for group in come[at_new:j])
        if i < len(gone) or j < len(come):
            yield gone[i], come[j]
        at_old, at_new = i + 1, j + 1
