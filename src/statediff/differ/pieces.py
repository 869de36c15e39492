"""Pieces: the comparison in order, as ranges of characters: same words, words that went, words that came, moves."""

from __future__ import annotations

from typing import Literal, NamedTuple

PieceKind = Literal["same", "gone", "come", "moved-from", "moved-to"]
Segment = tuple[int, int]
"""A block and a table cell in it; 0 in blocks without cells."""
NO_DRAFT = -1


class Piece(NamedTuple):
    """A run of whole tokens; a side it does not touch has an empty range.

    `is_literal`: the characters are the same, not only the words. `is_solo`: whole sentences without a counterpart.
    `segment` names the block (and table cell) so that no edit crosses its border. `draft` numbers the edit it belongs
    to once removals and insertions have been gathered.
    """

    kind: PieceKind
    old_start: int
    old_end: int
    new_start: int
    new_end: int
    is_literal: bool = True
    is_solo: bool = False
    segment: Segment = (0, 0)
    draft: int = NO_DRAFT
