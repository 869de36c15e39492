"""A run over very many sources takes the memory of a run over few."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from statediff.archive import open_archive

SOURCES = 2_000
MOST_MEGABYTES = 150
_PROGRAM = """
import json, sys
from datetime import UTC, datetime
from pathlib import Path
from statediff.archive import create
from statediff.extractor import extract
from statediff.model import Exchange, FetchSettings, Source
from statediff.tracker import track

FILLER = "".join(f"<li><a href='/n/{n}'>A headline about the ministry, number {n}</a></li>" for n in range(60))

def fetch(source, validators=None):
    words = "They signed a letter of intent on the joint production of drones in both countries. " * 3
    body = f"<!DOCTYPE html><title>{source.id}</title><nav><ul>{FILLER}</ul></nav><main><p>{source.id}: {words}</p>"
    return Exchange(url=source.url, status=200, headers=(("Content-Type", "text/html"),), body=body.encode())

sources = [Source(id=f"s{n}", url=f"https://h{n % 300}.example/{n}") for n in range(int(sys.argv[2]))]
settings = FetchSettings(user_agent="tests (+tests@statediff.example)", threads=8)
read = "quick" in sys.argv and (lambda body, *_, **how: extract(body[:40] + body[-400:], "text/html")) or extract
with create(Path(sys.argv[1])) as archive:
    landed = sum(1 for _ in track(sources, archive, settings=settings, fetch=fetch, read=read,
                                  now=lambda: datetime(2026, 3, 2, tzinfo=UTC)))
# Not ru_maxrss: that remembers the memory of the process which started this one.
status = Path("/proc/self/status").read_text()
peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
print(json.dumps([landed, peak / 1024]))
"""


def _run(archive: Path, sources: int) -> tuple[int, float]:
    """Look once at so many sources; return how many looks landed, and the peak memory in megabytes."""
    result = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(archive), str(sources), "quick"],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src")},
    )
    landed, megabytes = json.loads(result.stdout)
    return landed, megabytes


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc")
def test_two_thousand_sources_take_bounded_memory(tmp_path: Path) -> None:
    few, few_megabytes = _run(tmp_path / "few.db", 100)
    many, many_megabytes = _run(tmp_path / "many.db", SOURCES)

    assert (few, many) == (100, SOURCES)
    assert many_megabytes < MOST_MEGABYTES
    assert many_megabytes < few_megabytes + 60
    with open_archive(tmp_path / "many.db") as archive:
        assert len(archive.sources()) == SOURCES
