"""Sitemaps: urlset and sitemapindex, plain or gzip, and the plain-text form of one address a line."""

from __future__ import annotations

import re
from xml.sax.handler import ContentHandler

from statediff.fetcher.decoding import decode_body
from statediff.fetcher.links import Candidate, Gathering, clean_title, iso_text
from statediff.fetcher.xmltext import decode_xml, name_root, walk_xml

SITEMAP_ROOTS = frozenset({"urlset", "sitemapindex"})
MAX_URLS = 50_000
_MAX_BYTES = 52_428_800
"""Both bounds are those of sitemaps.org for one file."""
_LONGEST_VALUE = 4_000
_TEXT_LINE = re.compile(r"https?://\S+")
_FIELDS = frozenset({"loc", "lastmod", "title", "publication_date"})


class NotASitemap(ValueError):
    """The bytes are no sitemap; says what they are instead."""


def read_sitemap(body: bytes, content_type: str | None, gathering: Gathering) -> None:
    """Gather the pages of a sitemap, or the sitemaps of an index as more to fetch.

    Raises ValueError with the reason in words when the bytes are no sitemap, or only a part of one.
    """
    if body.startswith(b"\x1f\x8b"):
        body, failure = decode_body(body, "gzip", _MAX_BYTES)
        if failure is not None:
            raise NotASitemap(f"the compressed sitemap cannot be read: {failure.cause}")
    text = decode_xml(body, content_type)
    root = name_root(text)
    if root in SITEMAP_ROOTS:
        walk_xml(text, _Reader(gathering))
    elif root is None and _is_list_of_addresses(text):
        for line in text.split():
            gathering.add(Candidate(href=line))
    elif root is None:
        raise NotASitemap("it is not a sitemap: no XML, and no list of addresses")
    else:
        raise NotASitemap(f"it is not a sitemap: its root element is <{root}>")


def _is_list_of_addresses(text: str) -> bool:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return bool(lines) and all(_TEXT_LINE.fullmatch(line) for line in lines[:MAX_URLS])


class _Reader(ContentHandler):
    """Reads entries as they end; names are taken without their prefix, as news and image extensions vary them."""

    def __init__(self, gathering: Gathering) -> None:
        super().__init__()
        self._gathering = gathering
        self._path: list[str] = []
        self._values: dict[str, str] = {}
        self._pieces: list[str] = []
        self._entries = 0

    def startElement(self, name: str, attrs: object) -> None:  # noqa: ARG002, N802 -- as SAX calls it
        local = name.rpartition(":")[2].lower()
        self._path.append(local)
        self._pieces.clear()
        if local in {"url", "sitemap"} and len(self._path) == 2:
            self._values = {}

    def characters(self, content: str) -> None:
        if self._path and self._path[-1] in _FIELDS and len(self._pieces) < _LONGEST_VALUE:
            self._pieces.append(content)

    def endElement(self, name: str) -> None:  # noqa: ARG002, N802 -- as SAX calls it
        local = self._path.pop()
        # <image:loc> and <video:title> stand deeper than the page's own; news:title is the page's.
        is_own = len(self._path) == 2 or (self._path[-1:] == ["news"] and len(self._path) == 3)
        if local in _FIELDS and is_own:
            self._values.setdefault(local, "".join(self._pieces)[:_LONGEST_VALUE].strip())
        elif local in {"url", "sitemap"} and len(self._path) == 1:
            self._take(local)
        self._pieces.clear()

    def _take(self, kind: str) -> None:
        self._entries += 1
        address = self._values.get("loc", "")
        if self._entries > MAX_URLS:
            self._gathering.cut(f"beyond {MAX_URLS} entries of one sitemap")
        elif kind == "sitemap":
            self._gathering.add_more(address)
        else:
            self._gathering.add(
                Candidate(
                    href=address,
                    title=clean_title(self._values.get("title", "")),
                    published=iso_text(self._values.get("publication_date")),
                    modified=iso_text(self._values.get("lastmod")),
                )
            )
