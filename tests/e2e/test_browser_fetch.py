"""Pages that need JavaScript, rendered by a real Chromium that reaches nothing but what our client fetches for it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

import pytest
from playwright.sync_api import sync_playwright

from servers import Answer, ScriptedServer, page
from statediff.fetcher import Client
from statediff.fetcher.browser import BrowserClient
from statediff.fetcher.supply import RENDERED_HEADER, Limits
from statediff.model import DispositionKind, Exchange, FetchSettings, Source, Validators
from waiting import wait_until

pytestmark = pytest.mark.browser

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
if CHROMIUM is None:
    pytest.skip("no Chromium on this computer", allow_module_level=True)

LIMITS = Limits(seconds=90.0, settle_seconds=45.0, quiet_seconds=0.3)
"""For pages that fall quiet by themselves, on a busy machine too."""
BRIEF_LIMITS = Limits(seconds=90.0, settle_seconds=1.5, quiet_seconds=0.3)
"""For pages that never do."""
HASTY_LIMITS = Limits(seconds=1.5, settle_seconds=1.0, quiet_seconds=0.2)
"""For a page that answers to nothing."""
SHELL = """<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>Заява</title></head>
<body><main id="root"></main><script src="/app.js"></script></body></html>"""
APP = """
fetch("/api/statement.json").then(answer => answer.json()).then(statement => {
  document.getElementById("root").innerHTML = "<h1>" + statement.title + "</h1><p>" + statement.text + "</p>";
});
"""
STATEMENT = '{"title": "Заява МЗС", "text": "Україна підтвердила 12 домовленостей."}'


class Forbidden:
    """A neighbour on loopback that no page may reach: counts TCP connections and UDP datagrams."""

    def __init__(self) -> None:
        self.connections: list[bytes] = []
        self._tcp = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._tcp.getsockname()[1]
        self._udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._udp.bind(("127.0.0.1", self.port))
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._accept, self._receive)]
        for thread in self._threads:
            thread.start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._tcp.accept()
                with connection:
                    connection.settimeout(0.2)
                    said = b""
                    with suppress(OSError):
                        said = connection.recv(200)
                    self.connections.append(said.splitlines()[0] if said else b"a connection without a word")

    def _receive(self) -> None:
        with suppress(OSError):
            while True:
                self.connections.append(b"datagram " + self._udp.recvfrom(200)[0][:20])

    def close(self) -> None:
        for listening in (self._tcp, self._udp):
            with suppress(OSError):
                listening.shutdown(socket.SHUT_RDWR)
            listening.close()
        for thread in self._threads:
            thread.join(1)


@pytest.fixture
def forbidden() -> Iterator[Forbidden]:
    neighbour = Forbidden()
    yield neighbour
    neighbour.close()


@pytest.fixture(scope="module")
def site() -> Iterator[ScriptedServer]:
    with ScriptedServer() as running:
        yield running


@pytest.fixture(scope="module")
def browser(site: ScriptedServer) -> Iterator[BrowserClient]:
    settings = settings_for(site)
    with Client(settings) as client, BrowserClient(client, settings, executable=CHROMIUM, limits=LIMITS) as running:
        yield running


@pytest.fixture(scope="module")
def brief_browser(site: ScriptedServer) -> Iterator[BrowserClient]:
    settings = settings_for(site)
    with (
        Client(settings) as client,
        BrowserClient(client, settings, executable=CHROMIUM, limits=BRIEF_LIMITS) as running,
    ):
        yield running


def settings_for(site: ScriptedServer) -> FetchSettings:
    return FetchSettings(
        user_agent="statediff-test/1 (+mailto:test@example.org)",
        private_hosts=(site.host,),
        respect_delays=False,
    )


def source_of(url: str) -> Source:
    return Source(id="rendered", url=url, render=True, language="uk")


def text_of(exchange: Exchange) -> str:
    return exchange.body.decode()


def test_what_scripts_write_is_in_the_body(site: ScriptedServer, browser: BrowserClient) -> None:
    url = site.script("/statement", SHELL)
    site.script("/app.js", Answer(body=APP.encode(), media_type="text/javascript"))
    site.script("/api/statement.json", Answer(body=STATEMENT.encode(), media_type="application/json"))

    exchange = browser.visit(source_of(url))

    assert exchange.failure is None
    assert "<p>Україна підтвердила 12 домовленостей.</p>" in text_of(exchange)
    assert exchange.status == 200
    assert exchange.header("content-type") == "text/html; charset=utf-8"
    assert (exchange.header(RENDERED_HEADER) or "").startswith("Chromium ")
    assert exchange.wire_body == SHELL.encode()
    assert [hop.url for hop in exchange.hops] == [url]
    assert exchange.robots == "allowed: no robots.txt (404)"


def test_every_request_of_the_page_bears_our_name(site: ScriptedServer, browser: BrowserClient) -> None:
    url = site.script("/named", SHELL.replace("/app.js", "/named.js"))
    site.script(
        "/named.js", Answer(body=b"fetch('/named.json', {headers: {'X-Wish': 'yes'}})", media_type="text/javascript")
    )

    browser.visit(source_of(url))

    asked = [asked for asked in site.asked if asked.path.startswith("/named")]
    assert [one.path for one in asked] == ["/named", "/named.js", "/named.json"]
    assert {one.headers["user-agent"] for one in asked} == {"statediff-test/1 (+mailto:test@example.org)"}
    assert asked[2].headers["x-wish"] == "yes"


def test_validators_are_not_sent_for_a_document_whose_scripts_decide(
    site: ScriptedServer, browser: BrowserClient
) -> None:
    url = site.script("/etag", Answer(body=page("Text.").encode(), etag='"1"'))

    exchange = browser.visit(source_of(url), Validators(etag='"1"'))

    assert exchange.status == 200
    assert "<p>Text.</p>" in text_of(exchange)


@pytest.mark.parametrize(
    "answer",
    [
        Answer(body=b"%PDF-1.7", media_type="application/pdf"),
        Answer(status=404, body=b"<html><body>gone</body></html>"),
        Answer(status=503, body=b"<html><body>later</body></html>"),
    ],
)
def test_what_is_no_page_is_returned_as_it_came(site: ScriptedServer, browser: BrowserClient, answer: Answer) -> None:
    url = site.script(f"/plain-{answer.status}", answer)

    exchange = browser.visit(source_of(url))

    assert exchange.body == answer.body
    assert exchange.header(RENDERED_HEADER) is None


def test_a_page_that_sends_its_reader_on_is_read_where_it_arrives(site: ScriptedServer, browser: BrowserClient) -> None:
    url = site.script("/old", "<html><body><script>location.replace('/new')</script></body></html>")
    arrived = site.script("/new", page("The new home of the statement."))

    exchange = browser.visit(source_of(url))

    assert exchange.final_url == arrived
    assert exchange.url == url
    assert "The new home" in text_of(exchange)
    assert [hop.url for hop in exchange.hops] == [url, arrived]


def test_a_redirect_of_the_document_is_kept_as_a_hop(site: ScriptedServer, browser: BrowserClient) -> None:
    arrived = site.script("/arrived", page("Arrived."))
    url = site.script("/moved", Answer(status=302, headers=(("Location", "/arrived"),)))

    exchange = browser.visit(source_of(url))

    assert exchange.final_url == arrived
    assert [hop.status for hop in exchange.hops] == [302, 200]
    assert "Arrived." in text_of(exchange)


def test_the_fragment_reaches_the_scripts(site: ScriptedServer, browser: BrowserClient) -> None:
    url = site.script(
        "/routes", "<html><body><script>document.body.append('route ' + location.hash)</script></body></html>"
    )

    exchange = browser.visit(source_of(f"{url}#/statement/5"))

    assert "route #/statement/5" in text_of(exchange)


def test_what_components_show_is_read_in_its_order(site: ScriptedServer, browser: BrowserClient) -> None:
    component = """<official-statement><p slot="text">Перший пункт.</p></official-statement><script>
    customElements.define("official-statement", class extends HTMLElement {
      constructor() { super(); this.attachShadow({mode: "open"}).innerHTML =
        "<h2>Заява</h2><slot name=text>нічого</slot><inner-note></inner-note>"; } });
    customElements.define("inner-note", class extends HTMLElement {
      constructor() { super(); this.attachShadow({mode: "open"}).innerHTML = "<p>Примітка.</p>"; } });</script>"""
    url = site.script("/component", f"<html><body>{component}</body></html>")

    exchange = browser.visit(source_of(url))

    shown = '<h2>Заява</h2><p slot="text">Перший пункт.</p><inner-note><p>Примітка.</p></inner-note>'
    assert f"<official-statement>{shown}</official-statement>" in text_of(exchange)


def test_a_part_of_the_site_that_fails_makes_the_page_truncated(site: ScriptedServer, browser: BrowserClient) -> None:
    url = site.script("/partial", SHELL.replace("/app.js", "/partial.js"))
    site.script("/partial.js", Answer(status=500, body=b""))

    exchange = browser.visit(source_of(url))

    assert exchange.failure is not None
    assert exchange.failure.kind is DispositionKind.TRUNCATED
    assert "/partial.js: status 500" in exchange.failure.cause


def test_a_part_still_awaited_makes_the_page_truncated(site: ScriptedServer, brief_browser: BrowserClient) -> None:
    url = site.script("/slow", "<html><body><script>fetch('/slow.json')</script></body></html>")
    site.script("/slow.json", Answer(body=b"{}", pause_seconds=60.0))

    exchange = brief_browser.visit(source_of(url))
    site.wake()

    assert exchange.failure is not None
    assert exchange.failure.kind is DispositionKind.TRUNCATED
    assert "/slow.json: still awaited" in exchange.failure.cause


def test_parts_of_another_origin_come_under_the_rules_of_browsers(site: ScriptedServer) -> None:
    ask = "fetch('@/open', {headers: {'X-Wish': 'a'}}).then(a => a.text()).then(text => document.body.append(text));"
    shut = "fetch('@/shut').then(a => a.text()).then(text => document.body.append(text));"
    with ScriptedServer() as interface:
        allowed = (("Access-Control-Allow-Origin", "*"), ("Access-Control-Allow-Headers", "*"))
        interface.script(
            "/open", Answer(body="відкрито".encode(), media_type="text/plain; charset=utf-8", headers=allowed)
        )
        interface.script("/shut", Answer(body="зачинено".encode(), media_type="text/plain; charset=utf-8"))
        script = (ask + shut).replace("@", interface.url("").rstrip("/"))
        url = site.script("/origins", f"<html><body><script>{script}</script></body></html>")
        settings = replace(settings_for(site), private_hosts=(site.host, interface.host))
        with Client(settings) as client, BrowserClient(client, settings, executable=CHROMIUM, limits=LIMITS) as browser:
            exchange = browser.visit(source_of(url))
        asked = [(one.path, one.headers.get("origin")) for one in interface.asked]

    assert "відкрито" in text_of(exchange)
    assert "зачинено" not in text_of(exchange)
    assert ("/open", site.url("").rstrip("/")) in asked


def test_a_browser_that_is_closed_ends_what_it_renders(site: ScriptedServer) -> None:
    url = site.script("/endless", "<p>x<script>setInterval(() => document.body.append('.'), 20)</script>")
    settings = settings_for(site)
    with Client(settings) as client, ThreadPoolExecutor(1) as pool:
        browser = BrowserClient(client, settings, executable=CHROMIUM, limits=Limits(settle_seconds=30.0))
        visit = pool.submit(browser.visit, source_of(url))
        wait_until(lambda: site.count("/endless") > 0)
        time.sleep(0.7)
        browser.close()
        under_way, after = visit.result(), browser.visit(source_of(url))

    assert [exchange.failure is not None for exchange in (under_way, after)] == [True, True]


def test_a_page_that_computes_for_ever_is_given_up_and_the_next_one_is_rendered(
    site: ScriptedServer,
) -> None:
    hung = site.script("/hung", "<html><body><script>setTimeout(() => { while (true) {} }, 50)</script></body></html>")
    fine = site.script("/fine", page("Fine."))

    settings = settings_for(site)
    with Client(settings) as client, BrowserClient(client, settings, executable=CHROMIUM, limits=HASTY_LIMITS) as hasty:
        given_up = hasty.visit(source_of(hung))
        after = hasty.visit(source_of(fine))

    assert given_up.failure is not None
    assert given_up.failure.kind is DispositionKind.TIMEOUT
    assert "Fine." in text_of(after)


def test_a_page_that_never_falls_quiet_is_read_as_it_stands(site: ScriptedServer, brief_browser: BrowserClient) -> None:
    ticking = "<p>Said.</p><script>setInterval(() => document.body.append('.'), 20)</script>"
    url = site.script("/ticking", f"<html><body>{ticking}</body></html>")

    exchange = brief_browser.visit(source_of(url))

    assert exchange.failure is None
    assert "<p>Said.</p>" in text_of(exchange)


def test_a_page_cannot_forge_what_is_read_nor_close_itself(site: ScriptedServer, browser: BrowserClient) -> None:
    forge = """alert("wait"); window.close(); String.prototype.slice = () => "forged";
    Object.defineProperty(Element.prototype, "outerHTML", {get() { return "forged"; }});
    Document.prototype.getElementsByTagName = () => { throw new Error("no"); };"""
    url = site.script("/forged", f"<html><body><p>Said.</p><script>{forge}</script></body></html>")

    exchange = browser.visit(source_of(url))

    assert exchange.failure is None
    assert text_of(exchange).startswith("<html><head></head><body><p>Said.</p>")


def test_a_page_that_leaves_the_web_is_a_failure(site: ScriptedServer, browser: BrowserClient) -> None:
    url = site.script("/leaving", "<html><body><p>Said.</p><script>location = 'about:blank'</script></body></html>")

    exchange = browser.visit(source_of(url))

    assert exchange.failure is not None
    assert "a page of its own" in exchange.failure.cause


def test_a_page_that_asks_without_end_is_too_large(site: ScriptedServer) -> None:
    url = site.script(
        "/greedy", "<html><body><script>for (let n = 0; n < 9; n++) fetch('/x' + n)</script></body></html>"
    )

    settings, limits = settings_for(site), replace(LIMITS, max_requests=4)
    with Client(settings) as client, BrowserClient(client, settings, executable=CHROMIUM, limits=limits) as browser:
        exchange = browser.visit(source_of(url))

    assert exchange.failure is not None
    assert exchange.failure.kind is DispositionKind.TOO_LARGE
    assert sum(asked.path.startswith("/x") for asked in site.asked) == 4


def test_a_browser_that_was_killed_is_started_anew(site: ScriptedServer) -> None:
    url = site.script("/again", page("Again."))
    settings = settings_for(site)
    with Client(settings) as client, BrowserClient(client, settings, executable=CHROMIUM, limits=LIMITS) as browser:
        browser.visit(source_of(url))
        for child in children_of(os.getpid()):
            os.kill(child, signal.SIGKILL)
        exchanges = [browser.visit(source_of(url)) for _ in range(2)]

    assert "Again." in text_of(exchanges[-1])
    assert exchanges[-1].failure is None


def test_several_threads_share_one_browser(site: ScriptedServer, browser: BrowserClient) -> None:
    urls = [site.script(f"/thread-{number}", page(f"Thread {number}.")) for number in range(4)]

    with ThreadPoolExecutor(4) as pool:
        exchanges = list(pool.map(lambda url: browser.visit(source_of(url)), urls))

    assert [f"<p>Thread {number}.</p>" in text_of(exchange) for number, exchange in enumerate(exchanges)] == [True] * 4


def test_a_browser_that_is_not_there_is_a_failure_with_a_cause(site: ScriptedServer) -> None:
    url = site.script("/no-browser", SHELL)
    settings = settings_for(site)
    with Client(settings) as client, BrowserClient(client, settings, executable="/nowhere/chromium") as browser:
        exchange = browser.visit(source_of(url))

    assert exchange.failure is not None
    assert exchange.failure.kind is DispositionKind.FAILED
    assert "no browser could be started" in exchange.failure.cause
    assert exchange.body == SHELL.encode()


def children_of(parent: int) -> list[int]:
    """The browsers among the processes that this one has started."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listed.splitlines()]
    family = {parent}
    for _ in range(6):
        family |= {int(row[0]) for row in rows if int(row[1]) in family}
    browsers = [row for row in rows if "--remote-debugging-pipe" in row[2] and "--type=" not in row[2]]
    return [int(row[0]) for row in browsers if int(row[0]) in family]


