"""Runs that are told to stop in the middle stop soon, lose nothing they told of, and say so in one sentence."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from servers import Answer, ScriptedServer, page
from statediff.archive import open_archive
from waiting import wait_until

LEAD = "The two ministries met on Monday to review their work on air defence and on the training of crews."
HOSTS = 3
PAGES = 6


@pytest.fixture
def servers() -> Iterator[list[ScriptedServer]]:
    """Servers under several names, so that they are several hosts; after their first pages they answer slowly."""
    with ExitStack() as stack:
        yield [stack.enter_context(ScriptedServer()) for _ in range(HOSTS)]


def _configure(folder: Path, servers: list[ScriptedServer]) -> None:
    names = ["127.0.0.1", "127.0.0.2", "localhost"]
    tables = []
    for name, server in zip(names, servers, strict=True):
        for number in range(PAGES):
            pause = 0.0 if number < 2 else 60.0
            url = server.script(
                f"/s{number}", Answer(body=page(LEAD, url_of(name, number)).encode(), pause_seconds=pause)
            )
            tables.append(f'[source.{slug(name)}-{number}]\nurl = "{url.replace("127.0.0.1", name)}"\n')
    # The servers listen on 127.0.0.1; the other names lead there too, or to nobody, which is a look as well.
    (folder / "statediff.toml").write_text(
        'contact = "tests@statediff.example"\narchive = "archive.db"\n[fetch]\nrespect-delays = false\n'
        f"threads = 3\ntimeout-seconds = 90\nprivate-hosts = {json.dumps(names)}\n" + "".join(tables),
        encoding="utf-8",
    )


def slug(name: str) -> str:
    return "host-" + name.replace(".", "-")


def url_of(name: str, number: int) -> str:
    return f"This is page {number} of {name}, and it says so in a whole sentence."


def _hear_interrupts() -> None:
    """A shell lets what it starts in the background ignore SIGINT, and tests may have been started so."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize(("sign", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)])
def test_a_run_told_to_stop_stops_soon_and_keeps_what_it_told_of(
    tmp_path: Path, servers: list[ScriptedServer], sign: signal.Signals, code: int
) -> None:
    _configure(tmp_path, servers)
    process = subprocess.Popen(
        [sys.executable, "-m", "statediff", "track", "--json"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_hear_interrupts,  # noqa: PLW1509 - this process has one thread here
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src")},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    told = {int(json.loads(process.stdout.readline())["id"]) for _ in range(3)}

    wait_until(lambda: servers[0].count("/s2") > 0)
    started = time.monotonic()
    process.send_signal(sign)
    rest, said = process.communicate(timeout=60)
    seconds = time.monotonic() - started

    told |= {int(json.loads(line)["id"]) for line in rest.splitlines()}
    assert process.returncode == code, said
    assert "Traceback" not in said
    assert seconds < 25
    if sign is signal.SIGINT:
        assert said.splitlines()[-1] == "statediff: interrupted; what was kept so far stays kept"
    with open_archive(tmp_path / "archive.db") as archive, archive.run("track"):
        kept = {capture.id for source in archive.sources() for capture in archive.captures(source.id)}
        verification = archive.verify()
    assert told <= kept
    assert verification.is_sound, verification.damages
