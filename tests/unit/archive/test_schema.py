"""The schema: what is opened, what is refused untouched, and how an earlier archive is brought up to date."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from statediff.archive import create, open_archive
from statediff.archive.dialect import APPLICATION_ID, Connection
from statediff.archive.schema import SCHEMA_VERSION, STEPS, migrate
from statediff.archive.seals import SEALED
from statediff.errors import ArchiveError, ArchiveInvalid, ArchiveNotFound
from visits import fill, read

TABLES = sorted({*SEALED, "capture", "hop"})


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
    subprocess.run([sys.executable, "-c", script], check=True, timeout=30)
    before = path.read_bytes()

    with pytest.raises(ArchiveInvalid, match="newer statediff"):
        open_archive(path)

    assert path.read_bytes() == before


@pytest.mark.parametrize("step", STEPS[1:])
def test_an_earlier_archive_is_brought_up_to_date_with_all_it_holds(tmp_path: Path, step: str, path: Path) -> None:
    earlier = make_earlier_archive(tmp_path / "earlier.db", step, path)

    with open_archive(earlier) as old, open_archive(path) as new:
        for source in new.sources():
            assert old.history(source.id) == new.history(source.id)
        assert old.changes() == new.changes()
        assert old.search("наміри") == new.search("наміри") != ()
        assert old.verify().damages == ()
        assert old.verify().root == new.verify().root
        read(old, "It goes on.", at=99)


def make_earlier_archive(path: Path, step: str, whole: Path) -> Path:
    """Make an archive as it was before a step, with the rows of a whole one."""
    path.touch()
    with closing(Connection(path)) as connection:
        connection.execute(f"pragma application_id={APPLICATION_ID}")
        migrate(connection, stop_before=step)
        assert connection.value("pragma user_version") == STEPS.index(step)
    with closing(sqlite3.connect(path)) as database:
        database.execute("attach ? as whole", (str(whole),))
        for table in TABLES:
            database.execute(f"insert into main.{table} select * from whole.{table}")
        for table in ("log_head", "tally"):
            database.execute(f"insert or replace into main.{table} select * from whole.{table}")
        if STEPS.index(step) > STEPS.index("m002_read"):
            database.execute("insert into passage_index (rowid, words) select id, lower(text) from passage")
        database.commit()
    return path


def test_a_migration_that_fails_leaves_the_earlier_archive_whole(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = make_earlier_archive(tmp_path / "earlier.db", "m002_read", path)

    def fail(text: str) -> str:
        raise KeyboardInterrupt(text)

    with monkeypatch.context() as patch:
        patch.setattr("statediff.archive.schema.fold", fail)
        with pytest.raises(KeyboardInterrupt):
            open_archive(earlier)

    with closing(sqlite3.connect(earlier)) as database:
        assert database.execute("pragma user_version").fetchone() == (1,)
        assert database.execute("select name from sqlite_schema where name = 'captures'").fetchall() == []
    with open_archive(earlier) as archive:
        assert archive.verify().is_sound


@pytest.mark.parametrize(
    "statement",
    [
        "update capture set at = at + 1",
        "delete from capture",
        "update body set sha256 = x'00'",
        "delete from body",
        "update version set number = 9",
        "delete from event",
        "update checkpoint set root = x'00'",
        "delete from tally",
        "delete from log_head",
    ],
)
def test_the_seals_refuse_what_no_code_of_ours_does(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as database, pytest.raises(sqlite3.IntegrityError, match=r"append-only|never"):
        database.execute(statement)

    with open_archive(path) as archive:
        assert archive.verify().is_sound


def test_the_views_speak_in_words(path: Path) -> None:

    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        database.row_factory = sqlite3.Row
        captures = [dict(row) for row in database.execute("select * from captures order by capture")]
        versions = [dict(row) for row in database.execute("select * from versions order by source, number")]
        changes = [dict(row) for row in database.execute("select * from changes order by seen_at")]

    with open_archive(path) as archive:
        looks = sorted(
            (capture for source in archive.sources() for capture in archive.captures(source.id)),
            key=lambda capture: capture.id,
        )
        known = [version for source in archive.sources() for version in archive.history(source.id).versions]
    assert [row["captured_at"] for row in captures] == [stamp(look.captured_at.isoformat()) for look in looks]
    for column, field in (("source", "source_id"), ("version", "version"), ("digest", "digest"), ("size", "size")):
        assert [row[column] for row in captures] == [getattr(look, field) for look in looks]
    assert [row["disposition"] for row in captures] == [str(look.disposition.kind) for look in looks]
    assert [bool(row["is_new_version"]) for row in captures] == [look.is_new_version for look in looks]
    assert [row["revision"] for row in versions] == [version.revision for version in known]
    assert [row["last_seen_at"] for row in versions] == [stamp(version.last_seen_at.isoformat()) for version in known]
    assert [row["wording"] for row in versions] == [version.wording.digest for version in known]
    assert versions[1]["text"] == "One.\n\nTwo, and more."
    assert [(row["source"], row["old_version"], row["new_version"], row["sentence"]) for row in changes] == [
        ("mfa-en", 1, 2, "Change 1."),
        ("mfa-en", 2, 3, "Change 2."),
    ]


def stamp(iso: str) -> str:
    """ISO 8601 in UTC with microseconds and a Z, as the views write it."""
    return iso.replace("+00:00", "Z")


def test_the_views_open_with_the_tools_that_others_use(path: Path) -> None:
    database = Database(path)

    rows = list(database["changes"].rows_where("severity = ?", ["substantive"], order_by="seen_at"))

    assert [row["sentence"] for row in rows] == ["Change 1.", "Change 2."]
    assert {"captures", "versions", "changes"} <= set(database.view_names())
    assert next(iter(database["captures"].rows))["source"] == "mfa-en"
    database.close()


def test_an_archive_can_be_filled_while_the_views_are_read(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with create(path) as archive, closing(sqlite3.connect(path)) as reader:
        cursor = reader.execute("select * from captures")
        fill(archive)
        assert cursor.fetchall() == []
        assert len(reader.execute("select * from captures").fetchall()) == 10
