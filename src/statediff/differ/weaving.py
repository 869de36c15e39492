"""Weaving: the pieces of anchors, regions and moves brought into one order over both texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from statediff.differ.alignment import Alignment
from statediff.differ.anchors import gather_runs
from statediff.differ.passages import Unit
from statediff.differ.pieces import Piece
from statediff.differ.regions import Regions


@dataclass(frozen=True, slots=True, kw_only=True)
class Relocation:
    """A passage that moved: its ranges in both texts and the pieces inside it."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int
    pieces: tuple[Piece, ...]


def weave(
    old: Sequence[Unit], new: Sequence[Unit], found: Alignment, regions: Regions
) -> tuple[list[Piece], list[Relocation]]:
    """Return all pieces in order, moved passages as their two ends, and the moved passages themselves."""
    pieces = list(_insert_moves(_in_order(old, new, found, regions), old, new, found))
    return pieces, _relocations(old, new, found, regions)


def _in_order(old: Sequence[Unit], new: Sequence[Unit], found: Alignment, regions: Regions) -> Iterator[Piece]:
    at_old = at_new = 0
    for i, j, length, _ in gather_runs({i: found.in_place[i] for i in found.exact}, old):
        if at_old < i or at_new < j:
            yield from regions.compare(range(at_old, i), range(at_new, j))
        yield from regions.compare_run(i, j, length)
        at_old, at_new = i + length, j + length
    yield from regions.compare(range(at_old, len(old)), range(at_new, len(new)))


def _insert_moves(
    pieces: Iterator[Piece], old: Sequence[Unit], new: Sequence[Unit], found: Alignment
) -> Iterator[Piece]:
    sources = sorted((old[i].start, old[i].end, (old[i].block, 0)) for i in found.moved)[::-1]
    targets = sorted((new[j].start, new[j].end, (new[j].block, 0)) for j in found.moved.values())[::-1]
    for piece in pieces:
        if piece.kind != "come":
            while sources and sources[-1][0] < piece.old_start:
                start, end, segment = sources.pop()
                yield Piece("moved-from", start, end, 0, 0, segment=segment)
        if piece.kind != "gone":
            while targets and targets[-1][0] < piece.new_start:
                start, end, segment = targets.pop()
                yield Piece("moved-to", 0, 0, start, end, segment=segment)
        yield piece
    for start, end, segment in reversed(sources):
        yield Piece("moved-from", start, end, 0, 0, segment=segment)
    for start, end, segment in reversed(targets):
        yield Piece("moved-to", 0, 0, start, end, segment=segment)


def _relocations(old: Sequence[Unit], new: Sequence[Unit], found: Alignment, regions: Regions) -> list[Relocation]:
    relocations: list[Relocation] = []
    last = (-2, -2)
    for i, j in sorted(found.moved.items()):
        pieces = tuple(regions.compare_pair(i, j))
        if last == (i - 1, j - 1):
            before = relocations.pop()
            joined = (*before.pieces, *pieces)
            start_old, start_new = before.old_start, before.new_start
        else:
            joined, start_old, start_new = pieces, old[i].start, new[j].start
        relocations.append(
            Relocation(old_start=start_old, old_end=old[i].end, new_start=start_new, new_end=new[j].end, pieces=joined)
        )
        last = (i, j)
    return relocations
