# ruff: noqa: S608 - names of tables and columns are constants of this package; values are always bound
"""The SQLite side of the archive: connecting, transactions, errors. The only module a second database would replace."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Literal
from urllib.parse import quote

from sqlite_utils import Database

from statediff.archive.seals import NUMBERED, SEALED, Tally, row_hash, seal_of
from statediff.errors import ArchiveBusy, ArchiveDamaged, ArchiveError, ArchiveInvalid

APPLICATION_ID = 0x53544446
"""Marks the file as an archive of statediff: the letters STDF at offset 68 of the file."""
HEADER_BYTES = 100
PAGE_BYTES = 4096
"""One sector of today's disks: a write that loses its power harms no other page. 2048 would save 6 %."""
WRITE_WAIT_SECONDS = 60.0
"""How long a writer waits for the others: 16 processes writing in turn never reach it."""
CHECKPOINT_WAIT_MILLISECONDS = 250
"""How long a checkpoint waits for somebody who reads: whoever reads for an hour keeps no run from ending."""
SQLITE_VERSION = sqlite3.sqlite_version_info
"""Of the SQLite that this Python was built with."""
SOUND_SQLITE = (3, 51, 3)
"""The first without the rare bug by which two connections that reset the write-ahead log at once damage the file."""

Durability = Literal["FULL", "NORMAL"]
FileIdentity = tuple[int, int]
"""Device and inode."""


