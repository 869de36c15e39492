"""The part of CSS selectors that finds the links of a listing: names, ids, classes, attributes, inside and child.

Matched while tags stream by, each element once against each part; a full CSS engine needs a tree, which is the
extractor's business.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from statediff.fetcher.markup import Tag

_NAME = r"[\w-]|[^\x00-\x7f]|\\."
_PIECE = re.compile(
    rf"""(?P<name>\*|(?:{_NAME})+)|\#(?P<id>(?:{_NAME})+)|\.(?P<class>(?:{_NAME})+)
    |\[\s*(?P<attribute>[\w:-]+)\s*(?:(?P<how>[~|^$*]?=)\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[\w-]+))\s*)?\]""",
    re.VERBOSE,
)
_COMBINATOR = re.compile(r"\s*>\s*|\s+")
_END = re.compile(r"\s*(?:,\s*|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Condition:
    """One thing an element must be: an attribute compared in one of CSS's ways; "" only asks that it is there."""

    attribute: str
    how: str = ""
    value: str = ""

    def holds(self, tag: Tag) -> bool:
        actual = tag.attributes.get(self.attribute)
        if actual is None:
            return False
        value = self.value
        match self.how:
            case "=":
                return actual == value
            case "~=":
                return value in actual.split()
            case "|=":
                return actual == value or actual.startswith(f"{value}-")
            case "^=":
                return bool(value) and actual.startswith(value)
            case "$=":
                return bool(value) and actual.endswith(value)
            case "*=":
                return bool(value) and value in actual
            case _:
                return True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What one element must be, and whether it must be a child of the element before it rather than inside it."""

    name: str
    conditions: tuple[_Condition, ...]
    is_child: bool

    def matches(self, tag: Tag) -> bool:
        return self.name in {"", "*", tag.name} and all(condition.holds(tag) for condition in self.conditions)


Place = tuple[tuple[bool, ...], tuple[bool, ...]]
"""For each part of each path: whether this element matches up to it, and whether it or one around it does."""


class SelectorFault(ValueError):
    """A selector is none, or one of a part of CSS that is not known here; says from where it is not understood."""


def find_link_fault(selector: str) -> str | None:
    """Tell why the links of a listing cannot be found by a selector; None when they can be."""
    try:
        Selector((selector,))
    except SelectorFault as fault:
        return str(fault)
    return None


class Selector:
    """A comma-separated list of selectors, matched from the root of a page downwards."""

    def __init__(self, selectors: Sequence[str]) -> None:
        """Read selectors. Raises SelectorFault."""
        self._paths = tuple(path for selector in selectors for path in _read_paths(selector))
        self._size = sum(len(path) for path in self._paths)

    @property
    def root(self) -> Place:
        """The place around the outermost element."""
        return (False,) * self._size, (False,) * self._size

    def enter(self, tag: Tag, around: Place) -> Place:
        """Return the place of an element inside another."""
        exact: list[bool] = []
        for path in self._paths:
            start = len(exact)
            for number, part in enumerate(path):
                before = start + number - 1
                is_reached = number == 0 or (around[0][before] if part.is_child else around[1][before])
                exact.append(is_reached and part.matches(tag))
        return tuple(exact), tuple(here or outside for here, outside in zip(exact, around[1], strict=True))

    def is_inside(self, place: Place) -> bool:
        """Whether an element, or one around it, is what a selector selects."""
        last = -1
        for path in self._paths:
            last += len(path)
            if place[1][last]:
                return True
        return False


def _read_paths(selector: str) -> list[tuple[_Part, ...]]:
    paths: list[tuple[_Part, ...]] = []
    parts: list[_Part] = []
    position, is_child = 0, False
    text = selector.strip()
    while True:
        part, position = _read_part(text, position, is_child=is_child)
        parts.append(part)
        if end := _END.match(text, position):
            paths.append(tuple(parts))
            parts, is_child, position = [], False, end.end()
            if "," not in end[0]:
                return paths
        elif combinator := _COMBINATOR.match(text, position):
            is_child, position = ">" in combinator[0], combinator.end()
        else:
            raise SelectorFault(_complaint(text, position))


def _read_part(text: str, position: int, *, is_child: bool) -> tuple[_Part, int]:
    start, name = position, ""
    conditions: list[_Condition] = []
    while piece := _PIECE.match(text, position):
        if piece["name"] is not None and position > start:
            break
        position = piece.end()
        if piece["name"] is not None:
            name = _plain(piece["name"]).lower()
        elif piece["id"] is not None:
            conditions.append(_Condition(attribute="id", how="=", value=_plain(piece["id"])))
        elif piece["class"] is not None:
            conditions.append(_Condition(attribute="class", how="~=", value=_plain(piece["class"])))
        else:
            value = piece["double"] or piece["single"] or piece["bare"] or ""
            conditions.append(_Condition(attribute=piece["attribute"].lower(), how=piece["how"] or "", value=value))
    if position == start:
        raise SelectorFault(_complaint(text, position))
    return _Part(name=name, conditions=tuple(conditions), is_child=is_child), position


def _plain(name: str) -> str:
    return re.sub(r"\\(.)", r"\1", name)


def _complaint(text: str, position: int) -> str:
    where = f'"{text[position : position + 20]}"' if position < len(text) else "its end"
    known = "names, #id, .class, [attribute], > and spaces"
    return f'the selector "{text[:60]}" is not understood from {where}; for a listing it is made of {known}'
