"""A page's tags and text as a stream, read once from left to right: linear on any input, and never a tree.

html.parser re-reads what it could not finish (2 MB of "<!--" stall it); here each letter is passed once.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

VOID_ELEMENTS = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "param"}
)
_RAW_ELEMENTS = frozenset({"script", "style", "textarea", "title", "iframe", "template", "xmp", "noembed", "noframes"})
"""What stands inside is text, or is no part of the page."""
_SHADOW = frozenset({"shadowrootmode", "shadowroot"})
"""Attributes of a template that is no store for scripts: browsers show what it holds."""
_TAG_NAME = re.compile(r"</?([a-zA-Z][^\s/>]{0,60})")
_ATTRIBUTE_NAME = re.compile(r"[\s/]*([^\s/>=]*)\s*(=?)\s*")
_BARE_VALUE = re.compile(r"[^\s>]*")
_CLOSING = {name: re.compile(f"</{name}", re.IGNORECASE) for name in _RAW_ELEMENTS}
_MAX_ATTRIBUTES = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """An opening or closing tag; names are in lower case, of two attributes of one name the first counts."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    is_closing: bool = False

    def get(self, name: str) -> str:
        """Return an attribute's value, "" without one."""
        return self.attributes.get(name, "")

    def words(self, name: str) -> tuple[str, ...]:
        """Return the words of an attribute in lower case, such as the names in `class`."""
        return tuple(self.attributes.get(name, "").lower().split())


def read_tags(markup: str) -> Iterator[Tag | str]:
    """Yield tags, and the text between them with its references resolved; comments and scripts are passed over."""
    position, size = 0, len(markup)
    while position < size:
        start = markup.find("<", position)
        if start < 0:
            yield html.unescape(markup[position:])
            return
        if start > position:
            yield html.unescape(markup[position:start])
        name = _TAG_NAME.match(markup, start)
        if name is None:
            position = _pass_other(markup, start)
            if position == start + 1:
                yield "<"
            continue
        attributes, position = _read_attributes(markup, name.end())
        if position < 0:
            return
        tag = Tag(name=name[1].lower(), attributes=attributes, is_closing=markup.startswith("</", start))
        yield tag
        if tag.name in _RAW_ELEMENTS and not tag.is_closing and _SHADOW.isdisjoint(attributes):
            closing = _CLOSING[tag.name].search(markup, position)
            position = closing.start() if closing else size


def _pass_other(markup: str, start: int) -> int:
    """Pass over a comment, declaration or processing instruction; a bare "<" is one letter of text."""
    if markup.startswith("<!--", start):
        if markup.startswith((">", "->"), start + 4):
            return markup.find(">", start) + 1
        end = markup.find("-->", start + 4)
        return end + 3 if end >= 0 else len(markup)
    if markup.startswith(("<!", "<?", "</"), start):
        end = markup.find(">", start)
        return end + 1 if end >= 0 else len(markup)
    return start + 1


def _read_attributes(markup: str, position: int) -> tuple[dict[str, str], int]:
    """Read attributes up to the ">" that ends the tag; a tag that never ends is dropped (position -1)."""
    attributes: dict[str, str] = {}
    size = len(markup)
    while position < size:
        found = _ATTRIBUTE_NAME.match(markup, position)
        assert found is not None  # every part of it may be empty
        name, has_value, position = found[1], found[2], found.end()
        if position >= size:
            break
        value = ""
        if has_value:
            quote = markup[position]
            if quote in "\"'":
                end = markup.find(quote, position + 1)
                if end < 0:
                    break
                value, position = markup[position + 1 : end], end + 1
            elif bare := _BARE_VALUE.match(markup, position):
                value, position = bare[0], bare.end()
        if name and len(attributes) < _MAX_ATTRIBUTES:
            attributes.setdefault(name.lower(), html.unescape(value) if "&" in value else value)
        if markup.startswith(">", position):
            return attributes, position + 1
    return attributes, -1
