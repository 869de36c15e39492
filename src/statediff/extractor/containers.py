"""Which part of a pruned page holds the statement: the pinned place, the marked article, or where the prose is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

from .page import children, find_path, path_signature, signature, text_of
from .prose import SENTENCE_END, Prose
from .sketch import Sketch, brief
from .stamps import is_stamp
from .vocabulary import phrase_key, words

_LEAVES = frozenset({"p", "li", "blockquote", "td", "tr", "tbody", "table", "ul", "ol", "dl", "dd", "dt"})
"""The way down to the text stops before these: they are text, not containers."""
_PARTS = frozenset({"div", "section", "article"})
_LEAST_PROSE = 140
"""Characters of prose from which a marked container is believed."""
_LEAD = 60
"""Letters of prose that make a part beside the densest one a part of the text."""
_SUBHEADINGS = frozenset({"h2", "h3", "h4", "h5"})
_COLUMN = 400
"""Letters of prose that make a column an article beside lists of other news."""
_LISTED = 0.8
"""Share of its prose that stands in lists where a column is a list."""
_BESIDE = 40
"""Characters of unlinked text beside a container that are too many to be lost."""
_SHORTEST_SENTENCE = 18
_GRID = r"(?:^|\s)(?:col(?:-(?:xs|sm|md|lg|xl|xxl))?-|span-?|grid[-_]|(?:small|medium|large)-|cell-)(?:%s)(?:\s|$)"
_NARROW, _WIDE = re.compile(_GRID % "[1-4]"), re.compile(_GRID % "[6-9]|1[01]")
"""Columns of twelve, as most grids count them."""
_LINKED_HEADING = ".//*[self::h2 or self::h3 or self::h4 or self::h5][.//a[@href] or parent::a]"
_PINNED = re.compile(
    r"^(?P<path>.*) \((?P<size>\d+) characters(?:; words (?P<words>[0-9a-f]{8}-[0-9a-f]*))?"
    r"(?:; selected (?P<own>\w+) of (?P<automatic>\w+))?\)$",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Container:
    """The elements that hold the statement, in order, and how they were found."""

    elements: tuple[Element, ...]
    how: str

    def name(self, size: int, text: str) -> str:
        """Return the signature under which the container is pinned, with the size and a sketch of its text."""
        words = "" if self.how == "select" else f"; words {Sketch.of(text)}"
        return f"{path_signature(self.elements[0]) if self.elements else ''} ({size} characters{words})"

    @staticmethod
    def mark(name: str, own: str, automatic: str) -> str:
        """Add to a selected container's name what it held, and what the automatic reading beside it held."""
        return f"{name[:-1]}; selected {brief(own)} of {brief(automatic)})"


@dataclass(frozen=True, slots=True)
class Pin:
    """A container's signature and text size at an earlier capture."""

    path: str
    size: int
    own: str = ""
    """What a source's selectors held then; empty for an automatic choice."""
    automatic: str = ""
    """What the automatic reading beside them held."""
    sketch: Sketch | None = None
    """The words of an automatic choice."""


def parse_pin(pinned: str | None) -> Pin | None:
    """Read back a container's name; None when there is none or it is no container of a page."""
    match = _PINNED.match(pinned) if pinned else None
    if match is None:
        return None
    sketch = Sketch.parse(match["words"]) if match["words"] else None
    return Pin(match["path"], int(match["size"]), match["own"] or "", match["automatic"] or "", sketch)


def find_pinned(body: Element, prose: Prose, pin: Pin) -> Container | None:
    """Return the element with the pinned signature, if there is one that still holds half of the text."""
    tag = re.split(r"[#.]", pin.path.rpartition(">")[2])[0]
    found = [element for element in body.iter(tag) if path_signature(element) == pin.path]
    if not found:
        return None
    best = max(found, key=prose.text_length)
    if 2 * prose.text_length(best) < pin.size and 2 * sum(map(prose.text_length, _with_twins(best, prose))) < pin.size:
        return None
    return Container(_with_twins(best, prose), "pinned")


