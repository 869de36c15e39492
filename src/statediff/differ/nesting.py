"""Nesting: where a clause left or joined a passage that moved itself, the move is cut; none is inside another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from statediff.differ.pieces import Piece, Segment
from statediff.differ.tokens import Keys, cut
from statediff.differ.weaving import Relocation

SHORTEST_NESTED = 7
"""Words in a row that a clause inside a move shares with one removed or inserted elsewhere."""
_SHORTEST_KEPT = 4
"""Words that a part of a cut move must keep to be a move by itself."""

Element = Relocation | Piece
Gram = tuple[str, ...]


def unfold(
    pieces: Sequence[Piece], relocations: Sequence[Relocation], old: str, new: str, keys: Keys
) -> tuple[list[Piece], list[Relocation]]:
    """Cut moves at clauses that stand elsewhere on the other side; those become plain removals and insertions."""
    inner = [piece for relocation in relocations for piece in relocation.pieces if piece.kind in ("gone", "come")]
    if not inner:
        return list(pieces), list(relocations)
    reader = _Reader(old, new, keys)
    grams_old = reader.grams([piece for piece in (*pieces, *inner) if piece.kind == "gone"])
    grams_new = reader.grams([piece for piece in (*pieces, *inner) if piece.kind == "come"])
    shared = grams_old & grams_new
    if not shared:
        return list(pieces), list(relocations)
    cut_up = {
        relocation.old_start: list(_elements(relocation, reader, shared))
        for relocation in relocations
        if any(reader.holds(piece, shared) for piece in relocation.pieces)
    }
    kept = [relocation for relocation in relocations if relocation.old_start not in cut_up]
    kept += [element for elements in cut_up.values() for element in elements if isinstance(element, Relocation)]
    by_new = {
        relocation.new_start: cut_up[relocation.old_start]
        for relocation in relocations
        if relocation.old_start in cut_up
    }
    result: list[Piece] = []
    for piece in pieces:
        if piece.kind == "moved-from" and piece.old_start in cut_up:
            result += _on_old_side(cut_up[piece.old_start], piece.segment)
        elif piece.kind == "moved-to" and piece.new_start in by_new:
            result += _on_new_side(by_new[piece.new_start], piece.segment)
        else:
            result.append(piece)
    return result, sorted(kept, key=lambda relocation: relocation.old_start)


class _Reader:
    """Reads the words of pieces."""

    def __init__(self, old: str, new: str, keys: Keys) -> None:
        self._old, self._new, self._keys = old, new, keys

    def words(self, piece: Piece) -> list[str]:
        is_new = piece.kind == "come"
        text = self._new[piece.new_start : piece.new_end] if is_new else self._old[piece.old_start : piece.old_end]
        return [self._keys[raw] for raw in cut(text)]

    def grams(self, pieces: Sequence[Piece]) -> set[Gram]:
        return {gram for piece in pieces for gram in self._of(piece)}

    def holds(self, piece: Piece, shared: set[Gram]) -> bool:
        return piece.kind in ("gone", "come") and any(gram in shared for gram in self._of(piece))

    def _of(self, piece: Piece) -> Iterator[Gram]:
        words = self.words(piece)
        for at in range(len(words) - SHORTEST_NESTED + 1):
            yield tuple(words[at : at + SHORTEST_NESTED])


def _elements(relocation: Relocation, reader: _Reader, shared: set[Gram]) -> Iterator[Element]:
    run: list[Piece] = []
    for piece in relocation.pieces:
        if reader.holds(piece, shared):
            yield from _part(run, reader)
            yield piece
            run = []
        else:
            run.append(piece)
    yield from _part(run, reader)


def _part(run: Sequence[Piece], reader: _Reader) -> Iterator[Element]:
    """Yield what is left of a move between two cuts: a move, or its words as removed and inserted."""
    same = [piece for piece in run if piece.kind == "same"]
    if sum(len(reader.words(piece)) for piece in same) >= _SHORTEST_KEPT:
        olds = [piece for piece in run if piece.kind != "come"]
        news = [piece for piece in run if piece.kind != "gone"]
        yield Relocation(
            old_start=olds[0].old_start,
            old_end=olds[-1].old_end,
            new_start=news[0].new_start,
            new_end=news[-1].new_end,
            pieces=tuple(run),
        )
    else:
        yield from run


def _on_old_side(elements: Sequence[Element], segment: Segment) -> Iterator[Piece]:
    for element in elements:
        if isinstance(element, Relocation):
            yield Piece("moved-from", element.old_start, element.old_end, 0, 0, segment=segment)
        elif element.kind != "come":
            yield Piece("gone", element.old_start, element.old_end, 0, 0, False, segment=segment)


def _on_new_side(elements: Sequence[Element], segment: Segment) -> Iterator[Piece]:
    for element in elements:
        if isinstance(element, Relocation):
            yield Piece("moved-to", 0, 0, element.new_start, element.new_end, segment=segment)
        elif element.kind != "gone":
            yield Piece("come", 0, 0, element.new_start, element.new_end, False, segment=segment)
