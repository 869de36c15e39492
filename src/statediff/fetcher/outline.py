"""The links of a page with their surroundings: in which elements they stand, under which heading, by which date."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from statediff.fetcher.links import clean_title, iso_text
from statediff.fetcher.markup import VOID_ELEMENTS, Tag, read_tags
from statediff.fetcher.selectors import Place, Selector

_MAX_DEPTH = 100
_LEAST_ROWS = 3
_MAX_ANCHORS = 5_000
_LONGEST_TEXT = 2_000
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CLOSED_BY_SIBLING = {
    "li": ({"li"}, {"ul", "ol", "menu"}),
    "tr": ({"tr", "td", "th"}, {"table", "thead", "tbody", "tfoot"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
}
"""An opening tag ends the elements in the first set, up to one of the second: what authors may leave unclosed."""
_CHROME_ELEMENTS = frozenset({"nav", "aside", "dialog", "menu"})
_CHROME_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "dialog"}
)
_CHROME_NAME = re.compile(
    r"(?:[a-z]{1,2}-|site-?|main-?|page-?|block-?|region-?|top-?)?"
    r"(?:nav|navbar|navigation|menu|breadcrumbs?|pagination|pager|paginator|pagenavi|sidebar|cookies?|sharing|share"
    r"|social|footer|skip|langs?|languages?|tags)(?:[-_]\w[\w-]*)?"
)
"""Class names and ids of what stands around a list, as design systems and site builders spell them."""
_NEVER_CHROME = frozenset({"html", "body", "main", "article", "a", "li", "tr", "td"})
_ITEMS = frozenset({"article", "li", "section", "main"})
_PLAIN_DATE = re.compile(r"\W*(?:(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d{1,2})\.(\d{1,2})\.(\d{4}))\W*")


@dataclass(slots=True, kw_only=True)
class Element:
    """An open or closed element: what it is called and where it stands."""

    name: str
    parent: Element | None
    place: Place
    depth: int
    is_chrome: bool = False
    is_named_chrome: bool = False
    """Chrome by its class or id only, which a page's author may have meant otherwise."""
    is_main: bool = False
    is_heading: bool = False
    has_links: bool = False
    linked_children: dict[str, int] = field(default_factory=dict)
    """How many children of each name hold links."""

    def path(self, length: int) -> tuple[str, ...]:
        """Names of this element and those around it, innermost first, at most `length`."""
        names: list[str] = []
        element: Element | None = self
        while element is not None and len(names) < length:
            names.append(element.name)
            element = element.parent
        return tuple(names)


@dataclass(slots=True, kw_only=True)
class Heading:
    """A heading of the page."""

    element: Element
    pieces: list[str] = field(default_factory=list)
    has_link: bool = False


@dataclass(slots=True, kw_only=True)
class Anchor:
    """A link of the page and what stands around it."""

    href: str
    element: Element
    is_selected: bool
    label: str = ""
    pieces: list[str] = field(default_factory=list)
    heading_pieces: list[str] = field(default_factory=list)
    """Those of its words that stand in a heading inside it: a card's title, without its summary."""
    near: Heading | None = None
    """The heading that began last before it."""
    published: str | None = None
    title: str = ""
    """What the address is called, once all links to it were seen."""

    @property
    def words(self) -> str:
        """The link's own words, or what it is labelled with when it has none."""
        spoken = clean_title("".join(self.heading_pieces)) or clean_title("".join(self.pieces))
        return spoken or clean_title(self.label)

    @property
    def is_heading(self) -> bool:
        """Whether it stands in a heading, or one stands in it."""
        return self.element.is_heading or any(not piece.isspace() for piece in self.heading_pieces)

    @property
    def row(self) -> Element | None:
        """The innermost element around it that repeats: at least three like it, side by side, hold links."""
        element = self.element
        while element.parent is not None:
            if element.parent.linked_children.get(element.name, 0) >= _LEAST_ROWS:
                return element
            element = element.parent
        return None

    @property
    def row_heading(self) -> str:
        """The words of the heading in its row, or "" when there is none or that is a link of its own."""
        if self.near is None or self.near.has_link:
            return ""
        row = self.row
        element: Element | None = self.near.element
        while element is not None and element is not row:
            element = element.parent
        return clean_title("".join(self.near.pieces)) if element is not None else ""


