"""CPU of one fetched page: our guarded client beside bare requests, and beside httpx and aiohttp where installed.

    python benchmarks/fetcher.py [--pages 2000] [--kilobytes 100] [--gzip] [--hosts 40]

A server in a process of its own, on loopback, serves invented pages of 100 kB over kept connections. Each client
fetches all of them in turn; what is printed is the CPU time of this process, user and system, divided by the pages,
as the median of three rounds that take turns. `bare requests` is a session that streams and counts the bytes: what a
script would do that trusts the server. Ours checks addresses, deadline, caps, framing and encoding, and keeps every
byte sent and received; its pauses and robots.txt are left out. `verdict` is what telling a document from a challenge
adds, paid only for pages whose bytes changed.

With --hosts, the same pages are then asked of so many hosts (addresses of loopback) by eight threads, ours and bare
requests, and the pages a CPU-second are compared.

Budget: at most 1.25 times bare requests; over many hosts at least .8 times their pages a CPU-second.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import importlib
import importlib.util
import multiprocessing
import random
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from typing import Any

import requests

from statediff.fetcher import Client, assess
from statediff.model import Exchange, FetchSettings, Source
from statediff.rounds import visit_hosts

BUDGET_RATIO = 1.25
BUDGET_RATIO_OVER_HOSTS = 0.8
THREADS = 8
ROUNDS = 3
WORDS = ("ministry", "programme", "agreement", "delivery", "border", "partner", "council", "budget", "region", "signed")


def write_page(kilobytes: int) -> bytes:
    """An invented page of about so many kB."""
    words = random.Random(1)
    paragraphs = []
    size = 0
    while size < kilobytes * 1000:
        paragraphs.append("<p>" + " ".join(words.choice(WORDS) for _ in range(60)) + ".</p>")
        size += len(paragraphs[-1])
    prose = "\n".join(paragraphs)
    head = "<!doctype html><html><head><title>Statement</title></head>"
    return f"{head}<body><h1>Statement</h1>{prose}</body></html>".encode()


def serve(port: Connection, page: bytes, *, is_packed: bool, hosts: int) -> None:
    """Serve one page at every path of so many addresses until killed; tells its port first."""
    body = gzip.compress(page) if is_packed else page

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            if is_packed:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the overridden method's name
            """Say nothing."""

    first = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    number = int(first.server_address[1])
    others = [ThreadingHTTPServer((f"127.0.0.{host}", number), Handler) for host in range(2, hosts + 1)]
    for server in others:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    port.send(number)
    first.serve_forever()


def fetch_bare(url: str, pages: int) -> int:
    """Stream with a session, as a short script would."""
    size = 0
    with requests.Session() as session:
        for number in range(pages):
            with session.get(f"{url}/{number}", stream=True, timeout=30) as answer:
                size += sum(len(chunk) for chunk in answer.iter_content(65_536))
    return size


def fetch_ours(url: str, pages: int) -> int:
    """Visit with the guarded client."""
    size = 0
    with Client(_settings()) as client:
        for number in range(pages):
            size += len(_visit(client, f"{url}/{number}").body)
    return size


def fetch_and_judge(url: str, pages: int) -> int:
    """Visit and give the verdict on each page."""
    size = 0
    with Client(_settings()) as client:
        for number in range(pages):
            exchange = _visit(client, f"{url}/{number}")
            size += len(exchange.body) if not assess(exchange).is_failure else 0
    return size


def _settings() -> FetchSettings:
    return FetchSettings(
        user_agent="statediff-benchmark (+bench@statediff.example)", private_hosts=("127.0.0.1",), respect_delays=False
    )


def _visit(client: Client, url: str) -> Exchange:
    exchange = client.visit(Source(id="page", url=url, ignore_robots="a benchmark"))
    if exchange.failure is not None:
        raise SystemExit(f"{url}: {exchange.failure.cause}")
    return exchange


def fetch_bare_over_hosts(urls: Sequence[Sequence[str]]) -> int:
    """Stream in threads, a session for each host, as a longer script would."""

    def fetch(host: Sequence[str]) -> int:
        size = 0
        with requests.Session() as session:
            for url in host:
                with session.get(url, stream=True, timeout=30) as answer:
                    size += sum(len(chunk) for chunk in answer.iter_content(65_536))
        return size

    with ThreadPoolExecutor(THREADS) as pool:
        return sum(pool.map(fetch, urls))


def fetch_ours_over_hosts(urls: Sequence[Sequence[str]]) -> int:
    """Visit in rounds, as `track` does."""
    sources = [Source(id="page", url=url, ignore_robots="a benchmark") for host in urls for url in host]
    settings = replace(_settings(), private_hosts=tuple(f"127.0.0.{host}" for host in range(1, len(urls) + 1)))
    with Client(settings) as client:
        return sum(len(exchange.body) for _, exchange in visit_hosts(sources, client.visit, threads=THREADS))


def measure_over_hosts(port: int, page: bytes, *, pages: int, hosts: int) -> bool:
    """Print pages a CPU-second over many hosts; tells whether the budget is kept."""
    urls = [
        [f"http://127.0.0.{host}:{port}/{number}" for number in range(pages // hosts)] for host in range(1, hosts + 1)
    ]
    rates: dict[str, list[float]] = {"bare requests": [], "statediff": []}
    for _ in range(ROUNDS):
        for name, fetch in (("bare requests", fetch_bare_over_hosts), ("statediff", fetch_ours_over_hosts)):
            started = time.process_time()
            size = fetch(urls)
            rates[name].append(pages / (time.process_time() - started))
            if size != len(page) * pages:
                raise SystemExit(f"{name} got {size} bytes of {len(page) * pages}")
    ratio = statistics.median(
        ours / bare for ours, bare in zip(rates["statediff"], rates["bare requests"], strict=True)
    )
    print(f"{pages} pages over {hosts} hosts, {THREADS} threads: pages a CPU-second, median of {ROUNDS} rounds")
    for name, figures in rates.items():
        print(f"  {name:<14} {statistics.median(figures):6.0f}")
    verdict = "within" if ratio >= BUDGET_RATIO_OVER_HOSTS else "BELOW"
    print(f"statediff / bare requests = {ratio:.2f}: {verdict} the budget of {BUDGET_RATIO_OVER_HOSTS}")
    return ratio >= BUDGET_RATIO_OVER_HOSTS


def fetch_httpx(url: str, pages: int) -> int:
    """Stream with httpx's client."""
    httpx: Any = importlib.import_module("httpx")
    size = 0
    with httpx.Client() as client:
        for number in range(pages):
            with client.stream("GET", f"{url}/{number}") as answer:
                size += sum(len(chunk) for chunk in answer.iter_bytes())
    return size


