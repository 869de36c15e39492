"""Blocks that only tell of the page: dates, counters, labels with their facts, lines of who wrote where and when."""

from __future__ import annotations

import re

from statediff.model import BlockKind

from .layout import Layout, part_of
from .page import INLINE_TAGS, children, text_of
from .prose import SENTENCE_END
from .stamps import find_stamp, is_dated, is_of_dates
from .vocabulary import phrase_key, words
from .walker import RawBlock, without_links

LONGEST_LINE = 160
"""Letters of a line that may be the page's own."""
LONGEST_HEADING = 60
_FIGURE = re.compile(r"\d")
_NUMBER = re.compile(r"\W*\d[\d.,\s]*[kKmM+]?\W*")
"""A number and nothing else, as networks write how often a page was shared."""
_LONGEST_FACT = 60
_PAIRED = frozenset({BlockKind.TERM, BlockKind.DEFINITION})
_DIVIDERS = " \t\r\n|·•/,—–-"
_DIVIDED = re.compile(r"\s+[|·•/]+\s+|\s*[|·•\n]+\s*")
_MOST_PIECES = 5


def is_related_heading(text: str) -> bool:
    """Tell whether a short line announces links to other pages."""
    return len(text) < LONGEST_HEADING and words().related.match(phrase_key(text))


def is_stamp_block(blocks: list[RawBlock], place: int, layout: Layout) -> bool:
    """Tell whether a block is a date or a counter, or one half of a label and its fact."""
    block = blocks[place]
    if len(block.text) > LONGEST_LINE and not block.links:
        return False
    return (
        _is_stamp_here(blocks, place, layout)
        or _is_labelled_stamp(blocks, place, layout)
        or (block.kind in _PAIRED and _is_pair_of_facts(blocks, place, layout))
    )


def is_line_of_facts(block: RawBlock) -> bool:
    """Tell whether a line is laid out of short pieces about the page, one of which is a dated stamp."""
    return _is_line_of_parts(block) or _is_divided_line(block)


def is_counter_apart(blocks: list[RawBlock], place: int, layout: Layout) -> bool:
    """Tell whether a block before or behind the text is a bare number, or a heading that counts ("12 comments")."""
    block = blocks[place]
    if layout.is_between_text(place) or not _FIGURE.search(block.text) or len(block.text) > LONGEST_HEADING:
        return False
    if block.kind is BlockKind.HEADING:
        return block.level > 1 and find_stamp(block.text) == "stamp" and not is_dated(block.text)
    before = blocks[place - 1] if place else None
    if block.kind is not BlockKind.PARAGRAPH or before is None or not _NUMBER.fullmatch(block.text):
        return False
    return not before.text.endswith((":", "：")) and (before.kind is not BlockKind.HEADING or before.level == 1)


def _is_stamp_here(blocks: list[RawBlock], place: int, layout: Layout) -> bool:
    """Tell whether a block is a stamp: what names no figure, or only a date, may be text when it stands amid text."""
    block = blocks[place]
    if block.kind in _PAIRED and _pair_around(blocks, place):
        return False
    stamp = find_stamp(block.text) or (find_stamp(unlinked(block)) if block.links else None)
    if stamp is None:
        return False
    if block.kind is BlockKind.PARAGRAPH and any(text_of(time) == block.text for time in block.element.iter("time")):
        return True
    if stamp == "stamp" and SENTENCE_END.search(block.text) and not is_dated(block.text):
        return False
    if stamp == "facts":
        return not layout.is_between_text(place)
    if stamp == "stamp":
        return _FIGURE.search(block.text) is not None or not layout.is_amid_text(block, place)
    beside = blocks[max(0, place - 1) : place] + blocks[place + 1 : place + 2]
    if place - 1 > layout.headline and _is_answer_to_heading(blocks, place):
        return False
    return place < layout.start or any(is_link_line(other) or is_related_heading(other.text) for other in beside)


