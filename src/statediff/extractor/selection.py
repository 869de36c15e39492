"""The small kind of CSS selectors that the rule files use, turned into XPath."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree
from lxml.etree import _Element as Element

from statediff.errors import SelectorError

from .page import find_path

_STEP = re.compile(
    r"(?P<tag>[a-zA-Z][\w-]*|\*)|#(?P<id>[\w-]+)|\.(?P<name>[\w-]+)"
    r"|\[(?P<attribute>[\w:-]+)(?:(?P<operator>\^?=)(?P<value>[^\]\"']*))?\]"
)


_NAMES = re.compile(r"#(?P<id>[\w-]+)|\.(?P<name>[A-Za-z_-][\w-]*)")


@lru_cache(maxsize=1024)
def compile_selector(selector: str) -> etree.XPath:
    """Compile "main#content .text[lang=fr]" (descendants only).

    Raises: SelectorError for anything beyond tag, id, class, attribute and blank.
    """
    return etree.XPath("descendant-or-self::" + "/descendant::".join(_step(part) for part in selector.split()))


def _step(part: str) -> str:
    tag, conditions, position = "*", "", 0
    while position < len(part):
        match = _STEP.match(part, position)
        if match is None:
            raise SelectorError(part, "no selector of the small kind", "use tag, #id, .class and [attribute=value]")
        tag = match["tag"] or tag
        conditions += _condition(match)
        position = match.end()
    return tag + conditions


def _condition(match: re.Match[str]) -> str:
    if match["id"]:
        return f"[@id='{match['id']}']"
    if match["name"]:
        return f"[contains(concat(' ',normalize-space(@class),' '),' {match['name']} ')]"
    if match["attribute"] is None:
        return ""
    if match["operator"] == "^=":
        return f"[starts-with(@{match['attribute']},'{match['value']}')]"
    return f"[@{match['attribute']}='{match['value']}']" if match["operator"] else f"[@{match['attribute']}]"


def find_all(root: Element, selector: str) -> list[Element]:
    """Return what a small selector finds, in document order."""
    return find_path(root, compile_selector(selector))


@lru_cache(maxsize=1024)
def _names_in(selector: str) -> frozenset[str]:
    return frozenset(f"#{match['id']}" if match["id"] else match["name"] for match in _NAMES.finditer(selector))


class Names:
    """The class names and ids of a page: a selector that asks for others need not be tried."""

    __slots__ = ("_names",)

    def __init__(self, root: Element) -> None:
        self._names: set[str] = set()
        for element in root.iter():
            if value := element.get("class"):
                self._names.update(value.split())
            if value := element.get("id"):
                self._names.add(f"#{value}")

    def may_match(self, selector: str) -> bool:
        """Tell whether the page has every class and id that a small selector names."""
        return _names_in(selector) <= self._names


def outermost(elements: list[Element]) -> tuple[Element, ...]:
    """Return the elements that stand in no other of them, in order."""
    inside = set(elements)
    return tuple(element for element in elements if not any(ancestor in inside for ancestor in element.iterancestors()))
