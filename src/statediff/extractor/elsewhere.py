"""Ways to other pages among a text's blocks: pointers, turns, menus, bars, runs of links, headings over them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from lxml.etree import _Element as Element

from statediff.model import BlockKind, Link

from .layout import Layout, box_of, is_text, part_of, stands_in
from .particulars import LONGEST_HEADING, is_link_line, is_related_heading, unlinked
from .prose import SENTENCE_END
from .vocabulary import Words, phrase_key, words, words_of
from .walker import RawBlock, without_links

Note = Callable[[RawBlock, str], None]

_BARS = re.compile(r"[\s|·•∙/»«›‹←→<>—–-]*[|·•∙][\s|·•∙/»«›‹←→<>—–-]*")
_BACKWARD, _FORWARD = re.compile(r"^\s*[«‹←◄❮<]"), re.compile(r"[»›→►❯>]\s*$")
_BAR = re.compile(r"\s*[|·•]\s*|\s{3,}")
_LEAST_NAMED, _LEAST_KNOWN = 3, 2
"""Pieces of an unlinked line between bars that make it a menu, and how many of them menus are known to name."""
_LONGEST_NAME = 30
_FILE = re.compile(r"\.(pdf|docx?|odt|xlsx?|rtf|zip|pptx?)(\W|$)", re.IGNORECASE)
_PROSE = 160
"""Characters from which a paragraph without links is text, under whatever heading it stands."""
_SPOKEN = 40
"""Letters of a sentence that stands under a heading without a link beside it: no list of other pages looks so."""
_FIGURE = re.compile(r"\d")


def names_turn(block: RawBlock) -> bool:
    """Tell whether a block says before its link that it leads to the page before or after this one."""
    is_linked = bool(block.links) and 2 * block.linked >= len(block.text)
    return is_linked and phrase_key(unlinked(block)) in words().turns


def is_turn(block: RawBlock) -> bool:
    """Tell whether a block leads to the page before or after this one, by a word or by an arrow."""
    if not block.links or 2 * block.linked < len(block.text):
        return False
    rest, known = phrase_key(unlinked(block)), words().turns
    if rest:
        return rest in known
    head, colon, _ = block.text.partition("：" if "：" in block.text else ":")
    if colon and phrase_key(head) in known:
        return True
    backward, forward = _BACKWARD.search(block.text), _FORWARD.search(block.text)
    is_quote = backward is not None and forward is not None and len(block.links) == 1
    return (backward is not None or forward is not None) and not is_quote


def is_menu(block: RawBlock) -> bool:
    """Tell whether a line that nobody can press is a menu all the same: short names between bars, known ones among."""
    if block.links or block.kind is not BlockKind.PARAGRAPH or block.element.tag == "p":
        return False
    names = [name for name in _BAR.split(block.text) if name]
    if len(names) < _LEAST_NAMED or any(len(name) > _LONGEST_NAME or _FIGURE.search(name) for name in names):
        return False
    return sum(phrase_key(name) in words().menus for name in names) >= _LEAST_KNOWN


def is_bar_of_pages(block: RawBlock) -> bool:
    """Tell whether a line is links to pages of the site between bars, and not to annexes."""
    is_pressed = block.kind is BlockKind.PARAGRAPH and 2 * block.linked > len(block.text)
    return is_pressed and is_bar(block.text, block.links) and not _names_documents(block.links)


def is_pointer(block: RawBlock, known: Words) -> bool:
    """Tell whether a block only points to another page: "Read also: <link>"."""
    if not block.links or block.linked < 0.4 * len(block.text):
        return False
    linked = phrase_key(block.links[0].text)
    before = phrase_key(block.text.partition(block.links[0].text)[0])
    if before in known.pointers:
        return True
    head = phrase_key(re.split(r"[:：|>»]", block.text, maxsplit=1)[0])
    return not before and head != linked and head in known.pointers and block.linked >= 0.8 * len(block.text)


def is_links_only(block: RawBlock, layout: Layout) -> bool:
    """Tell whether a block before the text is nothing but links, or one outside all paragraphs: a button."""
    if not block.links or not block.linked or phrase_key(unlinked(block)):
        return False
    is_button = block.element.tag != "p" and part_of(block) not in layout.written and not _names_documents(block.links)
    return len(block.links) > 1 or (is_button and block.kind is BlockKind.PARAGRAPH)


def is_bar(text: str, links: Sequence[Link]) -> bool:
    """Tell whether a block is links to other pages, divided by bars ("Back | Contents | Next") or line ends."""
    if len(links) < 2:
        return False
    text = without_links(text, links)
    return _BARS.fullmatch(text) is not None or (len(links) > 2 and "\n" in text and not text.strip())


def without_link_runs(blocks: list[RawBlock], note: Note) -> list[RawBlock]:
    """Drop runs of two or more blocks that are links only, and rows of links, unless they belong to the text."""
    written = Layout.of(blocks).written
    kept: list[RawBlock] = []
    position = 0
    while position < len(blocks):
        end = position
        while end < len(blocks) and is_link_line(blocks[end]):
            end += 1
        if end == position:
            kept.append(blocks[position])
            position += 1
            continue
        run = blocks[position:end]
        if _belongs(run, kept, written) and not (len(run) == 1 and _is_row_of_links(run[0], written)):
            kept.extend(run)
        else:
            for block in run:
                note(block, "list of links")
        position = end
    return kept


def _is_row_of_links(block: RawBlock, written: frozenset[Element | None]) -> bool:
    """Tell whether a block outside the text is links to other pages and not a word beside them."""
    is_bare = len(block.links) > 1 and not phrase_key(unlinked(block)) and not _names_documents(block.links)
    is_apart = block.element.tag != "p" or part_of(block) not in written
    return is_bare and is_apart and block.kind is BlockKind.PARAGRAPH


def _belongs(run: list[RawBlock], before: list[RawBlock], written: frozenset[Element | None]) -> bool:
    """Tell whether a run of links is text: announced with a colon, alone, or laid out among paragraphs of text."""
    last = before[-1] if before else None
    if last is not None and is_related_heading(last.text):
        return False
    if last is not None and last.kind is BlockKind.PARAGRAPH and last.text.rstrip().endswith((":", "：")):
        return True
    if len(run) == 1:
        return not is_bar(run[0].text, run[0].links) or (part_of(run[0]) in written and _names_documents(run[0].links))
    return all(part_of(block) in written for block in run)


def _names_documents(links: Sequence[Link]) -> bool:
    """Tell whether links between bars lead to annexes and files, not to the places of a site."""
    known = words()

    def is_numbered(name: str) -> bool:
        found = words_of(name)
        return any(word.isdigit() for word in found) and any(
            not word.isdigit() and len(word) > 1 and word not in known.dates for word in found
        )

    return all(is_numbered(link.text) or _FILE.search(link.href) for link in links)


def without_related(blocks: list[RawBlock], note: Note) -> list[RawBlock]:
    """Drop a heading that announces other pages, with the short and linked blocks under it."""
    layout = Layout.of(blocks)
    kept: list[RawBlock] = []
    position = 0
    while position < len(blocks):
        block = blocks[position]
        if not _announces(block, is_amid_text=layout.is_amid_text(block, position)):
            kept.append(block)
            position += 1
            continue
        end = position + 1
        if block.kind is BlockKind.HEADING:
            box = box_of(blocks, position)
            while end < len(blocks) and not _ends_related(blocks[end], block.level):
                if box is not None and not stands_in(blocks[end], box):
                    break
                if _goes_on(blocks, position, end, layout.written):
                    break
                end += 1
            if _introduces_text(blocks[position + 1 : end]):
                kept.append(block)
                position += 1
                continue
        for dropped in blocks[position:end]:
            note(dropped, "links to other pages")
        position = end
    return kept


def _introduces_text(section: list[RawBlock]) -> bool:
    """Tell whether what stands under "More information" is text after all: sentences without a link among them."""
    if any(block.linked for block in section):
        return False
    return any(len(block.text) >= _SPOKEN and SENTENCE_END.search(block.text) for block in section)


def _announces(block: RawBlock, *, is_amid_text: bool) -> bool:
    """Tell whether a block announces other pages; a paragraph amid text that only begins so does not."""
    if len(block.text) >= LONGEST_HEADING:
        return False
    if block.kind is not BlockKind.HEADING and is_amid_text:
        return phrase_key(block.text) in words().related.whole
    return is_related_heading(block.text)


def _goes_on(blocks: list[RawBlock], heading: int, place: int, written: frozenset[Element | None]) -> bool:
    """Tell whether a block behind a heading with a box of its own is back in the part in which text stood before."""
    part = part_of(blocks[place])
    if part is part_of(blocks[heading]) or part not in written or blocks[place].linked:
        return False
    return any(part_of(block) is part and is_text(block) for block in blocks[:heading])


def _ends_related(block: RawBlock, level: int) -> bool:
    if block.kind is BlockKind.HEADING:
        return block.level <= level
    return block.kind is BlockKind.PARAGRAPH and len(block.text) > _PROSE and block.linked < 0.3 * len(block.text)
