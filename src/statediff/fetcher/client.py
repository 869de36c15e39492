"""The client that visits sources: guarded, polite, and never raising for what the network does."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from types import TracebackType
from typing import Self
from urllib.parse import urldefrag, urljoin, urlsplit

import requests
from requests.cookies import RequestsCookieJar, extract_cookies_to_jar, get_cookie_header
from requests.utils import requote_uri

from statediff.fetcher.addresses import AddressPolicy, Refusal, Resolver, Target, read_target, refuse
from statediff.fetcher.politeness import Hosts, utc_now
from statediff.fetcher.robots import Permission, Robots
from statediff.fetcher.siblings import Siblings, is_doubtful
from statediff.fetcher.transport import Answer, GuardedAdapter, Trust, transmit
from statediff.fetcher.wire import Transmission
from statediff.model import (
    Capture,
    DispositionKind,
    Exchange,
    FetchFailure,
    FetchSettings,
    Headers,
    Hop,
    Source,
    Validators,
)

_MAX_HOPS = 10
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_OUR_HEADERS = frozenset(
    {"host", "connection", "accept-encoding", "content-length", "transfer-encoding", "user-agent", "cookie2", "te"}
)
_HARMLESS_HEADERS = frozenset({"accept", "accept-language"})
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@dataclass(slots=True, kw_only=True)
class _Visit:
    """A visit under way: its source, what is left of its time, and the hops made so far."""

    source: Source
    adapter: GuardedAdapter
    deadline: float
    headers: Headers
    validators: Validators | None
    home: Target
    hops: list[Hop]
    jar: RequestsCookieJar | None = None
    robots: str | None = None


class Client:
    """Visits sources over guarded connections. Safe to use from several threads; one connection a host.

    `now` and `sleep` serve the manners (pauses between requests) and may be simulated; deadlines are real.
    """

    def __init__(
        self,
        settings: FetchSettings,
        *,
        now: Callable[[], datetime] = utc_now,
        sleep: Callable[[float], None] = time.sleep,
        resolver: Resolver | None = None,
    ) -> None:
        self._settings = settings
        self._policy = AddressPolicy(settings.private_hosts, resolver)
        self._hosts = Hosts(settings, now, sleep)
        self._robots = Robots(settings.user_agent.partition("/")[0].strip() or "statediff", now)
        self._siblings = Siblings(now)
        self._lock = threading.Lock()
        self._adapters: dict[Trust, GuardedAdapter] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection kept open."""
        with self._lock:
            for adapter in self._adapters.values():
                adapter.close()
            self._adapters.clear()

    def recall(self, refusals: Iterable[Capture]) -> None:
        """Take up the pauses that hosts asked for in earlier runs; `refusals` are looks answered 429 or 503."""
        for refusal in sorted(refusals, key=lambda capture: capture.captured_at):
            host = (urlsplit(refusal.final_url).hostname or "").rstrip(".")
            found = [value for name, value in refusal.headers if name.lower() == "retry-after"]
            self._hosts.recall(host, refusal.status, found[-1] if found else None, refusal.captured_at)

    def visit(self, source: Source, validators: Validators | None = None) -> Exchange:
        """Visit a source once and return what came, or why nothing did. Never raises for network trouble."""
        return self._make(source, validators, seconds=self._settings.timeout_seconds, is_part=False)

    def fetch_part(self, page: Source, url: str, *, headers: Headers = (), seconds: float) -> Exchange:
        """Fetch what a page asks for while it is rendered: guarded and permitted as a visit is, without its pause.

        `headers` go to the origin of `url` only; `seconds` bound it like the rest of the visit. A private host is
        open to its own pages only: those of strangers may not reach into it.
        """
        try:
            target = self._policy.check(url)
            if self._policy.is_private_host(target) and target.host != read_target(page.url).host:
                raise refuse(f"{target.host} is private, and the page is not its own")
        except Refusal as refusal:
            return Exchange(url=url, failure=refusal.failure)
        return self._make(replace(page, url=url, headers=headers), None, seconds=seconds, is_part=True)

    def _make(self, source: Source, validators: Validators | None, *, seconds: float, is_part: bool) -> Exchange:
        started = time.monotonic()
        url = urldefrag(source.url).url
        try:
            visit = _Visit(
                source=source,
                adapter=self._adapter(Trust(ca_file=source.ca_file, pin=source.pin)),
                deadline=started + seconds,
                headers=source.headers,
                validators=validators,
                home=self._policy.check(url),
                hops=[],
            )
        except Refusal as refusal:
            return Exchange(url=source.url, failure=refusal.failure)
        except OSError as error:
            cause = f"the certificate file {source.ca_file} cannot be read ({error.strerror or error})"
            failure = FetchFailure(kind=DispositionKind.TLS_ERROR, cause=cause, transient=False)
            return Exchange(url=source.url, failure=failure)
        exchange = self._follow(visit, url, previous_host=visit.home.host if is_part else None)
        if not is_part and is_doubtful(exchange):
            alike = self._siblings.resembles(exchange, lambda address: self._ask_sibling(visit, address))
            exchange = replace(exchange, has_sibling_like_body=alike)
        return exchange

    def _follow(self, visit: _Visit, url: str, *, previous_host: str | None) -> Exchange:
        """Make one request a hop until an answer is no redirect."""
        seen: set[tuple[str, str]] = set()
        while True:
            # A page may send us to itself once it has given us a cookie: the same request twice is the circle.
            asked = (url, str(visit.jar.get_dict()) if visit.jar is not None else "")
            if asked in seen or len(seen) > _MAX_HOPS:
                words = "the redirects go in a circle" if asked in seen else f"more than {_MAX_HOPS} redirects"
                return _stop(visit, url, FetchFailure(kind=DispositionKind.FAILED, cause=words))
            seen.add(asked)
            try:
                target = self._policy.check(url)
                outcome = self._ask(visit, url, target, is_next_hop=target.host == previous_host)
            except Refusal as refusal:
                return _stop(visit, url, refusal.failure)
            if isinstance(outcome, FetchFailure):
                return _stop(visit, url, outcome)
            visit.hops.append(outcome.hop)
            location = outcome.header("location") if outcome.status in _REDIRECTS else None
            if location is None or outcome.status is None:
                return _finish(visit, url, outcome)
            if outcome.raw is not None and outcome.header("set-cookie"):
                visit.jar = RequestsCookieJar() if visit.jar is None else visit.jar
                extract_cookies_to_jar(visit.jar, outcome.raw.request, outcome.raw.raw)  # type: ignore[no-untyped-call]
            try:
                url = _next_url(visit.source, url, location)
            except Refusal as refusal:
                return replace(_finish(visit, url, outcome), failure=refusal.failure)
            previous_host = target.host

    def _ask(self, visit: _Visit, url: str, target: Target, *, is_next_hop: bool) -> Answer | FetchFailure:
        """Ask one URL in its host's turn, if the host is not paused and its robots.txt permits."""
        if paused := self._hosts.is_paused(target.host):
            return paused
        with self._hosts.turn(target.host, is_next_hop=is_next_hop) as waited:
            visit.deadline += waited
            if paused := self._hosts.is_paused(target.host):
                return paused
            permission = self._permit(visit, url, target)
            visit.robots = permission.words
            if permission.failure is not None:
                return permission.failure
            self._hosts.note_crawl_delay(target.host, permission.crawl_delay_seconds)
            return self._request(visit, url, target)

    def _permit(self, visit: _Visit, url: str, target: Target) -> Permission:
        if visit.source.ignore_robots:
            return Permission(words=f"ignored: {visit.source.ignore_robots}")
        return self._robots.permit(url, target.origin, lambda address: self._fetch_robots(visit, address))

    def _fetch_robots(self, visit: _Visit, url: str) -> Exchange:
        """Get robots.txt within the visit's time, following redirects, asking no robots.txt about it."""
        plain = _side_errand(visit, headers=(), validators=None)
        for _ in range(_MAX_HOPS // 2):
            try:
                answer = self._request(plain, url, self._policy.check(url))
                plain.hops.append(answer.hop)
                location = answer.header("location") if answer.status in _REDIRECTS else None
                if location is None:
                    return _finish(plain, url, answer)
                url = _next_url(visit.source, url, location)
            except Refusal as refusal:
                return _stop(plain, url, refusal.failure)
        return _stop(plain, url, FetchFailure(kind=DispositionKind.FAILED, cause="robots.txt redirects without end"))

    def _ask_sibling(self, visit: _Visit, url: str) -> Exchange:
        """Ask a made-up address as politely as any other, within the visit's time."""
        return self._follow(_side_errand(visit, headers=(), validators=None), url, previous_host=None)

    def _request(self, visit: _Visit, url: str, target: Target) -> Answer:
        """Make one request, once more if a connection that was kept open turns out to be dead."""
        headers = self._headers(visit, target)
        try:
            request = _prepare(url, headers)
        except (requests.RequestException, UnicodeError) as error:
            cause = f"no request can be made of the URL ({error})"
            raise Refusal(FetchFailure(kind=DispositionKind.FAILED, cause=cause, transient=False)) from error
        if visit.jar is not None and (cookies := _cookies_for(visit.jar, request)):
            request.headers["Cookie"] = cookies
        answer = transmit(visit.adapter, request, transmission := self._transmission(visit, target))
        if answer.failure and answer.status is None and _died_on_a_kept_connection(answer, transmission):
            answer = transmit(visit.adapter, request, self._transmission(visit, target))
        self._hosts.note_answer(target.host, answer.status, answer.header("retry-after"), answer.hop.elapsed_seconds)
        return answer

    def _transmission(self, visit: _Visit, target: Target) -> Transmission:
        return Transmission(
            target=target,
            policy=self._policy,
            deadline=visit.deadline,
            connect_seconds=self._settings.connect_seconds,
            max_bytes=self._settings.max_bytes,
        )

    def _headers(self, visit: _Visit, target: Target) -> dict[str, str]:
        """Put the request's headers together; what a source names goes to its own origin only."""
        headers = {"User-Agent": self._settings.user_agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate"}
        if language := visit.source.rules.language or visit.source.language:
            headers["Accept-Language"] = f"{language}, *;q=0.5"
        is_home = target.origin == visit.home.origin
        headers |= {
            name: value
            for name, value in visit.headers
            if name.lower() not in _OUR_HEADERS and (is_home or name.lower() in _HARMLESS_HEADERS)
        }
        if visit.validators is not None and target.host == visit.home.host:
            if visit.validators.etag:
                headers["If-None-Match"] = visit.validators.etag
            if visit.validators.last_modified:
                headers["If-Modified-Since"] = visit.validators.last_modified
        return headers

    def _adapter(self, trust: Trust) -> GuardedAdapter:
        with self._lock:
            if trust not in self._adapters:
                self._adapters[trust] = GuardedAdapter(trust)
            return self._adapters[trust]


def _side_errand(visit: _Visit, *, headers: Headers, validators: Validators | None) -> _Visit:
    """Copy a visit for a side errand: same source, time and connections, no hops or cookies."""
    return replace(visit, headers=headers, validators=validators, jar=None, hops=[])


def _prepare(url: str, headers: dict[str, str]) -> requests.PreparedRequest:
    """Prepare a request as requests does, without what ours never has: a jar, a password in the URL, a body."""
    request = requests.PreparedRequest()
    request.prepare_method("GET")
    request.prepare_url(url, "")
    request.prepare_headers(headers)
    return request


def _cookies_for(jar: RequestsCookieJar, request: requests.PreparedRequest) -> str:
    return str(get_cookie_header(jar, request) or "")  # type: ignore[no-untyped-call]


def _died_on_a_kept_connection(answer: Answer, transmission: Transmission) -> bool:
    is_network = answer.failure is not None and answer.failure.kind is DispositionKind.FAILED
    return is_network and not transmission.has_own_connection and not transmission.received


def _next_url(source: Source, url: str, location: str) -> str:
    """Resolve a Location; raises Refusal when it leaves the web or falls back to plain HTTP."""
    try:
        # Header bytes arrive as Latin-1; servers write UTF-8 paths.
        words = location.encode("latin-1").decode("utf-8", "replace")
    except UnicodeEncodeError:
        words = location
    try:
        following = requote_uri(urldefrag(urljoin(url, words.strip())).url)
    except (ValueError, requests.RequestException) as error:
        failure = FetchFailure(kind=DispositionKind.FAILED, cause=f"the redirect leads nowhere ({error})")
        raise Refusal(failure) from error
    if url.startswith("https:") and following.startswith("http:") and not source.allow_http_downgrade:
        cause = f"the redirect falls back to plain HTTP ({following[:200]})"
        raise Refusal(FetchFailure(kind=DispositionKind.REFUSED_ADDRESS, cause=cause, transient=False))
    return following


def _finish(visit: _Visit, url: str, answer: Answer) -> Exchange:
    is_encoded = answer.wire_body != answer.body
    return Exchange(
        url=visit.source.url,
        status=answer.status,
        headers=answer.headers,
        body=answer.body,
        final_url=url,
        hops=tuple(visit.hops),
        elapsed_seconds=_seconds_of(visit),
        failure=answer.failure,
        robots=visit.robots,
        wire_body=answer.wire_body if is_encoded or answer.failure else None,
    )


def _stop(visit: _Visit, url: str, failure: FetchFailure) -> Exchange:
    return Exchange(
        url=visit.source.url,
        final_url=url,
        hops=tuple(visit.hops),
        elapsed_seconds=_seconds_of(visit),
        failure=failure,
        robots=visit.robots,
    )


def _seconds_of(visit: _Visit) -> float:
    return sum(hop.elapsed_seconds for hop in visit.hops)
