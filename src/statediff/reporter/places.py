"""Places: where in the statement an edit stands, in words, on both sides, and the other end of every move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from statediff.model import Block, BlockKind, Change, EditKind
from statediff.reporter.characters import shorten
from statediff.reporter.layout import Layout, Row
from statediff.reporter.phrasing import Phrases
from statediff.reporter.runs import Run

Side = Literal["old", "new"]
HEADS = frozenset({BlockKind.TITLE, BlockKind.HEADING})
"""Blocks that bear no paragraph number."""

_SHAPES = {
    BlockKind.TITLE: "heading_",
    BlockKind.HEADING: "heading_",
    BlockKind.ITEM: "item_",
    BlockKind.ROW: "row_",
}


class Places:
    """Names the places of one laid out Change."""

    def __init__(self, change: Change, layout: Layout, phrases: Phrases) -> None:
        self._layout, self._phrases = layout, phrases
        self._edits = {edit.number: edit for edit in change.edits}
        self._old_numbers = _number_paragraphs(layout.old_blocks)
        self._new_numbers = _number_paragraphs(layout.new_blocks)
        self._ends = _ends_of_moves(layout)

    def name(self, block: int, side: Side) -> str:
        """Name the place of a block in words: "headline", "¶4"."""
        blocks, numbers = (
            (self._layout.old_blocks, self._old_numbers)
            if side == "old"
            else (self._layout.new_blocks, self._new_numbers)
        )
        if blocks[block].kind is BlockKind.TITLE:
            return self._phrases.say("place.headline")
        if blocks[block].kind is BlockKind.HEADING:
            return self._phrases.say("place.heading", text=shorten(blocks[block].text, 32))
        return f"¶{numbers[block]}"

    def of_row(self, row: Row) -> str:
        """Name the place of a row: where it stands, or where what went from it stood."""
        if row.new:
            return self.name(row.new[0], "new")
        return self.name(row.old[0], "old") if row.old else ""

    def margin(self, row: Row, side: Side) -> str:
        """The numbers of a row's paragraphs on one side: "¶4", or "¶4–5" where one was split; "" for headings."""
        own = self._numbered(row, side)
        return f"¶{own[0]}" + (f"–{own[-1]}" if len(own) > 1 else "") if own else ""

    def size(self, row: Row) -> int:
        """How many numbered paragraphs a row holds now."""
        return len(self._numbered(row, "new"))

    def _numbered(self, row: Row, side: Side) -> list[int]:
        blocks, numbers = (row.old, self._old_numbers) if side == "old" else (row.new, self._new_numbers)
        return [numbers[at] for at in blocks if numbers[at]]

    def of_edits(self) -> dict[int, tuple[str, str]]:
        """Of every edit: where it stands now, and where it stood; "" on a side where it has no words."""
        olds: dict[int, int] = {}
        news: dict[int, int] = {}
        for row in self._layout.rows:
            for run in row.runs:
                if run.number and run.old_block is not None:
                    olds.setdefault(run.number, run.old_block)
                if run.number and run.new_block is not None:
                    news.setdefault(run.number, run.new_block)
            for number in row.numbers:
                if number not in olds and number not in news:
                    olds.update({number: row.old[0]} if row.old else {})
                    news.update({number: row.new[0]} if row.new else {})
        return {
            number: (
                self.name(news[number], "new") if number in news else "",
                self.name(olds[number], "old") if number in olds else "",
            )
            for number in self._edits
        }

    def other_end(self, number: int, *, is_away: bool) -> tuple[str, str]:
        """Row id and place in words of the other end of a move, "" when there is none."""
        ends = self._ends.ends.get(number)
        if ends is None or ends[0] is None or ends[1] is None:
            return "", ""
        (old_row, old_block), (new_row, new_block) = ends[0], ends[1]
        arrow = "↓" if (new_row > old_row) == is_away else "↑"
        if is_away:
            place = self._phrases.say("mark.to_place", place=self.name(new_block, "new"))
            return f"b{new_row}", f"{arrow} {place}"
        place = self._phrases.say("mark.from_place", place=self.name(old_block, "old"))
        return f"b{old_row}", f"{arrow} {place}"

    def move_of(self, run: Run) -> int:
        """Number of the move that a run of a moved passage belongs to, also where an edit of its own lies in it."""
        edit = self._edits.get(run.number)
        if edit is None or edit.kind is EditKind.MOVED:
            return run.number
        return self._ends.owner.get((run.kind, run.number), run.number)


@dataclass(frozen=True, slots=True)
class _Ends:
    ends: dict[int, tuple[tuple[int, int] | None, tuple[int, int] | None]]
    owner: dict[tuple[str, int], int]


def _ends_of_moves(layout: Layout) -> _Ends:
    """Row and block of both ends of every move, and which move an edit inside one belongs to."""
    ends: dict[int, tuple[tuple[int, int] | None, tuple[int, int] | None]] = {}
    owner: dict[tuple[str, int], int] = {}
    for index, row in enumerate(layout.rows):
        moving = 0
        for run in row.runs:
            if run.kind not in ("moved-from", "moved-to"):
                continue
            if run.is_edited:
                owner.setdefault((run.kind, run.number), moving or run.number)
                continue
            moving = run.number
            away, here = ends.get(run.number, (None, None))
            if run.kind == "moved-from" and away is None:
                away = (index, run.old_block or 0)
            elif run.kind == "moved-to" and here is None:
                here = (index, run.new_block or 0)
            ends[run.number] = (away, here)
    return _Ends(ends, owner)


def name_of_whole(block: Block | None, what: str, phrases: Phrases) -> str:
    """Name a whole block that was "withdrawn" or "added", by its kind: "Table row withdrawn"."""
    shape = _SHAPES.get(block.kind, "") if block is not None else ""
    return phrases.say(f"block.{shape}{what}")


def _number_paragraphs(blocks: Sequence[Block]) -> list[int]:
    numbers, last = [], 0
    for block in blocks:
        if block.kind in HEADS:
            numbers.append(0)
        else:
            last += 1
            numbers.append(last)
    return numbers
