"""What a host's robots.txt says about us, read as RFC 9309 does, on top of protego."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit, urlunsplit

from protego import Protego

from statediff.fetcher.challenges import find_challenge
from statediff.model import DispositionKind, Exchange, FetchFailure

_MAX_BYTES = 500 * 1024
_ANSWER_KEPT = timedelta(hours=24)
_FAILURE_KEPT = timedelta(hours=1)
"""A host that could not say is asked again sooner than one that did: a look is lost each time."""
_NETWORK_KINDS = frozenset(
    {
        DispositionKind.DNS_ERROR,
        DispositionKind.TLS_ERROR,
        DispositionKind.TIMEOUT,
        DispositionKind.REFUSED_ADDRESS,
        DispositionKind.FAILED,
        DispositionKind.BLOCKED,
        DispositionKind.MAINTENANCE,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """Whether a URL may be visited: the decision in words, and the failure to record when it may not."""

    words: str
    failure: FetchFailure | None = None
    crawl_delay_seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """A host's robots.txt once read; `failure` closes the whole host."""

    kept_until: datetime
    words: str = ""
    parser: Protego | None = None
    failure: FetchFailure | None = None


class Robots:
    """The robots.txt of every origin visited, read once a day. Thread-safe; two threads may read one file twice."""

    def __init__(self, agent: str, now: Callable[[], datetime]) -> None:
        self._agent = agent
        self._now = now
        self._lock = threading.Lock()
        self._rules: dict[str, _Rules] = {}

    def permit(self, url: str, origin: str, fetch: Callable[[str], Exchange]) -> Permission:
        """Decide about a URL of an origin; `fetch` gets robots.txt when it is not known yet."""
        with self._lock:
            rules = self._rules.get(origin)
        if rules is None or rules.kept_until <= self._now():
            rules = self._read(fetch(urlunsplit((*urlsplit(url)[:2], "/robots.txt", "", ""))))
            with self._lock:
                self._rules[origin] = rules
        if rules.failure is not None:
            return Permission(words=rules.words, failure=rules.failure)
        if rules.parser is None:
            return Permission(words=rules.words)
        delay = float(rules.parser.crawl_delay(self._agent) or 0.0)
        if rules.parser.can_fetch(url, self._agent):
            return Permission(words="allowed by robots.txt", crawl_delay_seconds=delay)
        cause = "robots.txt asks us not to visit this page"
        failure = FetchFailure(kind=DispositionKind.ROBOTS_DENIED, cause=cause, transient=False)
        return Permission(words="denied by robots.txt", failure=failure)

    def _read(self, exchange: Exchange) -> _Rules:
        answered, failed = self._now() + _ANSWER_KEPT, self._now() + _FAILURE_KEPT
        status, failure = exchange.status or 0, exchange.failure
        challenge = "status 429" if status == 429 else find_challenge(exchange)
        if challenge is not None:
            cause = f"robots.txt is behind a challenge ({challenge})"
            return _Rules(
                kept_until=failed,
                words="unknown: robots.txt is behind a challenge",
                failure=FetchFailure(kind=DispositionKind.BLOCKED, cause=cause),
            )
        if failure is not None and failure.kind in _NETWORK_KINDS and not status:
            words = f"unknown: robots.txt could not be read ({failure.cause})"
            return _Rules(kept_until=failed, words=words, failure=failure)
        if 400 <= status < 500 or 300 <= status < 400:
            return _Rules(kept_until=answered, words=f"allowed: no robots.txt ({status})")
        if 200 <= status < 300 and (failure is None or failure.kind is DispositionKind.TOO_LARGE):
            text = exchange.body[:_MAX_BYTES].decode("utf-8-sig", "replace")
            return _Rules(kept_until=answered, parser=Protego.parse(text))
        cause = f"robots.txt could not be read ({failure.cause if failure else f'status {status}'})"
        return _Rules(
            kept_until=failed,
            words=f"unknown: {cause}",
            failure=FetchFailure(kind=DispositionKind.ROBOTS_DENIED, cause=cause),
        )
