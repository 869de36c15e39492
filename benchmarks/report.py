"""The report and the site: seconds, pages a CPU-second and bytes, beside the budget each defends.

    python benchmarks/report.py [--sources 100] [--versions 51]

A statement of 20,000 words with 500 edits is compared and rendered, and the same two texts are given to
difflib.HtmlDiff, the page that Python users have at hand: time and bytes stand as a ratio to it. Then an archive of
invented statements is published as a site, once more after nothing, and once more after one wording changed. Seconds
are those of one core (CPU time), so that a busy machine prints the same.

Budgets: the long report in 2 s; a normal statement with 100 edits below 200 kB; a site of 5,000 changes at 60 pages a
CPU-second, and written anew in 3 s after one change.
"""

from __future__ import annotations

import argparse
import difflib
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from statediff import render, revisions
from statediff.archive import Archive, create
from statediff.differ import diff
from statediff.extractor import extract
from statediff.model import Block, BlockKind, Disposition, DispositionKind, Exchange, Source, WatchPhrase, Wording
from statediff.publishing.settings import SiteSettings
from statediff.publishing.site import publish

LONG_BUDGET_SECONDS = 2.0
NORMAL_BUDGET_BYTES = 200_000
PAGES_BUDGET = 60.0
ANEW_BUDGET_SECONDS = 3.0
T = TypeVar("T")
START = datetime(2026, 1, 1, tzinfo=UTC)
SETTINGS = SiteSettings(watch=(WatchPhrase(phrase="letter of intent"),), base_url="https://watch.example/")
PLAIN = """
both ministries sides parliament council programme output sets rise report agree cover joint fund guided delivery
before during support public contract companies working group meets every month capital statement partner border
region energy grain school hospital bridge railway training the and of to in with for
"""
WORDS = PLAIN.split()


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sources", type=int, default=100)
    options.add_argument("--versions", type=int, default=51)
    chosen = options.parse_args()
    missed = [measure_long(), measure_normal(), measure_site(chosen.sources, chosen.versions)]
    return int(any(missed))


# ---------------------------------------------------------------- one report


def measure_long() -> bool:
    """Print how long a long report takes, and how its page compares; returns whether the budget was missed."""
    old, new = write_texts(paragraphs=200, words=100, edits=500)
    compared, change = take(lambda: diff(old, new, language="en"))
    rendered, page = take(lambda: render(change))
    peer, table = take(lambda: difflib.HtmlDiff(wrapcolumn=70).make_file(old.split("\n"), new.split("\n")))
    size = len(page.encode())
    print(
        f"20,000 words, {len(change.edits)} edits: compared in {compared:.2f} s, rendered in {rendered:.2f} s", end=""
    )
    print(f"  (budget {LONG_BUDGET_SECONDS:.0f} s together)")
    print(f"  difflib.HtmlDiff {peer:.2f} s, we take {(compared + rendered) / peer:.2f} times as long", end="")
    print(f"; its page {len(table.encode()) // 1000} kB, ours {size // 1000} kB ({size / len(table.encode()):.2f})")
    return compared + rendered > LONG_BUDGET_SECONDS


def measure_normal() -> bool:
    """Print how large the report of a normal statement with a hundred edits is."""
    old, new = write_texts(paragraphs=60, words=50, edits=100)
    change = diff(old, new, language="en")
    size = len(render(change).encode())
    print(f"3,000 words, {len(change.edits)} edits: {size // 1000} kB  (budget {NORMAL_BUDGET_BYTES // 1000} kB)")
    return size > NORMAL_BUDGET_BYTES


def write_texts(*, paragraphs: int, words: int, edits: int) -> tuple[str, str]:
    """Two texts of plain words in which as many numbers differ as there are edits."""
    draw = random.Random(20_261_125)
    old, new, done = [], [], 0
    for number in range(1, paragraphs + 1):
        before = [draw.choice(WORDS) for _ in range(words)]
        before[0] = before[0].capitalize()
        after = list(before)
        while done < round(number * edits / paragraphs):
            place = 3 + done * 7 % (words - 6)
            before[place], after[place] = str(100 + done), str(101 + done * 3)
            done += 1
        old.append(" ".join(before) + ".")
        new.append(" ".join(after) + ".")
    return "\n\n".join(old), "\n\n".join(new)


def take(work: Callable[[], T]) -> tuple[float, T]:
    """Return the CPU seconds of a call, and what it returned."""
    begun = time.process_time()
    made = work()
    return time.process_time() - begun, made


# ---------------------------------------------------------------- a site


def measure_site(sources: int, versions: int) -> bool:
    """Print pages a CPU-second of a whole site, and the seconds of writing it anew after one change."""
    with tempfile.TemporaryDirectory() as folder, create(Path(folder) / "watch.db") as archive:
        watched = [write_source(number) for number in range(sources)]
        archive.keep_sources(watched)
        for round_ in range(versions):
            with archive.together():
                for number, source in enumerate(watched):
                    see(archive, source, number, round_)
        site = Path(folder) / "site"
        first, _ = take(lambda: publish(archive, site, read=extract, settings=SETTINGS))
        count = sum(1 for _ in site.rglob("*.html"))
        again, _ = take(lambda: publish(archive, site, read=extract, settings=SETTINGS))
        see(archive, watched[0], 0, versions)
        anew, done = take(lambda: publish(archive, site, read=extract, settings=SETTINGS))
    changes = sources * (versions - 1)
    print(
        f"site of {changes:,} changes, {count:,} pages: {first:.1f} s, {count / first:.0f} pages a CPU-second", end=""
    )
    print(f"  (budget {PAGES_BUDGET:.0f})")
    print(f"  nothing new {again:.2f} s; one change {anew:.2f} s, {done.written} files written", end="")
    print(f"  (budget {ANEW_BUDGET_SECONDS:.0f} s)")
    return count / first < PAGES_BUDGET or max(again, anew) > ANEW_BUDGET_SECONDS


def write_source(number: int) -> Source:
    return Source(
        id=f"statement-{number}",
        url=f"https://ministry-{number % 10}.example/statements/{number}",
        title=f"Statement {number}",
        publisher=f"Ministry {number % 10}",
        language=("en", "fr", "uk")[number % 3],
    )


def see(archive: Archive, source: Source, number: int, round_: int) -> None:
    """Keep a look at a statement whose figure is one of this round's, and all that follows from it."""
    texts = [
        f"Under point {point} of the letter of intent, output rises to "
        f"{point * 37 + number + (round_ if point == 3 else 0)} sets by the end "
        "of the year, and both sides report to their parliaments."
        for point in range(1, 13)
    ]
    body = "".join(f"<p>{text}</p>" for text in texts).encode()
    exchange = Exchange(url=source.url, status=200, headers={"content-type": "text/html"}, body=body)
    at = START + timedelta(days=round_, seconds=number)
    capture = archive.keep(source, exchange, Disposition(kind=DispositionKind.OK), at)
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in texts)
    landed = archive.derive(capture, Wording(title=source.title, language=source.language, blocks=blocks), "benchmark")
    if landed.version and landed.version > 1:
        old, new = archive.range(f"{source.id}@v{landed.version}")
        archive.keep_change(old, new, revisions.summarise(revisions.compare(archive, old, new)))


if __name__ == "__main__":
    sys.exit(main())
