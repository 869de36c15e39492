"""The connection: transactions that hold or vanish, tallies that follow the rows, errors with a next step."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from statediff import archive as package
from statediff.archive import Archive
from statediff.archive.dialect import Connection, translated
from statediff.archive.seals import KEYED, NUMBERED
from statediff.errors import ArchiveBusy, ArchiveDamaged, ArchiveError, ArchiveInvalid, ExitCode
from visits import look


@pytest.fixture
def connection(archive: Archive) -> Connection:
    """The connection of an archive with one look."""
    look(archive, "x")
    return archive._connection


def entries(connection: Connection, table: str) -> int:
    return int(connection.value("select coalesce(max(entries), 0) from tally where name = ?", table))


def insert_and_fail(connection: Connection) -> None:
    assert connection.insert("event", capture=1, name="a", detail="") == 1
    raise RuntimeError


def test_an_error_takes_back_rows_tallies_and_ids(connection: Connection) -> None:
    with pytest.raises(RuntimeError), connection.writing():
        insert_and_fail(connection)

    assert entries(connection, "event") == 0
    with connection.writing():
        assert connection.insert("event", capture=1, name="b", detail="") == 1
    assert entries(connection, "event") == 1


def test_a_transaction_inside_another_belongs_to_it(connection: Connection) -> None:
    with pytest.raises(RuntimeError), connection.writing(), connection.writing():
        insert_and_fail(connection)

    assert connection.value("select count(*) from event") == 0


def test_a_row_that_is_amended_or_removed_is_tallied_anew(archive: Archive, connection: Connection) -> None:
    with connection.writing():
        connection.insert("schedule", source=1, due_at=5)
        connection.amend("schedule", {"source": 1}, due_at=6)
        assert connection.remove("pending", capture=1)
        assert not connection.remove("pending", capture=1)

    assert connection.rows("select source, due_at from schedule") == [(1, 6)]
    assert entries(connection, "pending") == 0
    places = [damage.place for damage in archive.verify().damages]
    assert places == ["capture 1 of mfa-en"]


def test_every_table_but_those_of_the_log_bears_seals(connection: Connection) -> None:
    tables = {
        name
        for (name,) in connection.rows("select name from sqlite_schema where type = 'table'")
        if not name.startswith(("passage_index", "_sqlite"))
    }

    assert tables - NUMBERED - set(KEYED) == {"capture", "hop", "message", "log_head", "tally", "imprint"}


def test_what_is_read_inside_a_steady_block_cannot_move(archive: Archive, connection: Connection) -> None:
    with connection.steady(), connection.steady():
        assert connection.value("select count(*) from capture") == 1

    assert not connection.db.conn.in_transaction


@pytest.mark.parametrize(
    ("code", "kind", "exit_code", "words"),
    [
        (sqlite3.SQLITE_BUSY, ArchiveBusy, ExitCode.BUSY, "try again"),
        (sqlite3.SQLITE_FULL, ArchiveError, ExitCode.STORAGE, "free some space"),
        (sqlite3.SQLITE_READONLY, ArchiveError, ExitCode.STORAGE, "give this user the right"),
        (sqlite3.SQLITE_NOTADB, ArchiveInvalid, ExitCode.STORAGE, "not an archive"),
        (sqlite3.SQLITE_CORRUPT, ArchiveDamaged, ExitCode.DAMAGE, "verify"),
        (sqlite3.SQLITE_CONSTRAINT, ArchiveDamaged, ExitCode.DAMAGE, "contradict"),
        (sqlite3.SQLITE_IOERR | (3 << 8), ArchiveError, ExitCode.STORAGE, "check the disk"),
        (sqlite3.SQLITE_CANTOPEN, ArchiveError, ExitCode.STORAGE, "check the disk"),
        (sqlite3.SQLITE_TOOBIG, ArchiveError, ExitCode.STORAGE, "verify"),
    ],
)
def test_every_error_of_the_database_is_ours_with_a_next_step(
    code: int, kind: type[ArchiveError], exit_code: int, words: str
) -> None:
    error = sqlite3.OperationalError("it failed")
    error.sqlite_errorcode = code

    with pytest.raises(ArchiveError, match=words) as caught, translated(Path("archive.db")):
        raise error

    assert (type(caught.value), caught.value.exit_code) == (kind, exit_code)
    assert caught.value.__cause__ is error


SPEAKERS = {"dialect", "schema", "opening", "search", "index_check", "imprint"}
"""Modules that would be written again for another database; with them the scripts in migrations/."""


@pytest.mark.parametrize("path", sorted(Path(package.__file__).parent.glob("*.py")), ids=lambda path: path.stem)
def test_the_rest_of_the_archive_speaks_sql_that_every_database_knows(path: Path) -> None:
    words = re.findall(r"\b(?:pragma |vacuum|sqlite|rowid|strftime|json_each|fts5)", path.read_text(encoding="utf-8"))

    assert path.stem in SPEAKERS or words == []
