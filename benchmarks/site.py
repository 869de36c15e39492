"""Publishing: milliseconds a page of a site, the first time and when only a few looks came since.

    python benchmarks/site.py [--sources 60] [--versions 10]

An archive of invented statements (12 paragraphs each) is made, with one figure of each statement changed from version
to version, and published three times: as it is, once more, and after one source changed. The ratio of the first to the
last is what the recipes in the site's manifest save: a report shows what was known when its change was first seen, so
it is made once.

Budget: at most 25 ms a page the first time, 5 ms a page when nothing or one wording is new.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from statediff import revisions
from statediff.archive import Archive, create
from statediff.extractor import extract
from statediff.model import Block, BlockKind, Disposition, DispositionKind, Exchange, Source, WatchPhrase, Wording
from statediff.publishing.settings import SiteSettings
from statediff.publishing.site import publish

FIRST_BUDGET_MS = 25.0
AGAIN_BUDGET_MS = 5.0
START = datetime(2026, 1, 1, tzinfo=UTC)
SETTINGS = SiteSettings(watch=(WatchPhrase(phrase="letter of intent"),), base_url="https://watch.example/")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sources", type=int, default=60)
    options.add_argument("--versions", type=int, default=10)
    chosen = options.parse_args()
    sources = [write_source(number) for number in range(chosen.sources)]
    with tempfile.TemporaryDirectory() as folder, create(Path(folder) / "watch.db") as archive:
        archive.keep_sources(sources)
        for round_ in range(chosen.versions):
            for number, source in enumerate(sources):
                see(archive, source, number, round_)
        site = Path(folder) / "site"
        first = measure(archive, site)
        again = measure(archive, site)
        see(archive, sources[0], 0, chosen.versions)
        later = measure(archive, site)
    print(f"first time   {first:7.2f} ms a page  (budget {FIRST_BUDGET_MS})")
    print(f"no news      {again:7.2f} ms a page  (budget {AGAIN_BUDGET_MS})")
    saved = f"{first / later:.0f} times as fast as the first"
    print(f"one new      {later:7.2f} ms a page  (budget {AGAIN_BUDGET_MS}); {saved}")
    return int(first > FIRST_BUDGET_MS or max(again, later) > AGAIN_BUDGET_MS)


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


def measure(archive: Archive, site: Path) -> float:
    """Publish, and return milliseconds a page."""
    begun = time.perf_counter()
    publish(archive, site, read=extract, settings=SETTINGS)
    return 1000 * (time.perf_counter() - begun) / sum(1 for _ in site.rglob("*.html"))


if __name__ == "__main__":
    sys.exit(main())
