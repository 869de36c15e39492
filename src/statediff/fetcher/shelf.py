"""The scripts of a run, kept for as long as their servers allow: pages of one site share them."""

from __future__ import annotations

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from statediff.model import Exchange

_MAX_BYTES = 67_108_864
_LONGEST_SECONDS = 3_600.0
"""Kept no longer than this, whatever the server allows: a run may last for hours."""
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,10})", re.IGNORECASE)
_NOT_SHARED = re.compile(r"no-store|no-cache|private", re.IGNORECASE)
_HARMLESS_VARIATION = frozenset({"", "accept-encoding", "user-agent"})
"""What is the same in all our requests, or taken off by us."""


class Shelf:
    """Keeps answers that may be used again (RFC 9111, 4.2), the least used leaving first. Thread-safe."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, tuple[float, Exchange]] = OrderedDict()
        self._bytes = 0

    def take(self, url: str) -> Exchange | None:
        """Return the answer kept for an address while it is fresh."""
        with self._lock:
            if url not in self._kept:
                return None
            until, exchange = self._kept[url]
            if self._clock() >= until:
                self._drop(url)
                return None
            self._kept.move_to_end(url)
            return exchange

    def keep(self, url: str, exchange: Exchange) -> None:
        """Keep an answer if it is whole and its server lets it be kept."""
        seconds = _fresh_seconds(exchange)
        if seconds <= 0 or len(exchange.body) > _MAX_BYTES // 4:
            return
        with self._lock:
            self._drop(url)
            self._kept[url] = (self._clock() + seconds, exchange)
            self._bytes += len(exchange.body)
            while self._bytes > _MAX_BYTES:
                self._drop(next(iter(self._kept)))

    def _drop(self, url: str) -> None:
        if url in self._kept:
            self._bytes -= len(self._kept.pop(url)[1].body)


def _fresh_seconds(exchange: Exchange) -> float:
    """How long an answer may be used again; 0.0 when it may not."""
    control = exchange.header("cache-control") or ""
    varies = {name.strip().lower() for name in (exchange.header("vary") or "").split(",")}
    age = _MAX_AGE.search(control)
    is_usable = exchange.status == 200 and exchange.failure is None and varies <= _HARMLESS_VARIATION
    if not is_usable or age is None or _NOT_SHARED.search(control):
        return 0.0
    return min(float(age[1]), _LONGEST_SECONDS)