class Connection:
    """One open database, usable from several threads in turn; every SQLite error leaves it as an ArchiveError."""

    def __init__(self, path: Path, *, is_read_only: bool = False, wait_seconds: float = WRITE_WAIT_SECONDS) -> None:
        self.path = path
        self.is_read_only = is_read_only
        self.lock = threading.RLock()
        self.undone = 0
        """How many transactions were rolled back: what was remembered of rows may be wrong when it moves."""
        self._durability: Durability | None = None
        self._places = Path(os.path.realpath(path)), log_of(path)
        self._file: FileIdentity | None = None
        self._log: FileIdentity | None = None
        self._tallies: dict[str, Tally] = {}
        with translated(path):
            handle = _connect(path, is_read_only=is_read_only, wait_seconds=wait_seconds)
            try:
                self.db = Database(handle, execute_plugins=False)
                self._settle()
            except BaseException:
                handle.close()
                raise
        self._file = identity_of(self._places[0])

    def _settle(self) -> None:
        for pragma in ("foreign_keys=on", "wal_autocheckpoint=0", "trusted_schema=off", "cache_size=-16000"):
            self.db.execute(f"pragma {pragma}")

    def close(self) -> None:
        """Close the database; a second time does nothing."""
        with self.lock, translated(self.path):
            self.db.close()

    # ------------------------------------------------------------ reading

    def rows(self, sql: str, *values: object) -> list[Any]:
        """Return all rows of a query."""
        with self.lock, translated(self.path):
            return self.db.execute(sql, values).fetchall()

    def row(self, sql: str, *values: object) -> Any:
        """Return the first row of a query, or None."""
        with self.lock, translated(self.path):
            return self.db.execute(sql, values).fetchone()

    def value(self, sql: str, *values: object) -> Any:
        """Return the first column of the first row, or None."""
        found = self.row(sql, *values)
        return None if found is None else found[0]

    def mappings(self, sql: str, *values: object) -> Iterator[dict[str, Any]]:
        """Yield the rows of a query in turn, each by the names of its columns; hold a transaction meanwhile."""
        with translated(self.path):
            cursor = self.db.execute(sql, values)
            names = [column[0] for column in cursor.description]
            for row in cursor:
                yield dict(zip(names, row, strict=True))

    @contextlib.contextmanager
    def steady(self) -> Iterator[None]:
        """Read everything inside as it stood at one moment, whatever is written meanwhile."""
        with self.lock, translated(self.path):
            if self.db.conn.in_transaction:
                yield
                return
            self.db.execute("begin")
            try:
                yield
            finally:
                if self.db.conn.in_transaction:
                    self.db.execute("rollback")

    # ------------------------------------------------------------ writing

    @property
    def is_in_transaction(self) -> bool:
        """Whether a transaction is under way."""
        return bool(self.db.conn.in_transaction)

    def insert(self, table: str, **columns: object) -> int:
        """Insert one row, sealed and counted, and return its id. Call inside a transaction."""
        with self.lock, translated(self.path):
            if table in SEALED:
                tally = self._tally(table)
                if table in NUMBERED:
                    columns = {"id": tally.entries + 1, **columns}
                hashed = row_hash(table, columns)
                columns["seal"] = seal_of(hashed)
                self._tallies[table] = tally.plus(hashed)
            names, marks = ", ".join(columns), ", ".join("?" * len(columns))
            cursor = self.db.execute(f"insert into {table} ({names}) values ({marks})", tuple(columns.values()))
        return cursor.lastrowid or 0

    def next_id(self, table: str) -> int:
        """Return the id that the next row of a numbered table will get."""
        with self.lock, translated(self.path):
            return self._tally(table).entries + 1

    def amend(self, table: str, key: dict[str, object], **changed: object) -> bool:
        """Change columns of the sealed row with that key, and seal it anew; return whether it was there.

        A row that says so already stays as it is.
        """
        with self.lock, translated(self.path):
            where = " and ".join(f"{name} = ?" for name in key)
            found = list(self.mappings(f"select * from {table} where {where}", *key.values()))
            for old in found:
                if all(old[name] == value for name, value in changed.items()):
                    continue
                new = row_hash(table, {**old, **changed})
                self._tallies[table] = self._tally(table).minus(row_hash(table, old)).plus(new)
                marks = ", ".join(f"{name} = ?" for name in (*changed, "seal"))
                values = (*changed.values(), seal_of(new), *key.values())
                self.db.execute(f"update {table} set {marks} where {where}", values)
        return bool(found)

    def remove(self, table: str, **key: object) -> bool:
        """Take the row with that key out of a table of work to do; return whether it was there."""
        with self.lock, translated(self.path):
            where = " and ".join(f"{name} = ?" for name in key)
            found = list(self.mappings(f"select * from {table} where {where}", *key.values()))
            for old in found:
                self._tallies[table] = self._tally(table).minus(row_hash(table, old))
                self.db.execute(f"delete from {table} where {where}", tuple(key.values()))
        return bool(found)

    def _tally(self, table: str) -> Tally:
        if table not in self._tallies:
            row = self.db.execute("select entries, total from tally where name = ?", (table,)).fetchone()
            self._tallies[table] = Tally() if row is None else Tally(entries=row[0], total=row[1])
        return self._tallies[table]

    def recount(self, table: str) -> None:
        """Tally a table from its rows. Call inside a transaction."""
        tally = Tally()
        for row in self.mappings(f"select * from {table}"):
            tally = tally.plus(row_hash(table, row))
        self._tallies[table] = tally

    def write_tallies(self) -> None:
        """Write the tallies of the transaction under way."""
        for name, tally in sorted(self._tallies.items()):
            self.db.execute(
                "insert into tally (name, entries, total) values (?, ?, ?) "
                "on conflict (name) do update set entries = excluded.entries, total = excluded.total",
                (name, tally.entries, tally.total),
            )

    def execute(self, sql: str, *values: object) -> int:
        """Run one statement and return how many rows it touched."""
        with self.lock, translated(self.path):
            return self.db.execute(sql, values).rowcount

    @contextlib.contextmanager
    def writing(self, durability: Durability = "NORMAL") -> Iterator[None]:
        """Take the write lock at once, commit at the end, roll back on any error.

        FULL returns only when the rows are on the disk; NORMAL rows may go with the power, never the order of them.
        Inside another transaction it belongs to that one.
        """
        with self.lock, translated(self.path):
            if self.db.conn.in_transaction:
                yield
                return
            self._become(durability)
            self.db.execute("begin immediate")
            try:
                self._tallies.clear()
                yield
                self.write_tallies()
                self._refuse_lost_file()
                self.db.execute("commit")
            except BaseException:
                self.undone += 1
                self.db.rollback()
                raise
            finally:
                self._tallies.clear()

    def _refuse_lost_file(self) -> None:
        """Acknowledge nothing that went into a file which nobody will find: SQLite writes on into a deleted one."""
        file, log = map(identity_of, self._places)
        self._log = self._log or log
        if (file, log) == (self._file, self._log):
            return
        raise ArchiveError(
            str(self.path),
            "the file or its write-ahead log was moved, replaced or deleted while it was open",
            "put both back, or restore a backup; what was kept before is in the file that was there",
        )

    def _become(self, durability: Durability) -> None:
        if self._durability != durability:
            self.db.execute(f"pragma synchronous={durability}")
            self._durability = durability

    def checkpoint(self, mode: Literal["PASSIVE", "TRUNCATE"]) -> None:
        """Move the write-ahead log into the file, as far as readers and writers in the way let it be at once."""
        with self.lock, translated(self.path):
            (patience,) = self.db.execute("pragma busy_timeout").fetchone()
            self.db.execute(f"pragma busy_timeout={CHECKPOINT_WAIT_MILLISECONDS}")
            try:
                self.db.execute(f"pragma wal_checkpoint({mode})").fetchall()
            finally:
                self.db.execute(f"pragma busy_timeout={patience}")

    def columns(self, table: str) -> list[str]:
        """Return the names of a table's columns, in order."""
        return [row[1] for row in self.rows(f"pragma table_info({table})")]

    def structure_problems(self, most: int, *, is_thorough: bool) -> list[str]:
        """Return what the database finds wrong with its own pages, at most so many lines; thorough: indexes too."""
        lines = self.rows(f"pragma {'integrity' if is_thorough else 'quick'}_check({most})")
        return [str(line).replace("*** in database main ***\n", "") for (line,) in lines if line != "ok"]

    def read_damaged_text(self) -> None:
        """From now on let bytes that are no UTF-8 any more reach whoever reads them, instead of ending the query."""
        self.db.conn.text_factory = lambda raw: raw.decode("utf-8", "replace")

    def broken_references(self) -> list[tuple[str, int | None, str]]:
        """Return (table, id of the row, table it refers to) of every row that refers to one that is missing."""
        return [(table, row, parent) for table, row, parent, _ in self.rows("pragma foreign_key_check")]

    def give_room_back(self) -> None:
        """Lay the file out anew without the room that is free in it, whole or not at all; ids stay."""
        self.execute("vacuum")

    def file_bytes(self) -> int:
        """Return how large the file is, with what is still in the write-ahead log."""
        return int(self.value("pragma page_count") * self.value("pragma page_size"))

    def content(self) -> bytearray | None:
        """Return the bytes of the whole file as this transaction sees it; None where SQLite was built without that."""
        with self.lock, translated(self.path):
            serialize = getattr(self.db.conn, "serialize", None)
            return None if serialize is None else bytearray(serialize())

    def wal_bytes(self) -> int:
        """Return how large the write-ahead log is."""
        try:
            return self._places[1].stat().st_size
        except OSError:
            return 0

    def copy_to(self, target: Path) -> None:
        """Copy the database as it stands to a new file, whole, however busy its writers are."""
        with self.lock, translated(target), contextlib.closing(sqlite3.connect(target)) as copy:
            self.db.conn.backup(copy, pages=-1)


