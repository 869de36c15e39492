"""Suggestions: sources that may carry one statement, with the evidence; only a person links them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from urllib.parse import urljoin, urlsplit

import regex

from statediff.archive import Archive
from statediff.desk.editions.groups import group_sources, known_sources
from statediff.desk.editions.laying.anchors import Anchor, Marks, Weights, mark, merge
from statediff.desk.editions.reading import Reading, read_edition
from statediff.judgements import EditionLink, LinkState
from statediff.model import Exchange, Source, Version

_TAG = regex.compile(rb"<(?:link|a)\b[^<>]{0,2000}>", regex.IGNORECASE)
_ATTRIBUTE = regex.compile(rb"([a-z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", regex.IGNORECASE)
_MOST_TAGS = 5000
_RARE = 4
"""Sources that hold an anchor at most, for it to bring two of them together; more of a larger archive."""
_LEAST_SHARED = 0.3
"""Part of the weight of figures, dates and names that two editions share at least, unless one names the other."""
_MUCH_SHARED = 0.5
_LEAST_PLACES = 3
"""Figures, dates and names that two sources share at least."""
_POINTS = {"alternate": 4.0, "link": 2.0, "publisher": 1.0, "host": 1.0, "path": 1.5, "day": 1.0, "days": 0.5}
_LEAST_POINTS = 4.0
_DAY, _DAYS = timedelta(days=1), timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Two sources that may be editions of one statement, how strongly, and why in words."""

    source_id: str
    edition_of: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    source: Source
    version: Version
    reading: Reading
    marks: Marks
    links: frozenset[str]
    alternates: frozenset[str]


def suggest_editions(archive: Archive, configured: Sequence[Source] = ()) -> tuple[Suggestion, ...]:
    """Return pairs of sources that no group and no person's word joins or parts, the likeliest first."""
    sources = known_sources(archive, configured)
    links = archive.edition_links()
    candidates = [candidate for source in sources if (candidate := _candidate(archive, source)) is not None]
    weights = Weights(candidate.marks for candidate in candidates)
    shut = _settled(sources, links)
    found = [
        suggestion
        for one, other in _pairs(candidates)
        if frozenset((one.source.id, other.source.id)) not in shut
        and (suggestion := _weigh(one, other, weights)) is not None
    ]
    return tuple(sorted(found, key=lambda each: (-each.score, each.source_id, each.edition_of)))


def _candidate(archive: Archive, source: Source) -> _Candidate | None:
    version = archive.last_version(source.id)
    if version is None or source.discover is not None:
        return None
    reading = read_edition(version.wording, source.language)
    if not reading.paragraphs:
        return None
    exchange = archive.last_ok(source.id)
    return _Candidate(
        source=source,
        version=version,
        reading=reading,
        marks=merge([mark(paragraph.whole) for paragraph in reading.paragraphs]),
        links=frozenset(_plain(link.href) for block in version.wording.blocks for link in block.links),
        alternates=frozenset(map(_plain, _alternates(exchange))) if exchange is not None else frozenset(),
    )


def _settled(sources: Sequence[Source], links: Iterable[EditionLink]) -> frozenset[frozenset[str]]:
    """Return the pairs that are linked already, and those that a person rejected."""
    links = tuple(links)
    shut = {
        frozenset(pair) for group in group_sources(sources, links) for pair in combinations([s.id for s in group], 2)
    }
    states = {frozenset((link.source_id, link.edition_of)): link.state for link in links}
    return frozenset(shut | {pair for pair, state in states.items() if state is LinkState.REJECTED})


