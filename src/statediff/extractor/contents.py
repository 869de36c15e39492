"""Tables of contents: links to the page's own headings, said again before the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from statediff.model import Block, BlockKind

from .layout import part_of
from .vocabulary import phrase_key
from .walker import RawBlock, without_links

_LEAST = 2
"""Headings that a list has to name to be a table of contents."""
_LONGEST_LABEL = 40
_ASKED_FOR = re.compile(r"\[\[?_?toc_?\]?\]|\{:?toc\}|<!-- *toc *-->|\{:toc.*\}", re.IGNORECASE)
"""Marks at which a renderer puts a table of contents."""
_NUMBERING = re.compile(r"[\W\d_]*")


def without_contents(blocks: list[RawBlock], note: Callable[[RawBlock, str], None]) -> list[RawBlock]:
    """Drop runs of links to headings that stand on the page, with the label over them."""
    headings = {phrase_key(block.text) for block in blocks if block.kind is BlockKind.HEADING}
    if len(headings) < _LEAST:
        return blocks
    kept: list[RawBlock] = []
    for run, is_contents in _runs(blocks, headings):
        if not is_contents:
            kept.extend(run)
            continue
        if kept and _is_label(kept[-1], run[0], blocks):
            note(kept.pop(), "table of contents")
        for block in run:
            note(block, "table of contents")
    return kept


def without_listed_headings(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Leave out a Markdown file's tables of contents: marks that ask for one, and lists of links into the file.

    A list is one when half of its links say what headings of the file say; the heading over nothing else goes too.
    """
    headings = {phrase_key(block.text) for block in blocks if block.kind is BlockKind.HEADING}
    kept: list[Block] = []
    position = 0
    while position < len(blocks):
        end = position
        while end < len(blocks) and _leads_inside(blocks[end]):
            end += 1
        run = blocks[position:end]
        named = sum(phrase_key(link.text) in headings for block in run for link in block.links)
        if len(run) >= _LEAST and 2 * named >= len(run):
            following = blocks[end] if end < len(blocks) else None
            if kept and _is_heading_of(kept[-1], following):
                kept.pop()
            position = end
        else:
            kept.extend(run or (blocks[position],))
            position = max(end, position + 1)
    return tuple(block for block in kept if not _ASKED_FOR.fullmatch(block.text))


def _leads_inside(block: Block) -> bool:
    if block.kind is not BlockKind.ITEM or not block.links:
        return False
    is_inside = all(link.href.startswith("#") for link in block.links)
    return is_inside and _NUMBERING.fullmatch("".join(_parts_between(block))) is not None


def _parts_between(block: Block) -> Iterator[str]:
    rest = block.text
    for link in block.links:
        before, _, rest = rest.partition(link.text)
        yield before
    yield rest


def _is_heading_of(heading: Block, following: Block | None) -> bool:
    """Tell whether a heading has nothing under it but the list that was left out."""
    if heading.kind is not BlockKind.HEADING or heading.level == 1:
        return False
    return following is None or (following.kind is BlockKind.HEADING and following.level <= heading.level)


def _runs(blocks: list[RawBlock], headings: set[str]) -> Iterator[tuple[list[RawBlock], bool]]:
    position = 0
    while position < len(blocks):
        end = position
        while end < len(blocks) and _names_headings(blocks[end], headings):
            end += 1
        run = blocks[position : max(end, position + 1)]
        yield run, end > position and sum(len(block.links) for block in run) >= _LEAST
        position += len(run)


def _names_headings(block: RawBlock, headings: set[str]) -> bool:
    """Tell whether a block is nothing but links within the page, each of which says what a heading says."""
    if not block.links or block.linked or block.kind in (BlockKind.HEADING, BlockKind.ROW):
        return False
    for link in block.links:
        if phrase_key(link.text) not in headings and phrase_key(_NUMBERING.sub("", link.text, count=1)) not in headings:
            return False
    return _NUMBERING.fullmatch(without_links(block.text, block.links)) is not None


def _is_label(label: RawBlock, first: RawBlock, blocks: list[RawBlock]) -> bool:
    """Tell whether a short line stands over a table of contents, in a part that holds nothing else."""
    if len(label.text) > _LONGEST_LABEL or label.links or (label.kind is BlockKind.HEADING and label.level == 1):
        return False
    part = part_of(label)
    if part is not part_of(first):
        return False
    return all(block is label or block.links for block in blocks if part_of(block) is part)
