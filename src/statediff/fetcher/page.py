"""A cheap look at a page: its title, headings and prose, without building a tree.

This serves the verdict on a visit, not the wording: one pass over the tags, bounded, linear on hostile markup.
"""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from statediff.charsets import choose_charset, decode_as, name_header_charset, name_meta_charset, name_xml_charset
from statediff.fetcher.vocabulary import read_data

_TAG = re.compile(r"<(?:(!--)|[!?][^>]*>|(/?)([a-zA-Z][a-zA-Z0-9:-]*)[^>]*>)")
_RAW_ELEMENTS = frozenset(
    {"script", "style", "template", "svg", "noscript", "iframe", "textarea", "title", "object", "math", "select"}
)
_SHADOW = re.compile(r"\sshadowroot(?:mode)?\s*=", re.IGNORECASE)
"""Says of a template that it is no store for scripts: browsers show what it holds."""
_CHROME_ELEMENTS = frozenset({"nav", "header", "footer", "aside", "button", "label", "dialog", "menu"})
_INLINE_ELEMENTS = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "small", "span",
     "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "input"}
)  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3"})
_MAIN_ELEMENTS = frozenset({"main", "article"})
_SHOWN_LATER = frozenset({"main", "article", "h1"})
"""Elements that pages hide only until a script has run: what holds one is the document, and counts."""
_MAY_HIDE = frozenset(
    {"div", "section", "p", "span", "ul", "ol", "li", "dl", "table", "form", "fieldset", "nav", "header", "footer",
     "aside", "dialog", "label", "a", "strong", "em", "b", "i", "small", "h2", "h3", "h4", "h5", "h6", "center",
     "blockquote"}
)  # fmt: skip
_HIDDEN_MOST = 8_000
"""Signs of markup above which what is hidden is no message but text to unfold, or the page before a script shows it."""
_OVERLAY = re.compile(
    r"""\srole\s*=\s*["']?(?:alert)?dialog|\s(?:class|id)\s*=\s*["']?[^"'<>]*(?<![a-z])(?:cookies?|consent|gdpr|cmp|cookie[-_]?(?:banner|"""
    r"""notice|bar|consent|policy)|privacy[-_]?(?:banner|notice|bar))(?![a-z])""",
    re.IGNORECASE,
)
_MAY_OVERLAY = frozenset({"div", "section", "aside", "form", "dialog"})
_LEAST_BESIDE_AN_OVERLAY = 40
"""Letters of prose beside a notice on cookies that make it a notice: with less, it is all that the page shows."""
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_HIDDEN_ATTRIBUTE = re.compile(r"\shidden(?=[\s>/=])", re.IGNORECASE)
_HIDDEN_BY_VALUE = re.compile(
    r"""\saria-hidden\s*=\s*["']?true|\sstyle\s*=\s*(?:"[^"]*|'[^']*)(?:display\s*:\s*none|visibility\s*:\s*hidden)""",
    re.IGNORECASE,
)
_CLASS = re.compile(r"""\sclass\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_PASSWORD = re.compile(r"""\stype\s*=\s*["']?password""", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^>]*>")
_CLOSING = {name: re.compile(f"</{name}", re.IGNORECASE) for name in _RAW_ELEMENTS}
_WIDE = re.compile(
    "[\u0e00-\u0eff\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)


def weigh(text: str) -> int:
    """Measure text in letters of an alphabet; one of a script without spaces counts as three."""
    return len(text) if text.isascii() else len(text) + 2 * sum(1 for _ in _WIDE.finditer(text))


def decode_text(body: bytes, content_type: str | None, *, limit: int | None = None) -> str:
    """Decode a page for a look, or so many of its bytes, in the charset that all of them are in. Never fails."""
    declared = (name_meta_charset(body), name_xml_charset(body))
    charset = choose_charset(body, name_header_charset(content_type), declared)
    return decode_as(body[:limit], charset)


_Tag = tuple[int, int, bool, str]
"""Where a tag starts and ends, whether it closes, and its element's name; "" for what is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a look at a page saw. Blocks are runs of text between block-level tags, white space collapsed."""

    markup: str
    title: str = ""
    headings: tuple[str, ...] = ()
    """The text of h1, h2 and h3 in order."""
    top_headings: tuple[str, ...] = ()
    """The text of every h1."""
    prose: tuple[str, ...] = ()
    """Blocks outside navigation, header and footer that are not mostly links; headings are among them."""
    main_prose: tuple[str, ...] = ()
    """Those blocks of prose inside <main> and <article> that are no headings."""
    noscript: str = ""
    text_weight: int = 0
    """Weight of all visible text, links and navigation included."""
    body_weight: int = 0
    """Weight of the visible text outside navigation, header and footer, links included."""
    main_weight: int | None = None
    """Weight of the text inside <main> and <article>; None without such an element."""
    login_place: Literal["main", "body", "chrome"] | None = None
    """The most central place where a password is asked for; what is hidden is no place."""
    scripts: int = 0


@dataclass(slots=True)
class _Look:
    """The state of one pass over the tags."""

    markup: str
    title: str = ""
    headings: list[str] = field(default_factory=list)
    top_headings: list[str] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    main_prose: list[str] = field(default_factory=list)
    noscript: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    open_counts: dict[str, int] = field(default_factory=dict)
    chrome_depth: int = 0
    main_depth: int = 0
    is_in_link: bool = False
    link_length: int = 0
    text_weight: int = 0
    body_weight: int = 0
    main_weight: int = 0
    has_main: bool = False
    login_place: Literal["main", "body", "chrome"] | None = None
    scripts: int = 0

    def add_text(self, text: str) -> None:
        if not text or text.isspace():
            self.pieces.append(" ")
            return
        self.pieces.append(text)
        if self.is_in_link:
            self.link_length += len(text)

    def end_block(self, heading: str = "") -> None:
        """Close the block of text under way and file it."""
        if not self.pieces:
            return
        raw = "".join(self.pieces)
        link_length, self.link_length = self.link_length, 0
        self.pieces.clear()
        text = " ".join((html.unescape(raw) if "&" in raw else raw).split())
        if not text:
            return
        weight = weigh(text)
        self.text_weight += weight
        if not self.chrome_depth:
            self.body_weight += weight
        if self.main_depth:
            self.main_weight += weight
        if heading:
            self.headings.append(text)
            if heading == "h1":
                self.top_headings.append(text)
        if heading or (not self.chrome_depth and link_length * 2 <= len(raw.strip())):
            self.prose.append(text)
            if self.main_depth and not heading:
                self.main_prose.append(text)

    def open_tag(self, name: str) -> None:
        if name == "a":
            self.is_in_link = True
        if name in _INLINE_ELEMENTS:
            return
        self.end_block()
        if name in _CHROME_ELEMENTS:
            self._count(name, 1)
            self.chrome_depth += 1
        elif name in _MAIN_ELEMENTS:
            self._count(name, 1)
            self.has_main = True
            self.main_depth += 1

    def close_tag(self, name: str) -> None:
        if name == "a":
            self.is_in_link = False
        if name in _INLINE_ELEMENTS:
            return
        self.end_block(name if name in _HEADINGS else "")
        if self.open_counts.get(name, 0) > 0:
            self._count(name, -1)
            if name in _CHROME_ELEMENTS:
                self.chrome_depth -= 1
            else:
                self.main_depth -= 1

    def note_password(self) -> None:
        """Note that a password is asked for here."""
        if self.main_depth:
            self.login_place = "main"
        elif self.login_place != "main" and not self.chrome_depth:
            self.login_place = "body"
        elif self.login_place is None:
            self.login_place = "chrome"

    def _count(self, name: str, step: int) -> None:
        self.open_counts[name] = self.open_counts.get(name, 0) + step

    def keep_raw(self, name: str, inner: str) -> None:
        """Note the content of an element whose text is not part of the page's visible text."""
        if name == "script":
            self.scripts += 1
        elif name == "title" and not self.title:
            self.title = _plain(inner)
        elif name == "noscript":
            self.noscript.append(_plain(inner))


def _plain(markup: str) -> str:
    return " ".join(html.unescape(_ANY_TAG.sub(" ", markup[:4000])).split())


def read_page(markup: str) -> Page:
    """Look at a page's markup, from the first tag to the last.

    A notice on cookies that lies over the page is looked at only where the page says nothing beside it.
    """
    look = _Look(markup)
    tags = list(_walk(look))
    hidden = _find_elements(markup, tags, _MAY_HIDE, _is_hidden)
    overlays = _find_elements(markup, tags, _MAY_OVERLAY, _is_overlay)
    if overlays:
        page = _look_at(look, tags, {**overlays, **hidden})
        if sum(weigh(block) for block in page.prose) >= _LEAST_BESIDE_AN_OVERLAY:
            return page
        look = _Look(markup)
        tags = list(_walk(look))
    return _look_at(look, tags, hidden)


def _look_at(look: _Look, tags: list[_Tag], hidden: Mapping[int, int]) -> Page:
    markup = look.markup
    position = skipped_to = 0
    for number, (start, end, is_closing, name) in enumerate(tags):
        if number < skipped_to:
            position = end
            continue
        look.add_text(markup[position:start])
        if number in hidden:
            skipped_to = hidden[number] + 1
            if name not in _INLINE_ELEMENTS:
                look.end_block()
        elif is_closing:
            look.close_tag(name)
        elif name:
            look.open_tag(name)
            if name == "input" and _PASSWORD.search(markup, start, end):
                look.note_password()
        position = end
    look.add_text(markup[position:])
    look.end_block()
    return Page(
        markup=markup,
        title=look.title,
        headings=tuple(look.headings),
        top_headings=tuple(look.top_headings),
        prose=tuple(look.prose),
        main_prose=tuple(look.main_prose),
        noscript=" ".join(look.noscript),
        text_weight=look.text_weight,
        body_weight=look.body_weight,
        main_weight=look.main_weight if look.has_main else None,
        login_place=look.login_place,
        scripts=look.scripts,
    )


def _find_elements(
    markup: str, tags: list[_Tag], names: frozenset[str], is_meant: Callable[[str], bool]
) -> dict[int, int]:
    """Find elements to pass over by their opening tags: the number of each one's opening and of its closing tag.

    One that is never closed hides nothing, and no other of its name is looked for: that keeps the look linear.
    """
    hidden: dict[int, int] = {}
    unclosed: set[str] = set()
    last = -1
    for number, (start, end, is_closing, name) in enumerate(tags):
        if number <= last or is_closing or name not in names or name in unclosed:
            continue
        if end - start <= len(name) + 2 or not is_meant(markup[start:end]):
            continue
        closing = _find_closing(tags, number)
        if closing is None:
            unclosed.add(name)
            continue
        last = closing
        is_brief = tags[closing][0] - end <= _HIDDEN_MOST
        if is_brief and not any(inner[3] in _SHOWN_LATER for inner in tags[number:closing]):
            hidden[number] = closing
    return hidden


def _find_closing(tags: list[_Tag], number: int) -> int | None:
    name = tags[number][3]
    depth = 0
    for later in range(number, len(tags)):
        if tags[later][3] == name:
            depth += -1 if tags[later][2] else 1
            if depth == 0:
                return later
    return None


def _is_overlay(tag: str) -> bool:
    """Tell whether an opening tag is that of a dialog or of a notice on cookies and consent."""
    return _OVERLAY.search(tag) is not None


def _is_hidden(tag: str) -> bool:
    """Tell whether an opening tag says that its element is not shown."""
    if _HIDDEN_BY_VALUE.search(tag) or _HIDDEN_ATTRIBUTE.search(_QUOTED.sub('""', tag)):
        return True
    found = _CLASS.search(tag)
    if found is None:
        return False
    classes = (found[1] or found[2] or found[3] or "").casefold().split()
    names, shown_again = _hiding_classes()
    return not names.isdisjoint(classes) and not any(shown_again.fullmatch(one) for one in classes)


@functools.cache
def _hiding_classes() -> tuple[frozenset[str], re.Pattern[str]]:
    table = read_data("hidden.toml")
    return frozenset(table["classes"]), re.compile("|".join(f"(?:{form})" for form in table["shown-again"]))


def _walk(look: _Look) -> Iterator[_Tag]:
    """Yield tags as (start, end, is closing, name); raw elements and comments are skipped over whole."""
    markup = look.markup
    position = 0
    # No tag is sought past the last ">": the search of each would run to the end, and a megabyte of "<a" would stall.
    last = max(markup.rfind(">") + 1, markup.rfind("<!--") + 4)
    while found := _TAG.search(markup, position, last):
        start, position = found.span()
        if found[1]:
            # From the opening's own hyphens on: "<!-->" is a whole comment.
            end = markup.find("-->", start + 2)
            position = len(markup) if end < 0 else end + 3
            yield start, position, False, ""
            continue
        if not found[3]:
            yield start, position, False, ""
            continue
        name = found[3].lower()
        if found[2] or name not in _RAW_ELEMENTS or (name == "template" and _SHADOW.search(found[0])):
            yield start, position, bool(found[2]), name
            continue
        closing = _CLOSING[name].search(markup, position)
        if closing is None and found[0].endswith("/>"):
            yield start, position, False, ""
            continue
        inner_end = closing.start() if closing else len(markup)
        look.keep_raw(name, markup[position:inner_end])
        end = markup.find(">", inner_end)
        position = len(markup) if end < 0 else end + 1
        yield start, position, False, ""
