"""Who stands between us and a page: the headers, markup and words by which each one is known."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Any

from statediff.fetcher.signs import Signs
from statediff.fetcher.vocabulary import read_data
from statediff.model import Headers

_REFUSALS = frozenset({403, 405, 406, 409, 412, 418, 420, 423, 429, 444, 456, 463, 493, 498, 999})
"""Statuses that vendors refuse with and an origin seldom answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """One thing seen of a vendor."""

    vendor: str
    observation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Vendor:
    name: str
    headers: dict[str, re.Pattern[str]]
    refusals: dict[str, re.Pattern[str]]
    servers: Signs | None
    cookies: Signs | None
    marks: Signs | None
    denials: Signs | None
    words: Signs | None
    traces: Signs | None
    widgets: Signs | None


@functools.cache
def _vendors() -> tuple[_Vendor, ...]:
    return tuple(_read_vendor(table) for table in read_data("vendors.toml")["vendor"])


def _read_vendor(table: dict[str, Any]) -> _Vendor:
    def signs(key: str) -> Signs | None:
        return Signs(table[key]) if key in table else None

    def values(key: str) -> dict[str, re.Pattern[str]]:
        return {name: re.compile(value, re.IGNORECASE) for name, value in table.get(key, {}).items()}

    return _Vendor(
        name=table["name"],
        headers=values("headers"),
        refusals=values("refusals"),
        servers=signs("servers"),
        cookies=signs("cookies"),
        marks=signs("marks"),
        denials=signs("denials"),
        words=signs("words"),
        traces=signs("traces"),
        widgets=signs("widgets"),
    )


def find_hard_header(headers: Headers, status: int) -> Trait | None:
    """Find a header that alone tells of a challenge or a refusal."""
    known = [(name.lower(), value) for name, value in headers]
    for vendor in _vendors():
        rules = vendor.headers | (vendor.refusals if status in _REFUSALS else {})
        for name, value in known:
            if name in rules and rules[name].search(value):
                return Trait(vendor=vendor.name, observation=f"header {name}: {value[:60]}")
    return None


def find_mark(markup: str, text: str, *, is_server_error: bool) -> Trait | None:
    """Find markup that stands on challenge pages only; what `text` itself says is talk about it, and no mark."""
    lowered = markup.lower()
    for vendor in _vendors():
        for signs in (vendor.marks, None if is_server_error else vendor.denials):
            found = signs.search(markup, lowered) if signs else None
            if found is not None and found[0] not in text:
                return Trait(vendor=vendor.name, observation=f"markup {_shorten(found[0])}")
    return None


def find_words(text: str) -> Trait | None:
    """Find visible words, with their numbers, that only a vendor's own pages print."""
    lowered = text.lower()
    for vendor in _vendors():
        found = vendor.words.search(text, lowered) if vendor.words else None
        if found is not None:
            return Trait(vendor=vendor.name, observation=f"words “{_shorten(found[0])}”")
    return None


def find_trace(markup: str) -> Trait | None:
    """Find markup of a vendor that good pages bear too."""
    lowered = markup.lower()
    for vendor in _vendors():
        for signs in (vendor.traces, vendor.widgets):
            found = signs.search(markup, lowered) if signs else None
            if found is not None:
                return Trait(vendor=vendor.name, observation=f"markup {_shorten(found[0])}")
    return None


def find_widget(markup: str) -> Trait | None:
    """Find a box that asks the reader to prove to be human."""
    lowered = markup.lower()
    for vendor in _vendors():
        found = vendor.widgets.search(markup, lowered) if vendor.widgets else None
        if found is not None:
            return Trait(vendor=vendor.name, observation=f"widget {_shorten(found[0])}")
    return None


def name_vendor(headers: Headers, markup: str) -> str | None:
    """Name the vendor of an answer that is known to be a refusal, by markup, else by its headers."""
    trace = find_trace(markup)
    if trace is not None:
        return trace.vendor
    servers = [value.strip().lower() for name, value in headers if name.lower() == "server"]
    cookies = [value.strip().lower() for name, value in headers if name.lower() == "set-cookie"]
    for vendor in _vendors():
        if vendor.servers and any(vendor.servers.match(value) for value in servers):
            return vendor.name
        if vendor.cookies and any(vendor.cookies.match(value) for value in cookies):
            return vendor.name
    return None


def _shorten(words: str) -> str:
    return " ".join(words.split())[:60]