def holds_pin(container: Container, prose: Prose, pin: Pin) -> bool:
    """Tell whether a container begins at the pinned place and still holds half of its text."""
    size = sum(prose.text_length(element) for element in container.elements)
    return path_signature(container.elements[0]) == pin.path and 2 * size >= pin.size


def choose(body: Element, prose: Prose) -> Container:
    """Return the automatic choice: a marked article or main part that holds most prose, else the densest place."""
    total = prose[body]
    for how, path, share in (
        ("article-body", ".//*[@itemprop='articleBody']", 0.5),
        ("article", ".//article|.//*[@role='article']", 0.6),
        ("main", ".//main|.//*[@role='main']|.//*[@id='main-content' or @id='maincontent' or @id='content']", 0.5),
    ):
        marked = _heaviest(find_path(body, path), prose)
        if marked is not None and prose[marked] >= max(share * total, _LEAST_PROSE):
            if (around := _around_sections(marked)) is not None:
                return Container((around,), how)
            return Container(_with_twins(_descend(marked, prose, 0.9, is_marked=True), prose), how)
    return Container(_with_twins(_descend(body, prose, 0.75, is_marked=False), prose), "body")


def _around_sections(article: Element) -> Element | None:
    """Return the part around articles that are the sections of one text, as some design systems mark them.

    They share a class name, stand beside each other under headings of their own that lead nowhere, and none holds
    the headline.
    """
    parent, names = article.getparent(), set((article.get("class") or "").split())
    if article.tag != "article" or parent is None or parent.find(".//h1") is not None:
        return None
    sections = [child for child in children(parent) if child.tag == "article"]
    is_text = len(sections) > 1 and all(
        names & set((section.get("class") or "").split())
        and section.find(".//time") is None
        and _is_headed_section(section)
        for section in sections
    )
    return parent if is_text else None


def _is_headed_section(section: Element) -> bool:
    """Tell whether a section's first heading leads nowhere."""
    heading = next(section.iter(*_SUBHEADINGS), None)
    if heading is None or heading.find(".//a[@href]") is not None:
        return False
    around = heading.getparent()
    return around is not None and around.tag != "a"


def _with_twins(element: Element, prose: Prose) -> tuple[Element, ...]:
    """Return an element with those beside it that bear the same names and hold text too, as blocks of an editor do."""
    parent = element.getparent()
    if parent is None or not element.get("class"):
        return (element,)
    name = signature(element)
    return tuple(
        child
        for child in children(parent)
        if child is element or (signature(child) == name and child.find(".//h1") is None and _is_written(child, prose))
    )


def _is_written(element: Element, prose: Prose) -> bool:
    """Tell whether an element holds unlinked prose, under no heading that leads to another page."""
    if prose[element] < _LEAD or 5 * prose.linked_length(element) > prose.text_length(element):
        return False
    return not find_path(element, _LINKED_HEADING)


def _heaviest(elements: list[Element], prose: Prose) -> Element | None:
    found = [element for element in elements if prose[element] > 0]
    return max(found, key=lambda element: prose[element]) if found else None


def _descend(start: Element, prose: Prose, share: float, *, is_marked: bool) -> Element:
    """Follow the child that carries nearly all prose, as long as nothing worth keeping stands beside it."""
    element, mass = start, prose[start]
    while mass > 0:
        heavy = next((child for child in _openable(element) if prose[child] >= share * mass), None)
        if not is_marked and (column := _headed_column(element, prose)) is not None:
            element, mass = column, prose[column]
            continue
        if heavy is None or (is_marked and _would_lose(element, heavy, prose)):
            break
        if not is_marked and _is_inside(element) and _would_lose_prose(element, heavy, prose):
            break
        element, mass = heavy, prose[heavy]
    return element


