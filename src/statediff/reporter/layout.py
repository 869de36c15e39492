"""Rows: the blocks of both sides beside each other, and every run of text in them with the edit it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, groupby

from statediff.model import Block, Change, Edit, EditKind
from statediff.reporter.runs import Cutter, Run, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Blocks that answer each other: one and one, one that went or came, or several after a split or a merger."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    runs: tuple[Run, ...]
    numbers: tuple[int, ...]
    """Numbers of the edits that begin here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A Change laid out for reading, in the order of both texts."""

    old_blocks: tuple[Block, ...]
    new_blocks: tuple[Block, ...]
    rows: tuple[Row, ...]

    def is_same(self, row: Row) -> bool:
        """Whether both sides of the row are one block with the same text of the same kind."""
        if len(row.old) != 1 or len(row.new) != 1:
            return False
        old, new = self.old_blocks[row.old[0]], self.new_blocks[row.new[0]]
        return (old.text, old.kind, old.level, old.cells) == (new.text, new.kind, new.level, new.cells)


def lay_out(change: Change) -> Layout:
    """Bring the blocks of a Change into rows; every letter of both texts stands in exactly one run."""
    old, new = Side(change.old_text, change.old_blocks), Side(change.new_text, change.new_blocks)
    runs = list(Cutter(change, old, new).runs())
    layout = Layout(old_blocks=old.blocks, new_blocks=new.blocks, rows=tuple(_rows(runs, old, new, change.edits)))
    return replace(layout, rows=tuple(_calmed(layout, row) for row in layout.rows))


def _calmed(layout: Layout, row: Row) -> Row:
    """Where both sides have the same text nothing is marked, whichever white space the comparison paired."""
    if not layout.is_same(row):
        return row
    text = layout.new_blocks[row.new[0]].text
    return replace(row, runs=(Run("equal", text, text, row.old[0], row.new[0]),) if text else ())


def _rows(runs: Sequence[Run], old: Side, new: Side, edits: Sequence[Edit]) -> Iterator[Row]:
    row_of_old, row_of_new = _group(list(_links(runs, edits)), len(old.blocks), len(new.blocks))
    order = _order(runs, row_of_old, row_of_new)
    kept: dict[tuple[int, int], list[Run]] = {key: [] for key in order}
    for run in runs:
        for key, part in _homes(run, row_of_old, row_of_new):
            kept[key].append(part)
    numbers = _first_rows(kept, edits, sides=(old, new), row_of=(row_of_old, row_of_new))
    begun: dict[tuple[int, int], list[int]] = {}
    for number, key in sorted(numbers.items()):
        begun.setdefault(key, []).append(number)
    olds = _members(row_of_old)
    news = _members(row_of_new)
    for key in order:
        yield Row(
            old=tuple(olds.get(key, ())),
            new=tuple(news.get(key, ())),
            runs=tuple(kept[key]),
            numbers=tuple(begun.get(key, ())),
        )


def _homes(
    run: Run, row_of_old: Sequence[tuple[int, int]], row_of_new: Sequence[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], Run]]:
    """The row of a run; white space that two blocks share which do not answer each other stands in both their rows."""
    old = row_of_old[run.old_block] if run.old_block is not None else None
    new = row_of_new[run.new_block] if run.new_block is not None else None
    if old is None or new is None or old == new:
        key = old if old is not None else new
        assert key is not None
        yield key, run
    else:
        yield old, run._replace(new="", new_block=None, kind="cosmetic")
        yield new, run._replace(old="", old_block=None, kind="cosmetic")


def _members(row_of: Sequence[tuple[int, int]]) -> dict[tuple[int, int], list[int]]:
    members: dict[tuple[int, int], list[int]] = {}
    for block, key in enumerate(row_of):
        members.setdefault(key, []).append(block)
    return members


def _links(runs: Sequence[Run], edits: Sequence[Edit]) -> Iterator[tuple[int, int]]:
    """Pairs of blocks that answer each other: same words in both, or words replaced by others."""
    replacing = {edit.number for edit in edits if edit.kind is EditKind.REWORDED}
    gone: Run | None = None
    for run in runs:
        if run.old_block is not None and run.new_block is not None:
            if run.new.strip() or run.old.strip():
                yield run.old_block, run.new_block
        elif run.kind == "delete":
            gone = run
            continue
        elif run.kind == "insert" and gone is not None and gone.number == run.number and run.number in replacing:
            assert gone.old_block is not None
            assert run.new_block is not None
            yield gone.old_block, run.new_block
            continue
        gone = None


def _group(
    links: Sequence[tuple[int, int]], olds: int, news: int
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Name the row of every block: linked blocks, and all between them, share one."""
    row_of_old = [(0, index) for index in range(olds)]
    row_of_new = [(1, index) for index in range(news)]
    fresh = count()
    last_old = last_new = -1
    key = (2, -1)
    for one, other in links:
        if one > last_old and other > last_new:
            key = (2, next(fresh))
            last_old, last_new = one - 1, other - 1
        for index in range(last_old + 1, one + 1):
            row_of_old[index] = key
        for index in range(last_new + 1, other + 1):
            row_of_new[index] = key
        last_old, last_new = max(last_old, one), max(last_new, other)
    return row_of_old, row_of_new


def _order(
    runs: Sequence[Run], row_of_old: Sequence[tuple[int, int]], row_of_new: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Merge the rows of both sides into one order that is each side's own; between lone rows their runs decide."""
    place: dict[tuple[int, int], int] = {}
    for at, run in enumerate(runs):
        if run.old_block is not None:
            place.setdefault(row_of_old[run.old_block], at)
        if run.new_block is not None:
            place.setdefault(row_of_new[run.new_block], at)
    olds, news = list(dict.fromkeys(row_of_old)), list(dict.fromkeys(row_of_new))
    shared = set(olds) & set(news)
    order: list[tuple[int, int]] = []
    at_old = at_new = 0
    while at_old < len(olds) or at_new < len(news):
        old = olds[at_old] if at_old < len(olds) else None
        new = news[at_new] if at_new < len(news) else None
        if old is not None and old not in shared and (new is None or new in shared or _is_first(old, new, place)):
            order.append(old)
            at_old += 1
        elif new is not None and new not in shared:
            order.append(new)
            at_new += 1
        else:
            assert old is not None
            order.append(old)
            at_old, at_new = at_old + 1, at_new + 1
    return order


def _is_first(old: tuple[int, int], new: tuple[int, int], place: dict[tuple[int, int], int]) -> bool:
    """Whether a lone row of the old side stands before one of the new side; blocks without text stand first."""
    return place.get(old, -1) <= place.get(new, -1)


def _first_rows(
    kept: dict[tuple[int, int], list[Run]],
    edits: Sequence[Edit],
    *,
    sides: tuple[Side, Side],
    row_of: tuple[Sequence[tuple[int, int]], Sequence[tuple[int, int]]],
) -> dict[int, tuple[int, int]]:
    """The row where each edit begins; one that marks no words stands at its place in the new text, else the old."""
    found: dict[int, tuple[int, int]] = {}
    for key, runs in kept.items():
        for number, _ in groupby(run.number for run in runs):
            if number:
                found.setdefault(number, key)
    for edit in edits:
        if edit.number not in found and kept:
            at_old, at_new = sides[0].block_at(edit.old_start), sides[1].block_at(edit.new_start)
            found[edit.number] = row_of[1][at_new] if at_new is not None else row_of[0][at_old or 0]
    return found
