"""Power that goes at any moment: what reached the disk is what was synced, and any part of what was written since.

The system calls of a writer are recorded by strace and played again onto a disk that forgets. Where strace is not to
be had, nothing is tested here.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from statediff.archive import create, open_archive

SECTOR_BYTES = 512
CRASHES = 60
CALLS = "pwrite64,write,fsync,fdatasync,ftruncate"
WRITER = """
import os, sys
from statediff.archive import open_archive
from statediff.archive.dialect import Connection
from visits import hours, look, paragraphs, summary, MOD
told = os.open(sys.argv[2], os.O_WRONLY | os.O_CREAT, 0o600)
for life in range(2):
    with open_archive(sys.argv[1]) as archive:
        for number in range(4):
            with archive.run("track"):
                for turn in range(2):
                    at = life * 100 + number * 10 + turn
                    text = f"They signed {at} letters of intent on joint production. " * 40
                    kept = look(archive, f"<p>{text}</p>", at=at)
                    os.write(told, f"{kept.id} {kept.digest}\\n".encode())
                    archive.derive(kept, paragraphs("It stays.", text), "1;automatic")
                    archive.schedule("mfa-en", hours(at + 6))
        archive.compact()
"""
LINE = re.compile(r"\d+\s+(\w+)\(\d+<([^>]*)>(?:, \"([^\"]*)\")?(?:, (\d+))?(?:, (\d+))?\)\s+= (\d+)")


@dataclass(frozen=True, slots=True)
class Call:
    """One system call on a file: a write at a place, a new length, or a sync."""

    name: str
    path: Path
    data: bytes = b""
    place: int = 0


@dataclass(slots=True)
class Disk:
    """Files as they are for certain, and what was written to them since the last sync."""

    certain: dict[Path, bytearray]
    since: dict[Path, list[Call]] = field(default_factory=dict)

    def do(self, call: Call) -> None:
        """Take a call."""
        if call.name in {"fsync", "fdatasync"}:
            for earlier in self.since.pop(call.path, []):
                apply(self.certain.setdefault(call.path, bytearray()), earlier)
        else:
            self.since.setdefault(call.path, []).append(call)

    def crash(self, draw: random.Random) -> dict[Path, bytes]:
        """Return what a loss of power may leave: any of the writes since, some of them torn."""
        left = {path: bytearray(content) for path, content in self.certain.items()}
        share = draw.choice([0.0, 0.5, 0.9, 1.0])
        for path, calls in self.since.items():
            for call in calls:
                for part in torn(call):
                    if draw.random() < share:
                        apply(left.setdefault(path, bytearray()), part)
        return {path: bytes(content) for path, content in left.items()}


def torn(call: Call) -> Iterator[Call]:
    """Take a write apart into sectors, each of which reaches the disk or does not."""
    if not call.data:
        yield call
    start = 0
    while start < len(call.data):
        end = start + SECTOR_BYTES - (call.place + start) % SECTOR_BYTES
        yield Call(call.name, call.path, call.data[start:end], call.place + start)
        start = end


def apply(content: bytearray, call: Call) -> None:
    """Let a write or a new length take effect."""
    if call.name == "ftruncate":
        del content[call.place :]
        content.extend(bytes(max(0, call.place - len(content))))
        return
    content.extend(bytes(max(0, call.place - len(content))))
    content[call.place : call.place + len(call.data)] = call.data


def recorded(folder: Path, path: Path, told: Path) -> list[Call]:
    """Let the writer write, and return its calls in order."""
    trace = folder / "trace"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}
    watch = [
        "strace",
        "-f",
        "-y",
        "-xx",
        "-s",
        "1000000",
        "-e",
        f"trace={CALLS}",
        "-e",
        "signal=none",
        "-o",
        str(trace),
    ]
    writer = [sys.executable, "-c", WRITER, str(path), str(told)]
    subprocess.run([*watch, *writer], check=True, timeout=120, env=environment)
    return [call for line in trace.read_text().splitlines() if (call := read_call(line, folder)) is not None]


def read_call(line: str, folder: Path) -> Call | None:
    """Read a line of strace about a file of ours."""
    match = LINE.match(line)
    if match is None:
        return None
    name, words, data, *numbers, _ = match.groups()
    path = Path(bytes.fromhex(words.replace("\\x", "")).decode() if words.startswith("\\x") else words)
    if path.parent != folder or path.name.endswith("-shm"):
        return None
    content = bytes.fromhex(data.replace("\\x", "")) if data else b""
    match name:
        case "pwrite64":
            return Call(name, path, content, int(numbers[1]))
        case "ftruncate":
            return Call(name, path, place=int(numbers[0]))
        case _:
            return Call(name, path, content)


def can_trace() -> bool:
    """Whether strace is there and may be used."""
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-o", os.devnull, "true"], check=False, capture_output=True).returncode == 0


@pytest.mark.skipif(not can_trace(), reason="needs strace")
def test_a_loss_of_power_at_any_moment_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    path, told, draw = tmp_path / "archive.db", tmp_path / "told", random.Random(7)
    create(path).close()
    disk = Disk({path: bytearray(path.read_bytes())})
    calls = recorded(tmp_path, path, told)
    moments = {*draw.sample(range(len(calls)), CRASHES), len(calls) - 1}
    acknowledged: list[tuple[int, str]] = []

    checked = 0
    for number, call in enumerate(calls):
        if call.path == told:
            id_, digest = call.data.decode().split()
            acknowledged.append((int(id_), digest))
        else:
            disk.do(call)
        if number in moments:
            check(disk.crash(draw), acknowledged, tmp_path / f"crash-{number}")
            checked += 1

    assert (checked, len(acknowledged)) == (len(moments), 16)
    assert any(call.name == "pwrite64" and call.path.name.endswith("-wal") for call in calls)


def check(files: dict[Path, bytes], acknowledged: list[tuple[int, str]], folder: Path) -> None:
    """Open what a loss of power left, and find all that was acknowledged."""
    folder.mkdir()
    for path, content in files.items():
        (folder / path.name).write_bytes(content)
    with open_archive(folder / "archive.db") as archive:
        assert [(number, archive.capture(number).digest) for number, _ in acknowledged] == acknowledged
        assert archive.verify().damages == ()
    shutil.rmtree(folder)