def _connect(path: Path, *, is_read_only: bool, wait_seconds: float) -> sqlite3.Connection:
    if not is_read_only:
        return _connect_as(path, "rw", wait_seconds)
    handle = _connect_as(path, "ro", wait_seconds)
    try:
        handle.execute("select count(*) from sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        handle.close()
        is_refused = getattr(error, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
        if not is_refused or _has_pending_log(path):
            raise
    except BaseException:
        handle.close()
        raise
    else:
        return handle
    return _connect_as(path, "ro&immutable=1", wait_seconds)


def _has_pending_log(path: Path) -> bool:
    """Whether looks are still in the write-ahead log, which only a folder that may be written lets us read."""
    log = log_of(path)
    return log.exists() and log.stat().st_size > 0


def log_of(path: Path) -> Path:
    """Return where SQLite keeps the write-ahead log of a database: beside the file itself, not beside a link to it."""
    return beside(path, "-wal")


def beside(path: Path, suffix: str) -> Path:
    """Return the file that belongs to a database under its name with a suffix."""
    return Path(os.path.realpath(path) + suffix)


def identity_of(path: Path) -> FileIdentity | None:
    """Return what tells a file from all others, whatever its name; None when there is none."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_dev, facts.st_ino


def _connect_as(path: Path, mode: str, wait_seconds: float) -> sqlite3.Connection:
    return sqlite3.connect(
        f"file:{quote(os.fsencode(path.absolute()))}?mode={mode}",
        uri=True,
        timeout=wait_seconds,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )


def peek(path: Path) -> tuple[int, int]:
    """Return the application id and the version in a database's header; raises ArchiveInvalid when there is none.

    SQLite itself reads it: opening the file beside SQLite would, on closing, drop the locks of every connection that
    this process has to it.
    """
    try:
        try:
            return _header_of(_connect_as(path, "ro&immutable=1", 0.0))
        except sqlite3.DatabaseError:
            # Without locks a file that is being written may look broken; its own log shows that it is in use.
            if not log_of(path).exists():
                raise
            return _header_of(_connect(path, is_read_only=True, wait_seconds=WRITE_WAIT_SECONDS))
    except sqlite3.OperationalError as error:
        raise ArchiveError(str(path), f"cannot be read ({error})", "check the rights on the file") from error
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        _refuse_cut_file(path, error)
        cause = "is not an archive of statediff"
        raise ArchiveInvalid(str(path), cause, "check the path; nothing was changed") from error


def _header_of(handle: sqlite3.Connection) -> tuple[int, int]:
    with contextlib.closing(handle):
        application, version = (
            int(handle.execute(f"pragma {name}").fetchone()[0]) for name in ("application_id", "user_version")
        )
    return application, version


def _refuse_cut_file(path: Path, error: Exception) -> None:
    """Raise ArchiveDamaged when a file bears our mark and holds fewer pages than its header says."""
    header = b""
    with (
        contextlib.suppress(sqlite3.Error, AttributeError, MemoryError),
        contextlib.closing(_connect_as(path, "ro&immutable=1", 0.0)) as handle,
    ):
        # Only so does SQLite read the header of a file whose end is missing; it writes nothing here.
        handle.execute("pragma writable_schema=on")
        header = handle.serialize()[:HEADER_BYTES]
    size, told = path.stat().st_size, _told_bytes(header)
    if int.from_bytes(header[68:72]) == APPLICATION_ID and size < told:
        raise ArchiveDamaged(
            str(path),
            f"is cut short: {size:,} of {told:,} bytes are there",
            f"restore a backup; for what is left, fill up a copy (`truncate -s {told} COPY`) and run "
            "`statediff --archive COPY verify`; nothing was changed",
        ) from error


def _told_bytes(header: bytes) -> int:
    """Return how large a database says it is; the page size 1 stands for 65536."""
    page = int.from_bytes(header[16:18])
    return int.from_bytes(header[28:32]) * (65536 if page == 1 else page)


def may_write(path: Path) -> bool:
    """Whether the file and its folder, where SQLite keeps the write-ahead log, may be written."""
    by_effect = os.access in os.supports_effective_ids
    real = Path(os.path.realpath(path))
    return all(os.access(place, os.W_OK, effective_ids=by_effect) for place in (real, real.parent))


class translated:  # noqa: N801 - used as a statement, like those of contextlib
    """Turn SQLite's errors into ArchiveError with what to do next.

    A class, since every statement runs inside one: a generator's context takes five times as long to enter and leave.
    """

    __slots__ = ("_path",)

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            return
        if isinstance(error, sqlite3.OperationalError) and not hasattr(error, "sqlite_errorcode"):
            # Not SQLite's own: Python could not make text of what stands in a column.
            column, _, _ = str(error).partition(" with text ")
            cause = f"holds a text that is none any more ({column})"
            raise ArchiveDamaged(str(self._path), cause, "run `statediff verify` to learn where") from error
        if isinstance(error, sqlite3.Error):
            raise _explain(self._path, error) from error
        if isinstance(error, UnicodeDecodeError):
            # Python fails to decode SQLite's own message when a damaged name stands in it.
            raise ArchiveDamaged(
                str(self._path), f"the file is damaged ({error.object!r})", "restore a backup"
            ) from error


def _explain(path: Path, error: sqlite3.Error) -> ArchiveError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    subject = str(path)
    match code:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return ArchiveBusy(subject, "another program holds the file", "try again when it has ended")
        case sqlite3.SQLITE_FULL:
            return ArchiveError(
                subject, "the disk is full", "free some space and run again; nothing kept so far is lost"
            )
        case sqlite3.SQLITE_READONLY:
            return ArchiveError(
                subject, "the file may not be written", "give this user the right to write the file and its folder"
            )
        case sqlite3.SQLITE_NOTADB:
            return ArchiveInvalid(subject, "is not an archive of statediff", "check the path")
        case sqlite3.SQLITE_CORRUPT:
            return ArchiveDamaged(
                subject, f"the file is damaged ({error})", "restore a backup if `statediff verify` says the same"
            )
        case sqlite3.SQLITE_CONSTRAINT | sqlite3.SQLITE_MISMATCH:
            return ArchiveDamaged(subject, f"its rows contradict each other ({error})", "run `statediff verify`")
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_CANTOPEN:
            return ArchiveError(
                subject, f"the disk refused ({error})", "check the disk, its free space and the rights on the folder"
            )
        case _:
            return ArchiveError(
                subject, f"the database refused ({error})", "run `statediff verify`; if it finds nothing, report this"
            )
