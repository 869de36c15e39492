"""The same input gives the same bytes, whatever the hash seed, the time zone, the locale and the folder."""

from __future__ import annotations

import hashlib
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


def _run(folder: Path, environment: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "statediff", *words],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONUTF8": "1", **environment},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stderr.decode()
    return done.stdout.decode()


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The demonstration played once in each place."""
    played = []
    for number, environment in enumerate(PLACES):
        folder = tmp_path_factory.mktemp(f"place-{number}") / ("demo" * (number + 1))
        _run(folder.parent, environment, "demo", folder.name)
        played.append(folder)
    return played


def test_the_reports_of_the_demonstration_are_the_same_bytes(folders: list[Path]) -> None:
    digests = [
        {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.html"))}
        for folder in folders
    ]

    assert len(digests[0]) == 3
    assert digests[0] == digests[1]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_prints_the_same_bytes(folders: list[Path], words: tuple[str, ...]) -> None:
    said = [_run(folder, environment, *words) for folder, environment in zip(folders, PLACES, strict=True)]

    assert said[0]
    assert said[0] == said[1]


def test_the_site_is_the_same_files_with_the_same_bytes(folders: list[Path]) -> None:
    for folder, environment in zip(folders, PLACES, strict=True):
        _run(folder, environment, "site", "site")

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
