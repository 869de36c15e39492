"""Bytes a capture takes in the archive, beside git and beside files packed one by one.

    python benchmarks/archive.py [--pages 12] [--looks 120] [--data FOLDER]

An invented news site is looked at again and again: every answer has fresh tokens, counters and related links, now and
then a word of the statement changes, a quarter of the looks brings the very bytes of an earlier one, and some bring
a challenge page. All captures are kept in an archive (the whole SQLite file counts: headers, log and indexes too), as
one commit each in git (`git gc --aggressive`; the objects count), and as one packed file for each different body.
Page histories from elsewhere are measured the same way when they are there.

Budget: a capture takes at most 1.6 times what git takes after `gc --aggressive`, and at most a quarter of a zstd
file of its own. Measured elsewhere on 3,313 real captures of 227 kB: 1.12 times git, a twentieth of brotli files.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from statediff.archive import create, open_archive
from statediff.archive.packing import pack
from statediff.model import Disposition, DispositionKind, Exchange, Source

DEFAULT_DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "pages"
FIRST_LOOK = datetime(2026, 1, 5, 6, tzinfo=UTC)
MOST_TIMES_GIT = 1.6
LARGEST_SHARE_OF_ZSTD = 0.25
WORDS = """
    ministry council region border budget partner training delivery agreement statement programme crew joint annual
    reviewed signed extended announced confirmed discussed published prepared welcomed suspended міністерство угода
    заява навчання кордон бюджет спільний підписали обговорили accord ministère frontière conjointe signé annoncé
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One capture to keep: of which page, and what came."""

    page: str
    body: bytes
    is_failure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """What one way to keep everything takes."""

    name: str
    total: int
    seconds: float


def invent_history(pages: int, looks: int) -> Iterator[Look]:
    """Look at every page in turn, again and again; the same history every time."""
    draw = random.Random(20260105)
    sites = [Page(f"statement-{number}", random.Random(number)) for number in range(pages)]
    for _ in range(looks):
        for site in sites:
            yield site.look(draw)


class Page:
    """A page of an invented ministry, about 40 kB: a statement inside chrome that never stays the same."""

    def __init__(self, name: str, draw: random.Random) -> None:
        self.name = name
        self.paragraphs = [sentence(draw, 40) for _ in range(draw.randint(8, 16))]
        self.menu = "".join(f'<li class="menu__item"><a href="/{n}">{sentence(draw, 3)}</a></li>' for n in range(160))
        self.script = "".join(f'window.__s{n}={{"k":"{draw.randbytes(24).hex()}"}};' for n in range(120))
        self.news = [sentence(draw, 9) for _ in range(60)]
        self.views = draw.randint(100, 90_000)
        self.earlier: list[bytes] = []

    def look(self, draw: random.Random) -> Look:
        chance = draw.random()
        if self.earlier and chance < 0.25:
            return Look(page=self.name, body=draw.choice(self.earlier[-6:]))
        if chance < 0.29:
            token = draw.randbytes(40).hex()
            body = f"<title>Just a moment...</title><p>Verifying you are human</p><!-- ray {token} -->".encode()
            return Look(page=self.name, body=body, is_failure=True)
        if chance < 0.36:
            self.paragraphs[draw.randrange(len(self.paragraphs))] = sentence(draw, 40)
        body = self.render(draw).encode()
        self.earlier.append(body)
        return Look(page=self.name, body=body)

    def render(self, draw: random.Random) -> str:
        self.views += draw.randint(0, 400)
        related = "".join(
            f'<article class="card"><h3>{title}</h3><time>{draw.randint(1, 28)} March</time></article>'
            for title in draw.sample(self.news, 12)
        )
        text = "".join(f'<p class="article__p">{paragraph}</p>' for paragraph in self.paragraphs)
        return (
            f'<!DOCTYPE html><html lang="en"><head><meta name="csrf" content="{draw.randbytes(32).hex()}">'
            f'<script nonce="{draw.randbytes(12).hex()}">{self.script}</script></head><body><nav><ul>{self.menu}</ul>'
            f'</nav><main>{text}</main><aside class="views">{self.views}</aside><section>{related}</section>'
            f"<footer>{self.menu[:4000]}</footer><!-- {draw.randbytes(16).hex()} --></body></html>"
        )


def sentence(draw: random.Random, words: int) -> str:
    return " ".join(draw.choices(WORDS.split(), k=words)).capitalize() + "."


def load_history(data: Path) -> list[Look]:
    """Take real page histories in turn: every document's first revision, then every second one."""
    documents = [json.loads(line) for line in (data / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    turns = [(step, document) for document in documents for step in range(len(document["revisions"]))]
    return [
        Look(page=document["doc_id"], body=(data / document["revisions"][step]["path"]).read_bytes())
        for step, document in sorted(turns, key=lambda turn: (turn[0], turn[1]["doc_id"]))
    ]


def keep_in_archive(looks: Sequence[Look], folder: Path) -> int:
    """Keep every look as the tracker does, and count the whole file; it must verify."""
    path = folder / "archive.db"
    with create(path) as archive, archive.run("benchmark"):
        for number, look in enumerate(looks):
            at = FIRST_LOOK + timedelta(minutes=number)
            kind = DispositionKind.BLOCKED if look.is_failure else DispositionKind.OK
            archive.keep(Source(id=look.page, url=f"https://mfa.example/{look.page}"), answer(look, at),
                         Disposition(kind=kind), at)  # fmt: skip
    with open_archive(path) as archive:
        verification = archive.verify()
        if not verification.is_sound or verification.captures != len(looks):
            raise SystemExit(f"the archive is not sound: {verification}")
    return path.stat().st_size


def answer(look: Look, at: datetime) -> Exchange:
    headers = (
        ("Date", f"{at:%a, %d %b %Y %H:%M:%S GMT}"),
        ("Content-Type", "text/html; charset=utf-8"),
        ("Server", "nginx"),
        ("Strict-Transport-Security", "max-age=31536000; includeSubDomains; preload"),
        ("Content-Security-Policy", "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'"),
        ("ETag", '"' + hashlib.sha256(look.body).hexdigest()[:16] + '"'),
    )
    return Exchange(
        url=f"https://mfa.example/{look.page}", status=200, headers=headers, body=look.body, robots="allowed"
    )


def keep_in_git(looks: Sequence[Look], folder: Path) -> int:
    """Commit every look with `git fast-import`, pack as tightly as git can, and count the objects."""
    repository = folder / "repository"
    subprocess.run(["git", "init", "--quiet", "--bare", str(repository)], check=True)
    with subprocess.Popen(["git", "-C", str(repository), "fast-import", "--quiet"], stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        for number, look in enumerate(looks):
            head = f"commit refs/heads/main\ncommitter t <t@example.org> {1_700_000_000 + number} +0000\ndata 1\nx\n"
            name = f"M 100644 inline {look.page}.html\ndata {len(look.body)}\n"
            process.stdin.write(head.encode() + name.encode() + look.body + b"\n")
        process.stdin.close()
        if process.wait() != 0:
            raise SystemExit("git fast-import failed")
    subprocess.run(["git", "-C", str(repository), "gc", "--quiet", "--aggressive", "--prune=now"], check=True)
    return sum(path.stat().st_size for path in (repository / "objects").rglob("*") if path.is_file())


def keep_as_files(pack_one: Callable[[bytes], bytes]) -> Callable[[Sequence[Look], Path], int]:
    """Pack each different body on its own; the names and the list of looks count for nothing."""

    def keep(looks: Sequence[Look], _folder: Path) -> int:
        bodies = {hashlib.sha256(look.body).digest(): look.body for look in looks}
        return sum(len(pack_one(body)) for body in bodies.values())

    return keep


def file_packers() -> dict[str, Callable[[bytes], bytes]]:
    packers: dict[str, Callable[[bytes], bytes]] = {
        "zstd -3, a file each": pack,
        "zlib -9, a file each": lambda body: zlib.compress(body, 9),
    }
    try:
        brotli: Any = import_module("brotli")
    except ImportError:
        return packers
    return {**packers, "brotli -6, a file each": lambda body: bytes(brotli.compress(body, quality=6))}


def measure(title: str, looks: Sequence[Look]) -> list[Size]:
    """Print one history's table; statediff's line is the first, git's the second, zstd's the third."""
    ways: dict[str, Callable[[Sequence[Look], Path], int]] = {
        "statediff, the whole file": keep_in_archive,
        "git gc --aggressive": keep_in_git,
        **{name: keep_as_files(packer) for name, packer in file_packers().items()},
    }
    sizes = []
    for name, keep in ways.items():
        with tempfile.TemporaryDirectory() as folder:
            started = time.process_time()
            total = keep(looks, Path(folder))
            sizes.append(Size(name=name, total=total, seconds=time.process_time() - started))
    served = sum(len(look.body) for look in looks)
    git = sizes[1].total
    print(f"\n{title}: {len(looks):,} captures, {served:,} bytes served, {served // len(looks):,} each")
    print(f"{'':<28} {'bytes a capture':>16} {'served : kept':>14} {'x git':>6}")
    for size in sizes:
        print(
            f"{size.name:<28} {size.total / len(looks):>16,.0f} {served / size.total:>14.1f} {size.total / git:>6.2f}"
        )
    print(f"statediff kept {len(looks) / sizes[0].seconds:,.0f} captures a second of CPU, verification included")
    return sizes


def print_budget(sizes: Sequence[Size]) -> bool:
    """Print what the budget wants beside what came out; returns whether it is kept."""
    times_git, share = sizes[0].total / sizes[1].total, sizes[0].total / sizes[2].total
    is_kept = times_git <= MOST_TIMES_GIT and share <= LARGEST_SHARE_OF_ZSTD
    print(
        f"budget (at most {MOST_TIMES_GIT} x git, {LARGEST_SHARE_OF_ZSTD} of zstd files): "
        f"{times_git:.2f}, {share:.2f}: {'kept' if is_kept else 'MISSED'}"
    )
    return is_kept


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=12, help="invented pages")
    parser.add_argument("--looks", type=int, default=120, help="looks at each of them")
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="folder with manifest.jsonl")
    options = parser.parse_args()
    is_kept = print_budget(measure("invented site", list(invent_history(options.pages, options.looks))))
    if (options.data / "manifest.jsonl").is_file():
        measure("page histories, few captures of many pages", load_history(options.data))
    else:
        print(f"\nskipped: no page histories at {options.data}; name their folder with --data")
    return 0 if is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