LEAKS = """<!doctype html><html><head>
<link rel="preconnect" href="http://@"><link rel="dns-prefetch" href="http://@"><link rel="prefetch" href="http://@/prefetch">
<link rel="preload" as="script" href="http://@/preload"><link rel="modulepreload" href="http://@/modulepreload">
<link rel="stylesheet" href="http://@/css"><link rel="icon" href="http://@/icon"><link rel="manifest" href="http://@/manifest">
<link rel="prerender" href="http://@/prerender">
<script type="speculationrules">{"prefetch": [{"source": "list", "urls": ["http://@/speculation"]}]}</script>
<style>@font-face { font-family: F; src: url(http://@/font) } @import url(http://@/import);
 body { font-family: F; background: url(http://@/background) }</style></head>
<body><img src="http://@/img"><video src="http://@/video" preload="auto"></video>
<audio src="http://@/audio" preload="auto"></audio>
<iframe src="http://@/iframe"></iframe><object data="http://@/object"></object><embed src="http://@/embed">
<iframe srcdoc="<script>fetch('http://@/srcdoc').catch(() => 0); new WebSocket('ws://@/srcdoc')</script>"></iframe>
<svg><image href="http://@/svg"></image><use href="http://@/use#x"></use></svg>
<form id="get" action="http://@/form" target="frame"></form><iframe name="frame"></iframe>
<form id="post" method="post" action="http://@/post" target="_blank"><input name="a" value="b"></form>
<a id="ping" href="#x" ping="http://@/ping">x</a><a id="save" href="http://@/download" download>x</a>
<p>Said.</p>
<script src="http://@/script"></script>
<script>
const tries = [
  () => fetch("http://@/fetch", {mode: "no-cors"}).catch(() => 0),
  () => fetch("http://@/keepalive", {mode: "no-cors", keepalive: true}).catch(() => 0),
  () => fetch("http://@/posted", {method: "POST", mode: "no-cors", body: "x"}).catch(() => 0),
  () => { const asked = new XMLHttpRequest(); asked.open("GET", "http://@/xhr"); asked.send(); },
  () => navigator.sendBeacon("http://@/beacon", "x"),
  () => new WebSocket("ws://@/socket"),
  () => new EventSource("http://@/events"),
  () => new Worker(URL.createObjectURL(new Blob([
    "fetch('http://@/worker', {mode: 'no-cors'}).catch(() => 0); importScripts('http://@/imported')"]))),
  () => new Worker(URL.createObjectURL(new Blob(["new WebSocket('ws://@/worker-socket')"]))),
  () => new SharedWorker(URL.createObjectURL(new Blob(["fetch('http://@/shared', {mode: 'no-cors'})"]))),
  () => navigator.serviceWorker.register("/service.js").catch(() => 0),
  () => window.open("http://@/window"),
  () => document.getElementById("get").submit(),
  () => document.getElementById("post").submit(),
  () => document.getElementById("ping").click(),
  () => document.getElementById("save").click(),
  () => import("http://@/module").catch(() => 0),
  () => new WebTransport("https://@/transport"),
  () => { const peers = new RTCPeerConnection({iceServers: [{urls: "stun:@"}]}); peers.createDataChannel("x");
          peers.createOffer().then(offer => peers.setLocalDescription(offer)); },
  () => { const frame = document.createElement("iframe"); document.body.append(frame);
          const peers = new frame.contentWindow.RTCPeerConnection({iceServers: [{urls: "stun:@"}]});
          peers.createDataChannel("x"); peers.createOffer().then(offer => peers.setLocalDescription(offer)); },
  () => { const frame = document.createElement("iframe"); document.body.append(frame);
          new frame.contentWindow.WebSocket("ws://@/frame-socket"); },
  () => new Worker(URL.createObjectURL(new Blob(["new WebTransport('https://@/worker-transport')"]))),
  () => { const sheet = document.createElement("link"); sheet.rel = "stylesheet"; sheet.href = "http://@/late";
          document.head.append(sheet); },
  () => { new Image().src = "http://@/image"; },
  () => fetch("/sent-on"),
];
for (const attempt of tries) { try { attempt(); } catch (error) { console.log(error); } }
setInterval(() => document.body.append("."), 100);
addEventListener("pagehide", () => navigator.sendBeacon("http://@/pagehide", "x"));
</script></body></html>"""


def test_the_same_page_in_a_plain_browser_reaches_its_neighbour(site: ScriptedServer, forbidden: Forbidden) -> None:
    url = site.script("/unguarded", LEAKS.replace("@", f"127.0.0.1:{forbidden.port}"))

    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=CHROMIUM) as plain:
        plain.new_page().goto(url, wait_until="commit")
        wait_until(lambda: len(forbidden.connections) >= 25)


def test_no_page_reaches_what_our_client_may_not_fetch(
    site: ScriptedServer, brief_browser: BrowserClient, forbidden: Forbidden
) -> None:
    neighbour = f"127.0.0.1:{forbidden.port}"
    url = site.script("/leaks", LEAKS.replace("@", neighbour))
    site.script("/sent-on", Answer(status=302, headers=(("Location", f"http://{neighbour}/sent-on"),)))
    site.script(
        "/service.js", Answer(body=f"fetch('http://{neighbour}/service')".encode(), media_type="text/javascript")
    )

    exchange = brief_browser.visit(source_of(url))

    assert "<p>Said.</p>" in text_of(exchange)
    assert forbidden.connections == []
    assert "refused-address" in (exchange.header(RENDERED_HEADER) or "")