def _headed_column(element: Element, prose: Prose) -> Element | None:
    """Return the column with the headline and paragraphs under it, where all others hold nothing but lists.

    A list of short news beside an article may well be longer than the article.
    """
    columns = [child for child in _openable(element) if prose[child] >= _LEAD]
    if len(columns) < 2:
        return None
    headed = [column for column in columns if column.find(".//h1") is not None]
    if len(headed) != 1 or prose[headed[0]] < _COLUMN or _share_of_lists(headed[0], prose) > 1 - _LISTED:
        return None
    return (
        headed[0] if all(_share_of_lists(other, prose) >= _LISTED for other in columns if other not in headed) else None
    )


def _share_of_lists(element: Element, prose: Prose) -> float:
    """Return the share of an element's prose that stands in lists."""
    lists = [
        inner for inner in element.iter("ul", "ol") if not any(_is_list(around) for around in inner.iterancestors())
    ]
    return sum(prose[inner] for inner in lists) / max(prose[element], 1.0)


def _is_list(element: Element) -> bool:
    return element.tag in ("ul", "ol")


def _openable(element: Element) -> Iterator[Element]:
    """Yield the parts that may hold the whole text; of a table or list laid out in columns, its cells or items."""
    for child in children(element):
        if child.tag == "table":
            yield from (cell for cell in child.iter("td") if _is_column(cell))
        elif child.tag in ("ul", "ol"):
            yield from (item for item in children(child) if any(inner.tag in _PARTS for inner in children(item)))
        elif child.tag not in _LEAVES:
            yield child


def _is_column(cell: Element) -> bool:
    """Tell whether a cell holds paragraphs, line breaks or tables of its own, and so is a column of a layout."""
    return any(inner.tag in ("p", "br", "table", "div") for inner in children(cell))


def _is_inside(element: Element) -> bool:
    """Tell whether an element stands inside the parts a site lays out its pages with: deeper than body's children."""
    parent = element.getparent()
    return element.tag != "body" and parent is not None and parent.tag != "body"


def _would_lose_prose(element: Element, heavy: Element, prose: Prose) -> bool:
    """Tell whether a paragraph of unlinked prose stands beside the heavy child."""
    around = {heavy, *heavy.iterancestors()}
    return any(
        (prose[child] >= _LEAD and 5 * prose.linked_length(child) <= prose.text_length(child))
        or (not prose.linked_length(child) and _is_short_sentence(child, prose.text_length(child)))
        for child in children(element)
        if child not in around
    )


def _would_lose(element: Element, heavy: Element, prose: Prose) -> bool:
    """Tell whether something stands beside the heavy child that a reader takes for text: words that are not links."""
    if len((element.text or "").strip()) > _BESIDE:
        return True
    for child in children(element):
        if child.tag in _SUBHEADINGS and heavy.getprevious() is child:
            return True
        if len((child.tail or "").strip()) > _BESIDE:
            return True
        if child is heavy or child.tag == "h1" or _is_column_of_boxes(child, heavy, prose):
            continue
        size = prose.text_length(child) - prose.linked_length(child)
        if child.tag in _PARTS and not prose[child] and prose.linked_length(child) >= size:
            continue
        if (size > _BESIDE and not is_stamp(text_of(child))) or _is_short_sentence(child, size):
            return True
    return False


def _is_column_of_boxes(element: Element, heavy: Element, prose: Prose) -> bool:
    """Tell whether a narrow column of a grid beside a wide one holds several headed boxes and no paragraph of prose."""
    if prose[element] >= _COLUMN or not _NARROW.search(element.get("class") or ""):
        return False
    if any(prose[paragraph] >= _LEAD for paragraph in element.iter("p", "td", "dd", "li")):
        return False
    headings = sum(1 for _ in element.iter("h2", "h3", "h4", "h5"))
    return headings > 1 and _WIDE.search(heavy.get("class") or "") is not None


def _is_short_sentence(element: Element, size: int) -> bool:
    """Tell whether a paragraph is one sentence of the text, as short as a date line: "The vote was 12 to 3."."""
    if element.tag not in ("p", "blockquote") or size < _SHORTEST_SENTENCE:
        return False
    text = text_of(element)
    return SENTENCE_END.search(text) is not None and not is_stamp(text) and not words().lines.match(phrase_key(text))