@dataclass(slots=True, kw_only=True)
class Date:
    """A date the page shows, and between which links."""

    text: str
    element: Element
    after: int
    """How many links stand before it."""


@dataclass(slots=True, kw_only=True)
class Outline:
    """What a pass over a page saw of its links."""

    anchors: list[Anchor] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)
    base: str | None = None
    feeds: list[str] = field(default_factory=list)
    """Addresses of the feeds that the page names in its head."""
    next_pages: list[str] = field(default_factory=list)


class _Reader:
    """Follows the tags of a page, keeping the elements that are open."""

    def __init__(self, selector: Selector) -> None:
        self.outline = Outline()
        self._selector = selector
        self._open: list[Element] = [Element(name="", parent=None, place=selector.root, depth=0)]
        self._counts: dict[str, int] = {}
        self._anchor: Anchor | None = None
        self._heading: Heading | None = None
        self._too_deep: dict[str, int] = {}

    def read(self, markup: str) -> Outline:
        """Read a page from its first tag to its last."""
        for token in read_tags(markup):
            if isinstance(token, str):
                self._take_text(token)
            elif token.is_closing:
                self._close(token.name)
            else:
                self._take_tag(token)
        return self.outline

    def _take_text(self, text: str) -> None:
        innermost = self._open[-1]
        if self._anchor is not None and len(self._anchor.pieces) < _LONGEST_TEXT:
            self._anchor.pieces.append(text[:_LONGEST_TEXT])
            if innermost.is_heading and not self._anchor.element.is_heading:
                self._anchor.heading_pieces.append(text[:_LONGEST_TEXT])
        if self._heading is not None and innermost.is_heading and len(self._heading.pieces) < _LONGEST_TEXT:
            self._heading.pieces.append(text[:_LONGEST_TEXT])
        if len(text) < 40 and (found := _PLAIN_DATE.fullmatch(text)):
            year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
            self._take_date(f"{year}-{int(month):02d}-{int(day):02d}")

    def _take_date(self, text: str) -> None:
        date = iso_text(text)
        if date is not None and len(self.outline.dates) < _MAX_ANCHORS:
            self.outline.dates.append(Date(text=date, element=self._open[-1], after=len(self.outline.anchors)))

    def _take_tag(self, tag: Tag) -> None:
        if tag.name in VOID_ELEMENTS:
            self._take_void(tag)
            return
        if tag.name == "a":
            self._close("a")
        if len(self._open) > _MAX_DEPTH:
            self._too_deep[tag.name] = self._too_deep.get(tag.name, 0) + 1
            return
        self._close_siblings(tag.name)
        element = self._enter(tag)
        if tag.name in _HEADINGS:
            self._heading = Heading(element=element)
        if tag.name == "time" and tag.get("datetime"):
            self._take_date(tag.get("datetime"))
        if tag.name == "a" and tag.get("href"):
            self._take_anchor(tag, element)

    def _take_void(self, tag: Tag) -> None:
        if self._anchor is not None:
            self._anchor.pieces.append(" ")
            self._anchor.label = self._anchor.label or tag.get("alt")
        if tag.name == "base" and self.outline.base is None and tag.get("href"):
            self.outline.base = tag.get("href")
        if tag.name == "link" and tag.get("href"):
            if "next" in tag.words("rel"):
                self.outline.next_pages.append(tag.get("href"))
            if "alternate" in tag.words("rel") and tag.get("type").endswith(("rss+xml", "atom+xml", "feed+json")):
                self.outline.feeds.append(tag.get("href"))

    def _take_anchor(self, tag: Tag, element: Element) -> None:
        if "next" in tag.words("rel"):
            self.outline.next_pages.append(tag.get("href"))
            return
        if len(self.outline.anchors) >= _MAX_ANCHORS:
            return
        self._anchor = Anchor(
            href=tag.get("href"),
            element=element,
            is_selected=self._selector.is_inside(element.place),
            label=tag.get("aria-label") or tag.get("title"),
            near=self._heading,
        )
        self.outline.anchors.append(self._anchor)
        if self._heading is not None and element.is_heading:
            self._heading.has_link = True
        _mark_links(element)

    def _enter(self, tag: Tag) -> Element:
        around = self._open[-1]
        is_inside_item = any(self._counts.get(name) for name in _ITEMS)
        element = Element(
            name=tag.name,
            parent=around,
            place=self._selector.enter(tag, around.place),
            depth=around.depth + 1,
            is_chrome=around.is_chrome or _is_chrome(tag, is_inside_item=is_inside_item),
            is_named_chrome=around.is_named_chrome or _is_named_chrome(tag),
            is_main=around.is_main or tag.name == "main" or tag.get("role") == "main",
            is_heading=around.is_heading or tag.name in _HEADINGS,
        )
        self._open.append(element)
        self._counts[tag.name] = self._counts.get(tag.name, 0) + 1
        return element

    def _close(self, name: str) -> None:
        if self._too_deep.get(name):
            self._too_deep[name] -= 1
            return
        if not self._counts.get(name):
            return
        while self._leave().name != name:
            pass

    def _leave(self) -> Element:
        element = self._open.pop()
        self._counts[element.name] -= 1
        if self._anchor is not None and element is self._anchor.element:
            self._anchor = None
        return element

    def _close_siblings(self, name: str) -> None:
        ended, limits = _CLOSED_BY_SIBLING.get(name, (set(), set()))
        if not any(self._counts.get(other) for other in ended):
            return
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].name in limits:
                return
            if self._open[depth].name in ended:
                while len(self._open) > depth:
                    self._leave()
                if name != "tr":
                    return


