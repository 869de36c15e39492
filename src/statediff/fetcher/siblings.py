"""The soft-404 probe: asks whether a host answers a made-up address with the page it gave us.

It costs the host a request, so it is made only where the answer alone leaves the verdict suspect, and what a host
answers to addresses it cannot know is kept for a day.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

from statediff.fetcher import destinations
from statediff.fetcher.disposition import assess
from statediff.fetcher.sight import Sight
from statediff.model import DispositionKind, Exchange

_ANSWER_KEPT = timedelta(hours=24)
_LITTLE_BYTES = 16_384
"""Without a redirect, only a page this small can be suspect on its own; a larger one is not looked at again."""
_ALIKE_SHARE = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sibling:
    kept_until: datetime
    exchange: Exchange


class Siblings:
    """What each host answers to an address it cannot know, asked once a day. Thread-safe."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._known: dict[str, _Sibling] = {}

    def resembles(self, exchange: Exchange, fetch: Callable[[str], Exchange]) -> bool | None:
        """Tell whether a made-up sibling of an exchange's URL answers with the same page; None if nobody could say."""
        url = make_sibling(exchange.url)
        folder = url.rpartition("/")[0]
        with self._lock:
            known = self._known.get(folder)
        if known is None or known.kept_until <= self._now():
            known = _Sibling(kept_until=self._now() + _ANSWER_KEPT, exchange=fetch(url))
            if known.exchange.failure is None:
                with self._lock:
                    self._known[folder] = known
        return _is_alike(exchange, known.exchange)


def is_doubtful(exchange: Exchange) -> bool:
    """Tell whether an answer alone leaves the verdict suspect: sent to a page that does not name it, or parked."""
    if exchange.status != 200 or exchange.failure is not None:
        return False
    url, final_url = exchange.url, exchange.final_url or exchange.url
    is_elsewhere = url != final_url and not destinations.is_same_document(url, final_url)
    is_worth_a_look = is_elsewhere or len(exchange.body) <= _LITTLE_BYTES
    if not is_worth_a_look or destinations.is_home(url):
        return False
    return assess(exchange).kind is DispositionKind.SUSPECT


def make_sibling(url: str) -> str:
    """Make an address beside a URL that no page can have; the same one every time, so that it can be asked once."""
    host = urlsplit(url).netloc.lower()
    name = hashlib.sha256(f"statediff sibling of {host}".encode()).hexdigest()[:20]
    return urljoin(url, f"no-such-page-{name}")


def _is_alike(exchange: Exchange, sibling: Exchange) -> bool | None:
    if sibling.failure is not None or sibling.status is None or sibling.status >= 500 or sibling.status in {403, 429}:
        return None
    if not 200 <= sibling.status < 300:
        return False
    if exchange.body == sibling.body:
        return True
    here, there = Sight(exchange=exchange), Sight(exchange=sibling)
    if not here.prose_weight or not there.prose_weight:
        return here.prose_weight == there.prose_weight and here.page.title == there.page.title
    return min(here.share_kept_in(there), there.share_kept_in(here)) >= _ALIKE_SHARE
