"""Listing pages: which links of an HTML page are its entries, by one general rule or by the source's selector.

The rule: entries repeat. Links outside of what frames a page that stand in like elements form groups, and the group
that carries the most words beyond the names of places is the list. Links in other elements of its rows belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from statediff.fetcher.feeds import FEED_ROOTS
from statediff.fetcher.jsonlists import read_json
from statediff.fetcher.links import Candidate, Gathering, clean_title, host_of
from statediff.fetcher.outline import Anchor, Outline, read_outline
from statediff.fetcher.page import decode_text, weigh
from statediff.fetcher.selectors import Selector
from statediff.fetcher.sitemaps import SITEMAP_ROOTS
from statediff.fetcher.xmltext import HostileXml, name_root

MAX_BYTES = 2_097_152
"""A page is read this far: the worst markup that long takes 3 s, and no list of links needs more."""
_LEAST_ENTRIES = 3
"""So many like links make a list."""
_LONGEST_COUNTED = 150
_PLACE_NAME = 24
"""Weight up to which a link's words may name a place of the site ("Press and media") rather than a statement."""
_SHORT = 12
_SHAPE_LENGTH = 6
"""Elements around a link whose names make its shape; a list's entries differ further out, if at all."""
_TELLING_COUNT = 10
"""More entries than that make a list no likelier: menus are longer."""
_BONUS = 3
"""For titles in headings, and again for dates: what menus do not have."""
_LINK_HEADER = re.compile(r'<([^<>]{1,2000})>\s*;[^,<>]{0,200}rel="?next\b')


class NotAListing(ValueError):
    """The bytes list no pages; says what they are, and which feeds the page names."""

    def __init__(self, cause: str, feeds: Sequence[str] = ()) -> None:
        self.feeds = tuple(feeds)
        super().__init__(cause)


@dataclass(slots=True)
class _Group:
    """Links of one shape (the same names of elements around them) in one list, or in several that are alike."""

    anchors: list[Anchor] = field(default_factory=list)
    weights: dict[str, int] = field(default_factory=dict)
    """Weight of the title of each address."""
    dated: int = 0
    headings: int = 0

    def add(self, anchor: Anchor) -> None:
        """Take a link in."""
        self.anchors.append(anchor)
        if anchor.href not in self.weights:
            self.weights[anchor.href] = min(weigh(anchor.title), _LONGEST_COUNTED)
            self.dated += anchor.published is not None
            self.headings += anchor.is_heading

    @property
    def mean(self) -> float:
        """Mean weight of a title."""
        return sum(self.weights.values()) / max(len(self.weights), 1)

    @property
    def is_dated(self) -> bool:
        """Whether most entries have a date."""
        return 2 * self.dated > len(self.weights)

    @property
    def rank(self) -> float:
        """What the best group has most of: words, above all those beyond the names of places, dates and headings."""
        count = min(len(self.weights), _TELLING_COUNT)
        excess = sum(max(weight - _PLACE_NAME, 0) for weight in self.weights.values()) / max(len(self.weights), 1)
        bonus = (_BONUS if self.is_dated else 1) * (_BONUS if 2 * self.headings > len(self.weights) else 1)
        return (excess + self.mean / 8) * count * bonus

    def is_like(self, other: _Group) -> bool:
        """Whether another list of the same shape looks like a part of this one."""
        return 2 * other.mean >= self.mean and other.is_dated >= self.is_dated


def read_listing(body: bytes, content_type: str | None, gathering: Gathering, select: Sequence[str] = ()) -> None:
    """Gather the entries of a listing. Raises ValueError with the reason in words when the bytes list nothing."""
    text = decode_text(body, content_type, limit=MAX_BYTES)
    if text.lstrip()[:1] in {"{", "["} or "json" in (content_type or "").lower():
        read_json(text, gathering, is_feed=False)
        return
    if "<" not in text:
        raise NotAListing("it is not a listing: neither HTML nor JSON")
    if _root_of(text) in FEED_ROOTS | SITEMAP_ROOTS:
        raise NotAListing("it is not a listing: it is a feed or a sitemap")
    if len(body) > MAX_BYTES:
        gathering.failures.append(f"the page was read as far as its first {MAX_BYTES} bytes")
    outline = read_outline(text, Selector(select))
    if outline.base:
        gathering.base_url = urljoin(gathering.base_url, outline.base.strip())
    for anchor in _select(outline, select) if select else _choose(outline, gathering):
        gathering.add(Candidate(href=anchor.href, title=anchor.title, published=anchor.published))
    for href in outline.next_pages:
        gathering.add_more(href)
    if not gathering.found:
        feeds = [url for href in outline.feeds if (url := gathering.resolve(href))]
        raise NotAListing("no link of the page is an entry of a list", feeds)


def _root_of(text: str) -> str | None:
    try:
        return name_root(text)
    except HostileXml:  # a document type, as pages have one
        return None


def read_next_header(value: str | None) -> tuple[str, ...]:
    """Read where a listing goes on out of a Link header (RFC 8288)."""
    return tuple(_LINK_HEADER.findall(value or ""))


def _select(outline: Outline, select: Sequence[str]) -> list[Anchor]:
    chosen = [anchor for anchor in outline.anchors if anchor.is_selected]
    if not chosen:
        words = ", ".join(select)[:100]
        raise NotAListing(f'the selector "{words}" holds no link of the page')
    _name(chosen)
    return chosen


