"""Opening and making archives: what is refused stays as it is."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from statediff.archive import create, open_archive
from statediff.archive.dialect import APPLICATION_ID, PAGE_BYTES
from statediff.archive.schema import SCHEMA_VERSION
from statediff.errors import ArchiveDamaged, ArchiveError, ArchiveInvalid, ArchiveNotFound


def test_a_new_archive_is_empty_and_sound(tmp_path: Path) -> None:
    with create(tmp_path / "archive.db") as archive:
        verification = archive.verify()

    assert (verification.captures, verification.damages) == (0, ())
    assert [path.name for path in tmp_path.iterdir()] == ["archive.db"]


@pytest.mark.parametrize("content", [b"", b"my holiday notes", b"SQLite format 3\x00"])
def test_nothing_is_created_over_an_existing_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "archive.db"
    path.write_bytes(content)

    with pytest.raises(ArchiveError, match="there is a file already"):
        create(path)

    assert path.read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == ["archive.db"]


@pytest.mark.parametrize("suffix", ["-wal", "-journal"])
def test_no_archive_is_made_beside_the_log_of_one_that_is_gone(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"archive.db{suffix}").write_bytes(b"captures that were not moved into the file yet")

    with pytest.raises(ArchiveError, match="an archive that is gone"):
        create(tmp_path / "archive.db")

    assert [path.name for path in tmp_path.iterdir()] == [f"archive.db{suffix}"]


def test_an_archive_needs_its_folder(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="make the folder"):
        create(tmp_path / "nowhere" / "archive.db")


def test_opening_what_is_missing_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(ArchiveNotFound):
        open_archive(tmp_path / "archive.db")

    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(ArchiveInvalid, match="is a folder"):
        open_archive(tmp_path)


def test_a_pipe_is_no_archive_and_nobody_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "archive.db")

    for path in (tmp_path / "archive.db", "/dev/zero"):
        with pytest.raises(ArchiveInvalid, match="device or a pipe"):
            open_archive(path)


@pytest.mark.parametrize("content", [b"", b"x", b"%PDF-1.7 " * 100, b"SQLite format 3\x00" + bytes(200)])
def test_a_foreign_file_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "archive.db"
    path.write_bytes(content)

    with pytest.raises(ArchiveInvalid):
        open_archive(path)

    assert path.read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == ["archive.db"]


@pytest.mark.parametrize("application", [0, APPLICATION_ID], ids=["another program's", "bears our mark"])
def test_a_foreign_database_is_refused_and_left_as_it_is(tmp_path: Path, application: int) -> None:
    path = tmp_path / "archive.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"pragma application_id={application}")
        database.execute("create table recipes (name text)")
    before = path.read_bytes()

    with pytest.raises(ArchiveInvalid):
        open_archive(path)

    assert path.read_bytes() == before


def test_a_newer_archive_is_refused_and_left_as_it_is(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"pragma user_version={SCHEMA_VERSION + 1}")
        database.execute("pragma wal_checkpoint(truncate)")
    before = path.read_bytes()

    with pytest.raises(ArchiveInvalid, match="newer statediff"):
        open_archive(path)

    assert path.read_bytes() == before


def test_a_newer_archive_is_refused_also_when_only_its_write_ahead_log_says_so(path: Path) -> None:
    script = (
        "import os, sqlite3\n"
        f"database = sqlite3.connect({str(path)!r}, isolation_level=None)\n"
        f"database.execute('pragma user_version={SCHEMA_VERSION + 1}')\n"
        "os._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=120)
    before = path.read_bytes()

    with pytest.raises(ArchiveInvalid, match="newer statediff"):
        open_archive(path)

    assert path.read_bytes() == before


def test_of_several_that_make_one_archive_at_once_one_succeeds(tmp_path: Path) -> None:
    made, refused = [], []

    def make(number: int) -> None:
        try:
            create(tmp_path / "archive.db").close()
            made.append(number)
        except ArchiveError:
            refused.append(number)

    makers = [subprocess.Popen([sys.executable, "-c", MAKE, str(tmp_path / "archive.db")]) for _ in range(3)]
    make(0)
    codes = [maker.wait(timeout=120) for maker in makers]

    assert len(made) + codes.count(0) == 1
    with open_archive(tmp_path / "archive.db") as archive:
        assert archive.verify().is_sound


MAKE = "import sys; from statediff.archive import create; create(sys.argv[1]).close()"


def test_paths_may_hold_any_character(tmp_path: Path) -> None:
    folder = tmp_path / "Архів №1 (копія) 100% #?&=;'"
    folder.mkdir()

    with create(folder / "a rchive?.db") as archive:
        assert archive.verify().is_sound

    with open_archive(str(folder / "a rchive?.db")) as archive:
        assert archive.path.name == "a rchive?.db"


def test_closing_twice_is_no_error_and_a_closed_archive_says_so(tmp_path: Path) -> None:
    archive = create(tmp_path / "archive.db")
    archive.close()
    archive.close()

    with pytest.raises(ArchiveError):
        archive.sources()


@pytest.mark.parametrize("pages", [0.1, 1, 2.5, 20])
def test_an_archive_that_was_cut_short_is_named_as_that_and_left_as_it_is(path: Path, pages: float) -> None:
    size = path.stat().st_size
    left = path.read_bytes()[: int(pages * PAGE_BYTES)]
    path.write_bytes(left)

    with pytest.raises(ArchiveDamaged, match="is cut short") as caught:
        open_archive(path)

    assert f"{len(left):,} of {size:,} bytes" in caught.value.cause
    assert f"truncate -s {size} COPY" in caught.value.next_step
    assert path.read_bytes() == left


def test_a_copy_that_is_filled_up_tells_what_is_left_of_an_archive_that_was_cut_short(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: -2 * PAGE_BYTES].ljust(len(content), b"\0"))

    with open_archive(path) as archive:
        verification = archive.verify()

    assert verification.damages
    assert verification.captures == 10
