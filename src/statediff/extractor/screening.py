"""Leaving out blocks that are no wording: the steps in their order, and the lines in which a page speaks of itself."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml.etree import _Element as Element

from statediff.model import BlockKind, Link

from .contents import without_contents
from .copies import without_copies
from .discussion import without_discussion
from .elsewhere import (
    Note,
    is_bar_of_pages,
    is_links_only,
    is_menu,
    is_pointer,
    is_turn,
    names_turn,
    without_link_runs,
    without_related,
)
from .facts import is_of_file, is_row_of_tools
from .layout import Layout, is_text, part_of, stands_in
from .particulars import (
    LONGEST_LINE,
    is_counter_apart,
    is_line_of_facts,
    is_link_line,
    is_stamp_block,
    unlinked,
)
from .prose import SENTENCE_END
from .stamps import find_stamp, is_byline, is_correction
from .vocabulary import phrase_key, words
from .walker import RawBlock

_PREAMBLE_SHARE = 0.5
"""Share of the text that may stand before a headline; with more, it is no headline of the whole."""
_UNSURE_SHARE = 0.15
"""The same, where the only heading of the first level is not what the page calls itself."""

_WORD = re.compile(r"\w")
_FIGURE = re.compile(r"\d")
_LEADING_DATE = re.compile(
    r"^\s*\d{4}\s?[-./年]\s?\d{1,2}\s?[-./月]\s?\d{1,2}\s?日?(\s+\d{1,2}:\d{2}(:\d{2})?)?[\s|·]+(?=\D)"
)
_LONGEST_LABELLED = 60
"""Letters of a line that says what it is before a colon ("Editor: ..."), and so is none of the text it follows."""
_RIGHTS = re.compile(r"^\W*(版权所有|版權所有|©|\(c\)|copyright(\s*©|\s*\(c\)|(?=\s*:?\s*\d{4})))", re.IGNORECASE)
_HOST = re.compile(r"https?://(?:[^/@]*@)?([^/:?#]+)", re.IGNORECASE)
_YEAR = re.compile(r"(19|20)\d\d")
_LONGEST_ANSWER, _MOST_ANSWERS = 25, 4
"""Letters and number of the short lines under a question to the reader that are its answers."""


def _is_line(block: RawBlock, *, is_amid_text: bool) -> bool:
    """Tell whether a block is one of the lines that stand on pages without being wording.

    Amid text, items and sentences that only begin like such a line are text.
    """
    if len(block.text) > LONGEST_LINE:
        return False
    if _is_notice_of_rights(block.text):
        return True
    lines, key = words().lines, phrase_key(_LEADING_DATE.sub("", block.text))
    if words().notices.match(key) or _asks_to_follow(block, key):
        return True
    head, colon, _ = block.text.partition("：" if "：" in block.text else ":")
    if colon and len(block.text) <= _LONGEST_LABELLED and phrase_key(head) in lines.beginnings:
        return True
    if colon and block.links and phrase_key(head) in words().related.whole:
        return True
    if block.links and (rest := phrase_key(unlinked(block))) and (rest in lines.whole or rest in words().related.whole):
        return True
    if is_amid_text:
        return block.kind is BlockKind.PARAGRAPH and key in lines.whole
    return lines.match(key)


def _asks_to_follow(block: RawBlock, key: str) -> bool:
    """Tell whether a line asks the reader to follow the site in the networks that all its links lead to."""
    return bool(block.links) and words().follows.match(key) and all(_leads_to_network(link) for link in block.links)


def _leads_to_network(link: Link) -> bool:
    host = _HOST.match(link.href)
    return host is not None and f".{host[1].lower()}".endswith(tuple(f".{known}" for known in words().hosts))


def _is_notice_of_rights(text: str) -> bool:
    """Tell whether a line says whose rights a page or picture is: with a year, or a name that ends no sentence."""
    if _RIGHTS.match(text) is None:
        return False
    return _YEAR.search(text) is not None or not SENTENCE_END.search(text)


def _asks_reader(block: RawBlock) -> bool:
    """Tell whether a block asks the reader whether the page was of use."""
    return len(block.text) <= LONGEST_LINE and words().asks.match(phrase_key(block.text))


def screen(
    blocks: list[RawBlock], note: Note, *, title: str | None = None, keeps_links: bool = False
) -> list[RawBlock]:
    """Return the blocks that are wording, in order; with `keeps_links`, lists of links are wording too."""
    blocks = [_without_glued_stamps(block) if "\n" in block.text else block for block in blocks]
    blocks = without_discussion(blocks, note)
    layout = Layout.of(blocks, _find_start(blocks, title))
    kept = _without_lines(blocks, layout, note)
    if all(block.kind is BlockKind.HEADING for block in kept):
        # A date may be all that a page says: "Date of the referendum", and under it the day.
        kept = [block for block in blocks if block in kept or find_stamp(block.text) == "date"]
    if not keeps_links:
        kept = without_link_runs(kept, note)
    kept = without_contents(without_related(kept, note), note)
    kept = without_copies(kept, note)
    written = layout.written
    while kept and kept[-1].kind is BlockKind.HEADING and kept[-1].level > 1:
        if kept[-1] is blocks[-1] and part_of(kept[-1]) in written:
            break
        note(kept.pop(), "heading with nothing left under it")
    return kept


def without_preamble(blocks: list[RawBlock], title: str | None, note: Note) -> list[RawBlock]:
    """Drop sentences that stand before the page's headline in a part of their own: they are the site's, not its.

    Lines in the headline's own part ("Press release") and notes of correction or withdrawal stay.
    """
    blocks = _without_repeated_title(blocks, title, note)
    start = _find_start(blocks, title)
    if start == 0:
        return blocks
    home = blocks[start].element.getparent()
    noticed = {part_of(block) for block in blocks[:start] if is_correction(block.text)}
    kept: list[RawBlock] = []
    for block in blocks[:start]:
        part = part_of(block)
        is_apart = part is not home and part not in noticed and not is_correction(block.text)
        if (is_apart and is_text(block)) or is_link_line(block):
            note(block, "before the headline")
        else:
            kept.append(block)
    return kept + blocks[start:]


def _without_repeated_title(blocks: list[RawBlock], title: str | None, note: Note) -> list[RawBlock]:
    """Drop lines before the text that only repeat the headline, or lead to it as a path of links does."""
    if not any(_is_headline(block, title) for block in blocks):
        return blocks
    headline = _find_start(blocks, title)
    texts = (place for place, block in enumerate(blocks) if is_text(block) and block.text != title and place > headline)
    start = next(texts, len(blocks))
    kept: list[RawBlock] = []
    for place, block in enumerate(blocks):
        is_again = block.text == title or bool(title and block.links and block.text.endswith(f" {title}"))
        if place < start and is_again and block.kind is not BlockKind.HEADING:
            note(block, "the headline again")
        else:
            kept.append(block)
    return kept


def _find_headline(blocks: list[RawBlock], title: str | None) -> tuple[int, float]:
    """Return the place of the headline, 0 for none, and the share of the text that may stand before it."""
    for place, block in enumerate(blocks):
        if _is_headline(block, title):
            return place, _PREAMBLE_SHARE
    first = [place for place, block in enumerate(blocks) if block.kind is BlockKind.HEADING and block.level == 1]
    return (first[0], _UNSURE_SHARE) if len(first) == 1 else (0, 0.0)


def _find_start(blocks: list[RawBlock], title: str | None) -> int:
    """Return the place of the headline, or 0 when more stands before it than may stand before a headline."""
    start, share = _find_headline(blocks, title)
    before = sum(len(block.text) for block in blocks[:start])
    return 0 if before > share * sum(len(block.text) for block in blocks) else start


def _is_headline(block: RawBlock, title: str | None) -> bool:
    return block.kind is BlockKind.HEADING and block.level <= 2 and block.text == title


def _without_glued_stamps(block: RawBlock) -> RawBlock:
    """Return a block without a counter or stamp that is its first or last line: a table laid out both as one."""
    if block.kind is not BlockKind.PARAGRAPH:
        return block
    lines = block.text.split("\n")
    while len(lines) > 1 and _is_sure_stamp(lines[-1]):
        lines.pop()
    while len(lines) > 1 and _is_sure_stamp(lines[0]):
        lines.pop(0)
    text = "\n".join(lines)
    return block if text == block.text else replace(block, text=text)


def _is_sure_stamp(line: str) -> bool:
    return _FIGURE.search(line) is not None and find_stamp(line) == "stamp" and not SENTENCE_END.search(line)


def _without_lines(blocks: list[RawBlock], layout: Layout, note: Note) -> list[RawBlock]:
    kept: list[RawBlock] = []
    answers = 0
    box: Element | None = None
    for place, block in enumerate(blocks):
        is_asking = _asks_reader(block) and _is_apart(blocks, place, layout)
        if is_asking:
            box = part_of(block) if part_of(block) not in layout.written else None
            answers = _MOST_ANSWERS
        elif answers:
            is_answer = _is_answer(block) and (box is None or stands_in(block, box))
            answers = answers - 1 if is_answer else 0
        if answers:
            reason: str | None = "question to the reader"
        else:
            reason = _why_no_words(blocks, place, layout) or _why_no_wording(blocks, place, layout)
        if reason is None:
            kept.append(block)
        else:
            note(block, reason)
    return kept


def _is_apart(blocks: list[RawBlock], place: int, layout: Layout) -> bool:
    """Tell whether a block stands before or behind the text, or in a part without any."""
    return not layout.is_between_text(place) or part_of(blocks[place]) not in layout.written


def _is_answer(block: RawBlock) -> bool:
    """Tell whether a block is as short as an answer to press ("Yes", "No")."""
    is_short = block.kind not in (BlockKind.HEADING, BlockKind.ROW) and len(block.text) <= _LONGEST_ANSWER
    return is_short and not _FIGURE.search(block.text) and not SENTENCE_END.search(block.text)


def _why_no_words(blocks: list[RawBlock], place: int, layout: Layout) -> str | None:
    if not _WORD.search(blocks[place].text):
        return "no words"
    if blocks[place].kind is BlockKind.PARAGRAPH and not blocks[place].links and is_of_file(blocks[place].text):
        return "about a file"
    return "date or counter" if is_counter_apart(blocks, place, layout) else None


def _why_no_wording(blocks: list[RawBlock], place: int, layout: Layout) -> str | None:
    block = blocks[place]
    if block.kind in (BlockKind.HEADING, BlockKind.ROW, BlockKind.PRE) or is_correction(block.text):
        return None
    if is_stamp_block(blocks, place, layout):
        return "date or counter"
    if place <= layout.start + 1 and block.kind is BlockKind.PARAGRAPH and is_byline(block.text):
        # Behind a lead it still is one; at the end of a text, a signature.
        return "by-line"
    if place < layout.start + 2 and is_line_of_facts(block):
        return "line about the page"
    if _is_line(block, is_amid_text=layout.is_amid_text(block, place)) or _talks_of_consent(blocks, place, layout):
        return "page machinery"
    if place < layout.start and (is_links_only(block, layout) or is_row_of_tools(block.element)):
        return "links before the text"
    if names_turn(block) or (not layout.is_between_text(place) and _leads_on(block)):
        return "way to other pages"
    return "pointer to another page" if is_pointer(block, words()) else None


def _leads_on(block: RawBlock) -> bool:
    """Tell whether a block leads to other pages of the site: a turn, a menu, a bar between links."""
    return is_turn(block) or is_menu(block) or is_bar_of_pages(block)


def _talks_of_consent(blocks: list[RawBlock], place: int, layout: Layout) -> bool:
    """Tell whether a line in a part of its own, before or behind the text, is about cookies."""
    if layout.is_between_text(place):
        return False
    text = blocks[place].text.lower()
    if not any(name in text for name in words().consents):
        return False
    others = [other for other, beside in enumerate(blocks) if other != place and is_text(beside)]
    if not others or others[0] < place < others[-1]:
        return False
    return all(part_of(blocks[other]) is not part_of(blocks[place]) for other in others)
