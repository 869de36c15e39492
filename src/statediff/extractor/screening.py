"""Leaving out blocks that are no wording: dates, counters, link lists, pointers to other pages, said twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

from lxml.etree import _Element as Element

from statediff.model import BlockKind, Link

from .contents import without_contents
from .discussion import without_discussion
from .facts import is_row_of_tools
from .layout import Layout, box_of, is_text, part_of, stands_in
from .page import path_signature
from .particulars import (
    LONGEST_HEADING,
    LONGEST_LINE,
    is_counter_apart,
    is_line_of_facts,
    is_link_line,
    is_related_heading,
    is_stamp_block,
    unlinked,
)
from .stamps import find_stamp, is_byline, is_correction
from .vocabulary import Words, phrase_key, words, words_of
from .walker import RawBlock, without_links

Note = Callable[[RawBlock, str], None]

_PROSE = 160
"""Characters from which a paragraph without links is text, under whatever heading it stands."""
_REPEATED = 80
"""Characters from which the same text at another place of the page is a second copy, not a refrain."""

_BARS = re.compile(r"[\s|·•∙/»«›‹←→<>—–-]*[|·•∙][\s|·•∙/»«›‹←→<>—–-]*")
_PREAMBLE_SHARE = 0.5
"""Share of the text that may stand before a headline; with more, it is no headline of the whole."""
_UNSURE_SHARE = 0.15
"""The same, where the only heading of the first level is not what the page calls itself."""

_WORD = re.compile(r"\w")
_FIGURE = re.compile(r"\d")
_LEADING_DATE = re.compile(
    r"^\s*\d{4}\s?[-./年]\s?\d{1,2}\s?[-./月]\s?\d{1,2}\s?日?(\s+\d{1,2}:\d{2}(:\d{2})?)?[\s|·]+(?=\D)"
)
_SENTENCE = re.compile(r"[.!?…。！？؟]['\"»”’)\]]*$")
_SPOKEN = 40
"""Letters of a sentence that stands under a heading without a link beside it: no list of other pages looks so."""
_LONGEST_LABELLED = 60
"""Letters of a line that says what it is before a colon ("Editor: ..."), and so is none of the text it follows."""
_RIGHTS = re.compile(r"^\W*(版权所有|版權所有|©|\(c\)|copyright(\s*©|\s*\(c\)|(?=\s*:?\s*\d{4})))", re.IGNORECASE)
_HOST = re.compile(r"https?://(?:[^/@]*@)?([^/:?#]+)", re.IGNORECASE)
_YEAR = re.compile(r"(19|20)\d\d")
_BACKWARD, _FORWARD = re.compile(r"^\s*[«‹←◄❮<]"), re.compile(r"[»›→►❯>]\s*$")
_BAR = re.compile(r"\s*[|·•]\s*|\s{3,}")
_LEAST_NAMED, _LEAST_KNOWN = 3, 2
"""Pieces of an unlinked line between bars that make it a menu, and how many of them menus are known to name."""
_LONGEST_NAME = 30
_LEAST_SAME = 3
"""Times that a short line is said in a row from which it is the label of a gallery or of a row of buttons."""
_FILE = re.compile(r"\.(pdf|docx?|odt|xlsx?|rtf|zip|pptx?)(\W|$)", re.IGNORECASE)
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
    return _YEAR.search(text) is not None or not _SENTENCE.search(text)


def _is_turn(block: RawBlock) -> bool:
    """Tell whether a block leads to the page before or after this one."""
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


def _is_menu(block: RawBlock) -> bool:
    """Tell whether a line that nobody can press is a menu all the same: short names between bars, known ones among."""
    if block.links or block.kind is not BlockKind.PARAGRAPH or block.element.tag == "p":
        return False
    names = [name for name in _BAR.split(block.text) if name]
    if len(names) < _LEAST_NAMED or any(len(name) > _LONGEST_NAME or _FIGURE.search(name) for name in names):
        return False
    return sum(phrase_key(name) in words().menus for name in names) >= _LEAST_KNOWN


def _is_bar_of_pages(block: RawBlock) -> bool:
    is_pressed = block.kind is BlockKind.PARAGRAPH and 2 * block.linked > len(block.text)
    return is_pressed and is_bar(block.text, block.links) and not _names_documents(block.links)


def _asks_reader(block: RawBlock) -> bool:
    """Tell whether a block asks the reader whether the page was of use."""
    return len(block.text) <= LONGEST_LINE and words().asks.match(phrase_key(block.text))


def _is_pointer(block: RawBlock, known: Words) -> bool:
    """Tell whether a block only points to another page: "Read also: <link>"."""
    if not block.links or block.linked < 0.4 * len(block.text):
        return False
    linked = phrase_key(block.links[0].text)
    before = phrase_key(block.text.partition(block.links[0].text)[0])
    if before in known.pointers:
        return True
    head = phrase_key(re.split(r"[:：|>»]", block.text, maxsplit=1)[0])
    return not before and head != linked and head in known.pointers and block.linked >= 0.8 * len(block.text)


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
        kept = _without_link_runs(kept, note)
    kept = without_contents(_without_related(kept, note), note)
    kept = _without_copies(kept, note)
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
    return _FIGURE.search(line) is not None and find_stamp(line) == "stamp" and not _SENTENCE.search(line)


def _without_lines(blocks: list[RawBlock], layout: Layout, note: Note) -> list[RawBlock]:
    kept: list[RawBlock] = []
    answers = 0
    for place, block in enumerate(blocks):
        is_apart = not layout.is_between_text(place) or part_of(block) not in layout.written
        is_asking = is_apart and _asks_reader(block)
        answers = _MOST_ANSWERS if is_asking else answers - 1 if _is_answer(block) else 0
        if is_asking or answers > 0:
            reason: str | None = "question to the reader"
        else:
            reason = _why_no_words(blocks, place, layout) or _why_no_wording(blocks, place, layout)
        if reason is None:
            kept.append(block)
        else:
            note(block, reason)
    return kept


def _is_answer(block: RawBlock) -> bool:
    """Tell whether a block is as short as an answer to press ("Yes", "No")."""
    is_short = block.kind not in (BlockKind.HEADING, BlockKind.ROW) and len(block.text) <= _LONGEST_ANSWER
    return is_short and not _FIGURE.search(block.text) and not _SENTENCE.search(block.text)


def _why_no_words(blocks: list[RawBlock], place: int, layout: Layout) -> str | None:
    if not _WORD.search(blocks[place].text):
        return "no words"
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
    if place < layout.start and (_is_links_only(block, layout) or is_row_of_tools(block.element)):
        return "links before the text"
    if not layout.is_between_text(place) and (_is_turn(block) or _is_menu(block) or _is_bar_of_pages(block)):
        return "way to other pages"
    return "pointer to another page" if _is_pointer(block, words()) else None


def _talks_of_consent(blocks: list[RawBlock], place: int, layout: Layout) -> bool:
    """Tell whether a line in a part of its own, before or behind the text, is about cookies."""
    text = blocks[place].text.lower()
    if layout.is_between_text(place) or not any(name in text for name in words().consents):
        return False
    others = [other for other, beside in enumerate(blocks) if other != place and is_text(beside)]
    if not others or others[0] < place < others[-1]:
        return False
    return all(part_of(blocks[other]) is not part_of(blocks[place]) for other in others)


def _is_links_only(block: RawBlock, layout: Layout) -> bool:
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


def _without_link_runs(blocks: list[RawBlock], note: Note) -> list[RawBlock]:
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


def _without_related(blocks: list[RawBlock], note: Note) -> list[RawBlock]:
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
    return any(len(block.text) >= _SPOKEN and _SENTENCE.search(block.text) for block in section)


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


def _without_copies(blocks: list[RawBlock], note: Note) -> list[RawBlock]:
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


def _without_refrains(blocks: list[RawBlock], note: Note) -> list[RawBlock]:
    """Drop short lines without a figure that stand three times or more in a row: no text says a thing so."""
    kept: list[RawBlock] = []
    for text, run in groupby(blocks, key=lambda block: block.text):
        same = list(run)
        is_label = all(block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CAPTION) for block in same)
        if len(same) < _LEAST_SAME or not is_label or len(text) > LONGEST_HEADING or _SENTENCE.search(text):
            kept.extend(same)
            continue
        for block in same:
            note(block, "the same line again and again")
    return kept


def _place(block: RawBlock) -> tuple[object, object]:
    return block.element.tag, path_signature(block.element)
