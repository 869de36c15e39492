"""What a page gets while a browser renders it: each request answered by our own client, or refused, and counted.

Knows no browser, so that every decision can be tested without one.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol
from urllib.parse import urldefrag, urlsplit

from statediff.fetcher.shelf import Shelf
from statediff.model import DispositionKind, Exchange, FetchFailure, Headers, Source

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
RENDERED_HEADER = "X-Statediff-Rendered"
"""Added to a rendered page's headers: no server sent it, and it says that the body is not what the server sent."""

_FETCHED_KINDS = frozenset({"script", "xhr", "fetch"})
_MAX_NAVIGATIONS = 5
_KEPT_FOR_THE_PAGE = ("content-type", "content-security-policy", "x-content-type-options", "referrer-policy")
_KEPT_PREFIXES = ("access-control-", "cross-origin-")
"""The answer's headers that decide what a page may do. Others (cookies, alt-svc, link, reporting) open side doors."""
_NOT_FROM_THE_PAGE = frozenset(
    {"accept-encoding", "accept-language", "connection", "content-length", "cookie", "host", "user-agent", "range"}
    | {"upgrade-insecure-requests", "pragma", "cache-control", "te", "transfer-encoding", "authorization", "dnt"}
)
_NOT_OF_THE_BODY = frozenset({"content-type", "content-encoding", "content-length", "transfer-encoding"})
_DENIED_KINDS = frozenset({DispositionKind.ROBOTS_DENIED, DispositionKind.REFUSED_ADDRESS})
_OVERLOADED = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of everything one rendering may take."""

    seconds: float = 45.0
    """For the rendering as a whole, once its turn has come."""
    settle_seconds: float = 15.0
    """After its document has come, a page that never falls quiet is read as it stands."""
    quiet_seconds: float = 0.5
    """Without a request and without a change for so long, a page is done: what Playwright calls network-idle."""
    max_requests: int = 200
    max_bytes: int = 33_554_432
    """For all parts together, and for the rendered page."""
    pages: int = 2
    """Pages rendered side by side. The browser takes 290 MB, a page of 20,000 paragraphs 240 MB more (PSS)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A request the page makes, as the browser sees it."""

    url: str
    method: str = "GET"
    kind: str = "fetch"
    """The browser's word for what it is for: "document", "script", "image", ..."""
    headers: Mapping[str, str] = field(default_factory=dict)
    is_main: bool = False
    """Whether the page itself is to become another document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the page is given."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


_STAY = Reply(status=204)


class PartFetcher(Protocol):
    """The one thing asked of the client here."""

    def fetch_part(self, page: Source, url: str, *, headers: Headers = (), seconds: float) -> Exchange:
        """Fetch a part of a page."""
        ...


class Supply:
    """Answers the requests of one rendering. Thread-safe; the document that came first is not asked for again."""

    def __init__(
        self, client: PartFetcher, source: Source, document: Exchange, limits: Limits, shelf: Shelf | None = None
    ) -> None:
        self._client = client
        self._source = source
        self._limits = limits
        self._shelf = shelf or Shelf()
        self._deadline = time.monotonic() + limits.seconds
        self._lock = threading.Lock()
        self._made = 0
        self._bytes = 0
        self._navigations = 0
        self._left_out: dict[str, int] = {}
        self._missing: list[str] = []
        self._awaited: dict[int, str] = {}
        self._overrun = ""
        self.document = document
        """The document shown last; pages may send their reader on."""

    @property
    def remaining_seconds(self) -> float:
        """Seconds left of the rendering; 0.0 when none is."""
        return max(self._deadline - time.monotonic(), 0.0)

    def answer(self, wish: Wish) -> Reply | None:
        """Answer a request of the page, or return None when it is refused. Waits for the network."""
        if wish.is_main:
            return self._answer_navigation(wish)
        if wish.kind == "stylesheet":
            self._leave_out("stylesheet")
            # An empty sheet and not a refusal: scripts wait for sheets, and only the words are wanted.
            return Reply(status=200, headers={"content-type": "text/css", "access-control-allow-origin": "*"})
        if wish.kind not in _FETCHED_KINDS:
            return self._refuse(wish.kind)
        if wish.method != "GET":
            return self._refuse(f"{wish.method} request")
        exchange = self._fetch_script(wish) if wish.kind == "script" else self._fetch(wish)
        if exchange is None or exchange.failure is not None:
            return None
        # Asked here because Playwright adds the permission to any answer that it fulfils.
        if not _may_be_read(wish, exchange):
            return self._refuse("answer closed to other sites")
        return _reply_of(exchange)

    def failure(self) -> FetchFailure | None:
        """Why what was rendered is not the page whole, or None."""
        with self._lock:
            if self._overrun:
                return FetchFailure(kind=DispositionKind.TOO_LARGE, cause=self._overrun, transient=False)
            missing = self._missing + [f"{url[:200]}: still awaited" for url in self._awaited.values()]
            if missing:
                cause = f"rendered without {len(missing)} of the page's parts ({missing[0]})"
                return FetchFailure(kind=DispositionKind.TRUNCATED, cause=cause)
        return None

    def describe(self, browser: str) -> str:
        """Tell in one line how the page was rendered."""
        with self._lock:
            left_out = ", ".join(f"{count} {reason}" for reason, count in sorted(self._left_out.items()))
            made = f"{self._made} requests"
        return f"{browser}; {made}" + (f"; left out: {left_out}" if left_out else "")

    def _answer_navigation(self, wish: Wish) -> Reply:
        """Show another document, or answer that there is none, which leaves the page as it stands.

        A refusal would put the browser's own error page in its place.
        """
        with self._lock:
            self._navigations += 1
            is_first = self._navigations == 1
        if is_first and urldefrag(wish.url).url == urldefrag(str(self.document.final_url)).url:
            return _reply_of(self.document)
        if wish.method != "GET" or self._navigations > _MAX_NAVIGATIONS:
            self._leave_out("navigation")
            return _STAY
        exchange = self._fetch(wish)
        if exchange is None or exchange.failure or exchange.status != 200 or exchange.media_type not in HTML_TYPES:
            self._leave_out("navigation")
            return _STAY
        with self._lock:
            hops = (*self.document.hops, *exchange.hops)
            self.document = replace(exchange, url=self._source.url, hops=hops)
        return _reply_of(exchange)

    def _fetch_script(self, wish: Wish) -> Exchange | None:
        kept = self._shelf.take(wish.url)
        if kept is not None:
            self._leave_out("script known already")
            return kept
        exchange = self._fetch(wish)
        if exchange is not None:
            self._shelf.keep(wish.url, exchange)
        return exchange

    def _fetch(self, wish: Wish) -> Exchange | None:
        """Fetch a part within the limits; None when they are used up."""
        with self._lock:
            if self._overrun or self._made >= self._limits.max_requests:
                self._overrun = self._overrun or f"the page makes more than {self._limits.max_requests} requests"
                return None
            self._made += 1
            number = self._made
            if _site(wish.url) == _site(self._source.url):
                self._awaited[number] = wish.url
        page = self._source if _host(wish.url) == _host(self._source.url) else _stranger(self._source)
        exchange = self._client.fetch_part(
            page, wish.url, headers=_headers_for(wish, page), seconds=self.remaining_seconds
        )
        with self._lock:
            self._awaited.pop(number, None)
            self._bytes += len(exchange.body)
            if self._bytes > self._limits.max_bytes:
                self._overrun = f"the page's parts are more than {self._limits.max_bytes} bytes"
                return None
        self._judge(wish, exchange)
        return exchange

    def _judge(self, wish: Wish, exchange: Exchange) -> None:
        """Note a part that did not come: one of the site itself makes the rendering doubtful."""
        failure = exchange.failure
        if failure is not None and failure.kind in _DENIED_KINDS:
            self._leave_out(str(failure.kind))
        elif failure is not None or exchange.status in _OVERLOADED:
            if _site(wish.url) != _site(self._source.url):
                self._leave_out("part of another site that failed")
                return
            cause = failure.cause if failure else f"status {exchange.status}"
            with self._lock:
                self._missing.append(f"{wish.url[:200]}: {cause}")

    def _refuse(self, reason: str) -> Reply | None:
        self._leave_out(reason)
        return None

    def _leave_out(self, reason: str) -> None:
        with self._lock:
            self._left_out[reason] = self._left_out.get(reason, 0) + 1


def finish_exchange(supply: Supply, *, dom: str, browser: str, elapsed_seconds: float) -> Exchange:
    """Make the exchange of a rendered page: the document's own facts, with what the browser made of it as its body."""
    document = supply.document
    headers = [pair for pair in document.header_pairs if pair[0].lower() not in _NOT_OF_THE_BODY]
    headers += [("Content-Type", "text/html; charset=utf-8"), (RENDERED_HEADER, supply.describe(browser))]
    return replace(
        document,
        headers=tuple(headers),
        body=dom.encode("utf-8", "replace"),
        wire_body=document.wire_body or document.body,
        failure=supply.failure(),
        elapsed_seconds=document.elapsed_seconds + elapsed_seconds,
    )


