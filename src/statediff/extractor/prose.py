"""How much running prose stands under each element: the measure by which text is told from chrome."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml.etree import _Element as Element

from .page import HEADINGS, INLINE_TAGS
from .spacing import weigh

SENTENCE_END = re.compile(r"[.!?…。！？؟]['\"»”’)\]]*$")
"""The mark that ends a sentence, and what may close behind it."""
_PARAGRAPHS = frozenset({"p", "blockquote", "li", "dd", "td", "pre"})
_HALF = frozenset({"li", "td"})
"""List items and cells count half: menus and layout tables are made of them."""

_SHORT_LINE = 40
"""Letters from which an unlinked line of its own counts half: some pages lay out their paragraphs so."""

_LONGEST_LINK = 600
"""Letters up to which paragraphs inside a link are what the link says; a longer one was never closed."""

_SILENT = frozenset({"script", "style", "noscript", "template", "svg", "head", "select", "textarea"})


class Prose(Mapping[Element, float]):
    """Letters of prose under each element of a tree, as it was when measured.

    Prose is the text of paragraphs of at least 25 characters of which at most half is linked, and text of at least
    100 characters standing directly in other containers (pages that separate paragraphs by line breaks); shorter
    lines of their own count half. What stands inside a link counts for the link alone, not for the parts around it.
    """

    __slots__ = ("_linked", "_mass", "_text")

    def __init__(self, root: Element) -> None:
        self._mass: dict[Element, float] = {}
        self._text: dict[Element, int] = {}
        self._linked: dict[Element, int] = {}
        self._measure(root)

    def _measure(self, root: Element) -> None:
        mass, text, linked = self._mass, self._text, self._linked
        blocky: set[Element] = set()
        given: dict[Element, float] = {}
        elements = list(root.iter("*"))
        for element in reversed(elements):
            tag = element.tag
            if tag in _SILENT:
                mass[element] = given[element] = 0.0
                text[element] = linked[element] = 0
                continue
            own = element.text
            total = direct = _weigh(own) if own else 0
            links = direct_links = 0
            weight = 0.0
            is_blocky = tag not in INLINE_TAGS
            for child in element:
                if child in text:
                    size = text[child]
                    weight += given[child]
                    total += size
                    links += linked[child]
                    if child in blocky:
                        is_blocky = True
                    else:
                        direct += size
                        direct_links += linked[child]
                tail = child.tail
                if tail:
                    size = _weigh(tail)
                    total += size
                    direct += size
            is_pressed = tag == "a" and total <= _LONGEST_LINK and bool(element.get("href"))
            if tag == "a":
                links = direct_links = total
            if is_blocky:
                blocky.add(element)
                tag = "div" if tag in INLINE_TAGS else tag  # A browser lays out a span around paragraphs as one, too.
                mass[element] = weight + _own_prose(str(tag), direct, direct_links)
            else:
                mass[element] = weight
            given[element] = 0.0 if is_pressed else mass[element]
            text[element], linked[element] = total, links

    def text_length(self, element: Element) -> int:
        """Return the characters of text under an element."""
        return self._text.get(element, 0)

    def linked_length(self, element: Element) -> int:
        """Return the characters of linked text under an element."""
        return self._linked.get(element, 0)

    def __getitem__(self, element: Element) -> float:
        return self._mass.get(element, 0.0)

    def __iter__(self) -> Iterator[Element]:
        return iter(self._mass)

    def __len__(self) -> int:
        return len(self._mass)


def _weigh(text: str) -> int:
    """Measure text without the blanks around it; most is ASCII, or nothing but blanks."""
    text = text.strip()
    return len(text) if text.isascii() else weigh(text)


def _own_prose(tag: str, direct: int, direct_links: int) -> float:
    if tag in INLINE_TAGS or tag in HEADINGS:
        return 0.0
    if tag in _PARAGRAPHS:
        if direct < 25 or direct_links > 0.5 * direct:
            return 0.0
        return direct * (0.5 if tag in _HALF else 1.0)
    if direct >= 100:
        return float(direct) if direct_links <= 0.4 * direct else 0.0
    return 0.5 * direct if tag == "div" and direct >= _SHORT_LINE and not direct_links else 0.0
