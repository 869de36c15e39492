"""RSS and Atom to a wording: each entry is a statement, a heading with the text the feed gives."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import feedparser

from statediff.errors import ExtractionError
from statediff.model import Block, BlockKind, Link, Rules, Wording

from .dates import read_machine_date
from .metadata import clean_language
from .page import body_of, parse
from .preparation import strip_dead
from .reading import Reading
from .spacing import one_line
from .walker import Walker

_ENTITIES = (b"<!ENTITY", b"<!entity")


def read_feed(
    body: bytes, http_charset: str | None, url: str | None, *, rules: Rules, pinned: str | None = None
) -> Reading:
    """Read a feed's entries, newest first as the feed has them.

    Raises: ExtractionError for a feed that declares entities of its own, or that is broken and without entries.
    """
    del pinned
    subject = url or "feed"
    if any(mark in body for mark in _ENTITIES):
        raise ExtractionError(subject, "the feed declares entities of its own", "look at the stored bytes")
    headers = {"content-type": f"application/xml; charset={http_charset}"} if http_charset else {}
    # Bytes as such may be taken for the name of a file.
    parsed = feedparser.parse(io.BytesIO(body), response_headers=headers, sanitize_html=False)
    if not parsed.entries and parsed.bozo:
        raise ExtractionError(subject, "no feed that could be read", "look at the stored bytes")
    channel = parsed.feed
    blocks = tuple(block for entry in parsed.entries for block in _entry(entry, url))
    wording = Wording(
        title=one_line(str(channel.get("title") or "")) or None,
        language=rules.language or clean_language(channel.get("language")),
        modified=read_machine_date(channel.get("updated")),
        blocks=blocks,
        canonical_url=channel.get("link") or None,
        charset=str(parsed.get("encoding") or "utf-8"),
    )
    return Reading(wording=wording, how="feed", container="")


def _entry(entry: Any, url: str | None) -> Iterator[Block]:
    link = str(entry.get("link") or "")
    title = one_line(_words(str(entry.get("title") or ""), url))
    if title:
        links = (Link(text=title, href=link),) if link else ()
        yield Block(kind=BlockKind.HEADING, text=title, level=2, links=links)
    contents = entry.get("content") or []
    markup = "\n".join(str(content.get("value") or "") for content in contents) or str(entry.get("summary") or "")
    if markup.strip():
        yield from _blocks(markup, link or url)


def _blocks(markup: str, url: str | None) -> Iterator[Block]:
    root = parse(f"<html><body>{markup}</body></html>", url or "feed")
    strip_dead(root)
    for raw in Walker(url).walk(body_of(root)):
        yield Block(kind=raw.kind, text=raw.text, level=raw.level, links=raw.links, cells=raw.cells)


def _words(markup: str, url: str | None) -> str:
    return " ".join(block.text for block in _blocks(markup, url)) if markup.strip() else ""
