"""Listings that are JSON: JSON Feed, WordPress, the search and content interfaces of GOV.UK, and their like.

No interface is named: a listing is a list of objects each of which has an address, under the usual names.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from statediff.fetcher.links import Candidate, Gathering, clean_title, iso_text

_ADDRESS_NAMES = ("web_url", "url", "link", "permalink", "external_url", "html_url", "href", "base_path", "path", "uri")
_TITLE_NAMES = ("title", "headline", "name", "label")
_PUBLISHED_NAMES = (
    "date_published", "published_at", "first_published_at", "date_gmt", "date", "publishedAt", "published", "pubDate",
    "publish_date", "publication_date", "created",
)  # fmt: skip
_MODIFIED_NAMES = (
    "date_modified", "public_updated_at", "public_timestamp", "modified_gmt", "modified", "updated_at", "updatedAt",
    "updated", "changed",
)  # fmt: skip
_LIST_NAMES = ("items", "results", "documents", "posts", "articles", "entries", "children", "records", "news", "data")
_CONTEXT_NAMES = frozenset(
    {
        "organisations",
        "parent",
        "taxons",
        "available_translations",
        "ordered_related_items",
        "primary_publishing_organisation",
    }
    | {
        "topics",
        "breadcrumbs",
        "facets",
        "filters",
        "suggested_autocomplete",
        "related",
        "author",
        "authors",
        "government",
    }
    | {
        "emphasised_organisations",
        "original_primary_publishing_organisation",
        "mainstream_browse_pages",
        "meta",
        "self",
    }
)
_NEXT_NAMES = ("next_url", "next_page_url", "next")
_DEEPEST = 4
_MAX_BYTES = 10_485_760


class NotAListing(ValueError):
    """The JSON holds no list of pages; says what was looked for."""


def read_json(text: str, gathering: Gathering, *, is_feed: bool) -> None:
    """Gather the pages a JSON document lists. Raises ValueError with the reason in words when it lists none."""
    if len(text) > _MAX_BYTES:
        raise NotAListing(f"it is JSON of more than {_MAX_BYTES} letters")
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotAListing(f"it is not JSON ({type(error).__name__}: {str(error)[:80]})") from error
    version = str(document.get("version", "")) if isinstance(document, Mapping) else ""
    if is_feed and "jsonfeed.org" not in version:
        raise NotAListing("it is not a feed: JSON without the version of a JSON Feed")
    listed = _find_lists(document, depth=0)
    if listed is None:
        raise NotAListing("it is JSON without a list of pages")
    for entry in listed:
        gathering.add(_candidate_of(entry))
    for href in _next_pages(document, gathering.base_url, len(listed)):
        gathering.add_more(href)


def _find_lists(node: Any, *, depth: int) -> list[Mapping[str, Any]] | None:
    """Find the list of pages in a JSON document: by the usual names first, then the longest anywhere; None for none."""
    if isinstance(node, list):
        entries = [entry for entry in node if isinstance(entry, Mapping) and _address_of(entry)]
        return entries if entries or not node else None
    if not isinstance(node, Mapping) or depth > _DEEPEST:
        return None
    for name in _LIST_NAMES:
        if isinstance(node.get(name), list) and (listed := _find_lists(node[name], depth=depth + 1)) is not None:
            return listed
    inner = (value for name, value in node.items() if name not in _CONTEXT_NAMES and isinstance(value, list | Mapping))
    found = [listed for value in inner if (listed := _find_lists(value, depth=depth + 1))]
    return max(found, key=len) if found else None


def _candidate_of(entry: Mapping[str, Any]) -> Candidate:
    return Candidate(
        href=_address_of(entry),
        title=clean_title(_first_text(entry, _TITLE_NAMES), is_markup=True),
        published=_first_date(entry, _PUBLISHED_NAMES),
        modified=_first_date(entry, _MODIFIED_NAMES),
    )


def _address_of(entry: Mapping[str, Any]) -> str:
    return _first_text(entry, _ADDRESS_NAMES)


def _first_text(entry: Mapping[str, Any], names: tuple[str, ...]) -> str:
    """Return the first text under one of the names; {"rendered": text} and {"alias": text} are text too."""
    for name in names:
        value = _attributes(entry).get(name)
        if isinstance(value, Mapping):
            value = next((value[key] for key in ("rendered", "alias", "href", "url", "value") if key in value), None)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def _first_date(entry: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        if date := iso_text(_attributes(entry).get(name)):
            return f"{date}+00:00" if name.endswith("_gmt") and len(date) == len("2026-03-01T08:00:00") else date
    return None


def _attributes(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    inner = entry.get("attributes")
    return {**entry, **inner} if isinstance(inner, Mapping) else entry


def _next_pages(document: Any, url: str, count: int) -> Iterator[str]:
    """Yield where the listing goes on: a link named so, or the same address from the next entry on."""
    if not isinstance(document, Mapping):
        return
    for place in (document, document.get("links")):
        value = place if isinstance(place, Mapping) else {}
        if href := _first_text(value, _NEXT_NAMES):
            yield href
            return
    start, total = document.get("start"), document.get("total")
    if isinstance(start, int) and isinstance(total, int) and count and start + count < total:
        parts = urlsplit(url)
        pairs = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != "start"]
        yield urlunsplit(parts._replace(query=urlencode([*pairs, ("start", str(start + count))])))
