"""A selector to propose for a container: the shortest that finds it alone."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from statediff.errors import SelectorError

from .page import signature
from .selection import find_all

_MOST_TRIED = 12
_PLAIN = re.compile(r"[A-Za-z][\w-]*([#.][A-Za-z_][\w-]*)*")


def propose_selector(body: Element, elements: tuple[Element, ...]) -> str | None:
    """Return a short selector that finds exactly these elements, or None when no stable name tells them apart."""
    if not elements or any(element.tag in ("body", "html") for element in elements):
        return None
    wanted = list(elements)
    for candidate in itertools.islice(_candidates(elements[0]), _MOST_TRIED):
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
