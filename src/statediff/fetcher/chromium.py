"""A Chromium under Playwright without a network of its own: what a page asks for is answered by us, or not at all.

Four walls, each enough for most ways out: every request is intercepted; sockets, workers of the site and windows
are closed; names resolve to nothing; and the proxy for all the rest is a port at which nobody listens.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import socket
import time
from collections.abc import Callable, Coroutine
from typing import Any

from playwright.async_api import (
    Browser,
    BrowserContext,
    CDPSession,
    Error,
    Page,
    Playwright,
    Request,
    Route,
    WebSocketRoute,
    async_playwright,
)

from statediff.fetcher.browser import RenderFault
from statediff.fetcher.supply import Limits, Reply, Wish
from statediff.model import DispositionKind

_START_SECONDS = 30.0
_CLOSE_SECONDS = 5.0
_STEP_SECONDS = 0.1
_SWITCHES = (
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
    "--dns-prefetch-disable",
    "--no-pings",
    "--disable-background-networking",
    "--disable-domain-reliability",
    "--disable-features=Prerender2,SpeculationRulesPrefetchFuture,NetworkPrediction,AsyncDns,DnsOverHttps",
    "--js-flags=--max-old-space-size=512",
    "--blink-settings=imagesEnabled=false",
    "--mute-audio",
)
_WITHOUT_SOCKETS = """
for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "WebTransport", "WebSocketStream", "EventSource"]) {
  try { delete globalThis[name]; } catch (error) { /* a page that pinned it meets the other walls */ }
}
"""
_SIZE = """[location.protocol, document.readyState, document.getElementsByTagName("*").length,
 document.documentElement ? document.documentElement.textContent.length : 0].join(" ")"""
_MARKUP = """(() => {
  const root = document.documentElement;
  const hasShadow = around => [...around.querySelectorAll("*")].some(element => element.shadowRoot);
  const copy = node => {
    const made = node.cloneNode(false);
    const inner = node.shadowRoot || node;
    for (const child of inner.childNodes) {
      const shown = child.localName === "slot" && child.assignedNodes({flatten: true});
      for (const one of shown && shown.length ? shown : [child]) made.append(copy(one));
    }
    return made;
  };
  let markup = root ? root.outerHTML : "";
  try { if (root && hasShadow(document)) markup = copy(root).outerHTML; } catch (error) { /* too deep: as it stands */ }
  const doctype = document.doctype ? new XMLSerializer().serializeToString(document.doctype) : "";
  return (doctype + markup).slice(0, LIMIT);
})()"""
"""Components show their text in shadow trees, which `outerHTML` leaves out: they are copied as they are shown."""
_LANGUAGE_TAG = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*", re.ASCII)

Answer = Callable[[Wish], Coroutine[Any, Any, Reply | None]]


async def start_browser(executable: str | None, user_agent: str, limits: Limits) -> Chromium:
    """Start a browser. Raises RenderFault with the cause in words when it cannot be started."""
    # Held and never listened at: every connection to it is refused, for as long as the browser lives.
    dead_end = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    dead_end.bind(("127.0.0.1", 0))
    playwright: Playwright | None = None
    try:
        async with asyncio.timeout(_START_SECONDS):
            playwright = await async_playwright().start()
            browser = await playwright.chromium.launch(
                executable_path=executable,
                args=[*_SWITCHES, f"--proxy-server=http://127.0.0.1:{dead_end.getsockname()[1]}"],
                # Chromium refuses to run sandboxed as root, as it is in containers.
                chromium_sandbox=hasattr(os, "geteuid") and os.geteuid() != 0,
                downloads_path=None,
            )
    except (Error, OSError, TimeoutError) as error:
        dead_end.close()
        if playwright is not None:
            await playwright.stop()
        cause = f"no browser could be started ({_first_line(error)}); install Chromium and name its path"
        raise RenderFault(DispositionKind.FAILED, cause, transient=False) from error
    return Chromium(playwright, browser, dead_end, user_agent=user_agent, limits=limits)


class Chromium:
    """A running Chromium, for the thread it was started in."""

    def __init__(
        self, playwright: Playwright, browser: Browser, dead_end: socket.socket, *, user_agent: str, limits: Limits
    ) -> None:
        self._playwright = playwright
        self._browser = browser
        self._dead_end = dead_end
        self._user_agent = user_agent
        self._limits = limits
        self._is_closed = False
        self.version = f"Chromium {browser.version}"

    @property
    def is_alive(self) -> bool:
        """Whether it can render."""
        return not self._is_closed and self._browser.is_connected()

    async def render(self, url: str, answer: Answer, *, language: str | None) -> str:
        """Render a page in a context of its own and return its markup. Raises RenderFault."""
        context: BrowserContext | None = None
        try:
            async with asyncio.timeout(self._limits.seconds):
                context = await self._open_context(language)
                return await _Rendering(context, answer, self._limits).run(url)
        except TimeoutError as error:
            cause = f"the page was not rendered within {self._limits.seconds:g} s"
            raise RenderFault(DispositionKind.TIMEOUT, cause) from error
        except Error as error:
            cause = f"the browser could not render the page ({_first_line(error)})"
            raise RenderFault(DispositionKind.FAILED, cause) from error
        finally:
            if context is not None and not await _try(context.close()):
                await self.close()

    async def close(self) -> None:
        """End it, also when it hangs."""
        if self._is_closed:
            return
        self._is_closed = True
        await _try(self._browser.close())
        await _try(self._playwright.stop())
        self._dead_end.close()

    async def _open_context(self, language: str | None) -> BrowserContext:
        context = await self._browser.new_context(
            user_agent=self._user_agent,
            locale=language if language and _LANGUAGE_TAG.fullmatch(language) else "en",
            timezone_id="UTC",
            # Tall, so that what is loaded when it scrolls into view is in view.
            viewport={"width": 1280, "height": 4000},
            reduced_motion="reduce",
            service_workers="block",
            accept_downloads=False,
            permissions=[],
        )
        await context.add_init_script(_WITHOUT_SOCKETS)
        await context.route_web_socket(re.compile(".*"), _close_socket)
        return context


class _Rendering:
    """One page on its way from its document to its markup."""

    def __init__(self, context: BrowserContext, answer: Answer, limits: Limits) -> None:
        self._context = context
        self._answer = answer
        self._limits = limits
        self._page: Page | None = None
        self._under_way = 0
        self._busy_at = time.monotonic()
        self._has_crashed = False
        self._task: asyncio.Task[Any] | None = None

    async def run(self, url: str) -> str:
        """Show the page, wait until it is quiet, and read it."""
        task = self._task = asyncio.current_task()
        try:
            return await self._show_and_read(url)
        except asyncio.CancelledError as error:
            if not self._has_crashed or task is None:
                raise
            task.uncancel()
            cause = "the page crashed the browser's renderer"
            raise RenderFault(DispositionKind.FAILED, cause) from error

    async def _show_and_read(self, url: str) -> str:
        await self._context.route(re.compile(".*"), self._handle)
        page = self._page = await self._context.new_page()
        self._context.on("page", _close_window)
        page.on("crash", self._note_crash)
        await page.goto(url, wait_until="commit", timeout=1000 * self._limits.seconds)
        session = await self._context.new_cdp_session(page)
        await self._wait_until_quiet(session)
        shown = str(await self._evaluate(session, _SIZE))
        if not shown.startswith("http"):
            cause = "the browser shows a page of its own in place of the site's" if shown else "the browser fell silent"
            raise RenderFault(DispositionKind.FAILED, cause)
        markup = str(await self._evaluate(session, _MARKUP.replace("LIMIT", str(self._limits.max_bytes + 1))))
        if len(markup) > self._limits.max_bytes:
            cause = f"the rendered page is more than {self._limits.max_bytes} letters"
            raise RenderFault(DispositionKind.TOO_LARGE, cause, transient=False)
        return markup

    async def _wait_until_quiet(self, session: CDPSession) -> None:
        until = time.monotonic() + self._limits.settle_seconds
        seen = ""
        while time.monotonic() < until:
            await asyncio.sleep(_STEP_SECONDS)
            size = await self._evaluate(session, _SIZE)
            if size != seen or " complete " not in str(size):
                seen, self._busy_at = str(size), time.monotonic()
            if not self._under_way and time.monotonic() - self._busy_at >= self._limits.quiet_seconds:
                return

    async def _evaluate(self, session: CDPSession, expression: str) -> object:
        """Evaluate in a world of its own, where the page's scripts have changed no function."""
        try:
            tree = await session.send("Page.getFrameTree")
            frame = tree["frameTree"]["frame"]["id"]
            world = await session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "statediff"})
            asked = {"expression": expression, "contextId": world["executionContextId"], "returnByValue": True}
            answered = await session.send("Runtime.evaluate", asked)
        except Error:
            # Sent on to another document in between: the next look sees that one.
            browser = self._context.browser
            if self._page is None or self._page.is_closed():
                raise
            if browser is None or not browser.is_connected():
                raise
            return ""
        return answered["result"].get("value", "")

    async def _handle(self, route: Route, request: Request) -> None:
        self._under_way += 1
        self._busy_at = time.monotonic()
        try:
            reply = await self._answer(self._wish_of(request))
            # The page may be gone by now, and the request with it.
            with contextlib.suppress(Error):
                if reply is None:
                    await route.abort("blockedbyclient")
                else:
                    await route.fulfill(status=reply.status, headers=dict(reply.headers), body=reply.body)
        finally:
            self._under_way -= 1
            self._busy_at = time.monotonic()

    def _wish_of(self, request: Request) -> Wish:
        is_main = False
        if request.is_navigation_request():
            with contextlib.suppress(Error):  # a window that is just opening has no frame yet, and is not the page
                is_main = self._page is not None and request.frame == self._page.main_frame
        return Wish(
            url=request.url,
            method=request.method,
            kind=request.resource_type,
            headers=request.headers,
            is_main=is_main,
        )

    def _note_crash(self, _page: Page) -> None:
        """End the rendering: a crashed page answers nothing any more, not even with an error."""
        self._has_crashed = True
        if self._task is not None:
            self._task.cancel()


async def _close_window(page: Page) -> None:
    with contextlib.suppress(Error):
        await page.close()


async def _close_socket(route: WebSocketRoute) -> None:
    with contextlib.suppress(Error):
        await route.close()


async def _try(work: Coroutine[Any, Any, None]) -> bool:
    """Wait for the end of something, for a while; tell whether it came."""
    try:
        await asyncio.wait_for(work, _CLOSE_SECONDS)
    except (Error, TimeoutError, OSError):
        return False
    return True


def _first_line(error: BaseException) -> str:
    words = (str(error).strip() or type(error).__name__).splitlines()[0][:200]
    return "".join(letter if letter.isprintable() else " " for letter in words)
