"""Listings: sources that name other pages. Each entry becomes a source; the listing's own words are its entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from statediff import schedule
from statediff.archive import Archive
from statediff.differ import describe_entries
from statediff.errors import ExtractionError, FetchError
from statediff.fetcher import Discovery, Found, compare_listing, discover, propose_source
from statediff.model import Block, BlockKind, Capture, Disposition, DispositionKind, Exchange, Link, Source, Wording

_REVISION = "entries/2"
"""Raised whenever the entries read out of an unchanged listing may differ."""
_DEPTH = 3
"""How many listings may stand above a page: an index of sitemaps, its sitemap, the page."""
LEFT_LISTING = "left-listing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a look at a listing found: its entries as a wording, new sources, and entries that are gone."""

    wording: Wording
    extraction: str
    fresh: tuple[Source, ...] = ()
    gone: tuple[str, ...] = ()


def listing_key(source: Source) -> str:
    """Name how a listing's entries are read, in the place of an extraction key."""
    return ";".join((_REVISION, source.discover or "", *source.links, *(f"+{host}" for host in source.allow_hosts)))


def assess_listing(source: Source, exchange: Exchange, last: Wording | None) -> Disposition:
    """Judge an answer that is a document: whether it is the listing it should be, and still has half its entries."""
    try:
        found = _discover(source, exchange)
    except FetchError as error:
        return Disposition(kind=DispositionKind.PARSER_ERROR, reason=error.cause)
    verdict = compare_listing(_addresses(last), [link.url for link in found.links]) if last is not None else None
    if verdict is not None and verdict.is_suspect:
        return Disposition(kind=DispositionKind.SUSPECT, reason=verdict.reason)
    return Disposition(kind=DispositionKind.OK)


def read_listing(archive: Archive, source: Source, capture: Capture, last: Wording | None) -> Reading:
    """Read the entries of a capture that was kept, and propose a source for each that nobody watches yet.

    Raises: ExtractionError when the bytes are no such listing.
    """
    found = _discover_in(archive, source, capture)
    gone = compare_listing(_addresses(last), [link.url for link in found.links]).gone if last is not None else ()
    return Reading(
        wording=_wording_of(found),
        extraction=listing_key(source),
        fresh=tuple(_propose(archive, source, found)),
        gone=gone,
    )


def read_entries(archive: Archive, source: Source, capture: Capture) -> Wording:
    """Read the entries of a capture that was kept. Raises ExtractionError when the bytes are no such listing."""
    return _wording_of(_discover_in(archive, source, capture))


def tell_entries(old: Wording, new: Wording, language: str = "en") -> str:
    """Say in one sentence of a language which entries came to a listing and which left it."""
    before, after = frozenset(_addresses(old)), frozenset(_addresses(new))
    came = [block.text for block in new.blocks if any(link.href not in before for link in block.links)]
    left = [block.text for block in old.blocks if any(link.href not in after for link in block.links)]
    return describe_entries(came, left, language)


def children_of(archive: Archive, parents: Iterable[Source]) -> tuple[Source, ...]:
    """Return the sources that listings named, with the rules and the rhythm that their parents have now."""
    waiting = [parent for parent in parents if parent.discover is not None and parent.enabled]
    kept = archive.sources() if waiting else ()
    children: list[Source] = []
    while waiting:
        parent = waiting.pop(0)
        adopted = [_adopt(child, parent) for child in kept if child.parent == parent.id]
        children.extend(adopted)
        waiting.extend(child for child in adopted if child.discover is not None)
    return tuple(children)


def due_children(archive: Archive, parents: Iterable[Source], now: datetime) -> tuple[Source, ...]:
    """Return those of `children_of` that are due."""
    return tuple(
        child
        for child in children_of(archive, parents)
        if schedule.is_due(child, due_at=archive.due_at(child.id), now=now)
    )


def _adopt(child: Source, parent: Source) -> Source:
    heir = propose_source(Found(url=child.url, title=child.title or ""), parent, ())
    allowed = parent.allow_hosts if child.discover is not None else ()
    return replace(heir, id=child.id, discover=child.discover, allow_hosts=allowed, fetch=parent.fetch)


def _discover(source: Source, exchange: Exchange) -> Discovery:
    assert source.discover is not None
    return discover(exchange, source.discover, select=source.links, allow_hosts=source.allow_hosts)


def _discover_in(archive: Archive, source: Source, capture: Capture) -> Discovery:
    assert capture.digest is not None
    exchange = Exchange(
        url=capture.url,
        final_url=capture.final_url,
        status=200,
        headers=capture.headers,
        body=archive.snapshot(capture.digest),
    )
    try:
        return _discover(source, exchange)
    except FetchError as error:
        raise ExtractionError(source.id, error.cause, error.next_step) from error


def _propose(archive: Archive, source: Source, found: Discovery) -> Iterator[Source]:
    kept = {known.id: known for known in archive.sources()}
    watched = {known.url for known in kept.values()}
    for link in found.links:
        if link.url not in watched:
            child = propose_source(link, source, kept.keys())
            kept[child.id] = child
            yield child
    if source.discover == "sitemap" and _depth(kept, source) < _DEPTH:
        for url in found.more:
            if url not in watched:
                proposed = propose_source(Found(url=url), source, kept.keys())
                child = replace(proposed, discover="sitemap", allow_hosts=source.allow_hosts)
                kept[child.id] = child
                yield child


def _depth(kept: dict[str, Source], source: Source) -> int:
    depth = 1
    while source.parent is not None and source.parent in kept and depth < _DEPTH:
        source = kept[source.parent]
        depth += 1
    return depth


def _wording_of(found: Discovery) -> Wording:
    blocks = tuple(
        Block(kind=BlockKind.ITEM, level=1, text=link.title or link.url, links=(Link(text=link.title, href=link.url),))
        for link in found.links
    )
    return Wording(blocks=blocks)


def _addresses(wording: Wording | None) -> Sequence[str]:
    return [link.href for block in wording.blocks for link in block.links] if wording is not None else []
