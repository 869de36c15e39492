"""What readers wrote under a page: it grows from visit to visit, may be longer than the page, and is never wording."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from lxml.etree import _Element as Element

from statediff.model import BlockKind

from .layout import box_of, stands_in
from .page import drop
from .prose import Prose
from .pruning import LEAD, Pruning
from .spacing import weigh
from .stamps import find_stamp
from .vocabulary import prunables, words, words_of
from .walker import RawBlock

_PLACES = ("div", "section", "ol", "ul", "li", "table", "tr", "td", "aside", "article", "dl")
_LEAST_BEFORE = 200
"""Letters of prose that stand before a discussion: a page of comments alone, or one that calls its text so, stays."""
_LONGEST_HEADING = 40
_LEAST_NAMED = 2
"""Parts inside a discussion that are named for comments too: one name alone may be a state ("comments-open")."""
_HOLDS_PAGE = ".//h1|.//main|.//*[@itemprop='articleBody']"


def prune_discussion(body: Element, pruning: Pruning) -> None:
    """Drop what readers wrote behind a text, however much of the page it is; what is left is measured anew."""
    prose = pruning.prose
    named = {element for element in body.iter(*_PLACES) if _is_named(element)}
    if not named:
        return
    before, has_dropped = 0.0, False
    passed: Element | None = None
    for element in list(body.iter("*")):
        if passed is not None:
            if passed in element.iterancestors():
                continue
            passed = None
        if element in named and before >= _LEAST_BEFORE and _is_discussion(element, named, pruning):
            passed, has_dropped = element, True
            pruning.note(element, "what readers wrote")
            drop(element)
        elif prose[element] and not any(prose[child] for child in element):
            before += prose[element]
    if has_dropped:
        pruning.prose = Prose(body)
        pruning.total = pruning.prose[body]


def without_discussion(blocks: list[RawBlock], note: Callable[[RawBlock, str], None]) -> list[RawBlock]:
    """Drop what stands in one box under a heading that counts comments, when something there says how old it is."""
    kept: list[RawBlock] = []
    place = before = 0
    while place < len(blocks):
        end = _end_of_discussion(blocks, place) if before >= LEAD else place
        for block in blocks[place:end]:
            note(block, "what readers wrote")
        if end == place:
            kept.append(blocks[place])
            if before < LEAD and blocks[place].kind is not BlockKind.HEADING:
                before += weigh(blocks[place].text)
        place = max(end, place + 1)
    return kept


def _end_of_discussion(blocks: list[RawBlock], place: int) -> int:
    """Return the place behind the discussion that begins at a block; the same place where none does."""
    heading = blocks[place]
    if heading.linked or len(heading.text) > _LONGEST_HEADING or heading.kind is BlockKind.ROW:
        return place
    if " ".join(word for word in words_of(heading.text) if not word.isdigit()) not in words().discussions:
        return place
    box = box_of(blocks, place)
    if box is None or next(box.iter("h1"), None) is not None:
        return place
    end = next((other for other in range(place, len(blocks)) if not stands_in(blocks[other], box)), len(blocks))
    is_aged = next(box.iter("time"), None) is not None or any(
        find_stamp(line) == "stamp" for block in blocks[place + 1 : end] for line in block.text.split("\n")
    )
    return end if is_aged else place


def _is_discussion(element: Element, named: set[Element], pruning: Pruning) -> bool:
    if element in pruning.spared or element.xpath(_HOLDS_PAGE):
        return False
    beside = sum(other is not element and other in named for other in element.itersiblings(preceding=True))
    beside += sum(other in named for other in element.itersiblings())
    inside = sum(inner in named for inner in element.iterdescendants()) if not beside else 0
    return beside > 0 or inside >= _LEAST_NAMED


def _is_named(element: Element) -> bool:
    return _names_discussion(element.get("class") or "", element.get("id") or "")


@lru_cache(maxsize=16384)
def _names_discussion(names: str, identifier: str) -> bool:
    pattern = prunables().discussion
    return any(pattern.search(name) for name in (identifier[:200], *names[:600].split()))