def _choose(outline: Outline, gathering: Gathering) -> list[Anchor]:
    """Choose the entries by the general rule, in document order, and count the addresses that are none."""
    reasons = {anchor.href: _why_no_entry(anchor.href, gathering) for anchor in outline.anchors}
    pool = _pool([anchor for anchor in outline.anchors if reasons[anchor.href] is None])
    _name(pool)
    best = max(_group(pool), key=lambda group: group.rank, default=_Group())
    if len(best.weights) < _LEAST_ENTRIES:
        chosen = [anchor for anchor in pool if weigh(anchor.title) >= _PLACE_NAME]
    else:
        chosen = _complete(best, pool)
    hrefs = {anchor.href for anchor in chosen}
    for href, reason in reasons.items():
        if href not in hrefs:
            gathering.count(reason or "beside the list")
    return chosen


def _why_no_entry(href: str, gathering: Gathering) -> str | None:
    url = gathering.resolve(href)
    if url is None:
        return "no web address"
    if href.startswith("#"):
        return "the listing itself"
    listing, path = urlsplit(gathering.listing_url), urlsplit(url).path.rstrip("/")
    is_above = f"{listing.path}/".startswith(f"{path}/") and path != listing.path.rstrip("/")
    if is_above and not urlsplit(url).query and host_of(url) == host_of(gathering.listing_url):
        return "above the listing"
    return gathering.why_left_out(url)


def _pool(anchors: list[Anchor]) -> list[Anchor]:
    """Leave out what frames the page; what only its class name calls a frame stays when nothing else is left."""
    inside = [anchor for anchor in anchors if not anchor.element.is_chrome]
    plain = [anchor for anchor in inside if not anchor.element.is_named_chrome]
    plain = plain if len({anchor.href for anchor in plain}) >= _LEAST_ENTRIES else inside
    main = [anchor for anchor in plain if anchor.element.is_main]
    return main if len({anchor.href for anchor in main}) >= _LEAST_ENTRIES else plain


def _name(anchors: list[Anchor]) -> None:
    """Give every link to one address the address's best title.

    Words that stand for several addresses ("Read more") name none of them; the heading of the row does, or a label.
    """
    uses: dict[str, set[str]] = {}
    for anchor in anchors:
        uses.setdefault(anchor.words, set()).add(anchor.href)
    best: dict[str, tuple[tuple[bool, bool, bool], str]] = {}
    for anchor in anchors:
        is_shared = len(uses[anchor.words]) >= _LEAST_ENTRIES
        words = ((anchor.row_heading or clean_title(anchor.label)) if is_shared else "") or anchor.words
        is_long = weigh(words) > _SHORT
        rank = (words != anchor.words or not is_shared, anchor.is_heading and is_long, is_long)
        if anchor.href not in best or rank > best[anchor.href][0]:
            best[anchor.href] = (rank, words)
    for anchor in anchors:
        anchor.title = best[anchor.href][1]


def _group(anchors: list[Anchor]) -> list[_Group]:
    """Group links by their shape; of the lists of one shape, the best one and those that are like it."""
    shapes: dict[tuple[str, ...], dict[int, _Group]] = {}
    for anchor in anchors:
        row = anchor.row
        lists = shapes.setdefault(anchor.element.path(_SHAPE_LENGTH), {})
        lists.setdefault(id(row.parent) if row is not None else 0, _Group()).add(anchor)
    groups = []
    for lists in shapes.values():
        best = max(lists.values(), key=lambda group: group.rank)
        merged = _Group()
        for group in lists.values():
            for anchor in group.anchors if group is best or best.is_like(group) else ():
                merged.add(anchor)
        groups.append(merged)
    return groups


def _without_companions(anchors: list[Anchor]) -> list[Anchor]:
    """Leave out what accompanies an entry in its row: links of far fewer words ("PDF") or of its name ("Share")."""
    longest: dict[int, int] = {}
    named: dict[tuple[int, str], str] = {}
    for anchor in anchors:
        row = id(anchor.row)
        longest[row] = max(longest.get(row, 0), weigh(anchor.title))
        named.setdefault((row, anchor.title), anchor.href)
    return [
        anchor
        for anchor in anchors
        if anchor.row is None
        or (3 * weigh(anchor.title) >= longest[id(anchor.row)] and named[id(anchor.row), anchor.title] == anchor.href)
    ]


def _complete(best: _Group, pool: list[Anchor]) -> list[Anchor]:
    """Return the best group's links, those of rows of its list that have none in it, and headings like its titles."""
    least = _SHORT if best.mean >= _PLACE_NAME else 0
    entries = _without_companions([anchor for anchor in best.anchors if weigh(anchor.title) >= least] or best.anchors)
    rows = {id(row): row for anchor in entries if (row := anchor.row) is not None}
    lists = {(id(row.parent), row.name) for row in rows.values()}
    chosen = {id(anchor) for anchor in entries}
    for anchor in pool:
        row = anchor.row
        is_row_without = row is not None and id(row) not in rows and (id(row.parent), row.name) in lists
        if (is_row_without or anchor.is_heading) and weigh(anchor.title) >= max(best.mean / 2, least):
            chosen.add(id(anchor))
    return [anchor for anchor in pool if id(anchor) in chosen]
