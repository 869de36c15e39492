"""Finding pages to watch: what a feed, a sitemap or a listing names, and how that changed. Bytes in, facts out."""

from __future__ import annotations

import hashlib
import re
from collections import deque
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal, assert_never
from urllib.parse import unquote, urlsplit

from statediff.errors import FetchError
from statediff.fetcher.feeds import read_feed
from statediff.fetcher.links import Discovery, Found, Gathering, clean_title, host_of, key_of
from statediff.fetcher.listings import NotAListing, read_listing, read_next_header
from statediff.fetcher.selectors import SelectorFault
from statediff.fetcher.sitemaps import MAX_URLS, read_sitemap
from statediff.model import Exchange, Source
from statediff.values import LONGEST_ID, why_bad_id

__all__ = ["Discovery", "Found", "ListingVerdict", "compare_listing", "discover", "propose_source", "walk"]

Kind = Literal["feed", "sitemap", "listing"]

DEFAULT_LIMIT = 200
_MAX_DEPTH = 3
_MAX_PARTS = 100
_NEXT_PAGES = 4
"""What is new stands on the first page; more are read in case a look was late."""
_SLUG_LENGTH = 48
_DIGEST_LENGTHS = (6, 12, 32)
_WORDLESS_NAMES = frozenset({"index", "default", "home", "page", "node", "news", "article", "content", "view", "show"})


def discover(
    exchange: Exchange,
    kind: Kind,
    *,
    select: Sequence[str] = (),
    allow_hosts: Sequence[str] = (),
    limit: int | None = None,
) -> Discovery:
    """Read which pages a feed, sitemap or listing names, in document order, each once.

    Links stay on the listing's host unless `allow_hosts` names others ("news.example", "*.example"). `select` holds
    CSS selectors of the links of a listing, or of elements around them; without it a general rule finds the list.
    `limit` is 200 links, for a sitemap 50,000.

    Raises: FetchError when no document came, or it is not what `kind` says: that is never "nothing there".
    """
    url = exchange.final_url or exchange.url
    if exchange.failure is not None:
        raise FetchError(url, exchange.failure.cause, transient=exchange.failure.transient)
    if exchange.status is not None and not 200 <= exchange.status < 300:
        raise FetchError(url, f"no {kind} came, but status {exchange.status}", transient=exchange.status >= 500)
    if not exchange.body.strip():
        raise FetchError(url, f"no {kind} came, but an empty answer", transient=True)
    gathering = Gathering(
        listing_url=url,
        base_url=url,
        allow_hosts=tuple(allow_hosts),
        limit=limit or (MAX_URLS if kind == "sitemap" else DEFAULT_LIMIT),
    )
    try:
        _read(exchange, kind, gathering, select)
    except NotAListing as error:
        feeds = f'this page names a feed: use discover = "feed" with {error.feeds[0]}' if error.feeds else ""
        raise FetchError(url, str(error), feeds or "name the links with a selector") from error
    except SelectorFault as error:
        raise FetchError(url, str(error), "write it otherwise, or leave it out") from error
    except ValueError as error:
        raise FetchError(url, str(error), "look at what the address answers, and name its kind") from error
    for href in read_next_header(exchange.header("link")):
        gathering.add_more(href)
    return gathering.finish()


def _read(exchange: Exchange, kind: Kind, gathering: Gathering, select: Sequence[str]) -> None:
    content_type = exchange.header("content-type")
    match kind:
        case "feed":
            read_feed(exchange.body, content_type, gathering)
        case "sitemap":
            read_sitemap(exchange.body, content_type, gathering)
        case "listing":
            read_listing(exchange.body, content_type, gathering, select)
        case _:
            assert_never(kind)


def walk(
    first: Exchange,
    kind: Kind,
    fetch: Callable[[str], Exchange],
    *,
    select: Sequence[str] = (),
    allow_hosts: Sequence[str] = (),
    limit: int | None = None,
    parts: int | None = None,
) -> Discovery:
    """Read a listing and what it goes on with: the sitemaps of an index to a depth of three, or the next pages.

    Each address is fetched once, at most `parts` of them: 100 of a sitemap, 4 of others. A sitemap of an index that
    is not read is one of `failures`; pages of a feed or listing end where `parts` do.

    Raises: FetchError when the first document is not what `kind` says.
    """
    start = discover(first, kind, select=select, allow_hosts=allow_hosts, limit=limit)
    left = parts if parts is not None else (_MAX_PARTS if kind == "sitemap" else _NEXT_PAGES)
    whole = _Whole(limit=limit or (MAX_URLS if kind == "sitemap" else DEFAULT_LIMIT))
    whole.take(start)
    waiting = deque((url, 2) for url in start.more)
    seen = {key_of(first.final_url or first.url), *(key_of(url) for url in start.more)}
    while waiting:
        url, depth = waiting.popleft()
        if left <= 0 and kind != "sitemap":
            break
        if left <= 0 or (kind == "sitemap" and depth > _MAX_DEPTH):
            whole.fail(f"{url}: not read, {'deeper than three sitemaps' if left > 0 else 'too many parts'}")
            continue
        left -= 1
        try:
            part = discover(fetch(url), kind, select=select, allow_hosts=allow_hosts, limit=limit)
        except FetchError as error:
            whole.fail(str(error))
            continue
        whole.take(part)
        fresh = [more for more in part.more if key_of(more) not in seen]
        seen.update(key_of(more) for more in fresh)
        waiting.extend((more, depth + 1) for more in fresh)
    return whole.finish()


