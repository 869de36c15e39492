"""Manners towards a host: one request at a time, pauses between them, and silence when it asks for silence."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from statediff.model import DispositionKind, FetchFailure, FetchSettings

_MAX_DELAY_SECONDS = 30.0
_DELAY_PER_ANSWER_SECOND = 5.0
"""A host that answers slowly is asked less often: five times its own answer time."""
_MAX_CRAWL_DELAY_SECONDS = 300.0
_FIRST_PAUSE_SECONDS = 60.0
_MAX_OWN_PAUSE_SECONDS = 3_600.0
_MAX_ASKED_PAUSE_SECONDS = 86_400.0
_TROUBLE_STATUSES = frozenset({429, 503})
_SECONDS = re.compile(r"\s*(\d{1,12})(?:\.\d+)?\s*")


def utc_now() -> datetime:
    """Return the present instant in UTC."""
    return datetime.now(UTC)


def read_retry_after(value: str | None, now: datetime) -> float | None:
    """Read a Retry-After header (seconds, or a date) as seconds from `now`, at most a day; None if it is junk."""
    if not value:
        return None
    if seconds := _SECONDS.fullmatch(value):
        return min(float(seconds[1]), _MAX_ASKED_PAUSE_SECONDS)
    try:
        until = parsedate_to_datetime(value.strip())
    except (TypeError, ValueError, OverflowError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return min(max((until - now).total_seconds(), 0.0), _MAX_ASKED_PAUSE_SECONDS)


@dataclass(slots=True)
class _Host:
    """What is known of one host; guarded by its own lock."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: datetime | None = None
    delay_seconds: float = 0.0
    crawl_delay_seconds: float = 0.0
    paused_until: datetime | None = None
    pause_reason: FetchFailure | None = None
    troubles: int = 0


class Hosts:
    """The hosts visited so far: whose turn it is, and who asked for a pause."""

    def __init__(self, settings: FetchSettings, now: Callable[[], datetime], sleep: Callable[[float], None]) -> None:
        self._settings = settings
        self._now = now
        self._sleep = sleep
        self._lock = threading.Lock()
        self._hosts: dict[str, _Host] = {}

    @contextmanager
    def turn(self, host: str, *, is_next_hop: bool = False) -> Iterator[float]:
        """Hold the one connection to a host; yields the seconds waited for it.

        A redirect within the host (`is_next_hop`) belongs to the request before it and does not wait again.
        """
        state = self._state(host)
        started = time.monotonic()
        with state.lock:
            if not is_next_hop:
                self._wait(state)
            yield time.monotonic() - started

    def is_paused(self, host: str) -> FetchFailure | None:
        """Return why a host is not to be asked now, or None."""
        state = self._state(host)
        now = self._now()
        if state.paused_until is None or state.pause_reason is None or now >= state.paused_until:
            return None
        return state.pause_reason

    def note_answer(self, host: str, status: int | None, retry_after: str | None, elapsed_seconds: float) -> None:
        """Learn from an answer when the host may be asked again."""
        state = self._state(host)
        delay = max(self._settings.delay_seconds, _DELAY_PER_ANSWER_SECOND * elapsed_seconds)
        state.delay_seconds = max(min(delay, _MAX_DELAY_SECONDS), state.crawl_delay_seconds)
        state.free_at = self._now() + timedelta(seconds=state.delay_seconds)
        if status in _TROUBLE_STATUSES:
            self._pause(state, host, status, retry_after, self._now())
        elif status is not None and status < 500:
            state.troubles = 0

    def recall(self, host: str, status: int | None, retry_after: str | None, refused_at: datetime) -> None:
        """Take up a pause that began in an earlier run; an instant that is still to come was read off a wrong clock."""
        if refused_at <= self._now():
            self._pause(self._state(host), host, status, retry_after, refused_at)

    def note_crawl_delay(self, host: str, seconds: float) -> None:
        """Honour a Crawl-delay of robots.txt, up to five minutes."""
        self._state(host).crawl_delay_seconds = min(max(seconds, 0.0), _MAX_CRAWL_DELAY_SECONDS)

    def _state(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host())

    def _wait(self, state: _Host) -> None:
        if state.free_at is None or not self._settings.respect_delays:
            return
        seconds = min((state.free_at - self._now()).total_seconds(), state.delay_seconds)
        if seconds > 0:
            self._sleep(seconds)

    def _pause(self, state: _Host, host: str, status: int | None, retry_after: str | None, at: datetime) -> None:
        asked = read_retry_after(retry_after, at)
        if asked is None and not self._settings.respect_delays:
            return
        state.troubles += 1
        own = min(_FIRST_PAUSE_SECONDS * 2.0 ** min(state.troubles - 1, 10), _MAX_OWN_PAUSE_SECONDS)
        until = at + timedelta(seconds=max(asked if asked is not None else own, self._settings.delay_seconds))
        state.paused_until = until
        state.pause_reason = FetchFailure(
            kind=DispositionKind.BLOCKED if status == 429 else DispositionKind.MAINTENANCE,
            cause=f"not asked: {host} answered {status} and is left alone until {until:%Y-%m-%dT%H:%M:%SZ}",
            retry_at=until,
        )