def read_outline(markup: str, selector: Selector) -> Outline:
    """Read the links of a page with their surroundings and dates."""
    outline = _Reader(selector).read(markup)
    _give_dates(outline)
    return outline


def _mark_links(element: Element) -> None:
    """Tell the elements around a link that they hold one, each once."""
    while element.parent is not None and not element.has_links:
        element.has_links = True
        counts = element.parent.linked_children
        counts[element.name] = counts.get(element.name, 0) + 1
        element = element.parent


def _is_chrome(tag: Tag, *, is_inside_item: bool) -> bool:
    if tag.name in {"header", "footer"}:
        return not is_inside_item
    return tag.name in _CHROME_ELEMENTS or not _CHROME_ROLES.isdisjoint(tag.words("role"))


def _is_named_chrome(tag: Tag) -> bool:
    if tag.name in _NEVER_CHROME:
        return False
    return any(_CHROME_NAME.fullmatch(name) for name in (*tag.words("class"), *tag.words("id")))


def _give_dates(outline: Outline) -> None:
    """Give each date to the link it stands nearest to: the neighbour with whom it shares the innermost element."""
    anchors = outline.anchors
    is_date_first = bool(outline.dates and anchors) and _stands_first(outline.dates, anchors)
    for date in outline.dates:
        before = anchors[date.after - 1] if date.after else None
        after = anchors[date.after] if date.after < len(anchors) else None
        shared_before = _shared_depth(date.element, before.element) if before else -1
        shared_after = _shared_depth(date.element, after.element) if after else -1
        is_after = shared_after > shared_before or (shared_after == shared_before and is_date_first)
        nearest = after if is_after else before
        if nearest is not None and nearest.published is None:
            nearest.published = date.text
    rows = {id(anchor.row): anchor.published for anchor in reversed(anchors) if anchor.published and anchor.row}
    for anchor in anchors:
        anchor.published = anchor.published or rows.get(id(anchor.row))


def _stands_first(dates: list[Date], anchors: list[Anchor]) -> bool:
    """Whether this page writes an entry's date before its link: told by the first date's neighbours."""
    first = dates[0]
    if first.after == 0:
        return True
    if first.after >= len(anchors):
        return False
    before, after = anchors[first.after - 1].element, anchors[first.after].element
    return _shared_depth(first.element, after) > _shared_depth(first.element, before)


def _shared_depth(one: Element, other: Element) -> int:
    """Depth of the innermost element that holds both."""
    left: Element | None = one
    right: Element | None = other
    while left is not None and right is not None and left is not right:
        if left.depth >= right.depth:
            left = left.parent
        else:
            right = right.parent
    return left.depth if left is not None and left is right else 0
