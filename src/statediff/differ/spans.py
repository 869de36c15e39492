"""Spans: the pieces widened over the white space between them, so that both texts are covered whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from statediff.differ.pieces import NO_DRAFT, Piece
from statediff.model import Span

SpanKind = Literal["equal", "cosmetic", "change", "moved-from", "moved-to"]


class Spans:
    """Builds the spans of one stretch of both texts from its pieces."""

    def __init__(self, old: str, new: str, *, old_at: int = 0, new_at: int = 0) -> None:
        self._old, self._new = old, new
        self._at_old, self._at_new = old_at, new_at
        self._spans: list[Span] = []
        self._equal_from: tuple[int, int] | None = None
        """Where an equal span began whose end is not known yet."""
        self.drafts: list[int] = []
        """For each span the draft it shows, or NO_DRAFT."""

    def cover(self, pieces: Sequence[Piece], old_end: int, new_end: int) -> tuple[Span, ...]:
        """Return the spans up to both ends, in order and without a hole."""
        for between, same in _stretches(pieces):
            if same is None:
                self._bridge(between, old_end, new_end)
            else:
                if between:
                    self._bridge(between, same.old_start, same.new_start)
                else:
                    self._gap(same.old_start, same.new_start)
                self._add("equal" if same.is_literal else "cosmetic", same.old_end, same.new_end)
        self._end_equal()
        return tuple(self._spans)

    def _add(self, kind: SpanKind, old_to: int, new_to: int, draft: int = NO_DRAFT) -> None:
        start_old, start_new = self._at_old, self._at_new
        if old_to == start_old and new_to == start_new:
            return
        if kind == "equal":
            self._equal_from = self._equal_from or (start_old, start_new)
        else:
            self._end_equal()
            self._append(kind, (start_old, start_new), (old_to, new_to), draft)
        self._at_old, self._at_new = old_to, new_to

    def _end_equal(self) -> None:
        if self._equal_from is not None:
            self._append("equal", self._equal_from, (self._at_old, self._at_new), NO_DRAFT)
            self._equal_from = None

    def _append(self, kind: SpanKind, start: tuple[int, int], end: tuple[int, int], draft: int) -> None:
        span = Span(kind=kind, old_start=start[0], old_end=end[0], new_start=start[1], new_end=end[1])
        self._spans.append(span)
        self.drafts.append(draft)

    def _gap(self, old_to: int, new_to: int) -> None:
        """Cover white space that both sides have at the same place."""
        is_equal = self._old[self._at_old : old_to] == self._new[self._at_new : new_to]
        self._add("equal" if is_equal else "cosmetic", old_to, new_to)

    def _bridge(self, pieces: Sequence[Piece], old_to: int, new_to: int) -> None:
        """Cover what stands between two runs of same words.

        White space that only one side has beside words that changed ("d’avions", "des avions") changed with them.
        """
        gone = [piece for piece in pieces if piece.kind in ("gone", "moved-from")]
        come = [piece for piece in pieces if piece.kind in ("come", "moved-to")]
        lead_old, tail_old = self._share(gone, come, old_to, new_to, is_old=True)
        lead_new, tail_new = self._share(come, gone, new_to, old_to, is_old=False)
        if gone and come and all(piece.kind in ("gone", "come") for piece in pieces):
            if (lead_old == self._at_old) != (lead_new == self._at_new):
                lead_old, lead_new = self._at_old, self._at_new
            if (tail_old == old_to) != (tail_new == new_to):
                tail_old, tail_new = old_to, new_to
        self._gap(lead_old, lead_new)
        ends_old = iter([*(piece.old_start for piece in gone[1:]), tail_old])
        ends_new = iter([*(piece.new_start for piece in come[1:]), tail_new])
        for group, following in pairwise((*_groups(pieces), [])):
            old_end, new_end = self._at_old, self._at_new
            for piece in group:
                if piece.kind in ("gone", "moved-from"):
                    old_end = next(ends_old)
                else:
                    new_end = next(ends_new)
            kind = group[0].kind
            if _is_two_sided(group) and _is_two_sided(following):
                self._add_apart(group, old_end, new_end)
            else:
                self._add(kind if kind in ("moved-from", "moved-to") else "change", old_end, new_end, group[0].draft)
        self._gap(old_to, new_to)

    def _add_apart(self, group: Sequence[Piece], old_to: int, new_to: int) -> None:
        """Cover words that stand for others, without the white space behind them when both sides have the same."""
        last_old = max(piece.old_end for piece in group if piece.kind == "gone")
        last_new = max(piece.new_end for piece in group if piece.kind == "come")
        if self._old[last_old:old_to] == self._new[last_new:new_to]:
            self._add("change", last_old, last_new, group[0].draft)
            self._gap(old_to, new_to)
        else:
            self._add("change", old_to, new_to, group[0].draft)

    def _share(
        self, own: Sequence[Piece], other: Sequence[Piece], to: int, other_to: int, *, is_old: bool
    ) -> tuple[int, int]:
        """Decide where a side's white space belongs: up to the first mark it is shared, after the second one too.

        A side without pieces has one gap; a side with pieces of its own and none opposite has two, and only one
        of them has a counterpart.
        """
        text, at = (self._old, self._at_old) if is_old else (self._new, self._at_new)
        opposite, opposite_at = (self._new, self._at_new) if is_old else (self._old, self._at_old)
        if own and other:
            return _start(own[0], is_old=is_old), _end(own[-1], is_old=is_old)
        if not own and not other:
            return to, to
        if own:
            first, last = _start(own[0], is_old=is_old), _end(own[-1], is_old=is_old)
            kept = _side_kept(text[at:first], text[last:to], opposite[opposite_at:other_to])
            return (first, to) if kept == "lead" else (at, last)
        lone_first, lone_last = _start(other[0], is_old=not is_old), _end(other[-1], is_old=not is_old)
        kept = _side_kept(opposite[opposite_at:lone_first], opposite[lone_last:other_to], text[at:to])
        return (to, to) if kept == "lead" else (at, at)


def _is_two_sided(group: Sequence[Piece]) -> bool:
    return {piece.kind for piece in group} == {"gone", "come"}


def _side_kept(lead: str, tail: str, single: str) -> Literal["lead", "tail"]:
    if lead == single or tail != single:
        return "lead"
    return "tail"


def _start(piece: Piece, *, is_old: bool) -> int:
    return piece.old_start if is_old else piece.new_start


def _end(piece: Piece, *, is_old: bool) -> int:
    return piece.old_end if is_old else piece.new_end


def _stretches(pieces: Sequence[Piece]) -> Iterator[tuple[list[Piece], Piece | None]]:
    waiting: list[Piece] = []
    for piece in pieces:
        if piece.kind == "same":
            yield waiting, piece
            waiting = []
        else:
            waiting.append(piece)
    yield waiting, None


def _groups(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Gather what belongs into one span: the pieces of one draft, or one end of a move."""
    group: list[Piece] = []
    for piece in pieces:
        if group and not (piece.draft == group[-1].draft != NO_DRAFT):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group
