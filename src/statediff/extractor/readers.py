"""The entrance: any fetched bytes to a wording, each kind by its own reader, loaded when first needed."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

from statediff.charsets import name_header_charset
from statediff.errors import ExtractionError
from statediff.model import Rules, Wording

from .reading import Reading
from .sniffing import Kind, sniff

_NO_RULES = Rules()
_HOMES: dict[Kind, str] = {
    "html": "webpage:read_page",
    "text": "plain:read_text",
    "markdown": "markdown:read_markdown",
    "feed": "feeds:read_feed",
    "json": "adapters:read_json",
    "pdf": "pdf:read_pdf",
    "docx": "office:read_docx",
    "odt": "opendocument:read_odt",
    "yaml": "structured:read_yaml",
    "toml": "structured:read_toml",
    "csv": "structured:read_csv",
}
"""Module and function that read each kind. Most pages need one of them: the others' libraries are never loaded."""

_EMBEDDED = "adapters:read_embedded"


def read(
    body: bytes,
    media_type: str | None = "text/html",
    url: str | None = None,
    *,
    rules: Rules = _NO_RULES,
    pinned: str | None = None,
) -> Reading:
    """Read a wording out of bytes, with an account of how it was read.

    `media_type` may be a whole Content-Type header; what the bytes are decides, not what they are called. `pinned` is
    the `Wording.container` of an earlier capture: the same place is read again while it is there.

    Raises: ExtractionError when the bytes cannot be read whole; SelectorError when a `select` or `remove` of the
    rules is no CSS selector.
    """
    kind = sniff(body, media_type, url, wants_json=rules.json_path is not None)
    try:
        return _read_kind(kind, body, media_type, url, rules=rules, pinned=pinned)
    except (RecursionError, MemoryError) as error:
        raise ExtractionError(url or "page", "too deep or too large to be read", "look at the stored bytes") from error


def _read_kind(
    kind: Kind, body: bytes, media_type: str | None, url: str | None, *, rules: Rules, pinned: str | None
) -> Reading:
    """Read by the kind's own reader; a page that is an empty shell, from the data it carries for its scripts."""
    reading: Reading = _load(_HOMES[kind])(body, name_header_charset(media_type), url, rules=rules, pinned=pinned)
    if kind != "html" or reading.wording.has_text or b"__NEXT_DATA__" not in body:
        return reading
    embedded: Reading | None = _load(_EMBEDDED)(body, name_header_charset(media_type), url, rules=rules)
    return embedded or reading


def extract(
    body: bytes,
    media_type: str | None = "text/html",
    url: str | None = None,
    *,
    rules: Rules = _NO_RULES,
    pinned: str | None = None,
) -> Wording:
    """Read a wording out of bytes; see `read`."""
    return read(body, media_type, url, rules=rules, pinned=pinned).wording


def _load(home: str) -> Callable[..., Any]:
    module, _, name = home.partition(":")
    reader: Callable[..., Any] = getattr(importlib.import_module(f"{__package__}.{module}"), name)
    return reader
