"""The client of rendered pages where there is nothing to render with, or nothing to render."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor, wait

import pytest

from servers import Answer, ScriptedServer, page
from statediff.fetcher import Client, browser
from statediff.fetcher.browser import BrowserClient
from statediff.fetcher.supply import Supply
from statediff.model import DispositionKind, Exchange, FetchSettings, Source


def settings_for(server: ScriptedServer) -> FetchSettings:
    return FetchSettings(
        user_agent="statediff-test/1 (+mailto:test@example.org)", private_hosts=(server.host,), respect_delays=False
    )


def test_without_the_extra_a_page_is_a_failure_that_names_it(
    server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "_BACKEND", "statediff.fetcher.no_such_backend")
    url = server.script("/a", page("Text."))
    settings = settings_for(server)

    with Client(settings) as client, BrowserClient(client, settings) as rendering:
        exchange = rendering.visit(Source(id="a", url=url, render=True))

    assert exchange.failure is not None
    assert exchange.failure.kind is DispositionKind.FAILED
    assert "pip install 'statediff[browser]'" in exchange.failure.cause
    assert not exchange.failure.transient
    assert b"Text." in exchange.body


def test_the_fetcher_is_imported_without_playwright() -> None:
    program = "import sys, statediff.fetcher.browser; sys.exit('playwright' in sys.modules)"

    finished = subprocess.run([sys.executable, "-c", program], check=False)

    assert finished.returncode == 0


def test_what_did_not_come_starts_no_browser(server: ScriptedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "_BACKEND", "statediff.fetcher.no_such_backend")
    url = server.script("/gone", Answer(status=410, body=b"gone"))
    settings = settings_for(server)

    with Client(settings) as client, BrowserClient(client, settings) as rendering:
        exchange = rendering.visit(Source(id="a", url=url, render=True))

    assert exchange.failure is None
    assert exchange.status == 410


def test_a_closed_client_fails_and_does_not_raise(server: ScriptedServer) -> None:
    url = server.script("/a", page("Text."))
    settings = settings_for(server)

    with Client(settings) as client:
        rendering = BrowserClient(client, settings)
        rendering.close()
        rendering.close()
        exchange = rendering.visit(Source(id="a", url=url, render=True))

    assert exchange.failure is not None
    assert exchange.failure.cause == "the browser was closed"


def test_a_visit_that_comes_while_the_browser_ends_is_a_failure_and_waits_for_nobody(
    server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "_BACKEND", "statediff.fetcher.no_such_backend")
    source = Source(id="a", url=server.script("/a", page("Text.")), render=True)
    settings = settings_for(server)
    with Client(settings) as client, ThreadPoolExecutor(1) as pool:
        rendering = BrowserClient(client, settings)
        rendering.visit(source)
        stage = rendering._stage
        assert stage is not None
        late: list[Future[Exchange]] = []
        end_thread = stage._thread.join

        def end_thread_while_a_visit_comes(timeout: float | None = None) -> None:
            end_thread(timeout)
            late.append(pool.submit(stage.render, _no_supply, Exchange(url=source.url), source.url, None))
            wait([late[0]], timeout=0.5)

        monkeypatch.setattr(stage._thread, "join", end_thread_while_a_visit_comes)
        rendering.close()
        [visit] = late

        failure = visit.result(timeout=30).failure

    assert failure is not None
    assert failure.cause == "the browser was closed"


def _no_supply() -> Supply:
    raise AssertionError


def test_a_page_of_a_public_host_may_not_reach_into_a_private_one(server: ScriptedServer) -> None:
    url = server.script("/inside", "secret")
    settings = settings_for(server)

    with Client(settings) as client:
        stranger = client.fetch_part(Source(id="a", url="https://public.example/"), url, seconds=5.0)
        own = client.fetch_part(Source(id="b", url=server.url("/page")), url, seconds=5.0)

    assert stranger.failure is not None
    assert stranger.failure.kind is DispositionKind.REFUSED_ADDRESS
    assert own.body == b"secret"
