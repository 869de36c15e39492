"""Where the archive stands, and what is said when this user cannot reach, make or write it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from commandline import CommandLine
from statediff.archive import create
from visits import ordinary_user


@pytest.fixture
def cli() -> Iterator[CommandLine]:
    """A folder that anybody may enter, with an archive; every verb was called once, so that it is imported."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "snapshots").mkdir()
        create(folder / "snapshots" / "statediff.db").close()
        cli = CommandLine(folder)
        cli.configure()
        for verb in ("log", "track", "doctor"):
            cli(verb)
        yield cli
        (folder / "snapshots").chmod(0o755)


def test_a_folder_that_may_not_be_entered_is_trouble_of_the_disk(cli: CommandLine) -> None:
    (cli.folder / "snapshots").chmod(0o000)

    with ordinary_user():
        log, track, doctor = cli("log"), cli("track"), cli("doctor")

    assert (log.code, track.code, doctor.code) == (74, 74, 74)
    assert "right to enter its folder" in log.sentence
    assert "right to enter its folder" in doctor.out


def test_a_folder_that_cannot_be_made_is_trouble_of_the_disk(cli: CommandLine) -> None:
    with ordinary_user():
        track = cli("--archive", "other/statediff.db", "track")

    assert track.code == 74
    assert "its folder cannot be made" in track.sentence


def test_an_archive_that_may_only_be_read_is_told_by_doctor(cli: CommandLine) -> None:
    with ordinary_user():
        doctor = cli("doctor")

    assert "this user may not write it" in doctor.out
    assert "this user may not write it" not in cli("doctor").out
