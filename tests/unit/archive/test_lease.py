"""The lease: one holder at a time, and an error of its own when there can be no lock at all."""

from __future__ import annotations

import errno
import fcntl
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from statediff.archive import Archive
from statediff.archive.dialect import WRITE_WAIT_SECONDS
from statediff.archive.lease import hold, lease_path
from statediff.errors import ArchiveBusy, ArchiveError
from visits import look


def test_a_lease_is_held_once_and_free_again_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"

    with hold(path), pytest.raises(ArchiveBusy, match="another run holds the archive"), hold(path):
        pytest.fail("held twice")

    with hold(path):
        assert lease_path(path).exists()


def test_a_lease_is_free_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), hold(tmp_path / "archive.db"):
        raise KeyboardInterrupt

    with hold(tmp_path / "archive.db"):
        pass


def test_a_file_system_without_locks_is_not_called_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(handle: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)

    with pytest.raises(ArchiveError, match="knows no locks") as caught, hold(tmp_path / "archive.db"):
        pytest.fail("held without a lock")

    assert not isinstance(caught.value, ArchiveBusy)


def test_a_run_that_kept_something_leaves_its_tool_and_a_checkpoint(archive: Archive) -> None:
    with archive.run("track"):
        look(archive, "x")
        look(archive, "y", at=1)
    with archive.run("nothing to do"):
        pass
    with archive.run("track again"):
        look(archive, "z", at=2)

    runs = archive._connection.rows("select id, tool, started_size from run order by id")
    checkpoints = archive._connection.rows("select run, size, root from checkpoint order by id")

    assert runs == [(1, "track", 0), (2, "track again", 2)]
    assert [(run, size) for run, size, _ in checkpoints] == [(1, 2), (2, 3)]
    assert checkpoints[-1][2].hex() == archive.verify().root


def test_the_end_of_a_run_moves_everything_into_the_file(archive: Archive, tmp_path: Path) -> None:
    with archive.run("track"):
        look(archive, "x")
        assert (tmp_path / "archive.db-wal").stat().st_size > 0

    assert (tmp_path / "archive.db-wal").stat().st_size == 0


def test_a_run_ends_at_once_also_while_somebody_reads_on_and_on(archive: Archive, tmp_path: Path) -> None:
    with archive.run("track"):
        look(archive, "x")
    with closing(sqlite3.connect(tmp_path / "archive.db")) as reader:
        reader.execute("begin")
        assert reader.execute("select count(*) from captures").fetchone() == (1,)
        began = time.monotonic()

        with archive.run("track"):
            look(archive, "y", at=1)

        assert time.monotonic() - began < WRITE_WAIT_SECONDS / 2
        assert reader.execute("select count(*) from captures").fetchone() == (1,)
    assert archive.verify().captures == 2


def test_a_long_run_moves_its_log_into_the_file_now_and_then(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("statediff.archive.store.LONGEST_WAL_BYTES", 200_000)

    with archive.run("track"):
        for number in range(60):
            look(archive, f"<p>{number}</p>" * 30, at=number)
        largest = (tmp_path / "archive.db-wal").stat().st_size

    assert largest < 400_000
    assert archive.verify().damages == ()
