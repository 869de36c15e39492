"""How long the desk takes to answer a browser on loopback, beside Datasette over the same archive in the same process.

    python benchmarks/served.py [--changes 5000]

The archive is invented: 250 sources of eight paragraphs, in each change one word becomes another, three times in ten
the same word on many pages. Asked for over real sockets: the queue of what is to be judged (with equal edits gathered),
a page of all changes in the middle, a report, a search, and the list of sources; and from Datasette the first hundred
rows of the view `changes` in order of the score, the nearest thing it has to a queue.

Budget: the queue is answered within 200 ms.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import requests

from archives.histories import FIRST_LOOK
from archives.speeds import OK
from statediff import revisions
from statediff.archive import Archive, create
from statediff.model import Block, BlockKind, Exchange, Source, Wording
from statediff.web.serving import listen, make_server
from statediff.web.settings import WebSettings

SOURCES, PARAGRAPHS, WORDS = 250, 8, 40
BUDGET_MILLISECONDS = 200.0
TIMES = 15


def invent_archive(path: Path, changes: int) -> None:
    """Keep so many changes of invented statements."""
    draw = random.Random(20260301)
    vocabulary = [f"word{number}" for number in range(3000)]
    with create(path) as archive, archive.run("benchmark"):
        for number in range(SOURCES):
            source = Source(
                id=f"ministry-{number}",
                url=f"https://ministry{number % 20}.example/{number}",
                publisher=f"Ministry {number % 20}",
                language="en",
            )
            with archive.together():
                keep_versions(archive, source, number, changes // SOURCES + 1, draw, vocabulary)


def keep_versions(
    archive: Archive, source: Source, number: int, versions: int, draw: random.Random, vocabulary: list[str]
) -> None:
    """Keep a statement that changes one word at a time."""
    texts = [" ".join(draw.choices(vocabulary, k=WORDS)) + "." for _ in range(PARAGRAPHS)]
    last = None
    for place in range(versions):
        if place:
            chosen = draw.randrange(PARAGRAPHS)
            words = texts[chosen].split()
            if draw.random() < 0.3:
                words[3] = "effect" if place % 2 else "impact"
            else:
                words[draw.randrange(WORDS - 1)] = draw.choice(vocabulary)
            texts[chosen] = " ".join(words)
        body = "<main>" + "".join(f"<p>{text}</p>" for text in texts) + "</main>"
        at = FIRST_LOOK + timedelta(hours=number + 300 * place)
        seen = Exchange(url=source.url, status=200, headers={"content-type": "text/html"}, body=body.encode())
        capture = archive.keep(source, seen, OK, at)
        blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in texts)
        archive.derive(capture, Wording(title="Statement", language="en", blocks=blocks), "benchmark")
        newest = archive.last_version(source.id)
        assert newest is not None
        if last is not None and newest.number != last.number:
            archive.keep_change(last, newest, revisions.summarise(revisions.compare(archive, last, newest)))
        last = newest


@contextmanager
def served(path: Path) -> Iterator[str]:
    """Serve an archive on loopback; yields the address."""
    with listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        server = make_server(WebSettings(archive=path, token="benchmark", port=port))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join()


def measure(address: str) -> tuple[float, float, int]:
    """Return milliseconds until a page is whole, the first time and by the median of the next ones, and its bytes."""
    taken = []
    size = 0
    with requests.Session() as session:
        for _ in range(TIMES + 1):
            begun = time.perf_counter()
            page = session.get(address, timeout=60)
            taken.append(1e3 * (time.perf_counter() - begun))
            assert page.status_code == 200, (address, page.text[:300])
            size = len(page.content)
    return taken[0], statistics.median(taken[1:]), size


def main() -> int:
    """Print the figures; 1 when the queue is over its budget."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--changes", type=int, default=5_000)
    changes = options.parse_args().changes
    with tempfile.TemporaryDirectory(prefix="statediff-benchmark-") as folder:
        path = Path(folder) / "archive.db"
        invent_archive(path, changes)
        with served(path) as base:
            pages = {
                "queue of what is to be judged": f"{base}/review/index.html",
                "all changes, in the middle": f"{base}/review/index.html?state=all&page=40",
                "report of a change": f"{base}/changes/ministry-7/v1-v2.html",
                "search of a word": f"{base}/search/index.html?q=impact",
                "list of sources": f"{base}/sources/index.html",
                "Datasette, changes by score": f"{base}/data/archive/changes?_sort_desc=score",
            }
            found = {name: measure(address) for name, address in pages.items()}
    queue, peer = found["queue of what is to be judged"][1], found["Datasette, changes by score"][1]
    print(f"{changes:,} changes of {SOURCES} sources; milliseconds on loopback\n")
    print(f"{'page':32} {'first':>8} {'median':>8} {'bytes':>9}")
    for name, (first, median, size) in found.items():
        print(f"{name:32} {first:8.0f} {median:8.0f} {size:9,}")
    verdict = "within" if queue <= BUDGET_MILLISECONDS else "OVER"
    print(f"\nthe queue: {queue:.0f} ms, {queue / peer:.2f} x Datasette's list; {verdict} the budget of 200 ms")
    return int(queue > BUDGET_MILLISECONDS)


if __name__ == "__main__":
    sys.exit(main())
