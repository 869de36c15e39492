"""Where a redirect led: to the same document, to another address of it, or away from it."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from statediff.fetcher.vocabulary import normal_words, read_data

_INDEX = re.compile(r"(?:index|default|home)\.(?:html?|php\d?|aspx?|jsp|cgi|shtml)|index")
_EXTENSION = re.compile(r"\.(?:html?|php\d?|aspx?|jspx?|shtml|xhtml|do)$")
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?|ukr|eng|rus|fra|deu|spa|ara")
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|mc_[ce]id|ref|source|cookie\w*|_?nocache|ts|rand|lang|language|locale|redirected|v"
)
_FILE_ENDINGS = (".pdf", ".docx", ".doc", ".odt", ".rtf", ".xlsx", ".zip")
_SUBDOMAINS = re.compile(r"^(?:www\d?|m|mobile)\.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    host: str
    segments: tuple[str, ...]
    query: frozenset[tuple[str, str]]


@functools.cache
def _paths() -> dict[str, Any]:
    return read_data("paths.toml")


def _place(url: str) -> _Place:
    try:
        parts = urlsplit(url)
    except ValueError:
        return _Place(host=url, segments=(), query=frozenset())
    segments = [unquote(segment).casefold() for segment in parts.path.split("/") if segment]
    if segments and _INDEX.fullmatch(segments[-1]):
        segments.pop()
    if segments:
        segments[-1] = _EXTENSION.sub("", segments[-1])
    query = {(name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(name.lower())}
    host = _SUBDOMAINS.sub("", (parts.hostname or "").lower())
    return _Place(host=host, segments=tuple(segments), query=frozenset(query))


def is_same_document(url: str, other: str) -> bool:
    """Tell whether two URLs differ only in scheme, "www.", slash, index file, letter case, language or tracking."""
    here, there = _place(url), _place(other)
    if here.host != there.host or not here.query <= there.query:
        return False
    return _without_language(here.segments) == _without_language(there.segments)


def _without_language(segments: tuple[str, ...]) -> tuple[str, ...]:
    return segments[1:] if segments and _LANGUAGE.fullmatch(segments[0]) else segments


def join(url: str, location: str) -> str:
    """Resolve a redirect's location; one that cannot be read stands as it is."""
    try:
        return urljoin(url, location)
    except ValueError:
        return location


def names_a_file(url: str) -> bool:
    """Tell whether a URL is one of a file that is no page: a PDF, a word processor's, a table."""
    return url.partition("?")[0].partition("#")[0].lower().endswith(_FILE_ENDINGS)


def is_home(url: str) -> bool:
    """Tell whether a URL is a site's front page, of any language."""
    place = _place(url)
    rest = _without_language(place.segments)
    return not place.query and (not rest or (len(rest) == 1 and rest[0] in _paths()["home"]))


def is_listing_above(url: str, other: str) -> bool:
    """Tell whether `other` is a page above `url` on its own site: /news for /news/2024/statement."""
    here, there = _place(url), _place(other)
    above, below = _without_language(there.segments), _without_language(here.segments)
    if here.host != there.host or not above or len(above) >= len(below) or below[: len(above)] != above:
        return False
    dropped = [segment for segment in below[len(above) :] if not segment.isdigit()]
    return not dropped or not all(segment in _paths()["forms"] for segment in dropped)


def name_detour(url: str, other: str) -> str | None:
    """Name what a redirect's target is by its host or path, when the URL asked for was nothing of the kind."""
    asked, landed = _words_of(url), _words_of(other)
    for place in ("segments", "hosts"):
        for kind, words in _paths()[place].items():
            if landed[place] & set(words) and not asked[place] & set(words):
                return str(kind)
    return None


def _words_of(url: str) -> dict[str, set[str]]:
    place = _place(url)
    return {"segments": set(place.segments), "hosts": {place.host.partition(".")[0]} if "." in place.host else set()}


def shares_words(url: str, text: str) -> bool | None:
    """Tell whether half of the words in a URL's last segment stand in a text; None when the two cannot be compared.

    A segment of fewer than two words says nothing, and a text in another script than Latin shares no word with it.
    """
    segments = _place(url).segments
    words = [word for word in normal_words("".join(segments[-1:])).split() if len(word) > 2 and not word.isdigit()]
    known = set(normal_words(text).split())
    if len(words) < 2 or sum(word.isascii() for word in known) * 2 < len(known):
        return None
    return sum(word in known for word in words) * 2 >= len(words)