def _pairs(candidates: Sequence[_Candidate]) -> list[tuple[_Candidate, _Candidate]]:
    """Return the pairs worth weighing: those that share rare anchors, and those of which one names the other."""
    holders: defaultdict[Anchor, list[int]] = defaultdict(list)
    addresses: dict[str, int] = {}
    for number, candidate in enumerate(candidates):
        for anchor in candidate.marks.firm:
            holders[anchor].append(number)
        addresses[_plain(candidate.source.url)] = number
    shared: Counter[tuple[int, int]] = Counter()
    rare = max(_RARE, len(candidates) // 10)
    for numbers in holders.values():
        if len(numbers) <= rare:
            shared.update(combinations(numbers, 2))
    chosen = {pair for pair, count in shared.items() if count >= _LEAST_PLACES}
    for number, candidate in enumerate(candidates):
        for address in candidate.links | candidate.alternates:
            other = addresses.get(address, number)
            if other != number:
                chosen.add((min(number, other), max(number, other)))
    return [(candidates[one], candidates[other]) for one, other in sorted(chosen)]


def _weigh(one: _Candidate, other: _Candidate, weights: Weights) -> Suggestion | None:
    points, reasons = 0.0, []
    for key, reason in (*_naming(one, other), *_kinship(one.source, other.source), *_timing(one, other)):
        points += _POINTS[key]
        reasons.append(reason)
    shared = one.marks.firm & other.marks.firm
    total = weights.sum_of(one.marks.firm) + weights.sum_of(other.marks.firm)
    part = 2 * weights.shared(one.marks.firm, other.marks.firm) / total if total else 0.0
    fewer = min(len(one.marks.firm), len(other.marks.firm))
    if len(shared) >= _LEAST_PLACES and part >= _LEAST_SHARED:
        points += 3.0 if part >= _MUCH_SHARED else 2.0
        reasons.insert(0, f"{len(shared)} of {fewer} figures, dates and names are the same")
    elif points < _POINTS["alternate"]:
        return None
    if points < _LEAST_POINTS:
        return None
    first, second = sorted((one.source.id, other.source.id))
    return Suggestion(source_id=second, edition_of=first, score=round(points + part, 2), reasons=tuple(reasons))


def _naming(one: _Candidate, other: _Candidate) -> Iterable[tuple[str, str]]:
    for here, there in ((one, other), (other, one)):
        address = _plain(there.source.url)
        if address in here.alternates:
            yield "alternate", f"{here.source.id} names {there.source.id} as itself in another language"
            return
    for here, there in ((one, other), (other, one)):
        if _plain(there.source.url) in here.links:
            yield "link", f"{here.source.id} links to {there.source.id}"
            return


def _kinship(one: Source, other: Source) -> Iterable[tuple[str, str]]:
    if one.publisher and one.publisher == other.publisher:
        yield "publisher", "one publisher"
    here, there = urlsplit(one.url), urlsplit(other.url)
    if here.hostname and here.hostname == there.hostname:
        yield "host", "one host"
    steps = [[step for step in parts.path.split("/") if step] for parts in (here, there)]
    if len(steps[0]) == len(steps[1]) and len(steps[0]) > 1:
        differing = [(left, right) for left, right in zip(*steps, strict=True) if left != right]
        if len(differing) == 1 and all(len(step) <= len("en-gb") for step in differing[0]):
            yield "path", "one address but for the language"


def _timing(one: _Candidate, other: _Candidate) -> Iterable[tuple[str, str]]:
    days = [candidate.version.wording.published for candidate in (one, other)]
    if days[0] and days[1] and days[0][:10] == days[1][:10]:
        yield "day", "published on one day"
        return
    apart = abs(one.version.first_seen_at - other.version.first_seen_at)
    if apart <= _DAYS:
        yield ("day" if apart <= _DAY else "days"), "first seen within " + ("a day" if apart <= _DAY else "three days")


def _alternates(exchange: Exchange) -> Iterable[str]:
    """Yield the addresses that a page names as itself in another language (hreflang), in its own words."""
    for count, match in enumerate(_TAG.finditer(exchange.body)):
        if count >= _MOST_TAGS:
            return
        if b"hreflang" not in match[0].lower():
            continue
        found = {name.lower(): double or single or bare for name, double, single, bare in _ATTRIBUTE.findall(match[0])}
        href = found.get(b"href", b"").decode("utf-8", "replace").strip()
        if href:
            try:
                yield urljoin(exchange.final_url or exchange.url, href)
            except ValueError:
                continue


def _plain(address: str) -> str:
    """Return an address without what does not tell pages apart: scheme, "www.", fragment, last slash."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}" + (f"?{parts.query}" if parts.query else "")