def _is_answer_to_heading(blocks: list[RawBlock], place: int) -> bool:
    """Tell whether a date is what stands under a heading of the text ("Deadline"), not under the headline."""
    before = blocks[place - 1] if place else None
    if before is None or before.kind is not BlockKind.HEADING or len(before.text) > LONGEST_HEADING:
        return False
    genres = words().genres
    return before.level > 1 and any(
        block.kind is BlockKind.HEADING and phrase_key(block.text) not in genres for block in blocks[: place - 1]
    )


def _is_labelled_stamp(blocks: list[RawBlock], place: int, layout: Layout) -> bool:
    """Tell whether a block is the label of a stamp ("Date:") or what stands under it, apart from the text."""

    def is_label(block: RawBlock) -> bool:
        is_short = block.kind is BlockKind.PARAGRAPH and part_of(block) not in layout.written
        return is_short and block.text.endswith((":", "：")) and is_of_dates(block.text)

    block, following = blocks[place], blocks[place + 1 : place + 2]
    if is_label(block):
        return any(other.kind is BlockKind.PARAGRAPH and is_of_dates(other.text) for other in following)
    is_under = place > 0 and is_label(blocks[place - 1])
    return is_under and block.kind is BlockKind.PARAGRAPH and is_of_dates(block.text)


def _is_pair_of_facts(blocks: list[RawBlock], place: int, layout: Layout) -> bool:
    """Tell whether a term and its definition are a label and its fact about the page ("Views", "842")."""
    if layout.is_between_text(place):
        return False
    pair = _pair_around(blocks, place)
    if not pair:
        return False
    stamp = find_stamp(f"{pair[0].text.rstrip(' :：')}: {pair[1].text}")
    return stamp in ("stamp", "facts") or (stamp == "date" and place < layout.start)


def _pair_around(blocks: list[RawBlock], place: int) -> list[RawBlock]:
    """Return the term and its definition of which a block is one, or nothing."""
    term = place - 1 if blocks[place].kind is BlockKind.DEFINITION else place
    pair = blocks[max(term, 0) : term + 2]
    return pair if [block.kind for block in pair] == [BlockKind.TERM, BlockKind.DEFINITION] else []


def _is_line_of_parts(block: RawBlock) -> bool:
    """Tell whether a line is laid out of short pieces, each in an element of its own, one of which is a dated stamp."""
    pieces = list(children(block.element))
    if block.kind is not BlockKind.PARAGRAPH or len(block.text) > LONGEST_LINE or len(pieces) < 2:
        return False
    if any(piece.tag not in INLINE_TAGS or (piece.tail or "").strip(_DIVIDERS) for piece in pieces):
        return False
    texts = [text for piece in pieces if (text := text_of(piece))]
    is_dated = any(_FIGURE.search(text) and find_stamp(text) for text in texts)
    return is_dated and not (block.element.text or "").strip() and all(len(text) <= _LONGEST_FACT for text in texts)


def _is_divided_line(block: RawBlock) -> bool:
    """Tell whether a line is short pieces between bars or line ends, one a date: "Ann Lee | Lyon | 8 May 2026"."""
    if block.kind is not BlockKind.PARAGRAPH or len(block.text) > LONGEST_LINE or SENTENCE_END.search(block.text):
        return False
    pieces = [piece for piece in _DIVIDED.split(block.text) if piece.strip()]
    if not 2 <= len(pieces) <= _MOST_PIECES or any(len(piece) > _LONGEST_FACT for piece in pieces):
        return False
    return any(_FIGURE.search(piece) and find_stamp(piece.strip()) is not None for piece in pieces)


def unlinked(block: RawBlock) -> str:
    """Return a block's text without the words of its links."""
    return without_links(block.text, block.links)


def is_link_line(block: RawBlock) -> bool:
    """Tell whether a block is hardly more than its links."""
    if block.kind in (BlockKind.HEADING, BlockKind.ROW):
        return False
    return 0 < len(block.text) < 200 and block.linked >= 0.8 * len(block.text)