def fetch_aiohttp(url: str, pages: int) -> int:
    """Fetch one after the other with aiohttp."""
    aiohttp: Any = importlib.import_module("aiohttp")

    async def run() -> int:
        size = 0
        async with aiohttp.ClientSession() as session:
            for number in range(pages):
                async with session.get(f"{url}/{number}") as answer:
                    size += len(await answer.read())
        return size

    return asyncio.run(run())


def measure(fetch: Callable[[str, int], int], url: str, pages: int, expected: int) -> float:
    """CPU milliseconds a page of this process; checks that every byte came."""
    started = time.process_time()
    size = fetch(url, pages)
    spent = time.process_time() - started
    if size != expected * pages:
        raise SystemExit(f"{fetch.__name__} got {size} bytes of {expected * pages}")
    return spent / pages * 1000


def main() -> int:
    """Measure and print; 1 when the budget is passed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--kilobytes", type=int, default=100)
    parser.add_argument("--gzip", action="store_true", help="let the server pack its pages")
    parser.add_argument("--hosts", type=int, default=40, help="then ask so many hosts in threads; 0 for none")
    options = parser.parse_args()
    page = write_page(options.kilobytes)
    clients: dict[str, Callable[[str, int], int]] = {
        "bare requests": fetch_bare,
        "statediff": fetch_ours,
        "with verdict": fetch_and_judge,
    }
    peers: dict[str, Callable[[str, int], int]] = {"httpx": fetch_httpx, "aiohttp": fetch_aiohttp}
    clients |= {name: fetch for name, fetch in peers.items() if importlib.util.find_spec(name)}

    ours, theirs = multiprocessing.Pipe()
    wishes = {"is_packed": options.gzip, "hosts": max(options.hosts, 1)}
    server = multiprocessing.Process(target=serve, args=(theirs, page), kwargs=wishes, daemon=True)
    server.start()
    try:
        port = ours.recv()
        url = f"http://127.0.0.1:{port}"
        for fetch in clients.values():
            fetch(url, 20)
        rounds = [
            {name: measure(fetch, url, options.pages, len(page)) for name, fetch in clients.items()}
            for _ in range(ROUNDS)
        ]
        is_kept = _print_costs(rounds, clients, page, options)
        if options.hosts:
            is_kept &= measure_over_hosts(port, page, pages=options.pages, hosts=options.hosts)
    finally:
        server.terminate()
        server.join()
    return 0 if is_kept else 1


def _print_costs(
    rounds: Sequence[Mapping[str, float]], clients: Iterable[str], page: bytes, options: argparse.Namespace
) -> bool:
    """Print what a page costs each client; tells whether the budget is kept."""
    costs = {name: statistics.median(figures[name] for figures in rounds) for name in clients}
    ratio = statistics.median(figures["statediff"] / figures["bare requests"] for figures in rounds)
    packed = ", packed" if options.gzip else ""
    print(f"{options.pages} pages of {len(page) / 1000:.0f} kB{packed}: CPU ms a page, median of {ROUNDS} rounds")
    for name, cost in costs.items():
        print(f"  {name:<14} {cost:6.2f}")
    verdict = "within" if ratio <= BUDGET_RATIO else "OVER"
    print(f"statediff / bare requests = {ratio:.2f}: {verdict} the budget of {BUDGET_RATIO}")
    return ratio <= BUDGET_RATIO


if __name__ == "__main__":
    sys.exit(main())
