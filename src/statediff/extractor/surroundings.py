"""What belongs to a statement beside its container: the headline with its lead, and notes of correction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml.etree import _Element as Element

from .containers import Container
from .page import HEADINGS, children, is_element, names_site, short_text_of, text_of
from .spacing import weigh
from .stamps import is_correction
from .vocabulary import phrase_key, prunables, words

_LONGEST_LEAD = 2000
"""Letters from a headline to the container up to which they are taken for its lead."""
_NOTICES = frozenset({"p", "div", "section", "aside", "blockquote", "li", "footer"})
_LONGEST_NOTICE = 600
_TITLED = ("h2", "h3", "h4", "h5", "div", "p", "span", "b", "strong", "td", "font")
"""What stands for a headline on pages without one of the first level, when it says what the page calls itself."""
_HEADINGS = frozenset({"h2", "h3", "h4"})
_LONGEST_HEAD = 300
"""Letters of a part that is no more than a headline with its date and who wrote."""
_OUTERMOST = frozenset({"main", "article", "body", "html"})
_NEAR = 3
"""Levels above the container on which a heading before it is taken for its headline."""


def find_lead(body: Element, container: Container, title: str | None) -> tuple[Element, ...]:
    """Return the parts from the page's headline to the container, when the headline stands outside and before it."""
    first = container.elements[0]
    around = [first, *first.iterancestors()]
    for heading in _headlines(body, container, title):
        branch, common = heading, heading.getparent()
        while common is not None and common not in around:
            branch, common = common, common.getparent()
        if common is None or branch in around:
            continue
        parts = list(children(common))
        end = next(place for place, part in enumerate(parts) if part in around)
        between = parts[parts.index(branch) : end]
        if between and sum(weigh(text_of(part)) for part in between) <= _LONGEST_LEAD:
            return tuple(between)
    return ()


def _headlines(body: Element, container: Container, title: str | None) -> Iterator[Element]:
    """Yield what may be the headline: those of the first level, else what says the title, else a heading just before.

    Nothing where the container has its own headline.
    """
    if any(element.find(".//h1") is not None for element in container.elements):
        return
    headings = [heading for heading in body.iter("h1") if not names_site(heading)]
    yield from (heading for heading in headings if len(headings) == 1 or text_of(heading) == title)
    if headings or (title and any(_says(element, title) for element in container.elements)):
        return
    if title:
        yield from (element for element in body.iter(*_TITLED) if short_text_of(element, len(title)) == title)
    yield from _headings_before(container.elements[0])
    yield from _headlines_by_name(container.elements[0])


def _says(container: Element, title: str) -> bool:
    return any(short_text_of(element, len(title)) == title for element in container.iter(*_TITLED))


def _headings_before(element: Element) -> Iterator[Element]:
    """Yield the headings that stand before an element or the parts around it, nearest first."""
    node: Element | None = element
    for _ in range(_NEAR):
        if node is None or node.tag in ("main", "article", "body"):
            return
        for sibling in node.itersiblings(preceding=True):
            heading = sibling if sibling.tag in _HEADINGS else _heading_of(sibling)
            if heading is not None and not words().related.match(phrase_key(text_of(heading))):
                yield heading
        node = node.getparent()


def _headlines_by_name(element: Element) -> Iterator[Element]:
    """Yield the short parts before an element or the parts around it whose class names call them a headline."""
    node: Element | None = element
    for _ in range(_NEAR):
        if node is None or node.tag in ("main", "article", "body"):
            return
        yield from (sibling for sibling in node.itersiblings(preceding=True) if _is_called_headline(sibling))
        node = node.getparent()


def _is_called_headline(element: Element) -> bool:
    names = (element.get("class") or "").split()
    if element.tag not in _TITLED or not any(prunables().headlines.search(name) for name in names):
        return False
    text = short_text_of(element, _LONGEST_HEAD)
    is_linked = element.find(".//a[@href]") is not None
    return bool(text) and not is_linked and not words().related.match(phrase_key(text or ""))


def find_captions(
    elements: Sequence[Element], lead: Sequence[Element]
) -> tuple[tuple[Element, ...], tuple[Element, ...]]:
    """Return what is written under the pictures that stand beside a container, before and behind it.

    What stands in its lead is read there.
    """
    before: list[Element] = []
    after: list[Element] = []
    above: Element | None = elements[0]
    below: Element | None = elements[-1]
    for _ in range(_NEAR):
        if above is None or below is None or above.tag in _OUTERMOST or below.tag in _OUTERMOST:
            break
        earlier = [sibling for sibling in above.itersiblings(preceding=True) if sibling not in lead]
        before[:0] = [caption for sibling in reversed(earlier) for caption in _captions_in(sibling)]
        after.extend(caption for sibling in below.itersiblings() for caption in _captions_in(sibling))
        above, below = above.getparent(), below.getparent()
    return tuple(before), tuple(after)


def _captions_in(part: Element) -> Iterator[Element]:
    """Yield the captions in a part that holds nothing that leads elsewhere."""
    if not is_element(part) or part.find(".//a[@href]") is not None or next(part.iter(*HEADINGS), None) is not None:
        return
    found: list[Element] = []
    for element in part.iter("figcaption", "div", "p", "span"):
        is_inside = any(around in found for around in element.iterancestors())
        if not is_inside and (element.tag == "figcaption" or _is_called_caption(element)):
            found.append(element)
            yield element


def _is_called_caption(element: Element) -> bool:
    names = (element.get("class") or "").split()
    return any(prunables().captions.search(name) for name in names) and bool(short_text_of(element, _LONGEST_NOTICE))


def _heading_of(part: Element) -> Element | None:
    """Return the only heading of a small part that stands before a text: its headline, with lines of facts around."""
    if part.tag not in ("div", "header") or short_text_of(part, _LONGEST_HEAD) is None:
        return None
    headings = list(part.iter(*_HEADINGS))
    is_linked = bool(headings) and headings[0].find(".//a[@href]") is not None
    return headings[0] if len(headings) == 1 and not is_linked else None


def find_notices(taken: Sequence[Element]) -> tuple[tuple[Element, ...], tuple[Element, ...]]:
    """Return notes of correction or withdrawal that stand in the article before and behind what is read of it."""
    scope = next((around for around in taken[0].iterancestors() if _is_marked(around)), None)
    if scope is None:
        return (), ()
    inside, around = set(taken), {ancestor for element in taken for ancestor in element.iterancestors()}
    before: list[Element] = []
    after: list[Element] = []
    has_passed, stack = False, [scope]
    while stack:
        element = stack.pop()
        if element in inside:
            has_passed = True
        elif element in around or element.tag not in _NOTICES:
            stack.extend(reversed(list(children(element))))
        elif (text := short_text_of(element, _LONGEST_NOTICE)) and is_correction(text):
            (after if has_passed else before).append(element)
        else:
            stack.extend(reversed(list(children(element))))
    return tuple(before), tuple(after)


def _is_marked(element: Element) -> bool:
    return element.tag in ("article", "main") or element.get("role") in ("article", "main")
