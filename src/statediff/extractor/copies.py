"""Blocks that only say again what the page said before: second copies, refrains."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from statediff.model import BlockKind

from .page import path_signature
from .particulars import LONGEST_HEADING
from .prose import SENTENCE_END
from .walker import RawBlock

_REPEATED = 80
"""Characters from which the same text at another place of the page is a second copy, not a refrain."""
_LEAST_SAME = 3
"""Times that a short line is said in a row from which it is the label of a gallery or of a row of buttons."""


def without_copies(blocks: list[RawBlock], note: Callable[[RawBlock, str], None]) -> list[RawBlock]:
    """Drop a long text that stands a second time in a place of another kind (pull quotes, copies for small screens)."""
    seen: dict[str, RawBlock] = {}
    kept: list[RawBlock] = []
    for block in blocks:
        if len(block.text) >= _REPEATED and block.kind is not BlockKind.ROW:
            first = seen.setdefault(block.text, block)
            if first is not block and _place(first) != _place(block):
                note(block, "said before")
                continue
        kept.append(block)
    return _without_refrains(kept, note)


def _without_refrains(blocks: list[RawBlock], note: Callable[[RawBlock, str], None]) -> list[RawBlock]:
    """Drop short lines without a figure that stand three times or more in a row: no text says a thing so."""
    kept: list[RawBlock] = []
    for text, run in groupby(blocks, key=lambda block: block.text):
        same = list(run)
        is_label = all(block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CAPTION) for block in same)
        if len(same) < _LEAST_SAME or not is_label or len(text) > LONGEST_HEADING or SENTENCE_END.search(text):
            kept.extend(same)
            continue
        for block in same:
            note(block, "the same line again and again")
    return kept


def _place(block: RawBlock) -> tuple[object, object]:
    return block.element.tag, path_signature(block.element)
