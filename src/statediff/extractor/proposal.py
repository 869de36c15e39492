"""A selector to propose for a container: the shortest that finds it alone."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from statediff.errors import SelectorError

from .page import children, signature, text_of
from .selection import find_all

_MOST_TRIED = 12
_OUTERMOST = frozenset({"body", "html"})
_PLAIN = re.compile(r"[A-Za-z][\w-]*([#.][A-Za-z_][\w-]*)*")


def propose_selector(body: Element, elements: tuple[Element, ...]) -> str | None:
    """Return a short selector that finds exactly these elements, or None when no stable name tells them apart.

    For one element also the selector of a part around it that holds no other text.
    """
    wanted = list(elements)
    while wanted and all(element.tag not in _OUTERMOST for element in wanted):
        found = _propose(body, wanted)
        parent = wanted[0].getparent()
        if found is not None or len(wanted) > 1 or parent is None or _holds_site(parent):
            return found
        if not _is_alone(wanted[0], parent):
            return None
        wanted = [parent]
    return None


def _is_alone(element: Element, parent: Element) -> bool:
    """Tell whether no other text stands in a part than that of one element."""
    between = [parent.text, *(child.tail for child in parent)]
    if any(text and text.strip() for text in between):
        return False
    return all(child is element or not text_of(child) for child in children(parent))


def _holds_site(part: Element) -> bool:
    """Tell whether a part is the outermost of a page, into which all of the site may come."""
    around = part.getparent()
    return part.tag not in ("main", "article") and (around is None or around.tag in _OUTERMOST)


def _propose(body: Element, wanted: list[Element]) -> str | None:
    for candidate in itertools.islice(_candidates(wanted[0]), _MOST_TRIED):
        try:
            if find_all(body, candidate) == wanted:
                return candidate
        except SelectorError:
            continue
    return None


def _candidates(element: Element) -> Iterator[str]:
    own = signature(element)
    if not _PLAIN.fullmatch(own):
        own = str(element.tag)
    tag = re.split(r"[#.]", own)[0]
    names = re.findall(r"[#.][\w-]+", own)
    yield from (name for name in names if name.startswith("#"))
    yield from (f"{tag}{name}" for name in names)
    yield own
    parent = element.getparent()
    while parent is not None and parent.tag not in ("body", "html"):
        outer = signature(parent)
        if _PLAIN.fullmatch(outer) and outer != parent.tag:
            yield f"{outer} {own}"
        parent = parent.getparent()