def _reply_of(exchange: Exchange) -> Reply:
    headers = {
        name.lower(): value
        for name, value in exchange.header_pairs
        if name.lower() in _KEPT_FOR_THE_PAGE or name.lower().startswith(_KEPT_PREFIXES)
    }
    return Reply(status=exchange.status or 200, headers=headers, body=exchange.body)


def _may_be_read(wish: Wish, exchange: Exchange) -> bool:
    """Whether browsers let a page of that origin read the answer: its own, or one that names it or everyone (CORS)."""
    origin = next((value for name, value in wish.headers.items() if name.lower() == "origin"), None)
    parts = urlsplit(wish.url)
    if origin is None or origin == f"{parts.scheme}://{parts.netloc}":
        return True
    return exchange.header("access-control-allow-origin") in {"*", origin}


def _headers_for(wish: Wish, page: Source) -> Headers:
    """Take over what the page's own script sends along, without what identifies, and what the source names at home."""
    own = tuple(
        (name, value)
        for name, value in sorted(wish.headers.items())
        if name.lower() not in _NOT_FROM_THE_PAGE and not name.lower().startswith(("sec-", "proxy-", "if-", ":"))
    )
    named = {name.lower() for name, _ in page.headers}
    return (*(pair for pair in own if pair[0].lower() not in named), *page.headers)


def _stranger(source: Source) -> Source:
    """Return the source as another host may know it: without its headers, certificates and exemption."""
    return replace(source, headers=(), ca_file=None, pin=None, ignore_robots=None)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()


def _site(url: str) -> str:
    """The last two labels of a host name: its registered name, or a wider one."""
    return ".".join(_host(url).split(".")[-2:])
