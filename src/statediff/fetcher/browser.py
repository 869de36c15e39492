"""Visiting pages that need JavaScript: fetched by our client, rendered by a Chromium that has no network of its own.

Playwright's objects belong to one thread, so the browser has one with an event loop; visits of any thread are handed
to it. The asynchronous interface is used because it alone can be timed out: a page that computes for ever would
block the other one. `chromium` imports Playwright, which only the extra [browser] installs; therefore it is loaded
by name, when the first page is to be rendered, and programs without the extra never notice it.
"""

from __future__ import annotations

import asyncio
import importlib
import logging
import threading
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError, ThreadPoolExecutor
from dataclasses import replace
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar
from urllib.parse import urldefrag

from statediff.fetcher.client import Client
from statediff.fetcher.shelf import Shelf
from statediff.fetcher.supply import HTML_TYPES, Limits, Reply, Supply, Wish, finish_exchange
from statediff.model import DispositionKind, Exchange, FetchFailure, FetchSettings, Source, Validators

logger = logging.getLogger(__name__)

_FETCHERS = 6
"""Parts fetched side by side; each host still gets one request at a time."""
_GRACE_SECONDS = 20.0
"""Beyond a rendering's own limit, for starting the browser and clearing away what hangs."""
_CLOSED = "the browser was closed"
_BACKEND = "statediff.fetcher.chromium"

Result = TypeVar("Result")


class RenderFault(Exception):
    """A page could not be rendered; carries the failure to be recorded."""

    def __init__(self, kind: DispositionKind, cause: str, *, transient: bool = True) -> None:
        self.failure = FetchFailure(kind=kind, cause=cause, transient=transient)
        super().__init__(cause)


class Renderer(Protocol):
    """A running browser, as `chromium` makes it."""

    @property
    def version(self) -> str:
        """Its name and version."""
        ...

    @property
    def is_alive(self) -> bool:
        """Whether it can render."""
        ...

    async def render(
        self, url: str, answer: Callable[[Wish], Coroutine[Any, Any, Reply | None]], *, language: str | None
    ) -> str:
        """Render a page and return its markup. Raises RenderFault."""
        ...

    async def close(self) -> None:
        """End it, also when it hangs."""
        ...


