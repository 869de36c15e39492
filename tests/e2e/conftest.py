"""One Chromium for the tests of a module, and pages opened in it from files, as a reader would open a report."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A running Chromium: STATEDIFF_CHROMIUM, or the first one on the path."""
    path = os.environ.get("STATEDIFF_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    if not Path(path).exists():
        pytest.skip(f"there is no browser at {path}; name one in STATEDIFF_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, tmp_path: Path) -> Iterator[OpenPage]:
    """Open HTML in a fresh context, or `into` an open page; an error it logs or a request it makes fails the test."""
    contexts: list[BrowserContext] = []
    noise: list[str] = []
    numbers = count()

    def open_html(
        html: str,
        *,
        width: int = 1280,
        scheme: str = "light",
        script: bool = True,
        forced: bool = False,
        fragment: str = "",
        into: Page | None = None,
    ) -> Page:
        file = tmp_path / f"report-{next(numbers)}.html"
        file.write_text(html, encoding="utf-8", newline="\n")
        if into is not None:
            into.goto(file.as_uri() + fragment)
            return into
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            forced_colors="active" if forced else "none",
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: noise.extend([message.text] * (message.type == "error")))
        page.on("pageerror", lambda error: noise.append(str(error)))
        page.on("request", lambda request: noise.extend([request.url] * (not request.url.startswith("file:"))))
        page.goto(file.as_uri() + fragment)
        return page

    yield open_html
    for context in contexts:
        context.close()
    assert not noise
