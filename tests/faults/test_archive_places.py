"""Where an archive stands: odd names, links to it, and a file that is taken away while a run writes it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from statediff.archive import create, open_archive
from statediff.archive.dialect import log_of
from statediff.archive.lease import lease_path
from statediff.errors import ArchiveBusy, ArchiveError, ExitCode
from visits import look, make_full_archive, ordinary_user, read

NAMES = [
    "100%.db",
    "a?b.db",
    "a#b.db",
    "two\nlines.db",
    "[x]*.db",
    'it\'s "q";--.db',
    "архів 档案 ارشيف.db",
    " .db",
    "-.db",
]


@pytest.mark.parametrize("name", NAMES)
def test_everything_works_under_any_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with create(path) as archive:
        with archive.run("track"):
            read(archive, "One.", "Two.")
        archive.compact()
        archive.backup(tmp_path / f"backup of {name}")
        archive.export(tmp_path / f"export of {name}")

    with create(tmp_path / f"import of {name}") as again, open_archive(path) as archive:
        again.import_(tmp_path / f"export of {name}")
        assert again.verify() == archive.verify()
        assert archive.verify().damages == ()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == sorted(
        [name, f"{name}.lock", f"backup of {name}", f"export of {name}", f"import of {name}"]
    )


@pytest.fixture
def linked(tmp_path: Path) -> tuple[Path, Path]:
    """An archive, and a link to it from elsewhere."""
    (tmp_path / "disk").mkdir()
    (tmp_path / "desk").mkdir()
    link = tmp_path / "desk" / "link.db"
    link.symlink_to(Path("..") / "disk" / "archive.db")
    return make_full_archive(tmp_path / "disk" / "archive.db"), link


def test_a_run_by_the_name_of_a_link_keeps_others_out_by_the_name_of_the_file(linked: tuple[Path, Path]) -> None:
    path, link = linked

    with open_archive(link) as one, open_archive(path) as other:
        for first, second in ((one, other), (other, one)):
            with first.run("track"), pytest.raises(ArchiveBusy), second.run("track"):
                pytest.fail("two runs at once")

    assert [entry.name for entry in link.parent.iterdir()] == ["link.db"]


def test_the_write_ahead_log_of_a_link_is_that_of_its_file(linked: tuple[Path, Path]) -> None:
    path, link = linked

    with open_archive(link) as archive:
        look(archive, "x", at=50)

        assert log_of(link) == log_of(path)
        assert archive._connection.wal_bytes() > 0
        assert archive.verify().damages == ()


@pytest.fixture
def shelf() -> Iterator[Path]:
    """A folder that anybody can reach, with an archive and a link to it."""
    with tempfile.TemporaryDirectory() as name:
        disk = Path(name) / "disk"
        disk.mkdir()
        make_full_archive(disk / "archive.db")
        lease_path(disk / "archive.db").unlink()
        (Path(name) / "link.db").symlink_to(disk / "archive.db")
        Path(name).chmod(0o755)
        yield Path(name)
        disk.chmod(0o755)


def test_looks_in_the_write_ahead_log_are_never_left_out_behind_a_link(shelf: Path) -> None:
    """Without its index, which lives in the folder, the log cannot be read; reading on without it would lose looks."""
    path = shelf / "disk" / "archive.db"
    with open_archive(path) as archive:
        look(archive, "x", at=50)
        log = log_of(path).read_bytes()
    log_of(path).write_bytes(log)
    path.parent.chmod(0o555)

    with ordinary_user(), pytest.raises(ArchiveError):
        open_archive(shelf / "link.db")


def test_an_archive_behind_a_link_whose_folder_may_not_be_written_is_read(shelf: Path) -> None:
    (shelf / "disk").chmod(0o555)

    with ordinary_user(), open_archive(shelf / "link.db") as archive:
        assert archive.is_read_only
        assert archive.verify().damages == ()


def test_a_folder_that_may_not_be_entered_is_named(shelf: Path) -> None:
    (shelf / "disk").chmod(0o000)

    with ordinary_user():
        for path in (shelf / "link.db", shelf / "disk" / "archive.db"):
            with pytest.raises(ArchiveError, match="cannot be reached"):
                open_archive(path)
        with pytest.raises(ArchiveError, match="no archive can be made there"):
            create(shelf / "disk" / "new.db")


@pytest.mark.parametrize("name", ["x" * 300, "x" * 250, "a\0b"])
def test_a_name_that_no_file_can_have_is_refused_in_words(tmp_path: Path, name: str) -> None:
    with pytest.raises(ArchiveError):
        open_archive(tmp_path / name)
    with pytest.raises(ArchiveError):
        create(tmp_path / name)

    assert list(tmp_path.iterdir()) == []


def take_away(path: Path) -> None:
    path.rename(path.with_name("elsewhere.db"))


def put_another_in_its_place(path: Path) -> None:
    other = path.with_name("other.db")
    shutil.copy(path, other)
    other.replace(path)


def delete_its_log(path: Path) -> None:
    log_of(path).unlink()


@pytest.mark.parametrize("harm", [take_away, Path.unlink, put_another_in_its_place, delete_its_log])
def test_nothing_is_acknowledged_that_goes_into_a_file_which_nobody_will_find(
    tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    path = tmp_path / "archive.db"
    with create(path) as archive, archive.run("track"):
        look(archive, "before")
        harm(path)

        with pytest.raises(ArchiveError, match="moved, replaced or deleted") as caught:
            look(archive, "after", at=1)

        assert caught.value.exit_code == ExitCode.STORAGE
        assert [capture.id for capture in archive.captures("mfa-en")] == [1]


@pytest.mark.parametrize("harm", [take_away, delete_its_log])
def test_what_was_kept_before_is_in_the_file_that_was_there(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    path = tmp_path / "archive.db"
    with create(path) as archive:
        with archive.run("track"):
            look(archive, "before")
            harm(path)
        archive.close()

    if not path.exists():
        path.with_name("elsewhere.db").rename(path)
    with open_archive(path) as archive:
        assert len(archive.captures("mfa-en")) == 1
        assert archive.verify().damages == ()


def test_an_archive_by_a_relative_path_is_no_other_when_the_program_changes_its_folder(tmp_path: Path) -> None:
    script = (
        "import os, sys\n"
        "from statediff.archive import create\n"
        "from visits import look\n"
        "os.chdir(sys.argv[1])\n"
        "with create('archive.db') as archive, archive.run('track'):\n"
        "    os.chdir('/')\n"
        "    look(archive, 'x')\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}

    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True, timeout=30, env=environment)

    with open_archive(tmp_path / "archive.db") as archive:
        assert len(archive.captures("mfa-en")) == 1


def test_the_lock_of_an_archive_stands_beside_it(linked: tuple[Path, Path]) -> None:
    path, link = linked

    assert lease_path(link) == lease_path(path) == path.with_name("archive.db.lock")
