"""Programs that write to an archive until somebody ends them, for the tests of its faults: each in its own process."""

from __future__ import annotations

import multiprocessing
import random
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from multiprocessing.synchronize import Barrier
from pathlib import Path

from statediff.archive import Archive, open_archive
from statediff.errors import ArchiveError, RevisionNotFound
from statediff.model import Capture, Source, digest_of
from visits import MFA, MOD, SUSPECT, answer, hours, look, paragraphs, read, summary, with_bytes

SOURCES = (MFA, MOD)
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["writers"])
HOSTS, VISITS = 4, 30
"""Of `visit_in_turn`."""
Acknowledged = tuple[int, str]
"""A capture that was acknowledged, and its digest."""


@contextmanager
def started(work: Callable[..., None], *words: object) -> Iterator[tuple[ForkServerProcess, Connection]]:
    """Run a function of this module in a process of its own, which gets an end of a pipe as its last argument."""
    here, there = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=work, args=(*words, there))
    process.start()
    there.close()
    try:
        yield process, here
    finally:
        process.kill()
        process.join()
        process.close()
        here.close()


def received(pipe: Connection) -> Iterator[tuple[int, str]]:
    """Yield what a process tells until it ends."""
    try:
        while True:
            yield pipe.recv()
    except EOFError:
        return


def work_on(archive: Archive, draw: random.Random, at: float) -> Iterator[Capture]:
    """Do one of the things that a run does; yield each capture when it is acknowledged."""
    source: Source = draw.choice(SOURCES)
    text = " ".join(draw.choices(["угода", "заява", "border", "accord", "声明", "بيان"], k=draw.randint(1, 400)))
    match draw.randrange(6):
        case 0:
            yield look(archive, f"<p>{text}</p>", source=source, at=at, disposition=SUSPECT)
        case 1:
            suspect = look(archive, f"<b>{text}</b>", source=source, at=at, disposition=SUSPECT)
            yield suspect
            archive.confirm(suspect.id, "seen", "A. Reviewer")
        case 2:
            with archive.together():
                first = look(archive, draw.randbytes(9_000), source=source, at=at)
                archive.note(first, "encoding", text)
                second = archive.derive(first, paragraphs("It stays.", text), "1;automatic")
                archive.schedule(source.id, hours(at + 6))
            yield second
        case 3:
            # Moved, and each answer on the way with a date and a number of its own.
            moved = with_bytes(answer(source, text.encode()), date=str(draw.random()), redirects=draw.randint(0, 2))
            yield archive.keep(source, moved, SUSPECT, hours(at))
        case _:
            kept = look(archive, f"<p>It stays.</p><p>{text}</p>", source=source, at=at)
            yield kept
            derived = archive.derive(kept, paragraphs("It stays.", text), "1;automatic")
            if derived.version is not None and derived.version > 1:
                # Beside other writers, an earlier look may have been read later: then nothing stands before this one.
                with suppress(RevisionNotFound):
                    archive.keep_change(*archive.range(f"{source.id}@v{derived.version}"), summary(text[:80]))


def write_for_ever(path: Path, seed: int, pipe: Connection) -> None:
    """Make one short run after another, and tell of every acknowledged capture."""
    draw = random.Random(seed)
    with open_archive(path) as archive:
        for number in count():
            with archive.run("track"):
                for step in range(draw.randint(1, 6)):
                    for capture in work_on(archive, draw, seed * 1_000 + number * 10 + step):
                        pipe.send((capture.id, capture.digest))


def compact_for_ever(path: Path, seed: int, pipe: Connection) -> None:
    """Pack an archive anew again and again, with a look between that leaves something to pack."""
    with open_archive(path) as archive:
        for number in count():
            for capture in work_on(archive, random.Random(seed + number), seed * 1_000 + number):
                pipe.send((capture.id, capture.digest))
            archive.compact()


def write_some(path: Path, worker: int, steps: int, pipe: Connection) -> None:
    """Do some work beside others, and tell how many captures were kept and what was refused."""
    draw, kept, refused = random.Random(worker), 0, []
    with open_archive(path) as archive:
        for step in range(steps):
            try:
                kept += sum(1 for _ in work_on(archive, draw, worker * 100 + step))
            except ArchiveError as error:
                refused.append(str(error))
    pipe.send((kept, "; ".join(refused)))


def write_within(path: Path, seed: int, limit: int, pipe: Connection) -> None:
    """Work in files that may not grow beyond a limit, and tell at last of what was refused."""
    draw = random.Random(seed)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        with open_archive(path) as archive, archive.run("track"):
            for step in range(40):
                for capture in work_on(archive, draw, step):
                    pipe.send((capture.id, capture.digest))
    except ArchiveError as error:
        pipe.send((-int(error.exit_code), error.cause))


def make_gate(parties: int) -> Barrier:
    """A gate for so many processes, at which each waits for the last."""
    return _CONTEXT.Barrier(parties)


def visit_in_turn(path: Path, worker: int, gate: Barrier, is_leased: bool, pipe: Connection) -> None:
    """Visit some hosts again and again beside others, and tell of each visit: host, start and end on one clock."""
    holder, visits = str(worker), []
    with open_archive(path) as archive:
        gate.wait(60)
        for number in range(VISITS):
            host = f"h{(worker + number) % HOSTS}.example"
            if is_leased and not archive.lease_host(host, holder, datetime.now(UTC), 60.0):
                continue
            start = time.monotonic()
            time.sleep(0.002)
            visits.append((host, start, time.monotonic()))
            if is_leased:
                archive.release_hosts(holder, datetime.now(UTC))
    pipe.send(visits)


def read_acknowledged(archive: Archive, told: Iterator[Acknowledged] | list[Acknowledged]) -> None:
    """Read back what was acknowledged: every capture with its very bytes."""
    for number, digest in told:
        assert archive.capture(number).digest == digest
        assert digest_of(archive.snapshot(digest)) == digest
        exchange = archive.exchange(number)
        assert exchange.digest == digest
        assert not exchange.hops or exchange.hops[-1].response.endswith(exchange.body)


def carry_on(archive: Archive) -> None:
    """Do what the next run does: read what was kept but not read yet, and look again."""
    with archive.run("track"):
        for capture in tuple(archive.underived()):
            archive.derive(capture, paragraphs(f"Read by the next run: {capture.id}."), "1;automatic")
        read(archive, "The next run goes on.", at=9_999)
