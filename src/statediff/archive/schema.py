"""The archive's tables: migrations that apply whole or not at all, and the checks before a file is trusted."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from statediff.archive.dialect import APPLICATION_ID, Connection, peek
from statediff.archive.seals import row_hash, seal_of
from statediff.archive.search import fold
from statediff.errors import ArchiveError, ArchiveInvalid, ArchiveNotFound

TABLES = ("tally", "log_head", "capture", "body")
"""Without these a file that bears our mark is still no archive."""

migrations = Migrations("statediff")


def _run_script(db: Database, name: str) -> None:
    script = resources.files("statediff.archive").joinpath("migrations", name)
    db.executescript(script.read_text(encoding="utf-8"))


@migrations()
def m001_keep(db: Database) -> None:
    """Keep captures, bodies, versions and the log."""
    _run_script(db, "001_keep.sql")
    nothing = {"id": 1, "state": bytes(32), "content": bytes(32)}
    values = (*nothing.values(), seal_of(row_hash("imprint", nothing)))
    db.execute("insert into imprint (id, state, content, seal) values (?, ?, ?, ?)", values)


@migrations()
def m002_read(db: Database) -> None:
    """Offer full-text search and views in words; passages of an earlier schema are indexed."""
    _run_script(db, "002_read.sql")
    for id_, text in db.execute("select id, text from passage order by id").fetchall():
        db.execute("insert into passage_index (rowid, words) values (?, ?)", (id_, fold(text)))


@migrations()
def m003_seal(db: Database) -> None:
    """Refuse to change or delete what was seen."""
    _run_script(db, "003_seal.sql")


@migrations()
def m004_judge(db: Database) -> None:
    """Keep what people decide about what was seen."""
    _run_script(db, "004_judge.sql")


@migrations()
def m005_cluster(db: Database) -> None:
    """Keep what each edit put in the place of what."""
    _run_script(db, "005_cluster.sql")


@migrations()
def m006_lease(db: Database) -> None:
    """Keep programs that visit at once off each other's hosts."""
    _run_script(db, "006_lease.sql")


@migrations()
def m007_message(db: Database) -> None:
    """Keep what each hop was asked and what it answered, byte for byte."""
    _run_script(db, "007_message.sql")


STEPS = ("m001_keep", "m002_read", "m003_seal", "m004_judge", "m005_cluster", "m006_lease", "m007_message")
SCHEMA_VERSION = len(STEPS)
MIGRATIONS_TABLE = Migrations.migrations_table


def migrate(connection: Connection, *, stop_before: str | None = None) -> None:
    """Bring the tables to the present schema in one transaction."""
    with connection.writing("FULL"):
        migrations.apply(connection.db, stop_before=stop_before)
        version = STEPS.index(stop_before) if stop_before else SCHEMA_VERSION
        connection.execute(f"pragma user_version={version}")
        connection.recount(MIGRATIONS_TABLE)


def definitions(connection: Connection) -> dict[str, str]:
    """Return the definition of every table, index, view and trigger by its name."""
    rows = connection.rows("select name, type || ': ' || sql from sqlite_schema where sql is not null order by name")
    return dict(rows)


@cache
def expected_definitions() -> Mapping[str, str]:
    """Return what `definitions` must say of an archive of the present schema."""
    with TemporaryDirectory(prefix="statediff-") as folder:
        model = Path(folder) / "model.db"
        model.touch()
        connection = Connection(model)
        try:
            migrate(connection)
            return definitions(connection)
        finally:
            connection.close()


def check_header(path: Path) -> None:
    """Refuse what is no archive of ours by its header, before anything is created or changed."""
    try:
        is_folder, is_file, is_there = path.is_dir(), path.is_file(), path.exists()
    except OSError as error:
        cause = f"cannot be reached ({error.strerror})"
        raise ArchiveError(str(path), cause, "check the path and the rights on its folders") from error
    if is_folder:
        raise ArchiveInvalid(str(path), "is a folder, not an archive", "name the file inside it")
    if not is_there:
        raise ArchiveNotFound(str(path), "there is no archive", "create one with `statediff init`")
    if not is_file:
        raise ArchiveInvalid(str(path), "is no file, but a device or a pipe", "check the path; nothing was changed")
    application, version = peek(path)
    if application != APPLICATION_ID:
        raise ArchiveInvalid(str(path), "is not an archive of statediff", "check the path; nothing was changed")
    check_version(path, version)


def check_version(path: Path, version: int) -> None:
    """Refuse an archive whose tables this program does not know."""
    if version > SCHEMA_VERSION:
        cause = f"was written by a newer statediff (tables {version}, this one knows {SCHEMA_VERSION})"
        raise ArchiveInvalid(str(path), cause, "upgrade statediff; nothing was changed")
