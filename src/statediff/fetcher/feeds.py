"""Feeds: RSS 0.9 to 2.0 and Atom, read by feedparser out of bytes that were checked first, and JSON Feed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from time import struct_time
from typing import Any
from xml.sax.handler import ContentHandler

import feedparser

from statediff.fetcher.jsonlists import read_json
from statediff.fetcher.links import Candidate, Gathering, clean_title
from statediff.fetcher.xmltext import BrokenXml, decode_xml, name_root, refuse_declarations, walk_xml

FEED_ROOTS = frozenset({"rss", "feed", "rdf", "channel"})
_LONGEST = 4_000_000
_LONGEST_BROKEN = 300_000
"""A feed that is not well-formed goes through feedparser's regexes: 1 s for 300 KB of "<a", 4 s for twice as much."""


class NotAFeed(ValueError):
    """The bytes are no feed; says what they are instead."""


def read_feed(body: bytes, content_type: str | None, gathering: Gathering) -> None:
    """Gather the entries of a feed. Raises ValueError with the reason in words when the bytes are no feed."""
    text = decode_xml(body, content_type)
    if text.lstrip()[:1] in {"{", "["}:
        read_json(text, gathering, is_feed=True)
        return
    root = name_root(text)
    if root not in FEED_ROOTS:
        raise NotAFeed(
            f"it is not a feed: its root element is <{root}>" if root else "it is not a feed: no XML, no JSON"
        )
    fault = _check(text)
    # feedparser is given a stream: a string or bytes may be the name of a file to it, which it would open.
    parsed = feedparser.parse(
        BytesIO(text.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": gathering.base_url},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    if not parsed.version:
        raise NotAFeed(f"it is not a feed: <{root}> without the parts of one")
    for entry in parsed.entries:
        gathering.add(_candidate_of(entry))
    for link in parsed.feed.get("links", ()):
        if link.get("rel") == "next" and link.get("href"):
            gathering.add_more(link["href"])
    if fault and not gathering.found:
        raise NotAFeed(f"no entry of the feed can be read: {fault}")
    if fault:
        gathering.failures.append(f"the feed was read as far as it goes: {fault}")


def _check(text: str) -> str:
    """Return how a feed falls short of XML, or "". Raises ValueError for what feedparser is not to have."""
    if len(text) > _LONGEST:
        raise NotAFeed(f"it is a feed of more than {_LONGEST} letters")
    try:
        walk_xml(text, ContentHandler())
    except BrokenXml as error:
        refuse_declarations(text)
        if len(text) > _LONGEST_BROKEN:
            raise NotAFeed(f"it is too long a feed to be mended: {error}") from error
        return str(error)
    return ""


def _candidate_of(entry: Mapping[str, Any]) -> Candidate:
    title = entry.get("title_detail") or {}
    is_markup = title.get("type") not in {None, "text/plain"}
    return Candidate(
        href=str(entry.get("link") or ""),
        title=clean_title(str(entry.get("title") or ""), is_markup=is_markup),
        published=_instant_of(entry, "published_parsed"),
        modified=_instant_of(entry, "updated_parsed"),
    )


def _instant_of(entry: Mapping[str, Any], name: str) -> str | None:
    # Asked first: feedparser answers a `get` for "updated_parsed" with the date of publication, and warns of it.
    if name not in entry or entry[name] is None:
        return None
    value: struct_time = entry[name]
    try:
        return datetime(value[0], value[1], value[2], value[3], value[4], value[5], tzinfo=UTC).isoformat()
    except ValueError:
        return None
