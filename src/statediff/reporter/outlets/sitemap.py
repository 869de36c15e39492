"""Sitemap: the addresses of a site for search engines, cut where the protocol wants it."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from datetime import datetime

from statediff.reporter.members import format_instant

MOST_ADDRESSES = 50_000
"""Addresses that one sitemap may hold (sitemaps.org)."""
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def write_sitemaps(
    pages: Sequence[tuple[str, datetime | None]], base_url: str, *, most: int = MOST_ADDRESSES
) -> Iterator[tuple[str, str]]:
    """Yield paths and texts: one sitemap.xml, or when there are too many pages an index of several.

    `pages` are paths in the site with the instant of their newest content, where it is known.
    """
    if len(pages) <= most:
        yield "sitemap.xml", _write("urlset", "url", [(base_url + path, at) for path, at in pages])
        return
    names = []
    for number, start in enumerate(range(0, len(pages), most), start=1):
        names.append(f"sitemap-{number}.xml")
        part = [(base_url + path, at) for path, at in pages[start : start + most]]
        yield names[-1], _write("urlset", "url", part)
    yield "sitemap.xml", _write("sitemapindex", "sitemap", [(base_url + name, None) for name in names])


def _write(root: str, tag: str, entries: Sequence[tuple[str, datetime | None]]) -> str:
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f'<{root} xmlns="{_NAMESPACE}">']
    for address, at in entries:
        stamp = f"<lastmod>{format_instant(at)}</lastmod>" if at is not None else ""
        lines.append(f"  <{tag}><loc>{html.escape(address)}</loc>{stamp}</{tag}>")
    return "\n".join((*lines, f"</{root}>")) + "\n"


def write_robots(base_url: str | None) -> str:
    """Return a robots.txt that lets everybody read everything, and names the sitemap where there is one."""
    lines = ["User-agent: *", "Allow: /"]
    if base_url:
        lines.append(f"Sitemap: {base_url}sitemap.xml")
    return "\n".join(lines) + "\n"
