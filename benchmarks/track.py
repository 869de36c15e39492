"""CPU of one look, of the whole process tree: unchanged bytes, then changed wording, beside other page watchers.

    python benchmarks/track.py [--pages 300] [--urlwatch ENV] [--webchanges ENV]

A server in a process of its own serves invented pages of about 45 kB. Each tool looks at all of them three times: the
first time, again with the same bytes, and again with one word of each statement and all the chrome replaced. What is
printed is the CPU time of the tool's process tree (children included, the server not), less what the same command
takes to start with nothing to visit, divided by the number of pages. The peers read
all text of a page, not its main text (urlwatch by its bs4 filter, webchanges by its html2text filter), each from a
virtual environment of its own.

Budget: at most 2 ms for unchanged bytes, 25 ms for a changed page with extraction and comparison. Measured elsewhere:
urlwatch 7 and 11-21 (without main text), changedetection.io 6-8 and 45-67, webchanges 45 and 44.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

UNCHANGED_BUDGET_MS = 2.0
CHANGED_BUDGET_MS = 25.0
NOUNS = [
    "ministry",
    "programme",
    "agreement",
    "delivery",
    "training",
    "border",
    "partner",
    "council",
    "budget",
    "statement",
    "crew",
    "region",
]
VERBS = [
    "reviewed",
    "signed",
    "extended",
    "announced",
    "confirmed",
    "discussed",
    "published",
    "prepared",
    "welcomed",
    "suspended",
]
ADJECTIVES = [
    "joint",
    "annual",
    "regional",
    "technical",
    "financial",
    "national",
    "common",
    "second",
    "northern",
    "temporary",
]


def write_page(number: int, state: int) -> bytes:
    """An invented ministry page; `state` 0 and 1 are the same bytes, 2 has one word and the chrome replaced."""
    words = random.Random(number)
    chrome = random.Random(f"{number}/{max(1, state)}")
    paragraphs = [" ".join(_sentence(words) for _ in range(5)) for _ in range(14)]
    if state == 2:
        paragraphs[6] = paragraphs[6].replace(" will ", " may ", 1)
    menu = "\n".join(f'<li class="menu__item"><a href="/m/{n}">{_title(chrome)}</a></li>' for n in range(60))
    cards = "\n".join(
        f'<div class="card" data-id="{chrome.getrandbits(64):x}"><a href="/n/{n}"><h3>{_title(chrome)}</h3></a>'
        f'<img src="/i/{chrome.getrandbits(64):x}.jpg" alt=""><time>{n} hours ago</time></div>'
        for n in range(120)
    )
    script = "".join(f"window._q.push(['e{n}','{chrome.getrandbits(128):x}']);" for n in range(220))
    prose = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Statement {number}</title>'
        f"<script>{script}</script></head><body><header><nav><ul>{menu}</ul></nav></header><main><article>"
        f"<h1>Statement {number}</h1><div class='text'>{prose}</div></article></main>"
        f"<section class='related'><h2>Read also</h2>{cards}</section><footer>Views: {chrome.randrange(10**6)}</footer>"
        "</body></html>"
    ).encode()


def _sentence(words: random.Random) -> str:
    first, second, third = (words.choice(NOUNS) for _ in range(3))
    return (
        f"The {words.choice(ADJECTIVES)} {first} {words.choice(VERBS)} the {words.choice(ADJECTIVES)} {second} and"
        f" will publish {words.randrange(2, 900)} pages on the {third} by {words.randrange(1, 29)} June."
    )


def _title(words: random.Random) -> str:
    return f"{words.choice(ADJECTIVES).title()} {words.choice(NOUNS)} {words.choice(VERBS)} {words.randrange(99)}"


# ---------------------------------------------------------------- the server, in a process of its own


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    state = 0

    def do_GET(self) -> None:
        if self.path.startswith("/state/"):
            _Handler.state = int(self.path.rpartition("/")[2])
            self._send(b"ok")
        elif self.path.startswith("/page/"):
            self._send(write_page(int(self.path.rpartition("/")[2]), self.state))
        else:
            self._send(b"not found", status=404)

    def _send(self, body: bytes, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        pass


def serve() -> None:
    """Serve until killed; the first line of output is the port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()


