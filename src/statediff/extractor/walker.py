"""Reading a container's elements as blocks, in order: every visible word once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin

from lxml import etree
from lxml.etree import _Element as Element

from statediff.model import BlockKind, Link

from .page import BLOCK_TAGS, HEADINGS, children, text_of
from .spacing import one_line, visible

_LONG_CELL = 300
"""Characters from which a cell is a layout's column rather than a value."""
_MOST_MISSES = 50
"""Links of a text that are looked for in vain before the rest is left as it is."""
_BREAK = "\x1d"
"""Stands for <br> while a block is gathered; no page's own text holds it after parsing."""
_PARAGRAPH_BREAK = re.compile(r"\x1d\s*\x1d[\s\x1d]*")

_KINDS = {
    "blockquote": BlockKind.QUOTE, "figcaption": BlockKind.CAPTION, "caption": BlockKind.CAPTION, "dt": BlockKind.TERM,
    "dd": BlockKind.DEFINITION, "pre": BlockKind.PRE, "summary": BlockKind.HEADING,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block as it was met, with the element it came from and how much of it is linked."""

    kind: BlockKind
    level: int
    text: str
    element: Element
    linked: int = 0
    links: tuple[Link, ...] = ()
    cells: tuple[str, ...] = ()


@dataclass(slots=True)
class _State:
    kind: BlockKind
    level: int
    element: Element


@dataclass(slots=True)
class Walker:
    """Collects the blocks under one container; links are made absolute against `base`."""

    base: str | None
    blocks: list[RawBlock] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _linked: int = 0
    _anchors: int = 0
    """How many links are open at this point."""
    _links: list[Link] = field(default_factory=list)

    def walk(self, root: Element) -> list[RawBlock]:
        """Return the blocks of a container in reading order."""
        state = self._state_for(root, _State(BlockKind.PARAGRAPH, 0, root))
        stack = [state]
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if not isinstance(element.tag, str):
                continue
            if event == "end":
                self._leave(element, root, stack)
            elif self._enter(element, root, stack):
                walker.skip_subtree()
        self._flush(stack[0])
        return self.blocks

    def _enter(self, element: Element, root: Element, stack: list[_State]) -> bool:
        """Take up an element; return whether its subtree is done with."""
        tag = element.tag
        if tag == "br":
            self._pieces.append(_BREAK)
            return False
        if tag == "tr" and self._row(element, stack[-1]):
            stack.append(stack[-1])
            return True
        if tag in BLOCK_TAGS and element is not root:
            self._flush(stack[-1])
            stack.append(self._state_for(element, stack[-1]))
            if tag == "li":
                self._pieces.append(_number_of(element))
        if tag == "a" and element.get("href"):
            self._anchors += leads_away(element, self.base)
            words = text_of(element)
            if words:
                self._links.append(Link(text=words, href=self._absolute(element.get("href") or "")))
        elif tag == "q":
            self._pieces.append("“")
        self._add(element.text)
        return False

    def _leave(self, element: Element, root: Element, stack: list[_State]) -> None:
        if element is root:
            return
        if element.tag in BLOCK_TAGS:
            self._flush(stack.pop())
        elif element.tag == "a" and element.get("href"):
            self._anchors -= leads_away(element, self.base)
        elif element.tag == "q":
            self._pieces.append("”")
        self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)
            if self._anchors:
                self._linked += len(text.strip())

    def _state_for(self, element: Element, outer: _State) -> _State:
        tag = str(element.tag)
        if tag in HEADINGS:
            return _State(BlockKind.HEADING, HEADINGS[tag], element)
        if tag == "li":
            depth = sum(1 for ancestor in element.iterancestors() if ancestor.tag in ("ul", "ol"))
            return _State(BlockKind.ITEM, max(depth, 1), element)
        if tag in _KINDS:
            level = 4 if tag == "summary" else 0
            return _State(_KINDS[tag], level, element)
        if outer.kind in (BlockKind.QUOTE, BlockKind.ITEM, BlockKind.DEFINITION, BlockKind.CAPTION, BlockKind.HEADING):
            return _State(outer.kind, outer.level, element)
        return _State(BlockKind.PARAGRAPH, 0, element)

    def _row(self, row: Element, state: _State) -> bool:
        """Read a row of a table of values as one block; False for a row that only lays out columns."""
        cells = [cell for cell in children(row) if cell.tag in ("td", "th")]
        if any(cell.find(".//table") is not None or cell.find(".//h2") is not None for cell in cells):
            return False
        if len(cells) == 1 and cells[0].get("colspan") is None:
            return False
        texts = tuple(text_of(cell) for cell in cells)
        if any(len(text) > _LONG_CELL for text in texts) or (
            len(cells) < 2 and any(c.find(".//p") is not None for c in cells)
        ):
            return False
        self._flush(state)
        if any(texts):
            anchors = [anchor for anchor in row.iter("a") if anchor.get("href")]
            links = tuple(Link(text=text_of(a), href=self._absolute(a.get("href") or "")) for a in anchors)
            self.blocks.append(
                RawBlock(BlockKind.ROW, 0, "\t".join(texts), row, sum(len(link.text) for link in links), links, texts)
            )
        return True

    def _absolute(self, href: str) -> str:
        if self.base is None:
            return href.strip()
        try:
            return urljoin(self.base, href.strip())
        except ValueError:
            return href.strip()

    def _flush(self, state: _State) -> None:
        """Close the current block; two line breaks in a row divide it."""
        raw = "".join(self._pieces)
        links, linked = tuple(self._links), self._linked
        self._pieces.clear()
        self._linked = 0
        if not raw.strip(_EMPTY):
            return
        self._links.clear()
        texts = [text for part in _PARAGRAPH_BREAK.split(raw) if (text := _clean(part, state.kind))]
        for text in texts:
            kind, level = state.kind, state.level
            if kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) and (bare := _BULLET.sub("", text)) != text:
                text, kind, level = bare, BlockKind.ITEM, max(level, 1)  # noqa: PLW2901 - the same block, better read
            own = links if len(texts) == 1 else tuple(link for link in links if link.text in text)
            size = linked if len(texts) == 1 else sum(len(link.text) for link in own)
            self.blocks.append(RawBlock(kind, level, text, state.element, size, own))


def without_links(text: str, links: Sequence[Link]) -> str:
    """Return a text with a blank in place of the words of each of its links, which stand in it in their order."""
    pieces, place, misses = [], 0, 0
    for link in links:
        found = text.find(link.text, place)
        if found < 0:
            misses += 1
            if misses > _MOST_MISSES:
                break
            continue
        pieces.append(text[place:found])
        place = found + len(link.text)
    return " ".join([*pieces, text[place:]])


def _number_of(item: Element) -> str:
    """Return the number that the page itself gives to an item, or nothing: others are counted by whoever reads."""
    value = item.get("value")
    parent = item.getparent()
    if value is None and parent is not None and parent.tag == "ol" and item.getprevious() is None:
        value = parent.get("start")
    return f"{value.strip()}. " if value is not None and _WHOLE.fullmatch(value) and value.strip() != "1" else ""


def leads_away(anchor: Element, base: str | None) -> bool:
    """Tell whether a link leads to another page, rather than to a place on this one."""
    href = (anchor.get("href") or "").strip()
    address, mark, _ = href.partition("#")
    return not mark or address not in ("", base, (base or "").partition("#")[0])


_WHOLE = re.compile(r"\s*\d{1,6}\s*")
_BULLET = re.compile(r"^[·•▪◦‣∙●○■□\uf0b7\uf0a7]\s*")
"""A bullet typed by hand, as pasted from a word processor."""

_EMPTY = " \t\r\n\f\u00a0\u200b\ufeff" + _BREAK


def _clean(part: str, kind: BlockKind) -> str:
    if kind is BlockKind.PRE:
        kept = [visible(line).rstrip() for line in part.replace(_BREAK, "\n").splitlines()]
        return "\n".join(kept).strip("\n")
    return "\n".join(line for piece in part.split(_BREAK) if (line := one_line(piece)))
