"""Feed: changes as an Atom document (RFC 4287) whose entries hold the marked text and read without styles."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import regex

from statediff.reporter.characters import clean
from statediff.reporter.cite import web_address
from statediff.reporter.members import format_instant
from statediff.reporter.outlets.marked import Passages, write_marked_html
from statediff.reporter.outlets.rows import ChangeRow
from statediff.reporter.phrasing import Phrases

AUTHORITY = "statediff.invalid,2026"
"""Who names the entries, as RFC 4151 wants it: constant, so that an id never depends on where a feed is published."""
_UNWRITABLE = regex.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML 1.0 document can hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One change with its marked passages."""

    row: ChangeRow
    passages: Passages


def entry_id(row: ChangeRow) -> str:
    """Return the id of a change: the same for ever, in every feed, wherever it is published."""
    return f"tag:{AUTHORITY}:change/{row.source_id}/v{row.old}-v{row.new}/{row.key}"


def write_feed(
    entries: Sequence[Entry],
    phrases: Phrases,
    *,
    name: str = "",
    feed_key: str = "all",
    link_base: str | None = None,
    path: str = "feed.xml",
    page: str = "index.html",
    generator_version: str = "",
) -> str:
    """Return the feed of these changes, newest first; no clock is read, every instant comes from a capture.

    Args:
        entries: The changes.
        phrases: The outlets' own words.
        name: What the feed is about; "" for everything.
        feed_key: Tells this feed apart from the others of the archive.
        link_base: What leads to the root of the site: its address with a slash at its end, or "../" and the like.
            Without a site (None) an entry links to the watched page itself.
        path: Where the feed stands in the site.
        page: The page of the site that shows the same changes.
        generator_version: Of statediff.

    """
    title = phrases.say("feed.title_of", name=clean(name)) if name else phrases.say("feed.title")
    updated = max((entry.row.at for entry in entries), default=datetime(1970, 1, 1, tzinfo=UTC))
    links = []
    if link_base is not None:
        links = [f'  <link rel="alternate" type="text/html" href="{_attribute(link_base + page)}"/>']
        if web_address(link_base):
            links.append(f'  <link rel="self" href="{_attribute(link_base + path)}"/>')
    head = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{phrases.language}">',
        f"  <id>tag:{AUTHORITY}:feed/{_text(feed_key)}</id>",
        f"  <title>{_text(title)}</title>",
        f"  <updated>{format_instant(updated)}</updated>",
        "  <author><name>statediff</name></author>",
        f'  <generator version="{_attribute(generator_version)}">statediff</generator>',
        *links,
    ]
    return "\n".join((*head, *(_write_entry(entry, phrases, link_base) for entry in entries), "</feed>")) + "\n"


def _write_entry(entry: Entry, phrases: Phrases, link_base: str | None) -> str:
    row = entry.row
    address = link_base + row.path if link_base is not None else web_address(row.url)
    title = phrases.say("feed.entry", name=clean(row.name), sentence=clean(row.sentence))
    lines = [
        "  <entry>",
        f"    <id>{_text(entry_id(row))}</id>",
        f"    <title>{_text(title)}</title>",
        f"    <published>{format_instant(row.at)}</published>",
        f"    <updated>{format_instant(row.at)}</updated>",
        *([f"    <author><name>{_text(clean(row.publisher))}</name></author>"] if row.publisher else []),
        *([f'    <link rel="alternate" type="text/html" href="{_attribute(address)}"/>'] if address else []),
        *(f'    <category term="{_attribute(kind)}"/>' for kind in row.kinds),
        f"    <summary>{_text(clean(row.sentence))}</summary>",
        f'    <content type="html">{_text(write_entry_html(entry, phrases, address))}</content>',
        "  </entry>",
    ]
    return "\n".join(lines)


def write_entry_html(entry: Entry, phrases: Phrases, address: str | None, *, has_styles: bool = False) -> str:
    """Return one change as a piece of HTML: the sentence, when, the marked passages, and links to more."""
    row = entry.row
    window = phrases.say("feed.window", after=phrases.moment(row.after), at=phrases.moment(row.at))
    page = web_address(row.url)
    links = []
    if address and address != page:
        links.append(f'<a href="{_attribute(address)}">{html.escape(phrases.say("feed.report"))}</a>')
    if page:
        links.append(f'<a href="{_attribute(page)}">{html.escape(phrases.say("feed.page"))}</a>')
    parts = [
        f"<p><strong>{html.escape(clean(row.sentence))}</strong></p>",
        f"<p>{html.escape(window)}</p>",
        write_marked_html(entry.passages, phrases, has_styles=has_styles),
        f"<p>{' · '.join(links)}</p>" if links else "",
    ]
    return "\n".join(part for part in parts if part)


def _text(text: str) -> str:
    return html.escape(_UNWRITABLE.sub("\ufffd", text), quote=False)


def _attribute(text: str) -> str:
    return html.escape(_UNWRITABLE.sub("\ufffd", text))