# ---------------------------------------------------------------- the tools


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A page watcher: how it is set up for some URLs in a folder, and the command that looks at all of them once."""

    name: str
    prepare: Callable[[Path, Sequence[str]], None]
    command: Sequence[str]


def prepare_statediff(folder: Path, urls: Sequence[str]) -> None:
    sources = "".join(f'\n[source.s{number}]\nurl = "{url}"\n' for number, url in enumerate(urls))
    (folder / "statediff.toml").write_text(
        'contact = "bench@statediff.example"\narchive = "archive.db"\n\n[fetch]\nrespect-delays = false\nthreads = 1\n'
        f'private-hosts = ["127.0.0.1"]\n{sources}',
        encoding="utf-8",
    )


def prepare_urlwatch(folder: Path, urls: Sequence[str]) -> None:
    jobs = "\n---\n".join(f"url: {url}\nfilter:\n  - html2text:\n      method: bs4" for url in urls)
    (folder / "urls.yaml").write_text((jobs or "url: http://127.0.0.1:9/") + "\n", encoding="utf-8")
    (folder / "config.yaml").write_text("display: {}\nreport: {}\n", encoding="utf-8")


def prepare_webchanges(folder: Path, urls: Sequence[str]) -> None:
    jobs = "\n---\n".join(f"url: {url}\nfilter:\n  - html2text" for url in urls)
    (folder / "jobs.yaml").write_text((jobs or "url: http://127.0.0.1:9/") + "\n", encoding="utf-8")
    (folder / "config.yaml").write_text("report: {}\n", encoding="utf-8")


def list_tools(options: argparse.Namespace) -> list[Tool]:
    tools = [
        Tool(
            name="statediff", prepare=prepare_statediff, command=[sys.executable, "-m", "statediff", "track", "--force"]
        )
    ]
    if options.urlwatch:
        files = ["--urls", "urls.yaml", "--config", "config.yaml", "--cache", "cache.db", "--hooks", "hooks.py"]
        tools.append(
            Tool(name="urlwatch", prepare=prepare_urlwatch, command=[f"{options.urlwatch}/bin/urlwatch", *files])
        )
    if options.webchanges:
        files = ["--jobs", "jobs.yaml", "--config", "config.yaml", "--database", "snapshots.db", "--max-workers", "1"]
        tools.append(
            Tool(
                name="webchanges",
                prepare=prepare_webchanges,
                command=[f"{options.webchanges}/bin/webchanges", *files],
            )
        )
    return tools


# ---------------------------------------------------------------- measuring


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """CPU seconds of a process tree, and the largest resident set of any process in it, in MB."""

    cpu_seconds: float
    peak_mb: float
    code: int


def measure(command: Sequence[str], folder: Path) -> Cost:
    """Run a command to its end and return what it and its children took."""
    with (folder / "output.txt").open("ab") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output, stdin=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(cpu_seconds=usage.ru_utime + usage.ru_stime, peak_mb=usage.ru_maxrss / 1024, code=process.returncode)


def measure_tool(tool: Tool, urls: Sequence[str], set_state: Callable[[int], None]) -> Mapping[str, float]:
    """Look three times at every page; returns CPU milliseconds a look for each, and the peak memory in MB."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "hooks.py").write_text("", encoding="utf-8")
        tool.prepare(folder, [])
        start = measure(tool.command, folder).cpu_seconds
        tool.prepare(folder, urls)
        costs = {}
        for look, state in (("first", 0), ("unchanged", 1), ("changed", 2)):
            set_state(state)
            costs[look] = measure(tool.command, folder)
        if any(cost.code not in {0, 3} for cost in costs.values()):
            print((folder / "output.txt").read_text(errors="replace")[-2000:], file=sys.stderr)
    figures = {look: (cost.cpu_seconds - start) * 1000 / len(urls) for look, cost in costs.items()}
    return {**figures, "start": start * 1000, "peak": max(cost.peak_mb for cost in costs.values())}


def print_results(results: Mapping[str, Mapping[str, float]], pages: int) -> bool:
    """Print the table; returns whether the budget is kept."""
    print(f"CPU ms a look of the process tree, {pages} pages, start-up taken off (given in its own column)\n")
    print(f"{'':<20} {'first':>8} {'unchanged':>10} {'changed':>8} {'start':>8} {'peak MB':>8}")
    for name, figures in results.items():
        print(
            f"{name:<20} {figures['first']:>8.2f} {figures['unchanged']:>10.2f} {figures['changed']:>8.2f}"
            f" {figures['start']:>8.0f} {figures['peak']:>8.0f}"
        )
    ours = results["statediff"]
    for name, figures in results.items():
        if name != "statediff":
            ratios = [figures[look] / ours[look] for look in ("unchanged", "changed")]
            print(f"{name} / statediff: unchanged {ratios[0]:.1f}, changed {ratios[1]:.1f}")
    is_kept = ours["unchanged"] <= UNCHANGED_BUDGET_MS and ours["changed"] <= CHANGED_BUDGET_MS
    budget = f"unchanged <= {UNCHANGED_BUDGET_MS:g} ms, changed <= {CHANGED_BUDGET_MS:g} ms"
    print(f"budget ({budget}): {'kept' if is_kept else 'MISSED'}")
    return is_kept


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--urlwatch", metavar="ENV", help="a virtual environment that has urlwatch")
    parser.add_argument("--webchanges", metavar="ENV", help="a virtual environment that has webchanges")
    options = parser.parse_args()
    if options.serve:
        serve()
        return 0
    with subprocess.Popen([sys.executable, __file__, "--serve"], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = f"http://127.0.0.1:{server.stdout.readline().strip()}"

        def set_state(state: int) -> None:
            subprocess.run(
                [sys.executable, "-c", f"import urllib.request as r; r.urlopen('{address}/state/{state}').read()"],
                check=True,
            )

        try:
            urls = [f"{address}/page/{number}" for number in range(options.pages)]
            results = {tool.name: measure_tool(tool, urls, set_state) for tool in list_tools(options)}
        finally:
            server.terminate()
    return 0 if print_results(results, options.pages) else 1


if __name__ == "__main__":
    sys.exit(main())
