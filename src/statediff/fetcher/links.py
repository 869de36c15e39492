"""The links a listing names, made comparable: one form for one address, and a reason for each that is left out."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import parse_qsl, urljoin, urlsplit, urlunsplit

from statediff.model import day_of
from statediff.values import why_bad_url

LONGEST_TITLE = 300
_LONGEST_URL = 2_000
"""Longer addresses are sessions and searches; about 2,000 letters is also what browsers and proxies pass on."""

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|ymclid|twclid|ttclid|igshid|mc_[ce]id|mkt_tok|_ga|_gl"
    r"|phpsessid|jsessionid|aspsessionid\w*",
    re.IGNORECASE | re.ASCII,
)
_SESSION_IN_PATH = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_VIEW = re.compile(
    r"page|paged|pg|p|pagen_?\d*|start|offset|limit|count|per_page|rows|cursor|sort\w*|order\w*|dir|view",
    re.IGNORECASE | re.ASCII,
)
"""Parameters that turn a listing's pages or order it: a link that differs in them alone leads to the listing."""
_VIEW_IN_PATH = re.compile(
    r"/(?:page|pages|p|seite|pagina|página|strana|stranica|storinka)[-_/]?\d+/?$|/(?:index|list)(?:[-_]\d+)?\.\w{2,5}$",
    re.IGNORECASE | re.ASCII,
)
_NO_PAGE = frozenset(
    {".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".ico", ".bmp", ".tif", ".tiff", ".mp3", ".mp4", ".m4a"}
    | {".m4v", ".webm", ".ogg", ".wav", ".avi", ".mov", ".zip", ".rar", ".7z", ".gz", ".tar", ".css", ".js", ".ics"}
    | {".vcf", ".woff", ".woff2"}
)
_ANY_TAG = re.compile(r"<[^<>]*>")
_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page that a listing names. Dates are ISO 8601 as the listing gives them, or None."""

    url: str
    title: str = ""
    published: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """What a listing names: pages in document order, each once, and what was left out, with reasons."""

    links: tuple[Found, ...] = ()
    more: tuple[str, ...] = ()
    """Addresses where the listing goes on: the sitemaps of an index, or the next page."""
    left_out: tuple[tuple[str, int], ...] = ()
    """Reason and count, such as ("on another host", 3)."""
    failures: tuple[str, ...] = ()
    """Parts of the listing that could not be read, and why."""
    is_cut: bool = False
    """Whether there were more links than the limit."""

    @property
    def is_whole(self) -> bool:
        """Whether every link was read, so that one's absence means something."""
        return not self.failures and not self.is_cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A link as the document writes it, before it is judged."""

    href: str
    title: str = ""
    published: str | None = None
    modified: str | None = None


def normal_url(url: str) -> str:
    """Write an absolute address in its one form: no fragment, tracking, session or default port. Raises ValueError."""
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").rstrip(".")
    host = f"[{host}]" if ":" in host else host
    if parts.port is not None and parts.port != _DEFAULT_PORTS.get(parts.scheme):
        host = f"{host}:{parts.port}"
    pairs = [pair for pair in parts.query.split("&") if not _TRACKING.fullmatch(pair.partition("=")[0])]
    return urlunsplit((parts.scheme, host, _SESSION_IN_PATH.sub("", parts.path) or "/", "&".join(pairs), ""))


def key_of(url: str) -> str:
    """What makes two addresses one: the normal form, whatever the scheme."""
    try:
        return normal_url(url).partition("://")[2]
    except ValueError:
        return url


def host_of(url: str) -> str:
    """The host and port of an address, without the "www." that sites treat as no difference."""
    return urlsplit(url).netloc.lower().removeprefix("www.")


def clean_title(text: str, *, is_markup: bool = False) -> str:
    """Write a title in one line: no markup, no control or direction characters, at most 300 letters."""
    text = text[: 8 * LONGEST_TITLE]
    if is_markup:
        text = html.unescape(_ANY_TAG.sub(" ", text))
    words = "".join(letter if letter.isprintable() else " " for letter in text).split()
    return " ".join(words)[:LONGEST_TITLE].rstrip()


def iso_text(value: object) -> str | None:
    """Return a date or date-time that is ISO 8601 already, or None."""
    text = value.strip() if isinstance(value, str) else ""
    if day_of(text) is None:
        return None
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return text[:10]
    return text


@dataclass(slots=True, kw_only=True)
class Gathering:
    """Candidates under judgement: each address once, on allowed hosts, up to a limit, with counts of the rest."""

    listing_url: str
    base_url: str
    allow_hosts: tuple[str, ...] = ()
    limit: int = 200
    found: dict[str, Found] = field(default_factory=dict)
    more: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    is_cut: bool = False

    def add(self, candidate: Candidate) -> None:
        """Take a candidate in, or count why it is left out."""
        url = self.resolve(candidate.href)
        if url is None:
            self.count("no web address")
        elif reason := self.why_left_out(url):
            self.count(reason)
        elif (key := key_of(url)) in self.found:
            self.found[key] = _complete(self.found[key], candidate)
        elif len(self.found) >= self.limit:
            self.cut(f"over the limit of {self.limit}")
        else:
            self.found[key] = Found(
                url=url, title=candidate.title, published=candidate.published, modified=candidate.modified
            )

    def add_more(self, href: str) -> None:
        """Note where the listing goes on, if that is an allowed address other than its own."""
        url = self.resolve(href)
        if url is None:
            self.count("no web address")
        elif not self._is_allowed_host(url):
            self.count("on another host")
        elif key_of(url) != key_of(self.listing_url):
            self.more.setdefault(key_of(url), url)

    def count(self, reason: str, times: int = 1) -> None:
        """Count links left out for a reason."""
        if times:
            self.left_out[reason] = self.left_out.get(reason, 0) + times

    def cut(self, reason: str) -> None:
        """Count a link left out because there are too many."""
        self.is_cut = True
        self.count(reason)

    def resolve(self, href: str) -> str | None:
        """Return the normal absolute address a link leads to, or None when that is no web address."""
        if not href.strip() or len(href) > _LONGEST_URL:
            return None
        try:
            # As browsers do: line breaks and tabs inside an address are dropped, spaces are encoded.
            words = href.translate({9: None, 10: None, 13: None}).strip().replace(" ", "%20")
            url = urljoin(self.base_url, words)
            return None if why_bad_url(url) else normal_url(url)
        except ValueError:
            return None

    def finish(self) -> Discovery:
        """Return what was gathered."""
        return Discovery(
            links=tuple(self.found.values()),
            more=tuple(self.more.values()),
            left_out=tuple(self.left_out.items()),
            failures=tuple(self.failures),
            is_cut=self.is_cut,
        )

    def why_left_out(self, url: str) -> str | None:
        """Why a normal address is no page to watch, in words, or None."""
        if not self._is_allowed_host(url):
            return "on another host"
        name = urlsplit(url).path.rpartition("/")[2].lower()
        if name[name.rfind(".") :] in _NO_PAGE:
            return "no page"
        if is_view_of(url, self.listing_url):
            return "the listing itself"
        return None

    def _is_allowed_host(self, url: str) -> bool:
        host = host_of(url)
        allowed = (host_of(self.listing_url), *(name.lower().removeprefix("www.") for name in self.allow_hosts))
        return any(host == name or (name.startswith("*.") and host.endswith(name[1:])) for name in allowed)


def is_view_of(url: str, listing_url: str) -> bool:
    """Whether an address is the listing's own, or differs from it only in what turns or orders its pages."""
    return _without_view(url) == _without_view(listing_url)


def _without_view(url: str) -> tuple[str, str, list[tuple[str, str]]]:
    parts = urlsplit(normal_url(url))
    pairs = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _VIEW.fullmatch(pair[0])]
    return host_of(url), _VIEW_IN_PATH.sub("", parts.path).rstrip("/"), sorted(pairs)


def _complete(found: Found, candidate: Candidate) -> Found:
    """Add what a second mention of an address tells beyond the first; the longer title names it better."""
    return Found(
        url=found.url,
        title=max(found.title, candidate.title, key=len),
        published=found.published or candidate.published,
        modified=found.modified or candidate.modified,
    )
