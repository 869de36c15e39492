"""The same input gives the same bytes, whatever the hash seed, the time zone, the locale and the folder."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PLACES = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4242", "TZ": "Asia/Kathmandu", "LC_ALL": "C.UTF-8", "LANGUAGE": "uk"},
)
COMMANDS = (
    ("log", "statement-uk", "--json"),
    ("show", "statement-uk", "--json"),
    ("diff", "statement-en@v1..statement-en@v5", "--json"),
    ("diff", "statement-uk@v1", "statement-fr@v1"),
    ("report", "statement-fr", "-o", "-"),
    ("grep", "agreement"),
    ("grep", "signed", "--family", "--against", "угода", "--json"),
    ("grep", "letter of intent", "--against", "agreement", "--history"),
    ("grep", "letter of intent", "--svg", "-"),
    ("blame", "statement-en", "--json"),
    ("blame", "statement-uk", "--html", "-", "--language", "uk"),
    ("feed", "--base-url", "https://watch.example/"),
    ("log", "--csv"),
    ("digest", "--since", "2026-03-01", "--form", "html"),
    ("verify", "--json"),
)


EACH = """
import json, os, sys
from statediff.cli import main
for words in json.load(sys.stdin):
    if os.fork() == 0:
        sys.argv = ["statediff", *words]
        sys.exit(main())
    _, status = os.wait()
    assert os.waitstatus_to_exitcode(status) in {0, 1}, words
    print("\\f", flush=True)
"""
"""Runs commands one after another, each in a process of its own; the program is imported once for all of them."""


def _run(folder: Path, environment: dict[str, str], *commands: tuple[str, ...]) -> list[str]:
    """What each command prints."""
    done = subprocess.run(
        [sys.executable, "-c", EACH],
        input=json.dumps(commands).encode(),
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONUTF8": "1", **environment},
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().split("\f\n")[:-1]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The demonstration played once in each place."""
    played = []
    for number, environment in enumerate(PLACES):
        folder = tmp_path_factory.mktemp(f"place-{number}") / ("demo" * (number + 1))
        _run(folder.parent, environment, ("demo", folder.name))
        played.append(folder)
    return played


@pytest.fixture(scope="module")
def said(folders: list[Path]) -> list[list[str]]:
    """What each command printed in each place."""
    return [_run(folder, environment, *COMMANDS) for folder, environment in zip(folders, PLACES, strict=True)]


def test_the_reports_of_the_demonstration_are_the_same_bytes(folders: list[Path]) -> None:
    digests = [
        {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.html"))}
        for folder in folders
    ]

    assert len(digests[0]) == 3
    assert digests[0] == digests[1]


@pytest.mark.parametrize("number", range(len(COMMANDS)), ids=[" ".join(words) for words in COMMANDS])
def test_a_command_prints_the_same_bytes(said: list[list[str]], number: int) -> None:
    one, other = (printed[number] for printed in said)

    assert one
    assert one == other


def test_the_site_is_the_same_files_with_the_same_bytes(folders: list[Path]) -> None:
    for folder, environment in zip(folders, PLACES, strict=True):
        _run(folder, environment, ("site", "site"))

    sites = [
        {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in (folder / "site").rglob("*")
            if path.is_file()
        }
        for folder in folders
    ]

    assert len(sites[0]) > 30
    assert sites[0] == sites[1]
