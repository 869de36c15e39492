"""Events beside the text: paragraphs split or joined, blocks of another kind, rows that moved, other link targets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from statediff.differ.alignment import Alignment
from statediff.differ.passages import Layout, Unit
from statediff.model import Block, FormatEvent


def find_events(
    old: Layout, new: Layout, units_old: Sequence[Unit], units_new: Sequence[Unit], found: Alignment
) -> tuple[FormatEvent, ...]:
    """Return the events in order of the new text's blocks, each named once."""
    pairs = _block_pairs(units_old, units_new, found)
    events = [
        *_compare_blocks(old, new, pairs),
        *_splits(pairs),
        *_moved_rows(units_old, units_new, found),
    ]
    return tuple(sorted(events, key=lambda event: (event.new_block or 0, event.old_block or 0, event.kind)))


def _block_pairs(units_old: Sequence[Unit], units_new: Sequence[Unit], found: Alignment) -> dict[tuple[int, int], None]:
    """Return pairs of blocks that share a sentence in place, in order of the old text."""
    return {(units_old[i].block, units_new[j].block): None for i, j in found.in_place.items()}


def _compare_blocks(old: Layout, new: Layout, pairs: dict[tuple[int, int], None]) -> Iterator[FormatEvent]:
    of_old = _partners(pairs, side=0)
    of_new = _partners(pairs, side=1)
    for a, b in pairs:
        if len(of_old[a]) == len(of_new[b]) == 1:
            yield from _compare_two(old.blocks[a], new.blocks[b], a, b)


def _compare_two(old: Block, new: Block, a: int, b: int) -> Iterator[FormatEvent]:
    if old.kind is not new.kind:
        yield FormatEvent(kind="kind-changed", old_block=a, new_block=b, detail=f"{old.kind} -> {new.kind}")
    elif old.level != new.level:
        detail = f"{old.kind} {old.level} -> {new.level}"
        yield FormatEvent(kind="level-changed", old_block=a, new_block=b, detail=detail)
    targets = {link.text: link.href for link in old.links}
    for link in new.links:
        before = targets.get(link.text)
        if before is not None and before != link.href:
            detail = f"{link.text}: {before} -> {link.href}"
            yield FormatEvent(kind="link-changed", old_block=a, new_block=b, detail=detail)


def _partners(pairs: dict[tuple[int, int], None], *, side: int) -> dict[int, list[int]]:
    partners: dict[int, list[int]] = {}
    for pair in pairs:
        partners.setdefault(pair[side], []).append(pair[1 - side])
    return partners


def _splits(pairs: dict[tuple[int, int], None]) -> Iterator[FormatEvent]:
    for a, blocks in _partners(pairs, side=0).items():
        if len(blocks) > 1:
            yield FormatEvent(kind="split", old_block=a, new_block=blocks[0], detail=f"into {len(blocks)} blocks")
    for b, blocks in _partners(pairs, side=1).items():
        if len(blocks) > 1:
            yield FormatEvent(kind="merged", old_block=blocks[0], new_block=b, detail=f"from {len(blocks)} blocks")


def _moved_rows(units_old: Sequence[Unit], units_new: Sequence[Unit], found: Alignment) -> Iterator[FormatEvent]:
    for i, j in sorted(found.moved.items()):
        if units_old[i].is_row and units_new[j].is_row:
            yield FormatEvent(kind="row-moved", old_block=units_old[i].block, new_block=units_new[j].block)
