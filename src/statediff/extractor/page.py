"""An HTML page as a tree: parsing without losing text, and what one element says about itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree
from lxml.etree import _Element as Element

from statediff.errors import ExtractionError

from .spacing import one_line

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}

INLINE_TAGS = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "nobr", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "picture", "source", "image", "math", "mi",
    "mo", "mn", "mrow", "mtext", "msup", "msub",
})  # fmt: skip
"""Tags that do not end a line of text; every other known tag starts a block."""

BLOCK_TAGS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip

_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f]")
_PAGE_END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_CALLED_HEADING = etree.XPath("descendant::*[@role='heading']")
_TOO_DEEP = "xcessive depth"

_UNSTABLE_NAME = re.compile(
    r"[0-9]|^(js|is|has|css|sc|jsx|svelte|active|open|show|hide|lazy|loaded|ng|v|astro|emotion)[-_]"
    r"|__[A-Za-z0-9]{5,}$|^[a-z]{1,2}[A-Z]|^(active|open|opened|closed|show|shown|hidden|loaded|lazy|lazyloaded|visible|in|fade|current)$"
)
"""Class names that a build or a state makes: they differ between two captures of an unchanged page."""


def without_early_end(markup: str) -> str:
    """Return a page's markup without ends of the page that are none: what stands behind them is shown, too.

    Pages put together from whole pages (a header with its own end) hold several; the parser would stop at the first.
    """
    end = _PAGE_END.search(markup)
    rest = _PAGE_END.sub("", markup[end.end() :]) if end is not None else ""
    return markup if end is None or not rest.strip() else markup[: end.start()] + rest


def parse(markup: str, subject: str) -> Element:
    """Parse HTML into a tree of which no text was lost, or raise ExtractionError.

    Pages nested deeper than the parser follows (2,000 elements) are refused: their text would silently be missing.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True, compact=False
    )
    body = _CONTROLS.sub("", without_early_end(markup)).encode("utf-8", "replace")
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError, AssertionError) as error:
        if not body.strip():
            raise ExtractionError(subject, "the page is empty", "look at it in a browser") from error
        root = None
    if any(_TOO_DEEP in entry.message for entry in parser.error_log.filter_from_errors()):
        raise ExtractionError(
            subject,
            "the page is nested too deeply to be read whole",
            "look at the stored bytes; they are hostile or broken",
        )
    if root is None:
        raise ExtractionError(subject, "the page holds no markup that could be read", "look at it in a browser")
    _name_headings(root)
    return root


def _name_headings(root: Element) -> None:
    """Call a heading what is one by its role only."""
    for element in find_path(root, _CALLED_HEADING):
        level = element.get("aria-level") or "2"
        if element.tag in ("div", "span", "p", "strong", "b"):
            element.tag = f"h{level}" if f"h{level}" in HEADINGS else "h6"


def body_of(root: Element) -> Element:
    """Return the body of a page, or the root of a fragment."""
    body = root.find("body")
    return root if body is None else body


def is_element(node: object) -> bool:
    """Tell whether a node of a tree is an element, and no comment or instruction."""
    return isinstance(getattr(node, "tag", None), str)


def find_path(root: Element, path: str | etree.XPath) -> list[Element]:
    """Return the elements that an XPath finds, in document order."""
    found = path(root) if isinstance(path, etree.XPath) else root.xpath(path)
    return [node for node in found if isinstance(node, Element)] if isinstance(found, list) else []


def children(element: Element) -> Iterator[Element]:
    """Yield child elements, leaving out entities."""
    return (child for child in element if is_element(child))


def text_of(element: Element) -> str:
    """Return all visible text inside an element on one line."""
    return one_line("".join(_pieces(element)))


def short_text_of(element: Element, most: int) -> str | None:
    """Return an element's text when it is at most so many letters, else None; the rest of a long one is not walked."""
    pieces, size = [], 0
    for piece in _pieces(element):
        pieces.append(piece)
        size += len(piece.strip())
        if size > most or len(pieces) > most:
            return None
    return one_line("".join(pieces))


def start_of(element: Element, most: int) -> str:
    """Return the first letters of an element's visible text on one line; the rest is not walked."""
    pieces, size = [], 0
    for piece in _pieces(element):
        pieces.append(piece)
        size += len(piece.strip())
        if size > most:
            break
    return one_line("".join(pieces))[:most]


def _pieces(element: Element) -> Iterator[str]:
    for node in element.iter():
        if not isinstance(node.tag, str):
            continue
        if node.tag not in INLINE_TAGS or node.tag == "br":
            yield " "
        if node.text:
            yield node.text
        if node is not element and node.tail:
            yield (node.tail if node.tag in INLINE_TAGS and node.tag != "br" else " " + node.tail)


def names_of(element: Element) -> tuple[str, str]:
    """Return class attribute and id of an element, empty where missing."""
    return element.get("class") or "", element.get("id") or ""


@lru_cache(maxsize=8192)
def _signature(tag: str, class_names: str, identifier: str) -> str:
    stable = sorted({name for name in class_names.split() if not _UNSTABLE_NAME.search(name)})[:3]
    anchor = f"#{identifier}" if identifier and " " not in identifier and not _UNSTABLE_NAME.search(identifier) else ""
    return tag + anchor + "".join(f".{name}" for name in stable)


def signature(element: Element) -> str:
    """Name one element by its tag and the stable part of its id and classes: "div#content.article"."""
    class_names, identifier = names_of(element)
    return _signature(str(element.tag), class_names, identifier)


def path_signature(element: Element, depth: int = 4) -> str:
    """Name an element's place by its own signature and those of up to `depth - 1` ancestors below body."""
    path: list[str] = []
    node: Element | None = element
    while node is not None and node.tag not in ("body", "html") and len(path) < depth:
        path.append(signature(node))
        node = node.getparent()
    return ">".join(reversed(path)) or str(element.tag)


def drop(element: Element) -> None:
    """Take an element out of its tree, leaving the text behind it in place."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        gap = " " if element.tag in BLOCK_TAGS else ""
        previous = element.getprevious()
        if previous is not None:
            previous.tail = f"{previous.tail or ''}{gap}{element.tail}"
        else:
            parent.text = f"{parent.text or ''}{gap}{element.tail}"
        element.tail = None
    parent.remove(element)


def names_site(heading: Element) -> bool:
    """Tell whether a heading of the first level leads to the site's first page, as the name of a site does."""
    around = heading.getparent()
    anchors = [heading.find(".//a[@href]"), around if around is not None and around.tag == "a" else None]
    return any(anchor is not None and (anchor.get("href") == "/" or anchor.get("rel") == "home") for anchor in anchors)