class _Whole:
    """The parts of a listing put together: each link once, up to the limit."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._links: dict[str, Found] = {}
        self._left_out: dict[str, int] = {}
        self._failures: list[str] = []
        self._is_cut = False

    def take(self, part: Discovery) -> None:
        self._failures.extend(part.failures)
        self._is_cut = self._is_cut or part.is_cut
        for reason, count in part.left_out:
            self._left_out[reason] = self._left_out.get(reason, 0) + count
        for link in part.links:
            if key_of(link.url) in self._links:
                continue
            if len(self._links) < self._limit:
                self._links[key_of(link.url)] = link
            else:
                reason = f"over the limit of {self._limit}"
                self._left_out[reason] = self._left_out.get(reason, 0) + 1
                self._is_cut = True

    def fail(self, words: str) -> None:
        self._failures.append(words)

    def finish(self) -> Discovery:
        return Discovery(
            links=tuple(self._links.values()),
            left_out=tuple(self._left_out.items()),
            failures=tuple(self._failures),
            is_cut=self._is_cut,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingVerdict:
    """How a listing differs from its last look: links that came and went, and whether to believe it."""

    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    is_suspect: bool = False
    reason: str = ""


def compare_listing(previous: Sequence[str], present: Sequence[str]) -> ListingVerdict:
    """Compare the addresses of two looks at a listing; one that shrank by half or more is suspect.

    A suspect listing is more often a broken page, or another page, than so many withdrawals at once.
    """
    before = {key_of(url): url for url in previous}
    after = {key_of(url): url for url in present}
    is_suspect = bool(before) and 2 * len(after) <= len(before)
    return ListingVerdict(
        new=tuple(url for key, url in after.items() if key not in before),
        gone=tuple(url for key, url in before.items() if key not in after),
        is_suspect=is_suspect,
        reason=f"it shrank from {len(before)} links to {len(after)}" if is_suspect else "",
    )


def propose_source(found: Found, parent: Source, taken: Collection[str]) -> Source:
    """Make a source of a page that a parent's listing names, watched and read as the parent says.

    The id is made of the address alone, so that it is the same on every computer; `taken` only lengthens its digest.
    On another host, the parent's headers, certificates and reason to ignore robots.txt do not apply.
    """
    is_same_host = host_of(found.url) == host_of(parent.url)
    return replace(
        parent,
        id=_name_source(found.url, taken),
        url=found.url,
        title=clean_title(found.title) or None,
        edition_of=None,
        parent=parent.id,
        discover=None,
        links=(),
        allow_hosts=(),
        headers=parent.headers if is_same_host else (),
        ca_file=parent.ca_file if is_same_host else None,
        pin=parent.pin if is_same_host else None,
        ignore_robots=parent.ignore_robots if is_same_host else None,
    )


def _name_source(url: str, taken: Collection[str]) -> str:
    digest = hashlib.sha256(key_of(url).encode("utf-8", "surrogatepass")).hexdigest()
    folded = {name.casefold() for name in taken}
    slug = _slug_of(url)
    for length in _DIGEST_LENGTHS:
        # Ids are file names too: on some systems those that differ only in case are one.
        name = f"{slug[: LONGEST_ID - length - 1].rstrip('-')}-{digest[:length]}"
        if name.casefold() not in folded and why_bad_id(name) is None:
            return name
    raise FetchError(url, "no free id is left for this page", "give it one of your own in the configuration")


def _slug_of(url: str) -> str:
    """Make readable ASCII words of an address: its last path segment that has some, else its host."""
    parts = urlsplit(url)
    segments = [_ascii_words(re.sub(r"\.[a-z]{2,5}$", "", part)) for part in unquote(parts.path).lower().split("/")]
    telling = [slug for slug in segments if slug and slug not in _WORDLESS_NAMES]
    slug = telling[-1] if telling else _ascii_words((parts.hostname or "").removeprefix("www."))
    before = [part for part in segments[: segments.index(slug)] if part] if telling else []
    if slug.replace("-", "").isdigit() and before:
        slug = f"{before[-1]}-{slug}"
    if parts.query and not telling:
        slug = f"{slug}-{_ascii_words(unquote(parts.query))}"
    return slug[:_SLUG_LENGTH].rstrip("-") or "page"


def _ascii_words(text: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))