class BrowserClient:
    """Visits sources as Client does, and renders the pages that come. Safe to use from several threads.

    The browser is started for the first page, used for all, started anew after a crash, and ended by `close`.
    `executable` is the path of a Chromium or Chrome; without it, the one that Playwright installed is used.
    """

    def __init__(
        self, client: Client, settings: FetchSettings, *, executable: str | None = None, limits: Limits | None = None
    ) -> None:
        self._client = client
        self._settings = settings
        self._executable = executable
        self._limits = limits or Limits()
        self._shelf = Shelf()
        self._lock = threading.Lock()
        self._stage: _Stage | None = None
        self._is_closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the browser and its thread; visits under way end as failures."""
        with self._lock:
            stage, self._stage, self._is_closed = self._stage, None, True
        if stage is not None:
            stage.close()

    def visit(self, source: Source, validators: Validators | None = None) -> Exchange:  # noqa: ARG002 -- see below
        """Visit a source, render what came, and return the rendered page. Never raises for trouble of any kind.

        `validators` are not sent: an unchanged document says nothing about what its scripts will show. What is no
        HTML page, or no success, is returned as it came. Parts of the page are fetched by the same client, under
        the same rules, except for its pauses.
        """
        document = self._client.visit(source)
        if document.failure is not None or document.status != 200 or document.media_type not in HTML_TYPES:
            return document
        with self._lock:
            if self._is_closed:
                return _failed(document, _CLOSED)
            if self._stage is None:
                self._stage = _Stage(self._start, self._limits)
            stage = self._stage
        return stage.render(
            lambda: Supply(self._client, source, document, self._limits, self._shelf),
            document,
            address=_address_of(source, document),
            language=source.rules.language or source.language,
        )

    async def _start(self) -> Renderer:
        try:
            backend = importlib.import_module(_BACKEND)
        except ImportError as error:
            cause = "this page is to be rendered, and that needs the extra: pip install 'statediff[browser]'"
            raise RenderFault(DispositionKind.FAILED, cause, transient=False) from error
        started: Renderer = await backend.start_browser(self._executable, self._settings.user_agent, self._limits)
        return started


class _Stage:
    """The thread that the browser lives in, and the pool that fetches for it."""

    def __init__(self, start: Callable[[], Coroutine[Any, Any, Renderer]], limits: Limits) -> None:
        self._start = start
        self._limits = limits
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="statediff-browser", daemon=True)
        self._pool = ThreadPoolExecutor(_FETCHERS, thread_name_prefix="statediff-part")
        self._turns = asyncio.Semaphore(limits.pages)
        self._starting = asyncio.Lock()
        self._renderer: Renderer | None = None
        self._is_ended = False
        self._gate = threading.Lock()
        self._takes_work = True
        self._loop.set_exception_handler(_log_stray)
        self._thread.start()

    def render(self, supply: Callable[[], Supply], document: Exchange, address: str, language: str | None) -> Exchange:
        """Render a document in its turn, from any thread."""
        # What a loop is given while it ends, it would neither do nor refuse.
        with self._gate:
            if not self._takes_work:
                return _failed(document, _CLOSED)
            future = asyncio.run_coroutine_threadsafe(self._render(supply, address, language), self._loop)
        try:
            return future.result()
        except RenderFault as fault:
            return replace(document, failure=fault.failure)
        except CancelledError:
            return _failed(document, _CLOSED)

    async def _render(self, make_supply: Callable[[], Supply], address: str, language: str | None) -> Exchange:
        async with self._turns:
            renderer = await self._running()
            started = time.monotonic()
            supply = make_supply()

            async def answer(wish: Wish) -> Reply | None:
                return await asyncio.get_running_loop().run_in_executor(self._pool, supply.answer, wish)

            try:
                async with asyncio.timeout(self._limits.seconds + _GRACE_SECONDS):
                    dom = await renderer.render(address, answer, language=language)
            except TimeoutError as error:
                await renderer.close()
                raise RenderFault(DispositionKind.TIMEOUT, "the browser hung and was ended") from error
            elapsed = time.monotonic() - started
            return finish_exchange(supply, dom=dom, browser=renderer.version, elapsed_seconds=elapsed)

    async def _running(self) -> Renderer:
        """Return the browser, started if there is none that lives."""
        async with self._starting:
            if self._is_ended:
                raise RenderFault(DispositionKind.FAILED, _CLOSED)
            if self._renderer is not None and not self._renderer.is_alive:
                logger.info("the browser ended; starting it anew")
                renderer, self._renderer = self._renderer, None
                await renderer.close()
            if self._renderer is None:
                self._renderer = await self._start()
            return self._renderer

    def close(self) -> None:
        """End the browser, what waits for it, and the thread."""
        with self._gate:
            self._takes_work = False
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._pool.shutdown(wait=True, cancel_futures=True)

    async def _end(self) -> None:
        # A browser that is just starting is waited for: one cut off halfway could not be ended.
        async with self._starting:
            self._is_ended = True
            if self._renderer is not None:
                await self._renderer.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


def _log_stray(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Note what nobody waits for any more: the answers a browser owed when it died."""
    logger.debug("left behind by a browser: %s", context.get("exception") or context.get("message"))


def _failed(document: Exchange, cause: str) -> Exchange:
    return replace(document, failure=FetchFailure(kind=DispositionKind.FAILED, cause=cause))


def _address_of(source: Source, document: Exchange) -> str:
    """Where the document is shown: its address, with the source's fragment, by which scripts choose what to show."""
    fragment = urldefrag(source.url).fragment
    return f"{document.final_url}#{fragment}" if fragment else str(document.final_url)
