"""How fast the archive writes, reads, verifies, copies and searches, and how it grows."""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from archives.histories import FIRST_LOOK, Look, answer
from statediff.archive import Archive, create, open_archive
from statediff.model import Block, BlockKind, Disposition, DispositionKind, Exchange, Source, Wording

OK = Disposition(kind=DispositionKind.OK)
SAME = Disposition(kind=DispositionKind.SAME, reason="the same bytes as at the last look")
UNCHANGED_LOOKS = 3_000
SOURCES = 100
PARAGRAPHS = 200
VOCABULARY = 30_000
PHRASES = 60
SYLLABLES = "ra mi no ste da ве ли ко пра сня été tion lac bor gov ту дер за"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure beside what it has to be."""

    name: str
    found: float
    unit: str
    budget: float | None = None
    is_least: bool = False

    @property
    def is_kept(self) -> bool:
        """Whether the budget is kept, if there is one."""
        if self.budget is None:
            return True
        return self.found >= self.budget if self.is_least else self.found <= self.budget

    def __str__(self) -> str:
        wanted = ""
        if self.budget is not None:
            verdict = "kept" if self.is_kept else "MISSED"
            wanted = f"  ({'at least' if self.is_least else 'at most'} {self.budget:,g}: {verdict})"
        return f"{self.name:<52} {self.found:>10,.4g} {self.unit}{wanted}"


def seconds_of(work: Callable[[], object]) -> float:
    """CPU seconds that something takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def measure_history(looks: Sequence[Look]) -> list[Figure]:
    """Keep a history, read all of it back, verify it and copy it."""
    with tempfile.TemporaryDirectory() as folder, create(Path(folder) / "archive.db") as archive:
        written = seconds_of(lambda: keep_all(archive, looks))
        digests = list(
            {capture.digest or "" for source in archive.sources() for capture in archive.captures(source.id)}
        )
        reads = sorted(_read_from_disk(archive, digest) for digest in sorted(digests))
        whole = seconds_of(archive.verify)
        copied = seconds_of(lambda: archive.backup(Path(folder) / "copy.db"))
    megabytes = sum(len(look.body) for look in looks) / 1e6
    return [
        Figure(name="captures written", found=len(looks) / written, unit="a CPU-second"),
        Figure(name="snapshots read, none at hand", found=len(reads) / sum(reads), unit="a CPU-second"),
        Figure(name="median read of a body", found=1e3 * statistics.median(reads), unit="ms"),
        Figure(name="worst read of a body", found=1e3 * reads[-1], unit="ms", budget=25),
        Figure(name=f"whole verification of {megabytes:,.0f} MB served", found=whole, unit="s of CPU"),
        Figure(name="backup", found=copied, unit="s of CPU"),
    ]


def keep_all(archive: Archive, looks: Sequence[Look]) -> None:
    """Keep every look as the tracker does."""
    with archive.run("benchmark"):
        for number, look in enumerate(looks):
            at = FIRST_LOOK + timedelta(minutes=number)
            disposition = Disposition(kind=DispositionKind.BLOCKED) if look.is_failure else OK
            archive.keep(
                Source(id=look.page, url=f"https://mfa.example/{look.page}"), answer(look, at), disposition, at
            )


def _read_from_disk(archive: Archive, digest: str) -> float:
    archive._bodies.forget()  # noqa: SLF001 - no public reader forgets
    return seconds_of(lambda: archive.snapshot(digest))


def measure_unchanged() -> Figure:
    """Record looks that brought the same bytes again, each in a transaction of its own."""
    look = Look(page="statement", body=b"<p>The same words as before.</p>" * 1_200)
    source = Source(id=look.page, url=f"https://mfa.example/{look.page}")
    with tempfile.TemporaryDirectory() as folder, create(Path(folder) / "archive.db") as archive:
        archive.keep(source, answer(look, FIRST_LOOK), OK, FIRST_LOOK)
        exchanges = [answer(look, FIRST_LOOK + timedelta(minutes=number)) for number in range(UNCHANGED_LOOKS)]

        def keep() -> None:
            with archive.run("benchmark"):
                for number, exchange in enumerate(exchanges):
                    archive.keep(source, exchange, SAME, FIRST_LOOK + timedelta(minutes=number))

        rate = UNCHANGED_LOOKS / seconds_of(keep)
    return Figure(name="unchanged captures recorded", found=rate, unit="a CPU-second", budget=2_000, is_least=True)


