"""Visiting each source as it asks to be visited: as it comes, or rendered in a browser."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from types import TracebackType
from typing import Self

from statediff.fetcher.browser import BrowserClient
from statediff.fetcher.client import Client
from statediff.fetcher.politeness import utc_now
from statediff.model import Capture, Exchange, FetchSettings, Source, Validators

_BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


class Visitor:
    """One client for all sources, and a browser behind it for those with render = true; it starts when it is needed."""

    def __init__(
        self,
        settings: FetchSettings,
        *,
        now: Callable[[], datetime] = utc_now,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._client = Client(settings, now=now, sleep=sleep)
        self._browser = BrowserClient(self._client, settings, executable=settings.browser or find_browser())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._browser.close()
        self._client.close()

    def recall(self, refusals: Iterable[Capture]) -> None:
        """Leave alone, as long as they asked for, the hosts that refused looks of earlier runs."""
        self._client.recall(refusals)

    def visit(self, source: Source, validators: Validators | None = None) -> Exchange:
        """Visit a source once; trouble is a field of the exchange, never an exception."""
        return (self._browser if source.render else self._client).visit(source, validators)


def find_browser() -> str | None:
    """Return the path of the system's Chromium or Chrome, or None."""
    return next((path for name in _BROWSERS if (path := shutil.which(name))), None)
