"""Making and opening archives: a path holds a whole archive or none, and what is not one stays as it is."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from statediff.archive.copies import make_whole
from statediff.archive.dialect import APPLICATION_ID, PAGE_BYTES, Connection, may_write
from statediff.archive.schema import SCHEMA_VERSION, TABLES, check_header, check_version, migrate
from statediff.archive.store import Archive
from statediff.errors import ArchiveError, ArchiveInvalid


def create(path: str | os.PathLike[str]) -> Archive:
    """Make a new, empty archive and open it; raises ArchiveError when something stands at that path already."""
    place = Path(path)
    make_whole(place, _lay_out)
    return open_archive(place)


def _lay_out(path: Path) -> None:
    """Make the tables in an empty file; whoever sees the final path sees a whole archive."""
    with contextlib.closing(Connection(path)) as connection:
        for pragma in (f"page_size={PAGE_BYTES}", f"application_id={APPLICATION_ID}"):
            connection.execute(f"pragma {pragma}")
        migrate(connection)
        connection.execute("pragma journal_mode=wal")


def open_archive(path: str | os.PathLike[str]) -> Archive:
    """Open an archive; one of an earlier schema is brought up to date, whole or not at all.

    Raises: ArchiveNotFound when there is no file; ArchiveInvalid when it is not an archive or a newer statediff wrote
    it; ArchiveError when an earlier one did, and the file may not be written. Then nothing is created and nothing
    changed.
    """
    place = Path(path)
    check_header(place)
    is_read_only = not may_write(place)
    with contextlib.closing(Connection(place, is_read_only=True)) as connection:
        version = _check_tables(connection)
    if version < SCHEMA_VERSION and is_read_only:
        cause = f"was written by an earlier statediff (tables {version}), and may not be written to bring it up to date"
        raise ArchiveError(str(place), cause, "open a copy of it in a folder that this user may write")
    connection = Connection(place, is_read_only=is_read_only)
    try:
        if version < SCHEMA_VERSION:
            migrate(connection)
    except BaseException:
        connection.close()
        raise
    return Archive(connection)


def _check_tables(connection: Connection) -> int:
    """Refuse what only bears our mark, and what a newer statediff wrote; return the version of the tables."""
    version = int(connection.value("pragma user_version"))
    check_version(connection.path, version)
    names = {row[0] for row in connection.rows("select name from sqlite_schema where type = 'table'")}
    if not names.issuperset(TABLES):
        raise ArchiveInvalid(str(connection.path), "is not an archive of statediff", "check the path")
    return version
