"""Edits: one numbered object for each thing that changed, cut out of the spans so that they agree to the letter."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from statediff.differ.drafts import Draft, Drafts
from statediff.differ.passages import Layout
from statediff.differ.pieces import NO_DRAFT, Piece
from statediff.differ.spans import Spans
from statediff.differ.weaving import Relocation
from statediff.model import EditKind, Move, Op, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """An edit before it is labelled, ranked and numbered.

    `drafts` are the words that went and came, as whole tokens: one for an edit in place, any number inside a move.
    """

    kind: EditKind
    old_start: int
    old_end: int
    new_start: int
    new_end: int
    ops: tuple[Op, ...]
    drafts: tuple[Draft, ...] = ()
    is_whole_block: bool = False

    @property
    def is_layout(self) -> bool:
        """Whether no word changed or moved: typography, spacing, case, paragraph breaks."""
        return self.kind in (EditKind.COSMETIC, EditKind.SPLIT, EditKind.MERGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Everything a comparison found: spans over both texts, moves, and the edits in reading order."""

    spans: tuple[Span, ...]
    moves: tuple[Move, ...]
    sketches: tuple[Sketch, ...]


def account(old: Layout, new: Layout, pieces: Sequence[Piece], relocations: Sequence[Relocation]) -> Account:
    """Turn the pieces of a comparison into spans, moves and edits."""
    gatherer = Drafts(old, new)
    cover = Spans(old.text, new.text)
    spans = cover.cover(list(gatherer.gather(pieces)), len(old.text), len(new.text))
    moved = [_describe_move(old, new, relocation) for relocation in relocations]
    sketches = _Sketcher((old, new), spans, cover.drafts, gatherer.drafts, moved).sketch()
    return Account(spans=spans, moves=tuple(move for move, _ in moved), sketches=tuple(sketches))


def _describe_move(old: Layout, new: Layout, relocation: Relocation) -> tuple[Move, tuple[Draft, ...]]:
    gatherer = Drafts(old, new)
    inner = Spans(old.text, new.text, old_at=relocation.old_start, new_at=relocation.new_start)
    move = Move(
        old_start=relocation.old_start,
        old_end=relocation.old_end,
        new_start=relocation.new_start,
        new_end=relocation.new_end,
        spans=inner.cover(list(gatherer.gather(relocation.pieces)), relocation.old_end, relocation.new_end),
    )
    return move, tuple(gatherer.drafts)


class _Sketcher:
    """Walks over the spans once and sketches an edit for each draft, move and run of typography."""

    def __init__(
        self,
        layouts: tuple[Layout, Layout],
        spans: Sequence[Span],
        drafts_of_spans: Sequence[int],
        drafts: Sequence[Draft],
        moved: Sequence[tuple[Move, tuple[Draft, ...]]],
    ) -> None:
        self._old, self._new = layouts
        self._spans, self._drafts_of_spans, self._drafts = spans, drafts_of_spans, drafts
        self._moved = moved
        self._sources = sorted((move.old_start, k) for k, (move, _) in enumerate(moved))
        self._targets = sorted((move.new_start, k) for k, (move, _) in enumerate(moved))

    def sketch(self) -> Iterator[Sketch]:
        shown_moves: set[int] = set()
        for first, last in _runs(self._spans, self._is_break):
            span, draft = self._spans[first], self._drafts_of_spans[first]
            if span.kind in ("moved-from", "moved-to"):
                number = self._move_at(span)
                if number not in shown_moves:
                    shown_moves.add(number)
                    yield self._sketch_move(number)
            elif span.kind == "cosmetic":
                yield self._sketch_layout(self._spans[first : last + 1])
            elif draft != NO_DRAFT:
                yield self._sketch_draft(self._drafts[draft], span)

    def _is_break(self, span: Span) -> bool:
        """Whether a cosmetic span is white space that became, or was, a paragraph break."""
        return self._break_kind(span) is not None

    def _break_kind(self, span: Span) -> EditKind | None:
        before, after = self._old.text[span.old_start : span.old_end], self._new.text[span.new_start : span.new_end]
        if before.strip() or after.strip():
            return None
        was_break = _crosses(self._old.starts, span.old_start, span.old_end)
        is_break = _crosses(self._new.starts, span.new_start, span.new_end)
        if was_break == is_break:
            return None
        return EditKind.SPLIT if is_break else EditKind.MERGED

    def _sketch_draft(self, draft: Draft, span: Span) -> Sketch:
        kind = EditKind.REWORDED if draft.gone and draft.come else EditKind.REMOVED if draft.gone else EditKind.INSERTED
        before = self._old.text[span.old_start : span.old_end]
        after = self._new.text[span.new_start : span.new_end]
        return Sketch(
            kind=kind,
            old_start=span.old_start,
            old_end=span.old_end,
            new_start=span.new_start,
            new_end=span.new_end,
            ops=_replacement(before, after),
            drafts=(draft,),
            is_whole_block=draft.is_whole_block,
        )

    def _sketch_move(self, number: int) -> Sketch:
        move, drafts = self._moved[number]
        return Sketch(
            kind=EditKind.MOVED,
            old_start=move.old_start,
            old_end=move.old_end,
            new_start=move.new_start,
            new_end=move.new_end,
            ops=tuple(_ops(self._old.text, self._new.text, move.spans)),
            drafts=drafts,
            is_whole_block=self._old.is_whole(move.old_start, move.old_end),
        )

    def _sketch_layout(self, spans: Sequence[Span]) -> Sketch:
        first, last = spans[0], spans[-1]
        return Sketch(
            kind=self._break_kind(first) or EditKind.COSMETIC,
            old_start=first.old_start,
            old_end=last.old_end,
            new_start=first.new_start,
            new_end=last.new_end,
            ops=tuple(_ops(self._old.text, self._new.text, spans)),
        )

    def _move_at(self, span: Span) -> int:
        if span.kind == "moved-from":
            return self._sources[bisect_right(self._sources, (span.old_start, len(self._moved))) - 1][1]
        return self._targets[bisect_right(self._targets, (span.new_start, len(self._moved))) - 1][1]


def _runs(spans: Sequence[Span], is_break: Callable[[Span], bool]) -> Iterator[tuple[int, int]]:
    """Yield runs of spans as first and last index: typography side by side is one run, all else stands alone."""
    first = 0
    while first < len(spans):
        last = first
        if spans[first].kind == "cosmetic" and not is_break(spans[first]):
            while last + 1 < len(spans) and spans[last + 1].kind == "cosmetic" and not is_break(spans[last + 1]):
                last += 1
        yield first, last
        first = last + 1


def _crosses(starts: Sequence[int], start: int, end: int) -> bool:
    """Whether a block begins inside or at the end of a range."""
    return bisect_right(starts, end) > bisect_right(starts, start)


def _replacement(before: str, after: str) -> tuple[Op, ...]:
    ops = (Op(kind="delete", text=before), Op(kind="insert", text=after))
    return tuple(op for op in ops if op.text)


def _ops(old: str, new: str, spans: Sequence[Span]) -> Iterator[Op]:
    for span in spans:
        before, after = old[span.old_start : span.old_end], new[span.new_start : span.new_end]
        if span.kind == "equal":
            yield Op(kind="equal", text=before)
        else:
            yield from _replacement(before, after)
