"""`statediff serve` as a person starts it: an address on stdout, talk on stderr, and a clean end."""

from __future__ import annotations

import importlib.util
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests

from commandline import CommandLine
from statediff import demo
from statediff.errors import ExitCode


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served") / "demo"
    demo.run(folder)
    return folder


@pytest.fixture
def started(played: Path) -> Iterator[Callable[..., tuple[subprocess.Popen[str], str]]]:
    running: list[subprocess.Popen[str]] = []

    def start(*options: str) -> tuple[subprocess.Popen[str], str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "statediff", "-C", str(played), "serve", "--port", "0", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        running.append(process)
        assert process.stdout is not None
        ready, _, _ = select.select([process.stdout], [], [], 120)
        assert ready
        return process, process.stdout.readline().strip()

    yield start
    for process in running:
        process.kill()
        process.communicate(timeout=60)


def test_the_address_that_is_printed_opens_the_desk_for_judging(
    started: Callable[..., tuple[subprocess.Popen[str], str]],
) -> None:
    _, address = started()

    answer = requests.get(address, timeout=60)

    assert address.startswith("http://127.0.0.1:")
    assert answer.status_code == 200
    assert 'name="csrf"' in answer.text


def test_the_saved_searches_of_the_settings_are_served(
    played: Path, started: Callable[..., tuple[subprocess.Popen[str], str]]
) -> None:
    with (played / "statediff.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[[search]]\nname = "letters"\nphrase = "letter of intent"\n')

    _, address = started()
    page = requests.get(address.replace("/enter?token=", "/searches/letters.html?"), timeout=60)

    assert page.status_code == 200
    assert "Search: letters" in page.text


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_it_is_told_to(
    started: Callable[..., tuple[subprocess.Popen[str], str]], sent: signal.Signals
) -> None:
    process, address = started()
    requests.get(address, timeout=60)

    process.send_signal(sent)
    _, talk = process.communicate(timeout=60)

    assert process.returncode in {0, ExitCode.INTERRUPTED, -sent}
    assert "Traceback" not in talk


def test_nobody_else_on_the_network_reaches_it(started: Callable[..., tuple[subprocess.Popen[str], str]]) -> None:
    _, address = started()
    port = int(address.split(":")[2].partition("/")[0])
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), port, socket.AF_INET)} - {"127.0.0.1"}

    for other in others:
        if not str(other).startswith("127."):
            with pytest.raises(OSError, match=""):
                socket.create_connection((str(other), port), timeout=3).close()
    assert requests.get(f"http://127.0.0.1:{port}/review/index.html", timeout=60).status_code == 200


def test_a_name_of_a_proxy_is_ours_when_it_is_given(
    started: Callable[..., tuple[subprocess.Popen[str], str]],
) -> None:
    _, address = started("--name", "desk.newsroom.example")
    page = address.partition("/enter")[0] + "/review/index.html"

    ours = requests.get(page, headers={"Host": "desk.newsroom.example"}, timeout=60)
    theirs = requests.get(page, headers={"Host": "evil.example"}, timeout=60)

    assert (ours.status_code, theirs.status_code) == (200, 421)


def test_a_port_that_is_taken_is_said_in_one_sentence(played: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        finished = CommandLine(played)("serve", "--port", str(port))

    assert finished.code == ExitCode.USAGE
    assert "cannot be listened on" in finished.sentence


def test_without_an_archive_there_is_nothing_to_serve(tmp_path: Path) -> None:
    assert CommandLine(tmp_path)("serve", "--port", "0").code == ExitCode.STORAGE


def test_without_the_extra_the_next_step_is_said(played: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *rest: None if name == "uvicorn" else find(name, *rest)
    )

    finished = CommandLine(played)("serve", "--port", "0")

    assert finished.code == ExitCode.USAGE
    assert "needs uvicorn" in finished.sentence
    assert "pip install 'statediff[web]'" in finished.sentence
