"""Comparison: two wordings in, one Change out. Pure and deterministic; bounded by size, never by time."""

from __future__ import annotations

from collections.abc import Sequence

from statediff.differ.alignment import align
from statediff.differ.edits import account
from statediff.differ.passages import Layout, Lexemes, cut_units, lay_out
from statediff.differ.pieces import Piece
from statediff.differ.regions import Regions
from statediff.differ.weaving import Relocation, weave
from statediff.model import Change, Edit, WatchPhrase, Wording

ALGORITHM = "statediff-words/1"
"""Name and version of the comparison; another version may give other edits for the same texts."""


def diff(
    old: Wording | str, new: Wording | str, *, language: str | None = None, watch: Sequence[WatchPhrase] = ()
) -> Change:
    """Compare two wordings, or two plain strings, and tell every edit in whole words.

    Offsets are code points into `old_text` and `new_text`, which for strings are exactly the arguments.
    """
    one, other = lay_out(old), lay_out(new)
    pieces, relocations = _compare(one, other)
    found = account(one, other, pieces, relocations)
    edits = tuple(
        Edit(
            number=number,
            kind=sketch.kind,
            old=one.text[sketch.old_start : sketch.old_end],
            new=other.text[sketch.new_start : sketch.new_end],
            ops=sketch.ops,
            old_start=sketch.old_start,
            old_end=sketch.old_end,
            new_start=sketch.new_start,
            new_end=sketch.new_end,
            is_whole_block=sketch.is_whole_block,
        )
        for number, sketch in enumerate(sorted(found.sketches, key=lambda sketch: sketch.is_layout), 1)
    )
    return Change(
        old_text=one.text,
        new_text=other.text,
        edits=edits,
        spans=found.spans,
        moves=found.moves,
        severity="substantive" if edits else "none",
        old_blocks=one.blocks,
        new_blocks=other.blocks,
        language=language,
        algorithm=ALGORITHM,
    )


def _compare(old: Layout, new: Layout) -> tuple[list[Piece], list[Relocation]]:
    lexemes = Lexemes()
    units_old, units_new = cut_units(old, new, lexemes)
    found = align(units_old, units_new)
    regions = Regions(units_old, units_new, old.text, new.text, found)
    return weave(units_old, units_new, found, regions)
