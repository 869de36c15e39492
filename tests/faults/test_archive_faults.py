"""An archive that is killed, starved, locked and squeezed: what was acknowledged is there, the rest consistent."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from statediff.archive import Archive, create, open_archive
from statediff.archive.dialect import APPLICATION_ID, Connection
from statediff.archive.lease import lease_path
from statediff.archive.schema import migrate
from statediff.errors import ArchiveBusy, ArchiveError, ExitCode
from statediff.findings import Damage
from statediff.model import digest_of
from visits import (
    MFA,
    OK,
    SUSPECT,
    answer,
    hours,
    look,
    make_full_archive,
    ordinary_user,
    paragraphs,
    read,
    summary,
    with_bytes,
)

HERE = Path(__file__).resolve().parents[1]
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join((str(HERE), str(HERE.parent / "src")))}
WRITE_FOR_EVER = """
import sys
from itertools import count
from statediff.archive import open_archive
from visits import paragraphs, read, summary
with open_archive(sys.argv[1]) as archive, archive.run("track"):
    for number in count(1):
        capture = read(archive, "It stays.", f"Number {number}." + "x" * (number % 7) * 900, at=number)
        if number > 1:
            archive.keep_change(*archive.range("mfa-en"), summary())
        print(capture.id, capture.digest, flush=True)
"""
WRITE_RUNS = """
import sys
from itertools import count
from statediff.archive import open_archive
from visits import hours, read
with open_archive(sys.argv[1]) as archive:
    for number in count(1):
        with archive.run("track"):
            read(archive, "It stays.", f"Number {number}.", at=number)
            archive.schedule("mfa-en", hours(number))
        print(number, flush=True)
"""
FILL_UP = """
import resource, sys
from statediff.archive import open_archive
from statediff.errors import ArchiveError
from visits import read
import random
draw = random.Random(7)
with open_archive(sys.argv[1]) as archive:
    limit = int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    for number in range(1, 10_000):
        try:
            capture = read(archive, draw.randbytes(9_000).hex(), at=number)
        except ArchiveError as error:
            print("refused", error.exit_code, error.cause, flush=True)
            break
        print(capture.id, capture.digest, flush=True)