def measure_growth(captures: int) -> list[Figure]:
    """Look at the sources of a desk, unchanged again and again, and see what a look takes at the end."""
    sources = [Source(id=f"source-{number}", url=f"https://mfa.example/{number}") for number in range(SOURCES)]
    bodies = [Look(page=source.id, body=(f"<p>{source.id}</p>" * 2_000).encode()) for source in sources]
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        with create(path) as archive:
            for turn in range(captures // SOURCES):
                at = FIRST_LOOK + timedelta(hours=turn)
                with archive.run("benchmark"), archive.together():
                    for source, look in zip(sources, bodies, strict=True):
                        whole = answer(look, at)
                        same = Exchange(url=whole.url, status=304, headers=whole.header_pairs, robots="allowed")
                        archive.keep(source, same if turn else whole, SAME if turn else OK, at)
                if (turn + 1) * SOURCES in {captures // 100, captures // 10, captures}:
                    kept = (turn + 1) * SOURCES
                    figures.append(
                        Figure(
                            name=f"file at {kept:,} captures", found=path.stat().st_size / kept, unit="bytes a capture"
                        )
                    )
        with open_archive(path) as archive:
            quick = seconds_of(lambda: archive.verify(read_data=False))
            copied = seconds_of(lambda: archive.backup(Path(folder) / "copy.db"))
    return [
        *figures,
        Figure(name=f"quick verification of {captures:,} captures", found=quick, unit="s of CPU", budget=2),
        Figure(name=f"backup of {captures:,} captures", found=copied, unit="s of CPU"),
    ]


def measure_search(passages: int) -> list[Figure]:
    """Search phrases among many passages of an invented vocabulary, frequent and rare words as in prose."""
    draw = random.Random(20260107)
    words = ["".join(draw.choices(SYLLABLES.split(), k=draw.randint(1, 4))) for _ in range(VOCABULARY)]
    weights = [1 / (rank + 8) for rank in range(VOCABULARY)]
    phrases: list[str] = []
    with tempfile.TemporaryDirectory() as folder, create(Path(folder) / "archive.db") as archive:
        source = Source(id="source", url="https://mfa.example/source")
        for number in range(passages // PARAGRAPHS):
            source = Source(id=f"source-{number % SOURCES}", url=f"https://mfa.example/{number % SOURCES}")
            texts = [" ".join(draw.choices(words, weights, k=24)) for _ in range(PARAGRAPHS)]
            at = FIRST_LOOK + timedelta(minutes=number)
            with archive.together():
                capture = archive.keep(source, answer(Look(page=source.id, body=b"%d" % number), at), OK, at)
                blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in texts)
                archive.derive(capture, Wording(blocks=blocks), "1;automatic")
            if len(phrases) < PHRASES or draw.random() < 0.05:
                phrases.append(" ".join(draw.choice(texts).split()[4:7]))
        times, hits = [], 0
        for phrase in draw.sample(phrases, PHRASES):
            started = time.perf_counter()
            found = archive.search(phrase)
            times.append(1e3 * (time.perf_counter() - started))
            hits += len(found)
            if not found:
                raise SystemExit(f"the phrase {phrase!r} was not found")
    return [
        Figure(name=f"median search among {passages:,} passages", found=statistics.median(times), unit="ms", budget=10),
        Figure(name="slowest of these searches", found=max(times), unit="ms"),
        Figure(name="hits a phrase", found=hits / PHRASES, unit=""),
    ]
