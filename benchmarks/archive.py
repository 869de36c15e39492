"""Bytes a capture takes in the archive beside git, WARC and packed files, and how fast the archive is.

    python benchmarks/archive.py [--pages 12] [--looks 120] [--data FOLDER] [--long]

Three histories are kept in every way: an invented news site that is looked at again and again (fresh tokens, counters
and related links in every answer, now and then a changed word, a quarter of the looks brings the very bytes of an
earlier one, some a challenge page); page histories from elsewhere, when they are there, drawn out to as many looks by
going forth and back through their revisions with other chrome each time; and the same ones as they are. The archive
counts as the whole SQLite file, with headers, log and indexes; git as its objects; packed files without their names.

Budgets: on long histories a capture takes at most 1.15 times what git takes after `gc --aggressive` and a 15th of
WARC.gz; the worst body is read in 25 ms; 2,000 unchanged captures a CPU-second are recorded; a quick verification of
100,000 captures takes 2 s, a phrase search 10 ms. With --long the last two are measured at 100,000 captures and 400,000
passages, which takes minutes, else at a tenth of that. Measured elsewhere on 3,313 real captures of 227 kB: 1.12 times
git, a 20th of WARC.gz.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from archives.histories import Look, draw_out, invent_history, load_documents, take_turns
from archives.rivals import Keep, brotli_packer, keep_as_files, keep_in_git, keep_in_warc, pack_with_zstd
from archives.speeds import Figure, keep_all, measure_growth, measure_history, measure_search, measure_unchanged
from statediff.archive import create, open_archive

DEFAULT_DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "pages"
MOST_TIMES_GIT = 1.15
LARGEST_SHARE_OF_WARC = 1 / 15
CAPTURES, PASSAGES = 10_000, 40_000
LONG_CAPTURES, LONG_PASSAGES = 100_000, 400_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """What one way to keep everything takes."""

    name: str
    total: int
    seconds: float


def keep_in_archive(looks: Sequence[Look], folder: Path) -> int:
    """Keep every look as the tracker does, and count the whole file; it must verify."""
    path = folder / "archive.db"
    with create(path) as archive:
        keep_all(archive, looks)
    with open_archive(path) as archive:
        verification = archive.verify()
        if not verification.is_sound or verification.captures != len(looks):
            raise SystemExit(f"the archive is not sound: {verification}")
    return path.stat().st_size


def keep_in_compacted_archive(looks: Sequence[Look], folder: Path) -> int:
    """Keep every look, and pack the archive anew at the end."""
    keep_in_archive(looks, folder)
    with open_archive(folder / "archive.db") as archive:
        archive.compact()
    return (folder / "archive.db").stat().st_size


def ways() -> dict[str, Keep]:
    """All ways to keep a history: statediff first, then git at its best, then WARC."""
    brotli = brotli_packer()
    return {
        "statediff, the whole file": keep_in_archive,
        "git gc --aggressive": keep_in_git(aggressive=True),
        "WARC.gz": keep_in_warc(with_revisits=False),
        "WARC.gz, repeats as revisits": keep_in_warc(with_revisits=True),
        "git gc": keep_in_git(aggressive=False),
        "statediff compact": keep_in_compacted_archive,
        **({} if brotli is None else {"brotli -6, a file each": keep_as_files(brotli)}),
        "zstd -3, a file each": keep_as_files(pack_with_zstd),
    }


def measure(title: str, looks: Sequence[Look], ways: dict[str, Keep]) -> list[Size]:
    """Print one history's table."""
    sizes = []
    for name, keep in ways.items():
        with tempfile.TemporaryDirectory() as folder:
            started = time.perf_counter()
            total = keep(looks, Path(folder))
            sizes.append(Size(name=name, total=total, seconds=time.perf_counter() - started))
    served = sum(len(look.body) for look in looks)
    pages = len({look.page for look in looks})
    print(
        f"\n{title}: {len(looks):,} captures of {pages} pages, {served:,} bytes served, {served // len(looks):,} each"
    )
    print(f"{'':<30} {'bytes a capture':>16} {'served : kept':>14} {'x git':>6} {'seconds':>8}")
    for size in sizes:
        print(
            f"{size.name:<30} {size.total / len(looks):>16,.0f} {served / size.total:>14.1f} "
            f"{size.total / sizes[1].total:>6.2f} {size.seconds:>8.1f}"
        )
    return sizes


def judge(title: str, sizes: Sequence[Size]) -> list[Figure]:
    """Compare the whole file with git at its best and with WARC."""
    own, git, warc, *_ = (size.total for size in sizes)
    return [
        Figure(name=f"{title}: beside git gc --aggressive", found=own / git, unit="times", budget=MOST_TIMES_GIT),
        Figure(name=f"{title}: beside WARC.gz", found=own / warc, unit="times", budget=LARGEST_SHARE_OF_WARC),
    ]


def main() -> int:
    """Measure everything; return 1 when a budget is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=12, help="pages of a long history")
    parser.add_argument("--looks", type=int, default=120, help="looks at each of them")
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="folder with manifest.jsonl")
    parser.add_argument("--long", action="store_true", help="grow to 100,000 captures and 400,000 passages")
    options = parser.parse_args()
    known = ways()
    looks = list(invent_history(options.pages, options.looks))
    figures = judge("invented site", measure("invented site", looks, known))
    if (options.data / "manifest.jsonl").is_file():
        documents = load_documents(options.data)
        looks = draw_out(documents, options.pages, options.looks)
        figures += judge("drawn out", measure("page histories, drawn out to long ones", looks, known))
        measure("page histories as they are, few captures of many pages", take_turns(documents), known)
    else:
        print(f"\nskipped: no page histories at {options.data}; name their folder with --data")
    figures += [*measure_history(looks), measure_unchanged()]
    figures += measure_growth(LONG_CAPTURES if options.long else CAPTURES)
    figures += measure_search(LONG_PASSAGES if options.long else PASSAGES)
    print()
    for figure in figures:
        print(figure)
    return 0 if all(figure.is_kept for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
