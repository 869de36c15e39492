"""Other ways to keep a history: git, WARC, and a packed file for each different body."""

from __future__ import annotations

import base64
import gzip
import hashlib
import subprocess
import sys
import venv
from collections.abc import Callable, Sequence
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

from archives.histories import FIRST_LOOK, Look, answer
from statediff.archive.packing import pack

ENVIRONMENT = Path(__file__).resolve().parents[2] / "build" / "benchmarks" / "brotli"
INSTALL_SECONDS = 120
BROTLI = """
import brotli, struct, sys
total, read = 0, sys.stdin.buffer.read
while size := read(4):
    total += len(brotli.compress(read(*struct.unpack(">I", size)), quality=6))
print(total)
"""
Keep = Callable[[Sequence[Look], Path], int]
"""Keeps a history in a folder, and returns how many bytes that takes."""


def keep_in_git(*, aggressive: bool) -> Keep:
    """Commit every look with `git fast-import`, pack, and count the objects."""

    def keep(looks: Sequence[Look], folder: Path) -> int:
        repository = folder / "repository"
        git = ["git", "-C", str(repository)]
        subprocess.run(["git", "init", "--quiet", "--bare", str(repository)], check=True)
        with subprocess.Popen([*git, "fast-import", "--quiet"], stdin=subprocess.PIPE) as process:
            assert process.stdin is not None
            for number, look in enumerate(looks):
                head = (
                    f"commit refs/heads/main\ncommitter t <t@example.org> {1_700_000_000 + number} +0000\ndata 1\nx\n"
                )
                name = f"M 100644 inline {look.page}.html\ndata {len(look.body)}\n"
                process.stdin.write(head.encode() + name.encode() + look.body + b"\n")
            process.stdin.close()
            if process.wait() != 0:
                raise SystemExit("git fast-import failed")
        subprocess.run([*git, "gc", "--quiet", "--prune=now", *(["--aggressive"] if aggressive else [])], check=True)
        return sum(path.stat().st_size for path in (repository / "objects").rglob("*") if path.is_file())

    return keep


def keep_in_warc(*, with_revisits: bool) -> Keep:
    """Write one gzip member a look, as crawlers do; repeated bytes whole, or as revisit records without them."""

    def keep(looks: Sequence[Look], folder: Path) -> int:
        seen: set[bytes] = set()
        with (folder / "captures.warc.gz").open("wb") as file:
            for number, look in enumerate(looks):
                file.write(gzip.compress(_record(look, number, with_revisits and look.body in seen), 9, mtime=0))
                seen.add(look.body)
            return file.tell()

    return keep


def _record(look: Look, number: int, is_revisit: bool) -> bytes:
    at = FIRST_LOOK + timedelta(minutes=number)
    exchange = answer(look, at)
    digest = base64.b32encode(hashlib.sha1(look.body, usedforsecurity=False).digest()).decode()
    status = f"HTTP/1.1 200 {HTTPStatus.OK.phrase}\r\n"
    http = status + "".join(f"{name}: {value}\r\n" for name, value in exchange.header_pairs) + "\r\n"
    block = http.encode() + (b"" if is_revisit else look.body)
    head = (
        f"WARC/1.1\r\nWARC-Type: {'revisit' if is_revisit else 'response'}\r\nWARC-Date: {at:%Y-%m-%dT%H:%M:%SZ}\r\n"
        f"WARC-Record-ID: <urn:uuid:{hashlib.md5(str(number).encode(), usedforsecurity=False).hexdigest()}>\r\n"
        f"WARC-Target-URI: {exchange.url}\r\nWARC-Payload-Digest: sha1:{digest}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def keep_as_files(pack_all: Callable[[Sequence[bytes]], int]) -> Keep:
    """Pack each different body on its own; the names and the list of looks count for nothing."""

    def keep(looks: Sequence[Look], _folder: Path) -> int:
        return pack_all(list({hashlib.sha256(look.body).digest(): look.body for look in looks}.values()))

    return keep


def pack_with_zstd(bodies: Sequence[bytes]) -> int:
    """Pack with zstd at its usual level."""
    return sum(len(pack(body, level=3)) for body in bodies)


def brotli_packer() -> Callable[[Sequence[bytes]], int] | None:
    """Return what packs with brotli at quality 6, from an environment of its own; None when that cannot be made."""
    python = ENVIRONMENT / "bin" / "python"
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        if not python.exists():
            venv.create(ENVIRONMENT, with_pip=True)
        if subprocess.run([python, "-c", "import brotli"], check=False, **quiet).returncode != 0:
            install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "brotli"]
            subprocess.run(install, check=True, timeout=INSTALL_SECONDS, **quiet)
    except (OSError, subprocess.SubprocessError) as error:
        print(f"skipped: brotli cannot be installed into an environment of its own ({type(error).__name__})")
        return None

    def pack_all(bodies: Sequence[bytes]) -> int:
        given = b"".join(len(body).to_bytes(4, "big") + body for body in bodies)
        done = subprocess.run(
            [python, "-c", BROTLI], input=given, stdout=subprocess.PIPE, stderr=sys.stderr, check=True
        )
        return int(done.stdout)

    return pack_all
