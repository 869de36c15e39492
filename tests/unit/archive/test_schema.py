"""The schema: what is opened, what is refused untouched, and how an earlier archive is brought up to date."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from statediff.archive import create, open_archive
from statediff.archive.dialect import APPLICATION_ID, Connection
from statediff.archive.schema import MIGRATIONS_TABLE, STEPS, migrate
from statediff.archive.seals import SEALED
from statediff.errors import ArchiveError
from visits import fill, ordinary_user, read

TABLES = sorted({*SEALED, "capture", "hop"})


@pytest.mark.parametrize("step", STEPS[1:])
def test_an_earlier_archive_is_brought_up_to_date_with_all_it_holds(
    tmp_path: Path, step: str, earlier_path: Path
) -> None:
    earlier = make_earlier_archive(tmp_path / "earlier.db", step, earlier_path)

    with open_archive(earlier) as old, open_archive(earlier_path) as new:
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
        there = {name for (name,) in database.execute("select name from main.sqlite_schema where type = 'table'")}
        for table in sorted(there.intersection(TABLES)):
            database.execute(f"insert into main.{table} select * from whole.{table}")
        database.execute("insert or replace into main.log_head select * from whole.log_head")
        counted = "select * from whole.tally where name in (select name from main.sqlite_schema)"
        database.execute(f"insert or replace into main.tally {counted} and name <> ?", (MIGRATIONS_TABLE,))
        if STEPS.index(step) > STEPS.index("m002_read"):
            database.execute("insert into passage_index (rowid, words) select id, lower(text) from passage")
        database.commit()
    return path


def test_an_earlier_archive_that_may_not_be_written_says_how_to_read_it(earlier_path: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        shelf = Path(name)
        earlier = make_earlier_archive(shelf / "earlier.db", "m004_judge", earlier_path)
        before = earlier.read_bytes()
        shelf.chmod(0o555)

        with ordinary_user(), pytest.raises(ArchiveError, match=r"earlier statediff \(tables 3\).*open a copy"):
            open_archive(earlier)

        assert earlier.read_bytes() == before
        shelf.chmod(0o755)


def test_a_migration_that_fails_leaves_the_earlier_archive_whole(
    tmp_path: Path, earlier_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = make_earlier_archive(tmp_path / "earlier.db", "m002_read", earlier_path)

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
        "update message set rest = ''",
        "delete from message",
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