"""


def start(script: str, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", script, *words], stdout=subprocess.PIPE, text=True, env=ENVIRONMENT)


@pytest.mark.parametrize("lines", [1, 7, 20, 33])
def test_a_kill_anywhere_loses_no_capture_that_was_acknowledged(tmp_path: Path, lines: int) -> None:
    path = tmp_path / "archive.db"
    create(path).close()

    with start(WRITE_FOR_EVER, str(path)) as process:
        assert process.stdout is not None
        told = [process.stdout.readline().split() for _ in range(lines)]
        os.kill(process.pid, signal.SIGKILL)
        told += [line.split() for line in process.stdout if line.endswith("\n")]

    with open_archive(path) as archive, archive.run("track"):
        for number, digest in told:
            assert archive.capture(int(number)).digest == digest
            assert digest_of(archive.snapshot(digest)) == digest
        for capture in tuple(archive.underived()):
            archive.derive(capture, paragraphs("Read by the next run."), "1;automatic")
        assert archive.verify().damages == ()
        assert list(archive.underived()) == []


def test_a_kill_while_an_archive_is_made_leaves_none_or_a_whole_one(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    script = (
        "import os, sys\nfrom statediff.archive import copies, create\n"
        "copies._publish = lambda *_: os._exit(9)\ncreate(sys.argv[1])\n"
    )

    with start(script, str(path)) as process:
        assert process.wait(timeout=120) == 9

    assert not path.exists()
    create(path).close()


def test_captures_that_were_kept_but_not_read_are_found_again(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with create(path) as archive:
        read(archive, "One.")
        kept = look(archive, "<p>Two.</p>", at=1)

    with open_archive(path) as archive:
        assert list(archive.underived()) == [kept]
        archive.derive(kept, paragraphs("Two."), "1;automatic")
        assert list(archive.underived()) == []


def test_a_second_run_is_refused_and_the_first_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with create(path) as one, open_archive(path) as other, one.run("track"):
        with pytest.raises(ArchiveBusy) as caught, other.run("track"):
            pytest.fail("two runs held one archive")
        look(one, "x")

    assert caught.value.exit_code == ExitCode.BUSY
    with open_archive(path) as archive, archive.run("track"):
        assert len(archive.captures("mfa-en")) == 1


def test_a_lease_falls_when_its_holder_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    create(path).close()

    with start(WRITE_FOR_EVER, str(path)) as process, open_archive(path) as archive:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(ArchiveBusy), archive.run("track"):
            pytest.fail("two runs held one archive")
        os.kill(process.pid, signal.SIGKILL)
        process.wait(timeout=120)
        with archive.run("track"):
            assert archive.captures("mfa-en")


def test_readers_and_writers_never_wait_for_each_other(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with create(path) as writer, open_archive(path) as reader:
        look(writer, "One.")
        with writer._connection.writing():
            writer._connection.insert("event", capture=1, name="not committed yet", detail="")
            assert reader.capture(1).events == ()
        with reader._connection.steady():
            assert reader.capture(1).events == ("not committed yet",)
            look(writer, "Two.", at=1)
            assert len(reader.captures("mfa-en")) == 1
        assert len(reader.captures("mfa-en")) == 2


def test_several_writers_take_turns(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    create(path).close()

    def write(worker: int) -> None:
        with open_archive(path) as archive:
            for number in range(10):
                read(archive, f"Worker {worker}, number {number}.", at=number)

    workers = [threading.Thread(target=write, args=(worker,)) for worker in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    with open_archive(path) as archive:
        assert len(archive.captures("mfa-en")) == 40
        assert archive.verify().damages == ()


def test_one_archive_serves_several_threads(tmp_path: Path) -> None:
    with create(tmp_path / "archive.db") as archive:

        def write(worker: int) -> None:
            for number in range(10):
                read(archive, f"Worker {worker}, number {number}.", at=number)
                archive.history("mfa-en")

        workers = [threading.Thread(target=write, args=(worker,)) for worker in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()

        assert len(archive.captures("mfa-en")) == 40
        assert archive.verify().damages == ()


@pytest.mark.parametrize("limit", [600_000, 1_100_000, 1_500_001])
def test_a_file_that_may_not_grow_is_a_clear_error_and_loses_nothing(tmp_path: Path, limit: int) -> None:
    path = tmp_path / "archive.db"
    create(path).close()

    with start(FILL_UP, str(path), str(limit)) as process:
        assert process.stdout is not None
        lines = process.stdout.read().splitlines()
        assert process.wait(timeout=120) == 0

    assert lines[-1].startswith("refused 74"), lines[-1]
    assert len(lines) > 3
    with open_archive(path) as archive:
        for line in lines[:-1]:
            number, digest = line.split()
            assert archive.capture(int(number)).digest == digest
            assert digest_of(archive.snapshot(digest)) == digest
        assert archive.verify().damages == ()
        read(archive, "There is room again.", at=99)
        assert archive.verify().damages == ()


def test_a_full_disk_is_a_clear_error_and_the_open_archive_goes_on_when_there_is_room(tmp_path: Path) -> None:
    with create(tmp_path / "archive.db") as archive:
        read(archive, "One.")
        pages = archive._connection.value("pragma page_count")
        archive._connection.execute(f"pragma max_page_count={pages + 8}")

        with pytest.raises(ArchiveError, match="the disk is full") as caught:
            fill_up(archive)
        kept = archive.captures("mfa-en")
        archive._connection.execute("pragma max_page_count=1000000")
        after = read(archive, "There is room again.", at=99)

        assert caught.value.exit_code == ExitCode.STORAGE
        assert after.id == kept[0].id + 1
        assert archive.verify().damages == ()


def fill_up(archive: Archive) -> None:
    for number in range(1, 50):
        exchange = answer(MFA, os.urandom(20_000), headers=((f"X-{number}", "new"),))
        capture = archive.keep(MFA, exchange, OK, hours(number))
        archive.derive(capture, paragraphs(f"Number {number}."), "1;automatic")


def test_a_bug_in_the_middle_of_a_transaction_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with create(tmp_path / "archive.db") as archive:
        read(archive, "One.")
        before = archive.captures("mfa-en")
        captures = archive._captures
        places = [(captures, "_append"), (captures, "_keep_body"), (captures._hops, "rows_to_keep")]
        places += [(captures._hops, "insert"), (captures._hops, "documents")]
        for place, name in places:
            with monkeypatch.context() as patch:
                patch.setattr(place, name, _raise)
                exchange = with_bytes(answer(MFA, b"new", headers=(("X-New", name),)), redirects=1)
                with pytest.raises(RuntimeError):
                    archive.keep(MFA, exchange, OK, hours(1))
        assert archive.captures("mfa-en") == before

        read(archive, "Two.", at=2)
        assert archive.verify().damages == ()


def _raise(*_: object, **__: object) -> None:
    raise RuntimeError


# ---------------------------------------------------------------- files that may not be written


@pytest.fixture
def shelf() -> Iterator[Path]:
    """A folder that anybody can reach, with a full archive in it."""
    with tempfile.TemporaryDirectory() as folder:
        shelf = Path(folder)
        shelf.chmod(0o755)
        make_full_archive(shelf / "archive.db")
        lease_path(shelf / "archive.db").unlink()
        yield shelf
        shelf.chmod(0o755)


def read_all(archive: Archive) -> list[int]:
    assert archive.verify().damages == ()
    assert archive.search("наміри")
    assert archive.changes()
    return [len(archive.history(source.id).captures) for source in archive.sources()]


@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o555, 0o444), (0o555, 0o644), (0o777, 0o444)])
def test_what_may_not_be_written_can_be_read(shelf: Path, folder_mode: int, file_mode: int) -> None:
    path = shelf / "archive.db"
    path.chmod(file_mode)
    shelf.chmod(folder_mode)

    with ordinary_user(), open_archive(path) as archive:
        assert archive.is_read_only
        assert read_all(archive) == [7, 3]
        with pytest.raises(ArchiveError, match="may not be written"):
            look(archive, "x", at=99)
        with pytest.raises(ArchiveError, match=r"may not be written|lock"), archive.run("track"):
            look(archive, "x", at=99)
        assert read_all(archive) == [7, 3]


def test_looks_still_in_the_write_ahead_log_are_read_where_nothing_may_be_written(shelf: Path) -> None:
    path = shelf / "archive.db"
    script = (
        "import os, sys\nfrom statediff.archive import open_archive\nfrom visits import look\n"
        "look(open_archive(sys.argv[1]), 'x', at=50)\nos._exit(0)\n"
    )
    with start(script, str(path)) as process:
        process.wait(timeout=120)
    assert (shelf / "archive.db-wal").stat().st_size > 0
    for part in shelf.iterdir():
        part.chmod(0o444)
    shelf.chmod(0o555)

    with ordinary_user(), open_archive(path) as archive:
        assert read_all(archive) == [8, 3]


def test_a_write_ahead_log_that_cannot_be_read_is_never_left_out(shelf: Path) -> None:
    """Without its index, which lives in the folder, the log cannot be read; reading on without it would lose looks."""
    path = shelf / "archive.db"
    with open_archive(path) as archive:
        look(archive, "x", at=50)
        log = (shelf / "archive.db-wal").read_bytes()
    with closing(sqlite3.connect(path)) as database:
        database.execute("pragma wal_checkpoint(truncate)")
    (shelf / "archive.db-wal").write_bytes(log)
    shelf.chmod(0o555)

    with ordinary_user(), pytest.raises(ArchiveError):
        open_archive(path)


def test_a_file_that_may_not_even_be_read_says_so(shelf: Path) -> None:
    (shelf / "archive.db").chmod(0o000)

    with ordinary_user(), pytest.raises(ArchiveError, match="cannot be read"):
        open_archive(shelf / "archive.db")


def test_a_locked_file_is_busy_and_not_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "archive.db"
    with create(path) as archive, closing(sqlite3.connect(path, isolation_level=None)) as other:
        archive._connection.execute("pragma busy_timeout=50")
        other.execute("begin immediate")

        with pytest.raises(ArchiveBusy, match="another program holds the file"):
            look(archive, "x")

        other.execute("rollback")
        assert look(archive, "x").id == 1


def test_a_crash_after_any_statement_leaves_a_sound_archive(tmp_path: Path) -> None:
    """The file and its log as they stand after each statement are what a crash would leave."""
    path, states = tmp_path / "archive.db", tmp_path / "states"
    states.mkdir()
    with create(path) as archive:
        read(archive, "One.", "It stays.")
        acknowledged: dict[str, int] = {}

        def copy(statement: str, _: object) -> None:
            if not statement.lstrip().lower().startswith("select"):
                state = states / f"{len(acknowledged):03}.db"
                shutil.copy(path, state)
                shutil.copy(f"{path}-wal", f"{state}-wal")
                acknowledged[state.name] = told

        told = 1
        with archive._connection.db.tracer(copy), archive.run("track"):
            kept = look(archive, "<p>Two.</p>", at=1)
            told = kept.id
            archive.derive(kept, paragraphs("Two.", "It stays."), "1;automatic")
            archive.keep_change(*archive.range("mfa-en"), summary())
            archive.schedule("mfa-en", hours(6))
            archive.confirm(look(archive, "<p>Short.</p>", at=2, disposition=SUSPECT).id)

    assert len(acknowledged) > 40
    for name, count in acknowledged.items():
        with open_archive(states / name) as crashed:
            assert len(crashed.captures("mfa-en")) >= count
            assert crashed.verify().damages == (), name


def test_verifying_beside_busy_runs_raises_no_false_alarm(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    create(path).close()

    with start(WRITE_RUNS, str(path)) as process:
        assert process.stdout is not None
        process.stdout.readline()
        found = [damage for _ in range(25) for damage in verify_anew(path)]
        process.kill()
        process.wait(timeout=120)
    found += verify_anew(path)

    assert found == []


def verify_anew(path: Path) -> tuple[Damage, ...]:
    with open_archive(path) as archive:
        return archive.verify().damages


def test_opening_an_archive_again_never_drops_the_locks_of_the_first(tmp_path: Path) -> None:
    """A file that a process closes takes all its locks along; another program would then take the log away."""
    path, log = tmp_path / "archive.db", tmp_path / "archive.db-wal"
    with create(path) as archive:
        look(archive, "x")
        with archive.run("track"):
            look(archive, "y", at=1)
        kept, number = look(archive, "z", at=2), log.stat().st_ino
        verify_anew(path)
        with start(
            "import sys; from statediff.archive import open_archive; open_archive(sys.argv[1]).close()", str(path)
        ) as other:
            other.wait(timeout=120)

        assert log.stat().st_ino == number
        assert archive.capture(kept.id) == kept
        look(archive, "last", at=3)
    assert verify_anew(path) == ()


def test_of_several_that_open_an_earlier_archive_each_finds_it_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    path.touch()
    with closing(Connection(path)) as connection:
        connection.execute(f"pragma application_id={APPLICATION_ID}")
        migrate(connection, stop_before="m002_read")
    script = (
        "import sys\nfrom statediff.archive import open_archive\nfrom visits import look\n"
        "with open_archive(sys.argv[1]) as archive:\n    look(archive, sys.argv[2])\n"
    )

    openers = [start(script, str(path), str(number)) for number in range(4)]
    codes = [opener.wait(timeout=120) for opener in openers]
    for opener in openers:
        opener.communicate()

    assert codes == [0] * 4
    with open_archive(path) as archive:
        assert len(archive.captures("mfa-en")) == 4
        assert archive.verify().damages == ()
