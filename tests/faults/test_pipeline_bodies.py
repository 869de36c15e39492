"""Broken and hostile bodies: each is recorded, its exact bytes are kept, nothing is derived, and the run goes on."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from faultserver import Act, FaultServer, Keep, Reset, answer, gzip_bomb, head, pack
from statediff.archive import Archive, create
from statediff.model import Capture, DispositionKind, FetchSettings, Source, digest_of
from statediff.tracker import track
from visiting import PAGE

WHOLE = PAGE.encode()
HTML = "Content-Type: text/html; charset=utf-8"
PACKED = pack(PAGE)
HALF_PACKED = PACKED[: len(PACKED) // 2]
BOMB = gzip_bomb(80)
START = datetime(2026, 3, 2, 8, tzinfo=UTC)

FAULTS: dict[str, tuple[Act, DispositionKind, bytes | None]] = {
    "cut before its length": (
        (head(HTML, f"Content-Length: {len(WHOLE)}") + WHOLE[:200],),
        DispositionKind.TRUNCATED,
        WHOLE[:200],
    ),
    "chunks without an end": (
        (head(HTML, "Transfer-Encoding: chunked") + b"c8\r\n" + WHOLE[:200] + b"\r\n",),
        DispositionKind.TRUNCATED,
        WHOLE[:200],
    ),
    "gzip cut short": (
        (head(HTML, "Content-Encoding: gzip", f"Content-Length: {len(HALF_PACKED)}") + HALF_PACKED, Keep()),
        DispositionKind.TRUNCATED,
        zlib.decompressobj(31).decompress(HALF_PACKED),
    ),
    "no gzip at all": (
        (head(HTML, "Content-Encoding: gzip", f"Content-Length: {len(WHOLE)}") + WHOLE, Keep()),
        DispositionKind.BAD_ENCODING,
        WHOLE,
    ),
    "a bomb": (
        (head(HTML, "Content-Encoding: gzip", f"Content-Length: {len(BOMB)}") + BOMB, Keep()),
        DispositionKind.TOO_LARGE,
        None,
    ),
    "more than is announced": (
        (head(HTML, "Content-Length: 60000000") + WHOLE, Keep()),
        DispositionKind.TOO_LARGE,
        None,
    ),
    "a reset within the body": (
        (head(HTML, f"Content-Length: {len(WHOLE)}") + WHOLE[:200], Reset()),
        DispositionKind.TRUNCATED,
        None,
    ),
    "a reset before any answer": ((Reset(),), DispositionKind.FAILED, None),
    "lengths that conflict": (
        (head(HTML, "Content-Length: 10", f"Content-Length: {len(WHOLE)}") + WHOLE,),
        DispositionKind.TRUNCATED,
        None,
    ),
    "no HTTP": ((b"SSH-2.0-OpenSSH_9.6\r\n",), DispositionKind.FAILED, None),
}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with create(tmp_path / "archive.db") as archive:
        yield archive


def _run(archive: Archive, faults: FaultServer, hours: float, *sources: Source) -> dict[str, Capture]:
    settings = FetchSettings(
        user_agent="statediff-tests (+tests@statediff.example)",
        private_hosts=("127.0.0.1",),
        respect_delays=False,
        max_bytes=20_000_000,
    )
    captures = track(sources, archive, settings=settings, now=lambda: START + timedelta(hours=hours))
    return {capture.source_id: capture for capture in captures}


@pytest.mark.parametrize("name", FAULTS)
def test_a_broken_body_is_kept_and_derives_nothing(archive: Archive, faults: FaultServer, name: str) -> None:
    act, kind, kept = FAULTS[name]
    broken = Source(id="broken", url=faults.script("/broken", answer(WHOLE)))
    last = Source(id="last", url=faults.script("/last", answer(WHOLE)))
    _run(archive, faults, 0, broken, last)

    faults.script("/broken", act)
    looks = [_run(archive, faults, hours, broken, last) for hours in (6, 12)]
    faults.script("/broken", answer(WHOLE))
    after = _run(archive, faults, 18, broken, last)

    assert [look["broken"].disposition.kind for look in looks] == [kind, kind]
    assert [look["broken"].version for look in looks] == [None, None]
    assert [look["last"].disposition.kind for look in (*looks, after)] == [DispositionKind.SAME] * 3
    assert (after["broken"].disposition.kind, after["broken"].version) == (DispositionKind.SAME, 1)
    assert len(archive.history("broken").versions) == 1
    if kept is not None:
        assert archive.snapshot(digest_of(kept)) == kept
        assert looks[0]["broken"].digest == digest_of(kept)
    assert archive.verify().is_sound


def test_a_first_look_at_a_broken_page_makes_no_version_either(archive: Archive, faults: FaultServer) -> None:
    sources = [
        Source(id=f"s{number}", url=faults.script(f"/s{number}", act))
        for number, (act, _, _) in enumerate(FAULTS.values())
    ]

    first = _run(archive, faults, 0, *sources)
    for number in range(len(FAULTS)):
        faults.script(f"/s{number}", answer(WHOLE))
    second = _run(archive, faults, 6, *sources)

    assert {capture.version for capture in first.values()} == {None}
    assert {capture.version for capture in second.values()} == {1}


def test_bytes_that_no_reader_survives_are_kept_and_the_next_page_is_read(
    archive: Archive, faults: FaultServer
) -> None:
    hostile = b"<!DOCTYPE html><title>x</title>" + b"<div>" * 150_000 + WHOLE
    bad = Source(id="bad", url=faults.script("/bad", answer(hostile)))
    pdf = Source(id="pdf", url=faults.script("/pdf", answer(b"%PDF-1.7\n%%EOF", media_type="application/pdf")))
    good = Source(id="good", url=faults.script("/good", answer(WHOLE)))

    landed = _run(archive, faults, 0, bad, pdf, good)

    assert landed["good"].version == 1
    assert landed["pdf"].disposition.kind is DispositionKind.PARSER_ERROR
    assert archive.snapshot(digest_of(hostile)) == hostile
